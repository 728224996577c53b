import Foundation
import Synchronization

/// Waits for what another process does.
enum Waiting {
    private static let limit = Duration.seconds(30)

    /// Runs `body` beside this thread, which waits for it.
    static func forTask<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) throws -> Result {
        let outcome = Mutex<Swift.Result<Result, any Error>?>(nil)
        let end = DispatchSemaphore(value: 0)
        Task {
            do {
                let result = try await body()
                outcome.withLock { $0 = .success(result) }
            } catch {
                outcome.withLock { $0 = .failure(error) }
            }
            end.signal()
        }
        end.wait()
        return try outcome.withLock { $0 }!.get()
    }

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
