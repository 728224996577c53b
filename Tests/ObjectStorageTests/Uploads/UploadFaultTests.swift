import Foundation
import Testing

/// Real uploads to real S3 servers through everything that goes wrong on the way, with the uploading process killed at random
/// moments in half of the runs.
@Suite(.timeLimit(.minutes(10)))
struct UploadFaultTests {
    @Test func `whatever happens on the way, every object arrives as it was`() async throws {
        try await runs(0..<20)
    }

    /// Most of a run is waiting, and so some run beside each other, each before a server of its own.
    private static let lanes: [UploadFaultBench.Server] = [.moto, .openStack, .moto]

    func runs(_ seeds: Range<UInt64>) async throws {
        Self.say("seed  server  kills  starts  in bucket  in backup      s  faults met")
        try await withThrowingTaskGroup { group in
            for (lane, server) in Self.lanes.enumerated() {
                group.addTask {
                    let bench = try await UploadFaultBench(server)
                    for seed in stride(from: seeds.lowerBound + UInt64(lane), to: seeds.upperBound, by: Self.lanes.count) {
                        Self.say(Self.row(seed, server.rawValue, try await bench.run(seed: seed)))
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// At once, so that the table of an hour can be watched.
    private static func say(_ row: String) { FileHandle.standardOutput.write(Data((row + "\n").utf8)) }

    private static func row(_ seed: UInt64, _ server: String, _ outcome: UploadFaultBench.Outcome) -> String {
        let columns = [
            ("\(seed)", 4), (server, 8), ("\(outcome.kills)", 7), ("\(outcome.starts)", 8), ("\(outcome.stored)", 11),
            ("\(outcome.inBackup)", 11),
        ]
        let row = columns.map { text, width in String(repeating: " ", count: max(width - text.count, 0)) + text }
        return row.joined() + String(format: "%7.1f", outcome.seconds) + "  " + outcome.faults
    }
}

/// Runs only where `make soak` has set SLUICE_SOAK; SLUICE_SOAK_UPLOADS makes it shorter.
@Suite(
    .timeLimit(.minutes(120)),
    .enabled("five hundred runs are for `make soak`") { ProcessInfo.processInfo.environment["SLUICE_SOAK"] == "1" })
struct UploadSoakTests {
    @Test func `five hundred runs through faults and kills lose nothing`() async throws {
        let count = ProcessInfo.processInfo.environment["SLUICE_SOAK_UPLOADS"].flatMap { UInt64($0) } ?? 500
        try await UploadFaultTests().runs(1_000..<(1_000 + count))
    }
}
