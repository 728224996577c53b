import Foundation
import TestSupport
import Testing

/// The service beside a LiveKit server, which a second psrpc plays over a real Redis.
@Suite(.serialized, .timeLimit(.minutes(4))) struct BusServiceTests {
    private let service: ServiceBench

    init() throws { service = try ServiceBench("service-bus") }

    @Test func `a server starts, updates and stops an egress, and is told everything in order`() async throws {
        let redis = try await RedisServer()
        let livekit = try await LiveKitServer(redis)
        let egress = try await service.start("redis: {address: 'localhost:\(redis.port)'}", ServiceBench.allowsLoopback)
        let nginx = try await NginxServer(port: ServerProcess.freePort())
        let id = "EG_abcdefghijkl"
        let path = service.bench.path("bus.mp4")
        #expect(
            try await livekit.ask(["do": "start", "id": id, "url": service.page(), "file": path, "streams": [nginx.url("bus-key-one")]])
                == ["EGRESS_STARTING", "1"])
        _ = try await livekit.ask(["do": "await", "id": id, "status": "EGRESS_ACTIVE", "seconds": 20])
        let streams = try await livekit.ask(["do": "update", "id": id, "add": [nginx.url("bus-key-two")]])
        #expect(streams.count == 2 && !streams.joined().contains("bus-key"), "\(streams)")
        // What is valid takes effect, whatever is wrong with the rest.
        let third = nginx.url("bus-key-three")
        let refused = try await livekit.reply(
            to: ["do": "update", "id": id, "add": ["http://nobody/app/bus-key-four", "rtmp://10.0.0.1/app/bus-key-five", third], "remove": [nginx.url("bus-key-two")]])
        let errors = refused.error?.split(separator: "\n").map(String.init) ?? []
        #expect(refused.code == "invalid_argument" && errors.count == 2 && errors.last?.contains("allow") == true, "\(errors)")
        #expect(!errors.joined().contains("bus-key"), "\(errors)")
        try await Task.sleep(for: .seconds(3))  // something to record
        #expect(try await livekit.ask(["do": "update", "id": id]).count == 3)
        #expect(try await livekit.ask(["do": "stop", "id": id]) == ["EGRESS_ENDING"])
        _ = try await livekit.ask(["do": "await", "id": id, "status": "EGRESS_COMPLETE", "seconds": 20])
        let statuses = try await livekit.ask(["do": "statuses", "id": id])
        #expect(statuses.first == "CreateEgress EGRESS_STARTING" && statuses.last == "UpdateEgress EGRESS_COMPLETE", "\(statuses)")
        let order = ["STARTING", "ACTIVE", "ENDING", "COMPLETE"]
        let ranks = statuses.compactMap { status in order.firstIndex { status.hasSuffix($0) } }
        #expect(ranks == ranks.sorted(), "\(statuses)")
        #expect(try Player.complaints(path) == "")
        #expect(try Player.duration(path) > 2.5)
        let failed = try await livekit.reply(to: ["do": "start", "id": "EG_wrong", "url": "ftp://nobody", "file": path])
        #expect(failed.code == "invalid_argument" && failed.error == "request has missing or invalid field: web url")
        egress.signal(SIGTERM)
        #expect(await egress.outcome().status == 0)
    }

    @Test func `three running egresses outlive a Redis that restarts, and report`() async throws {
        let redis = try await RedisServer()
        let egress = try await service.start(
            "redis: {address: 'localhost:\(redis.port)'}", ServiceBench.allowsLoopback, "cpu_cost: {web_cpu_cost: 0.1, max_cpu_utilization: 1}",
            // What was on its way when Redis went is asked for again sooner than in 30 seconds.
            "io_update_timeout: 5s")
        var first: LiveKitServer? = try await LiveKitServer(redis)
        let ids = ["EG_ends", "EG_goes", "EG_stays"]
        for id in ids {
            let page = service.page(id == ids[0] ? ServiceBench.gatedPage : "")
            _ = try await first?.ask(["do": "start", "id": id, "url": page, "file": service.bench.path("\(id).mp4")])
            _ = try await first?.ask(["do": "await", "id": id, "status": "EGRESS_ACTIVE", "seconds": 30])
        }
        try await Task.sleep(for: .seconds(1))  // something to record
        // It would come back too, and be told what the next one waits for.
        first = nil
        redis.stop()
        await service.gate.open()
        #expect(await egress.waitForLog("egress ended"))  // with nobody to tell it to
        try await redis.start()
        let livekit = try await LiveKitServer(redis)
        for id in ids[1...] { #expect(try await livekit.ask(["do": "stop", "id": id]) == ["EGRESS_ENDING"]) }
        for id in ids {
            _ = try await livekit.ask(["do": "await", "id": id, "status": "EGRESS_COMPLETE", "seconds": 60])
            let info = try await livekit.info(id)
            #expect(info.isFinal && info.duration > 0.5, "\(info.json)")
            #expect(try Player.complaints(service.bench.path("\(id).mp4")) == "")
        }
        egress.signal(SIGTERM)
        #expect(await egress.outcome().status == 0)
    }

    @Test func `a request that loses its room after its claim is refused, and the server is told of no egress`() async throws {
        let redis = try await RedisServer()
        let livekit = try await LiveKitServer(redis)
        let egress = try await service.start(
            "redis: {address: 'localhost:\(redis.port)'}", ServiceBench.allowsLoopback, "cpu_cost: {web_cpu_cost: 0.8}")
        let ids = (1...3).map { "EG_race\($0)" }
        // The idle node offers itself for each, and has room for one or two.
        let answers = try await livekit.ask(
            ["do": "race", "ids": ids, "url": service.page(ServiceBench.shortPage), "folder": service.bench.media.path])
        let refused = answers.count { $0 == "unavailable: not enough CPU" }
        #expect(refused >= 1 && refused + answers.count { $0 == "EGRESS_STARTING" } == 3, "\(answers)")
        var unknown = 0
        for id in ids {
            let statuses = try await livekit.ask(["do": "statuses", "id": id])
            if statuses.isEmpty { unknown += 1 } else { _ = try await livekit.ask(["do": "stop", "id": id]) }
        }
        #expect(unknown == refused)
        egress.signal(SIGTERM)
        #expect(await egress.outcome().status == 0)
    }

    @Test func `an egress is stopped before its start is answered`() async throws {
        let redis = try await RedisServer()
        let livekit = try await LiveKitServer(redis)
        let egress = try await service.start("redis: {address: 'localhost:\(redis.port)'}", ServiceBench.allowsLoopback)
        let answers = try await livekit.ask(
            ["do": "stop-early", "id": "EG_early", "url": service.page(), "file": service.bench.path("early.mp4")])
        #expect(answers == ["EGRESS_ENDING", "EGRESS_ENDING"])
        _ = try await livekit.ask(["do": "await", "id": "EG_early", "status": "EGRESS_ABORTED", "seconds": 20])
        let statuses = try await livekit.ask(["do": "statuses", "id": "EG_early"])
        #expect(statuses.first == "CreateEgress EGRESS_STARTING" && statuses.last == "UpdateEgress EGRESS_ABORTED", "\(statuses)")
        let info = try await livekit.info("EG_early").json
        #expect(info.contains("Stop called before pipeline could start"), "\(info)")
        egress.signal(SIGTERM)
        #expect(await egress.outcome().status == 0)
        #expect(!FileManager.default.fileExists(atPath: service.bench.path("early.mp4")))
    }

    @Test(arguments: [true, false])
    func `a start that is answered too late, or never, is made again and runs once`(isKilled: Bool) async throws {
        let redis = try await RedisServer()
        let livekit = try await LiveKitServer(redis)
        let lines = ["redis: {address: 'localhost:\(redis.port)'}", ServiceBench.allowsLoopback]
        let path = service.bench.path("again.mp4")
        var node = try await service.start(lines[0], lines[1])
        _ = try await livekit.ask(
            ["do": "hold", "id": "EG_again", "url": service.page(), "file": path, "timeout": isKilled ? 60 : 5])
        try await eventually { service.bench.leftovers.contains { $0.hasPrefix("job-") } }
        if isKilled {
            node.signal(SIGKILL)
            _ = await node.outcome()
        }
        // Its process knows, or is told, that nobody waits for it.
        try await eventually { try FileManager.default.contentsOfDirectory(atPath: service.state.path("jobs")) == ["lock"] }
        try await eventually { service.bench.programs.isEmpty }
        if isKilled { node = try await service.start(lines[0], lines[1]) }
        _ = try await livekit.ask(["do": "release", "id": "EG_again"])
        _ = try await livekit.ask(["do": "start", "id": "EG_again", "url": service.page(), "file": path])
        _ = try await livekit.ask(["do": "await", "id": "EG_again", "status": "EGRESS_ACTIVE", "seconds": 30])
        try await Task.sleep(for: .seconds(1))  // something to record
        _ = try await livekit.ask(["do": "stop", "id": "EG_again"])
        _ = try await livekit.ask(["do": "await", "id": "EG_again", "status": "EGRESS_COMPLETE", "seconds": 20])
        let statuses = try await livekit.ask(["do": "statuses", "id": "EG_again"])
        #expect(!statuses.contains { $0.hasSuffix("FAILED") || $0.hasSuffix("ABORTED") }, "\(statuses)")
        #expect(try Player.complaints(path) == "")
        node.signal(SIGTERM)
        #expect(await node.outcome().status == 0)
    }

    @Test func `a second word to end does not wait for a stream server that takes nothing`() async throws {
        let redis = try await RedisServer()
        let livekit = try await LiveKitServer(redis)
        let egress = try await service.start("redis: {address: 'localhost:\(redis.port)'}", ServiceBench.allowsLoopback)
        let nginx = try await NginxServer(port: ServerProcess.freePort())
        let folder = try TemporaryFolder()
        _ = try await livekit.ask(
            ["do": "start", "id": "EG_haste", "url": service.page(), "file": folder.url.path + "/", "streams": [nginx.url("haste-key")]])
        await nginx.waitForPublication()
        nginx.process.send(SIGSTOP)
        try await Task.sleep(for: .seconds(2))  // something to record
        egress.signal(SIGINT)
        #expect(await egress.waitForLog("recording ends"))
        egress.signal(SIGINT)
        let outcome = await egress.outcome()
        nginx.process.send(SIGCONT)
        #expect(outcome.status == 0, "\(outcome.log)")
        #expect(try await livekit.ask(["do": "statuses", "id": "EG_haste"]).last == "UpdateEgress EGRESS_COMPLETE")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { $0.hasSuffix(".mp4") }
        let name = try #require(names.first)
        // The egress's id is added only to a name that another one has.
        #expect(names.count == 1 && name.wholeMatch(of: /web-[-0-9T]+\.mp4/) != nil, "\(names)")
        #expect(try Player.complaints(folder.path(name)) == "")
        #expect(try Player.duration(folder.path(name)) > 1)
    }

    /// A node that is told to end waits for its server to come back, until it is told once more.
    @Test(arguments: [[SIGKILL], [SIGTERM, SIGTERM]])
    func `a last word that could not be told outlives its node`(signals: [Int32]) async throws {
        let redis = try await RedisServer()
        var first: LiveKitServer? = try await LiveKitServer(redis)
        let lines = ["redis: {address: 'localhost:\(redis.port)'}", ServiceBench.allowsLoopback]
        let path = service.bench.path("untold.mp4")
        let node = try await service.start(lines[0], lines[1])
        _ = try await first?.ask(["do": "start", "id": "EG_untold", "url": service.page(ServiceBench.gatedPage), "file": path])
        _ = try await first?.ask(["do": "await", "id": "EG_untold", "status": "EGRESS_ACTIVE", "seconds": 30])
        first = nil
        redis.stop()
        await service.gate.open()
        #expect(await node.waitForLog("egress ended"))
        for signal in signals {
            node.signal(signal)
            try await Task.sleep(for: .milliseconds(300))  // two at once are one to the kernel
        }
        let outcome = await node.outcome()
        #expect(outcome.status == (signals == [SIGKILL] ? SIGKILL : 0), "\(outcome.log)")
        try await redis.start()
        let second = try await LiveKitServer(redis)
        let successor = try await service.start(lines[0], lines[1])
        _ = try await second.ask(["do": "await", "id": "EG_untold", "status": "EGRESS_COMPLETE", "seconds": 60])
        #expect(try await second.info("EG_untold").isFinal)
        successor.signal(SIGTERM)
        #expect(await successor.outcome().status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: service.state.path("jobs")) == ["lock"])
    }
}
