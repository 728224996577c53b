import Foundation
import ServiceKit
import Testing
import TestSupport

struct MetricRegistryTests {
    @Test func `writes each kind as the text format wants`() {
        let registry = MetricRegistry(constantLabels: [("node_id", "NE_1")])
        let jobs = registry.counter("jobs_total", help: "Jobs that ended.", labels: ["type", "result"])
        jobs.increment("web", "completed")
        jobs.increment(by: 2, "web", "completed")
        jobs.increment("track", "aborted")
        registry.gauge("load", help: "Load.").set(0.25)
        let times = registry.histogram("wait_seconds", help: "Waiting.", bounds: [0.1, 1])
        for value in [0.1, 0.5, 7, .nan] { times.observe(value) }
        #expect(
            registry.text() == """
                # HELP jobs_total Jobs that ended.
                # TYPE jobs_total counter
                jobs_total{node_id="NE_1",type="track",result="aborted"} 1
                jobs_total{node_id="NE_1",type="web",result="completed"} 3
                # HELP load Load.
                # TYPE load gauge
                load{node_id="NE_1"} 0.25
                # HELP wait_seconds Waiting.
                # TYPE wait_seconds histogram
                wait_seconds_bucket{node_id="NE_1",le="0.1"} 1
                wait_seconds_bucket{node_id="NE_1",le="1"} 2
                wait_seconds_bucket{node_id="NE_1",le="+Inf"} 3
                wait_seconds_sum{node_id="NE_1"} 7.6
                wait_seconds_count{node_id="NE_1"} 3

                """)
    }

    @Test func `promtool accepts whatever text labels and help hold`() throws {
        let nasty = ["", "a\"b", "back\\slash", "two\nlines", "\\n", "tab\tand \u{1}", "ümläut 😀", "} 1\nforged 2"]
        let registry = MetricRegistry(constantLabels: [("cluster_id", "c\"\n\\")])
        let gauge = registry.gauge("nasty_texts", help: "Two\nlines, a \\ and a \".", labels: ["text"])
        for (index, text) in nasty.enumerated() { gauge.set(Double(index), text) }
        let numbers = registry.gauge("nasty_numbers", help: "Numbers at the edge.", labels: ["name"])
        for number in [Double.infinity, -.infinity, .nan, -0.0, 1e300, .leastNonzeroMagnitude, 9_007_199_254_740_992] {
            numbers.set(number, "\(number)")
        }
        #expect(try Promtool.complaints(about: registry.text()) == "")
        #expect(!registry.text().contains("\nforged"))
    }

    @Test func `a removed series is shown no longer, and one without labels from the beginning`() {
        let registry = MetricRegistry()
        _ = registry.counter("events_total", help: "Events.")
        let gauge = registry.gauge("queue_size", help: "Waiting.", labels: ["job"])
        #expect(registry.text().contains("events_total 0") && !registry.text().contains("queue_size"))
        gauge.set(3, "a")
        #expect(registry.text().contains("queue_size{job=\"a\"} 3"))
        gauge.remove("a")
        #expect(!registry.text().contains("queue_size"))
    }

    @Test func `collectors run before each reading`() {
        let registry = MetricRegistry()
        let gauge = registry.gauge("readings", help: "Readings.")
        registry.onCollect { gauge.add(1) }
        #expect(registry.text().contains("readings 1") && registry.text().contains("readings 2"))
    }

    @Test func `counts from many threads are all there`() async {
        let registry = MetricRegistry()
        let counter = registry.counter("events_total", help: "Events.", labels: ["kind"])
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { for _ in 0..<1_000 { counter.increment("x") } } }
        }
        #expect(counter.value("x") == 8_000)
    }

    @Test func `the server gives the text with the format's version`() async throws {
        let registry = MetricRegistry()
        registry.gauge("up", help: "Whether it is up.").set(true)
        let server = try MetricsServer(host: "127.0.0.1", port: 0, registry: registry)
        let curl = ExternalTool("curl", package: "curl")
        let answer = try curl(
            "-sS", "--noproxy", "*", "-D", "-", "http://127.0.0.1:\(server.port)/metrics?name[]=up", "-g")
        let text = String(decoding: answer, as: UTF8.self)
        #expect(text.contains("200 OK") && text.contains("content-type: text/plain; version=0.0.4; charset=utf-8"))
        #expect(text.hasSuffix("\r\n\r\n" + registry.text()))
        let refused = try curl(
            "-sS", "--noproxy", "*", "-o", "/dev/null", "-w", "%{http_code}", "-d", "x",
            "http://127.0.0.1:\(server.port)/")
        #expect(String(decoding: refused, as: UTF8.self) == "405")
        await server.stop()
    }
}
