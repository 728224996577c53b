internal import Glibc

/// The time of day for signatures, and the waits between retries; tests have their own.
public struct StorageClock: Sendable {
    /// Seconds since 1970.
    public var unixTime: @Sendable () -> Int64
    public var sleep: @Sendable (Duration) async throws -> Void

    public init(
        unixTime: @escaping @Sendable () -> Int64, sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.unixTime = unixTime
        self.sleep = sleep
    }

    /// The machine's.
    public static let system = StorageClock(unixTime: { Int64(time(nil)) }, sleep: { try await Task.sleep(for: $0) })
}
