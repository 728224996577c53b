import Foundation
import Testing

/// Real uploads to a real S3 server through everything that goes wrong on the way, with the uploading process killed at random
/// moments in half of the runs.
@Suite(.timeLimit(.minutes(10)))
struct UploadFaultTests {
    @Test func `whatever happens on the way, every object arrives as it was`() async throws {
        try await runs(0..<20)
    }

    /// Most of a run is waiting, and so some run beside each other, each before a server of its own.
    private static let lanes: UInt64 = 3

    func runs(_ seeds: Range<UInt64>) async throws {
        let outcomes = try await withThrowingTaskGroup { group in
            for lane in 0..<Self.lanes {
                group.addTask {
                    let bench = try await UploadFaultBench()
                    var outcomes: [(seed: UInt64, UploadFaultBench.Outcome)] = []
                    for seed in stride(from: seeds.lowerBound + lane, to: seeds.upperBound, by: Int(Self.lanes)) {
                        outcomes.append((seed, try await bench.run(seed: seed)))
                    }
                    return outcomes
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        var table = ["seed  kills  starts  in bucket  in backup      s  faults met"]
        for (seed, outcome) in outcomes.sorted(by: { $0.seed < $1.seed }) {
            let columns = [(Int(seed), 4), (outcome.kills, 7), (outcome.starts, 8), (outcome.stored, 11), (outcome.inBackup, 11)]
            let row = columns.map { number, width in
                String(repeating: " ", count: max(width - "\(number)".count, 0)) + "\(number)"
            }
            table.append(row.joined() + String(format: "%7.1f", outcome.seconds) + "  " + outcome.faults)
        }
        print(table.joined(separator: "\n"))
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
