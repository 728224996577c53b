import Foundation
import TestSupport
import Testing

/// Two services on one Redis, with real jobs.
@Suite(.serialized, .timeLimit(.minutes(5))) struct TwoDaemonTests {
    private let service: ServiceBench

    init() throws { service = try ServiceBench("service-two") }

    /// A job counts for `cost` of the machine's cores at least.
    private func start(_ redis: RedisServer, state: TemporaryFolder, cost: Double) async throws -> EgressServer {
        try await service.start(
            state: state, "redis: {address: 'localhost:\(redis.port)'}", ServiceBench.allowsLoopback,
            "cpu_cost: {web_cpu_cost: \(cost), max_cpu_utilization: 1}")
    }

    /// The jobs that a service with this state folder has not settled.
    private func jobs(_ state: TemporaryFolder) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: state.path("jobs"))) ?? []
        return names.filter { $0.hasSuffix(".job") }.map { String($0.dropLast(4)) }
    }

    /// The egresses that a service's log names in lines with `words`.
    private static func egresses(_ words: String, _ log: String) -> [String] {
        log.split(separator: "\n").filter { $0.contains(words) }.compactMap { line in
            line.firstMatch(of: /EG_[a-z0-9]+/).map { String($0.output) }
        }
    }

    @Test func `a node that works already is asked first, so that idle ones stay free`() async throws {
        let redis = try await RedisServer()
        let livekit = try await LiveKitServer(redis)
        let states = [try TemporaryFolder(), try TemporaryFolder()]
        let nodes = [
            try await start(redis, state: states[0], cost: 0.1), try await start(redis, state: states[1], cost: 0.1),
        ]
        var creators: Set<[String]> = []
        for (id, offers) in [("EG_first", ["0.5", "0.5"]), ("EG_second", ["0.5", "1.0"])] {
            _ = try await livekit.ask(
                ["do": "start", "id": id, "url": service.page(ServiceBench.shortPage), "file": service.bench.path("\(id).mp4")])
            let heard = try await livekit.ask(["do": "offers", "id": id])
            // One that works already is taken at once, before the other has spoken perhaps.
            #expect(heard.sorted() == offers || heard == ["1.0"])
            creators.insert(try await livekit.ask(["do": "creators", "id": id]))
        }
        #expect(creators.count == 1 && creators.first?.count == 1, "\(creators)")
        for id in ["EG_first", "EG_second"] { _ = try await livekit.ask(["do": "stop", "id": id]) }
        for node in nodes { node.signal(SIGTERM) }
        for node in nodes { #expect(await node.outcome().status == 0) }
    }

    @Test func `two nodes share twenty requests, and one's death in their middle loses and doubles none`() async throws {
        let redis = try await RedisServer()
        let livekit = try await LiveKitServer(redis)
        let (mortal, other) = (try TemporaryFolder(), try TemporaryFolder())
        // None has room for more than three of the five that are sent at a time.
        let cost = Double(ProcessInfo.processInfo.activeProcessorCount) * 0.3
        var first: EgressServer? = try await start(redis, state: mortal, cost: cost)
        let second = try await start(redis, state: other, cost: cost)
        let ids = (1...20).map { "EG_two\($0)" }
        _ = try await livekit.ask(
            ["do": "send", "ids": ids, "url": service.page(ServiceBench.shortPage), "folder": service.bench.media.path, "together": 5])
        // In the middle of a job, when the other has some too.
        try await eventually {
            try await Task.sleep(for: .milliseconds(50))
            guard !jobs(other).isEmpty else { return false }
            for id in jobs(mortal) {
                if try await livekit.ask(["do": "statuses", "id": id]).last == "UpdateEgress EGRESS_ACTIVE" { return true }
            }
            return false
        }
        first?.signal(SIGKILL)
        let killed = await first?.outcome().log ?? ""
        first = nil
        let successor = try await start(redis, state: mortal, cost: cost)
        #expect(try await livekit.ask(["do": "sent"]) == [])
        for id in ids {
            let statuses = try await livekit.ask(["do": "statuses", "id": id])
            #expect(statuses.first == "CreateEgress EGRESS_STARTING" && statuses.last == "UpdateEgress EGRESS_COMPLETE", "\(id): \(statuses)")
            let info = try await livekit.info(id)
            #expect(info.isFinal && info.duration > 0.3, "\(info.json)")
            let path = service.bench.path("\(id).mp4")
            #expect(try Player.complaints(path) == "")
            #expect(try Player.duration(path) > 0.3, "\(id)")
        }
        for node in [successor, second] { node.signal(SIGTERM) }
        let (after, beside) = (await successor.outcome(), await second.outcome())
        #expect(after.status == 0 && beside.status == 0)
        let shares = [killed, after.log, beside.log].map { Self.egresses("egress started", $0) }
        let left = Self.egresses("an egress of an earlier service has ended", after.log)
        print("two nodes: \(shares[0].count) before the kill, \(shares[1].count) after it, \(shares[2].count) beside; left running \(left)")
        // The last lines of the node that was killed died with it; what it was running then its successor has told.
        #expect((Array(Set(shares[0]).union(left)) + shares[1] + shares[2]).sorted() == ids.sorted(), "\(shares)")
        #expect(!left.isEmpty && !shares[2].isEmpty)
        #expect(jobs(mortal).isEmpty && jobs(other).isEmpty)
        #expect(service.bench.programs.isEmpty && service.bench.leftovers.isEmpty, "\(service.bench.leftovers)")
        let files = try FileManager.default.contentsOfDirectory(atPath: service.bench.media.path)
        #expect(files.filter { $0.hasPrefix("EG_two") && $0.hasSuffix(".mp4") }.count == ids.count)
    }
}
