import Foundation

/// Waits for what another process does.
enum Waiting {
    private static let limit = Duration.seconds(30)

    /// Returns when `isSo`, which is asked every `interval` microseconds.
    static func until(_ what: String, every interval: UInt32 = 10_000, _ isSo: () throws -> Bool) throws {
        let start = ContinuousClock.now
        while ContinuousClock.now - start < limit {
            if try isSo() { return }
            usleep(interval)
        }
        throw BenchmarkFailure("waited \(limit) in vain for \(what)")
    }
}
