import Foundation
import HTTPTransport
import ProtobufRuntime
import ProtocolModels
import RoomEgress
import ServiceKit
import TestSupport
import Testing

/// The service's parts together, without jobs.
@Suite(.serialized, .timeLimit(.minutes(2))) struct EgressNodeTests {
    private let bench: NodeBench

    init() throws { bench = try NodeBench() }

    @Test func `a request that the API's server does not even read is answered as the API answers`() async throws {
        let port = try RedisServer.freePort()
        let node = try await bench.node("api_port: \(port)")
        func post(_ headers: [String], _ body: [UInt8] = []) async throws -> (status: Int, code: String?) {
            let curl = ExternalTool("curl", package: "curl")
            let words = ["-s", "--max-time", "20", "-o", "-", "-w", "\n%{http_code} %{content_type}", "-H", "Expect:"]
            let path = try bench.folder.write(body, as: "body")
            let url = "http://127.0.0.1:\(port)/twirp/livekit.Egress/StartWebEgress"
            let arguments = words + headers.flatMap { ["-H", $0] } + ["--data-binary", "@\(path)", url]
            let result = try await withCheckedThrowingContinuation { continuation in
                Thread.detachNewThread { continuation.resume(with: Swift.Result { try curl.run(arguments) }) }
            }
            let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
            let (status, type) = (lines.last?.prefix(3) ?? "", lines.last?.dropFirst(4))
            #expect(type == "application/json")
            let json = try JSONSerialization.jsonObject(with: Data((lines.first ?? "").utf8)) as? [String: Any]
            return (Int(status) ?? 0, json?["code"] as? String)
        }
        let large = try await post(["Content-Type: application/json"], [UInt8](repeating: 0x20, count: 1 << 20 + 1))
        #expect(large.status == 413 && large.code == "resource_exhausted")
        let chunked = try await post(["Content-Type: application/json", "Transfer-Encoding: chunked"], Array("{}".utf8))
        #expect(chunked.status == 411 && chunked.code == "malformed")
        withExtendedLifetime(node) {}
    }

    /// The values of a node's metrics that have no labels but the node's own.
    private func metrics(_ port: Int) async throws -> [String: String] {
        let answer = try await HTTPClient().send(HTTPClientRequest(url: "http://127.0.0.1:\(port)/metrics"))
        let lines = String(decoding: answer.body, as: UTF8.self).split(separator: "\n")
        return lines.reduce(into: [:]) { values, line in
            if let name = line.split(separator: "{").first, let value = line.split(separator: " ").last {
                values[String(name)] = String(value)
            }
        }
    }

    @Test func `a node without its Redis says that it takes nothing, though nobody asks`() async throws {
        let redis = try await RedisServer()
        let port = try RedisServer.freePort()
        let node = try await bench.node("redis: {address: '127.0.0.1:\(redis.port)'}", "prometheus_port: \(port)")
        let (signals, send) = AsyncStream<Signal>.makeStream()
        let run = Task { await node.run(until: signals) }
        func shows(_ isAvailable: Bool) async throws {
            try await eventually {
                try await Task.sleep(for: .milliseconds(50))
                let metrics = try await metrics(port)
                return metrics["livekit_egress_available"] == (isAvailable ? "1" : "0")
                    && metrics["livekit_egress_is_disabled"] == (isAvailable ? "0" : "1")
            }
        }
        try await shows(true)
        redis.stop()
        try await shows(false)
        try await redis.start()
        try await shows(true)
        send.yield(.terminate)
        await run.value
    }

    @Test func `a short secret of the server beside it is warned about, and a long one is not`() async throws {
        let redis = try await RedisServer()
        let line = "redis: {address: '127.0.0.1:\(redis.port)'}"
        _ = try await bench.node(line)
        #expect(!bench.logged.contains("api_secret"))
        let other = try NodeBench()
        _ = try await other.node(line, secret: "short-secret")
        #expect(other.logged.contains("WARN api_secret has 12 bytes, and tokens signed with less than 32 can be forged"))
        #expect(!other.logged.contains("short-secret"))
    }

    /// The cheapest costs 0.24 cores where nothing is configured, and has four clients of the sound server.
    @Test(arguments: [
        ("web_cpu_cost: 1000, room_composite_cpu_cost: 1000, audio_web_cpu_cost: 1000, audio_room_composite_cpu_cost: 999",
            "999.00 cores needed"),
        ("max_memory: 1.5, memory_cost: 1", "not enough memory"), ("max_pulse_clients: 3", "not enough sound clients"),
    ])
    func `a node that could never take an egress does not start, and says what is missing`(costs: String, reason: String) async throws {
        let error = await #expect(throws: EgressNodeError.self) {
            _ = try await bench.node("api_port: \(RedisServer.freePort())", "cpu_cost: {\(costs)}")
        }
        #expect(error.map { "\($0)".contains("could not take the cheapest egress") && "\($0)".contains(reason) } == true)
    }

    @Test func `a node that can take but the cheapest egress starts`() async throws {
        let costs = "cpu_cost: {web_cpu_cost: 1000, room_composite_cpu_cost: 1000, max_pulse_clients: 4}"
        _ = try await bench.node("api_port: \(RedisServer.freePort())", costs)
    }

    /// The egress as its service knew it last.
    private func stored(_ id: String, _ status: LiveKit.EgressStatus, updatedAt: Int64) -> JobInfoRecord {
        var info = LiveKit.EgressInfo()
        (info.egressID, info.roomName, info.status) = (id, "room", status)
        (info.startedAt, info.updatedAt) = (1, updatedAt)
        info.fileResults = [LiveKit.FileInfo()]
        info.streamResults = [LiveKit.StreamInfo()]
        let isActive = status == .starting || status == .active || status == .ending
        return JobInfoRecord(
            id: id, roomName: "room", isActive: isActive, startedAt: 1, updatedAt: updatedAt, payload: info.encoded())
    }

    @Test func `what is listed as running and has no job any more is told to have ended, and is listed in its place`() async throws {
        do {
            let store = try JobInfoStore(path: bench.folder.path("egress.sqlite"))
            try await store.store(stored("EG_starting", .starting, updatedAt: 1))
            try await store.store(stored("EG_active", .active, updatedAt: .max))
            try await store.store(stored("EG_complete", .complete, updatedAt: 3))
            try await store.store(stored("EG_orphan", .active, updatedAt: 4))
            try await store.store(stored("EG_unanswered", .ending, updatedAt: 5))
            try await store.store(JobInfoRecord(id: "EG_strange", isActive: true, updatedAt: 6, payload: [0xFF]))
        }
        // A job without a process: its service's successor tells how it ended. One whose start nobody was told of ends alone.
        try FileManager.default.createDirectory(atPath: bench.folder.path("jobs"), withIntermediateDirectories: true)
        _ = try bench.folder.write([0, 0, 0, 0, 0], as: "jobs/EG_orphan.job")
        _ = try bench.folder.write([0, 0, 0, 0, 1], as: "jobs/EG_unanswered.job")
        let node = try await bench.node("api_port: \(RedisServer.freePort())")
        let items = try #require(try await node.api?.listEgress(LiveKit.ListEgressRequest()).items)
        #expect(
            items.map(\.egressID) == ["EG_starting", "EG_active", "EG_complete", "EG_orphan", "EG_unanswered", "EG_strange"])
        #expect(items.map(\.status) == [.aborted, .failed, .complete, .active, .failed, .aborted])
        #expect(items.map(\.errorCode) == [412, 500, 0, 0, 500, 412])
        for info in items where info.status != .complete && info.status != .active {
            #expect(info.error.contains("the service was killed") && info.endedAt > 0 && info.endedAt == info.updatedAt)
            #expect(info.streamResults.allSatisfy { $0.status == .failed && $0.endedAt == info.endedAt })
            #expect(info.fileResults.allSatisfy { $0.endedAt == info.endedAt })
        }
        #expect(bench.logged.matches(of: /is lost egress_id=/).count == 4)
    }
}
