import Foundation
import Testing

/// What the five kills of ``KillTests`` are too few to show. Takes about ten minutes, so it runs only where
/// `make soak` has set SLUICE_SOAK, and nothing else sets that.
@Suite(
    .serialized, .timeLimit(.minutes(3)),
    .enabled("fifty kills run in `make soak`") { ProcessInfo.processInfo.environment["SLUICE_SOAK"] == "1" })
struct KillSoakTests {
    // Not the moments that the suite has already tried.
    @Test(arguments: 100..<150)
    func `fifty kills lose at most two seconds each, and recover indexes the rest`(seed: Int) async throws {
        try await KillRound(bench: RecordingBench("kill-soak"), seed: seed).run()
    }
}
