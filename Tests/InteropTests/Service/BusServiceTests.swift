import Foundation
import TestSupport
import Testing

/// The service beside a LiveKit server, which a second psrpc plays over a real Redis.
@Suite(.serialized, .timeLimit(.minutes(4))) struct BusServiceTests {
    private let service: ServiceBench

    init() throws { service = try ServiceBench("service-bus") }

    private static let script = PythonTool.repository.appending(path: "Tests/InteropTests/Service/Python/livekit_server.py")

    private func ask(_ server: PythonPeer, _ command: [String: any Sendable]) async throws -> [String] {
        let reply = try await server.ask(command)
        guard let result = reply.result else { throw TestFailure(description: "\(command): \(reply.code ?? ""): \(reply.error ?? "")") }
        return result
    }

    @Test func `a server starts, updates and stops an egress, and is told everything in order`() async throws {
        let redis = try await RedisServer()
        let livekit = try await PythonPeer(Self.script, redis: redis)
        let egress = try await service.start("redis: {address: 'localhost:\(redis.port)'}", ServiceBench.allowsLoopback)
        let nginx = try await NginxServer(port: ServerProcess.freePort())
        let id = "EG_abcdefghijkl"
        let path = service.bench.path("bus.mp4")
        #expect(
            try await ask(livekit, ["do": "start", "id": id, "url": service.page(), "file": path, "streams": [nginx.url("bus-key-one")]])
                == ["EGRESS_STARTING", "1"])
        _ = try await ask(livekit, ["do": "await", "id": id, "status": "EGRESS_ACTIVE", "seconds": 20])
        let streams = try await ask(livekit, ["do": "update", "id": id, "add": [nginx.url("bus-key-two")]])
        #expect(streams.count == 2 && !streams.joined().contains("bus-key"), "\(streams)")
        try await Task.sleep(for: .seconds(3))  // something to record
        #expect(try await ask(livekit, ["do": "stop", "id": id]) == ["EGRESS_ENDING"])
        _ = try await ask(livekit, ["do": "await", "id": id, "status": "EGRESS_COMPLETE", "seconds": 20])
        let statuses = try await ask(livekit, ["do": "statuses", "id": id])
        #expect(statuses.first == "CreateEgress EGRESS_STARTING" && statuses.last == "UpdateEgress EGRESS_COMPLETE", "\(statuses)")
        let order = ["STARTING", "ACTIVE", "ENDING", "COMPLETE"]
        let ranks = statuses.compactMap { status in order.firstIndex { status.hasSuffix($0) } }
        #expect(ranks == ranks.sorted(), "\(statuses)")
        #expect(try Player.complaints(path) == "")
        #expect(try Player.duration(path) > 2.5)
        let failed = try await livekit.ask(["do": "start", "id": "EG_wrong", "url": "ftp://nobody", "file": path])
        #expect(failed.code == "invalid_argument" && failed.error == "request has missing or invalid field: web url")
        egress.signal(SIGTERM)
        #expect(await egress.outcome().status == 0)
    }

    @Test func `running egresses outlive a Redis that restarts, and report`() async throws {
        let redis = try await RedisServer()
        let egress = try await service.start(
            "redis: {address: 'localhost:\(redis.port)'}", ServiceBench.allowsLoopback, "cpu_cost: {web_cpu_cost: 0.1, max_cpu_utilization: 1}")
        var livekit = try await PythonPeer(Self.script, redis: redis)
        let ids = ["EG_one", "EG_two"]
        for id in ids {
            _ = try await ask(
                livekit, ["do": "start", "id": id, "url": service.page("?signals=1&start=0&seconds=9"), "file": service.bench.path("\(id).mp4")])
            _ = try await ask(livekit, ["do": "await", "id": id, "status": "EGRESS_ACTIVE", "seconds": 20])
        }
        redis.stop()
        try await redis.start()
        livekit = try await PythonPeer(Self.script, redis: redis)
        for id in ids {
            _ = try await ask(livekit, ["do": "await", "id": id, "status": "EGRESS_COMPLETE", "seconds": 60])
            #expect(try Player.complaints(service.bench.path("\(id).mp4")) == "")
        }
        egress.signal(SIGTERM)
        #expect(await egress.outcome().status == 0)
    }
}
