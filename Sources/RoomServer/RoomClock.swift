internal import MediaTypes
internal import RTPMedia
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#endif

/// The clocks of the machine: one that never steps, which media and deadlines go by, and that of the day.
enum RoomClock {
    /// Since the machine's start.
    static var now: MediaTime { MediaTime(nanoseconds: read(CLOCK_MONOTONIC)) }

    /// Nanoseconds since 1970.
    static var unixNanoseconds: Int64 { read(CLOCK_REALTIME) }
    static var unixSeconds: Int64 { unixNanoseconds / 1_000_000_000 }

    /// The time of day of a point on the steady clock, on a scale that never steps either.
    static func wallClock(_ time: MediaTime) -> NTPTime {
        NTPTime(unixNanoseconds: base &+ time.nanoseconds)
    }

    private static let base = read(CLOCK_REALTIME) &- read(CLOCK_MONOTONIC)

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}

extension MediaTime {
    init(_ duration: Duration) {
        let parts = duration.components
        self.init(nanoseconds: parts.seconds &* 1_000_000_000 &+ parts.attoseconds / 1_000_000_000)
    }
}
