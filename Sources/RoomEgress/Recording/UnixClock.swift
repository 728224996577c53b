import Foundation

/// The time of day as results give it.
enum UnixClock {
    /// Nanoseconds since 1970.
    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// The same of an instant on the continuous clock; zero for none.
    static func time(of instant: ContinuousClock.Instant?) -> Int64 {
        guard let instant else { return 0 }
        return now() - Int64((ContinuousClock.now - instant) / .nanoseconds(1))
    }
}
