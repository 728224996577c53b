import Foundation
import TestSupport
import Testing

/// Hundreds of jobs through one service: what a few are too few to show. Runs only where `make soak` has set SLUICE_SOAK;
/// SLUICE_SOAK_JOBS makes it shorter.
@Suite(
    .serialized, .timeLimit(.minutes(60)),
    .enabled("five hundred jobs run in `make soak`") { ProcessInfo.processInfo.environment["SLUICE_SOAK"] == "1" })
struct ServiceSoakTests {
    private let service: ServiceBench

    init() throws { service = try ServiceBench("service-soak") }

    /// Whose parent the service is, dead ones included.
    private static func children(of service: pid_t) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
            guard Int32(name) != nil, let status = try? String(contentsOfFile: "/proc/\(name)/status", encoding: .utf8) else { return false }
            return status.contains("PPid:\t\(service)\n")
        }
    }

    @Test func `five hundred jobs leave nothing behind`() async throws {
        let count = ProcessInfo.processInfo.environment["SLUICE_SOAK_JOBS"].flatMap { Int($0) } ?? 500
        let redis = try await RedisServer()
        let livekit = try await LiveKitServer(redis)
        let temporary = try TemporaryFolder()
        let server = try await service.start(
            environment: ["TMPDIR": temporary.url.path], "redis: {address: 'localhost:\(redis.port)'}", ServiceBench.allowsLoopback)
        let processID = server.process.processIdentifier
        let folders = [temporary.url, service.bench.jobs.url, service.state.url]
        var early: ProcessHoldings?
        var late: ProcessHoldings?
        for number in 1...count {
            let (id, path) = ("EG_soak\(number)", service.bench.path("soak.mp4"))
            _ = try await livekit.ask(["do": "start", "id": id, "url": service.page(ServiceBench.shortPage), "file": path, "small": true])
            _ = try await livekit.ask(["do": "await", "id": id, "status": "EGRESS_ACTIVE", "seconds": 60])
            _ = try await livekit.ask(["do": "stop", "id": id])
            _ = try await livekit.ask(["do": "await", "id": id, "status": "EGRESS_COMPLETE", "seconds": 60])
            try await eventually {
                try Self.children(of: processID).isEmpty
                    && FileManager.default.contentsOfDirectory(atPath: service.state.path("jobs")) == ["lock"]
            }
            guard number == 10 || number % 50 == 0 || number == count else { continue }
            late = try ProcessHoldings(processID, folders)
            if early == nil { early = late }
            print("soak: after \(number) jobs \(late.map { "\($0)" } ?? "")")
        }
        let (first, last) = (try #require(early), try #require(late))
        #expect(last.memory - first.memory < 8 << 10)
        #expect(last.descriptors <= first.descriptors && last.files <= first.files)
        // Threads of the pools come and go.
        #expect(last.threads <= first.threads + 4)
        #expect(service.bench.programs.isEmpty)
        server.signal(SIGTERM)
        #expect(await server.outcome().status == 0)
    }
}
