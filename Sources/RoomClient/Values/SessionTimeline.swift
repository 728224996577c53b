public import MediaTypes
internal import Glibc

/// The one timeline of a room session, on which the frames of all its tracks lie. It is this machine's monotonic clock, and
/// begins when the room was asked for; reconnecting does not move it.
public struct SessionTimeline: Hashable, Sendable {
    /// The wall clock at zero, in nanoseconds since 1970.
    public let unixNanoseconds: Int64
    private let origin: Int64

    /// Begins now.
    public init() {
        origin = SessionTimeline.read(CLOCK_MONOTONIC)
        unixNanoseconds = SessionTimeline.read(CLOCK_REALTIME)
    }

    public var now: MediaTime { MediaTime(nanoseconds: SessionTimeline.read(CLOCK_MONOTONIC) - origin) }

    /// The wall clock at `time`, in nanoseconds since 1970, if nobody has set it since the timeline began.
    public func unixNanoseconds(at time: MediaTime) -> Int64 { unixNanoseconds &+ time.nanoseconds }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
