import Foundation
import GStreamerRuntime
import MediaTypes
import PipelineGraph
import Testing

struct PipelineTests {
    @Test(.timeLimit(.minutes(1))) func `a finite pipeline runs to its end of stream`() async throws {
        let pipeline = try Pipeline(
            PipelineGraph(chain: [
                .element("videotestsrc", ["num-buffers": 5]), .capsFilter(Caps("video/x-raw", ["width": 320])),
                .element("fakesink", ["sync": false]),
            ]))
        try pipeline.play()
        var seen: [PipelineEvent] = []
        for await event in pipeline.events {
            seen.append(event)
            if event == .endOfStream { pipeline.stop() }
        }
        #expect(seen.contains(.stateChanged(from: .paused, to: .playing)))
        #expect(seen.contains(.endOfStream))
        #expect(!seen.contains { if case .error = $0 { true } else { false } })
    }

    @Test func `a missing element is an error that names it and its package`() {
        let graph = PipelineGraph(chain: [.element("videotestsrc"), .element("fdkaacenc", name: "sound")])
        let error = #expect(throws: GStreamerError.self) { try Pipeline(graph) }
        #expect(
            error == .missingElement(factory: "fdkaacenc", element: "sound", package: "gstreamer1.0-plugins-bad"))
        #expect(error?.description.contains("install the Debian package gstreamer1.0-plugins-bad") == true)
    }

    @Test(arguments: [
        ("no-such", PropertyValue.int(1), GStreamerError.noSuchProperty(element: "e", property: "no-such")),
        ("speed-preset", .nick("warp"), .invalidValue(element: "e", property: "speed-preset", value: "warp")),
        ("bitrate", .int(-5), .invalidValue(element: "e", property: "bitrate", value: "-5")),
        ("threads", .secret("pssst"), .invalidValue(element: "e", property: "threads", value: "***")),
    ]) func `a wrong property is an error that names it`(
        _ name: String, _ value: PropertyValue, _ expected: GStreamerError
    ) {
        #expect(throws: expected) {
            try Pipeline(PipelineGraph(chain: [.element("x264enc", name: "e", [name: value])]))
        }
    }

    @Test func `an invalid graph and an impossible link are refused`() {
        #expect(throws: GStreamerError.invalidGraph(.empty)) { try Pipeline(PipelineGraph()) }
        let impossible = PipelineGraph(chain: [.element("videotestsrc", name: "a"), .element("avenc_aac", name: "b")])
        #expect(throws: GStreamerError.linkFailed(from: "a", to: "b", filter: nil)) { try Pipeline(impossible) }
    }

    @Test(.timeLimit(.minutes(1))) func `a failing element is reported with its name and debug text`() async throws {
        let pipeline = try Pipeline(
            PipelineGraph(chain: [
                .element("filesrc", name: "reader", ["location": "/nonexistent/file"]), .element("fakesink"),
            ]))
        let error = #expect(throws: GStreamerError.self) { try pipeline.play() }
        guard case .stateChangeFailed(.playing, let cause?) = error else {
            Issue.record("unexpected: \(String(describing: error))")
            return
        }
        #expect(cause.element == "reader")
        #expect(cause.debug.contains("gstfilesrc.c"))
        pipeline.stop()
        var failures: [PipelineFailure] = []
        for await case .error(let failure) in pipeline.events { failures.append(failure) }
        #expect(failures.first == cause)
    }

    @Test(.timeLimit(.minutes(1))) func `end of stream sent from outside reaches the sinks`() async throws {
        let pipeline = try Pipeline(
            PipelineGraph(chain: [.element("videotestsrc", ["is-live": true]), .element("fakesink")]))
        #expect(try pipeline.prepare())
        try pipeline.play()
        for await event in pipeline.events {
            if event == .stateChanged(from: .paused, to: .playing) { pipeline.sendEndOfStream() }
            if event == .endOfStream { break }
        }
        #expect(pipeline.stop())
    }

    @Test(.timeLimit(.minutes(1))) func `a live pipeline tells its latency and its running time`() async throws {
        let pipeline = try Pipeline(
            PipelineGraph(chain: [
                .element("videotestsrc", ["is-live": true]),
                .capsFilter(Caps("video/x-raw", ["framerate": .fraction(25, 1)])),
                .element("fakesink", name: "sink", ["sync": true, "processing-deadline": 0]),
            ]))
        #expect(try pipeline.prepare())
        try pipeline.play()
        for await event in pipeline.events { if event == .stateChanged(from: .paused, to: .playing) { break } }
        let latency = try #require(pipeline.latency)
        #expect(latency.isLive)
        #expect(latency.minimum == .milliseconds(40))  // a frame
        #expect(try #require(pipeline.runningTime) >= .zero)
        #expect(pipeline.baseTime > .zero)
        #expect(try pipeline.property("sync", of: "sink") == "true")
        try pipeline.setProperty("sync", of: "sink", to: false)
        #expect(try pipeline.property("sync", of: "sink") == "false")
        #expect(pipeline.stop())
    }

    @Test(.timeLimit(.minutes(1))) func `stopping is harmless at any time and from any thread`() async throws {
        let pipeline = try Pipeline(
            PipelineGraph(chain: [
                .element("videotestsrc"), .element("x264enc"),
                .capsFilter(Caps("video/x-h264", ["stream-format": "avc"])), .frameSink("frames"),
            ]))
        try pipeline.onFrames(from: "frames", track: 1) { [weak pipeline] event in
            // From the streaming thread, which the stop would otherwise wait for.
            if case .frame = event { pipeline?.stop() }
        }
        try pipeline.play()
        for await _ in pipeline.events {}
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { pipeline.stop() } }
            for await isStopped in group { #expect(isStopped) }
        }
        #expect(throws: GStreamerError.stopped) { try pipeline.play() }
    }

    @Test(.timeLimit(.minutes(1))) func `dot shows what runs, and no secret`() async throws {
        let pipeline = try Pipeline(
            PipelineGraph(chain: [.element("videotestsrc", name: "camera"), .element("fakesink")]))
        #expect(pipeline.dot.hasPrefix("digraph pipeline {"))
        #expect(pipeline.dot.contains("camera"))
        #expect(pipeline.dot.filter { $0 == "{" }.count == pipeline.dot.filter { $0 == "}" }.count)
        let secret = try Pipeline(
            PipelineGraph(chain: [
                .element("appsrc", name: "in"),
                .element("rtmp2sink", name: "out", ["stream": .secret("k3y-of-the-stream"), "async-connect": false]),
            ]))
        #expect(secret.dot.contains("out"))
        #expect(!secret.dot.contains("k3y"))
        #expect(try secret.property("stream", of: "out") == "***")
        pipeline.stop()
        secret.stop()
    }

    @Test(.timeLimit(.minutes(1))) func `a pad that appears late is linked when it does`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "late-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "v.mkv").path
        try await runToEnd(
            PipelineGraph(chain: [
                .element("videotestsrc", ["num-buffers": 10]), .element("x264enc"), .element("matroskamux"),
                .element("filesink", ["location": .string(file)]),
            ]))
        var graph = PipelineGraph(chain: [
            .element("filesrc", ["location": .string(file)]), .element("matroskademux", name: "demux"),
        ])
        graph.elements.append(PipelineElement(name: "out", factory: "fakesink"))
        graph.links.append(PipelineLink(from: .init("demux", pad: .sometimes("video_%u")), to: .init("out")))
        try await runToEnd(graph)
    }

    @Test(.timeLimit(.minutes(1))) func `late data is reported as quality of service`() async throws {
        let pipeline = try Pipeline(
            PipelineGraph(chain: [
                .element("videotestsrc", ["num-buffers": 30]), .element("identity", ["sleep-time": 60_000]),
                .element("videoconvert", name: "convert"),
                .element("fakesink", name: "slow", ["sync": true, "qos": true, "max-lateness": 1_000_000]),
            ]))
        try pipeline.play()
        var dropped: UInt64 = 0
        for await event in pipeline.events {
            if case .qualityOfService(let report) = event, let count = report.dropped {
                dropped = count
                pipeline.stop()
            }
            if event == .endOfStream { pipeline.stop() }
        }
        #expect(dropped > 0)
    }

    private func runToEnd(_ graph: PipelineGraph) async throws {
        let pipeline = try Pipeline(graph)
        try pipeline.play()
        var reachedEnd = false
        for await event in pipeline.events {
            if case .error(let failure) = event { Issue.record("\(failure)") }
            if case .error = event { break }
            reachedEnd = reachedEnd || event == .endOfStream
            if reachedEnd { break }
        }
        #expect(reachedEnd)
        #expect(pipeline.stop())
    }
}
