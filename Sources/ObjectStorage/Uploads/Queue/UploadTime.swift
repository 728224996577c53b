/// The two times uploads go by: one that never jumps, for pauses, and the day's, to recognise what was begun when.
struct UploadTime: Sendable {
    /// Since some moment that stays the same.
    let now: @Sendable () -> Duration
    let sleep: @Sendable (Duration) async throws -> Void
    /// Seconds since 1970.
    let unixTime: @Sendable () -> Int64

    init<Time: Clock>(_ clock: Time, unixTime: @escaping @Sendable () -> Int64) where Time.Duration == Duration {
        let start = clock.now
        now = { start.duration(to: clock.now) }
        sleep = { try await clock.sleep(until: clock.now.advanced(by: $0), tolerance: nil) }
        self.unixTime = unixTime
    }
}
