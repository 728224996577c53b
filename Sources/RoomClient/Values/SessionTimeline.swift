internal import Dispatch
internal import Foundation
public import MediaTypes

/// The one timeline of a room session, on which the frames of all its tracks lie. It is this machine's monotonic clock, and
/// begins when the room was asked for; reconnecting does not move it.
public struct SessionTimeline: Hashable, Sendable {
    /// The wall clock at zero, in nanoseconds since 1970.
    public let unixNanoseconds: Int64
    private let origin: UInt64

    /// Begins now.
    public init() {
        origin = DispatchTime.now().uptimeNanoseconds
        unixNanoseconds = Int64(Date().timeIntervalSince1970 * 1e9)
    }

    public var now: MediaTime {
        MediaTime(nanoseconds: Int64(bitPattern: DispatchTime.now().uptimeNanoseconds &- origin))
    }

    /// The wall clock at `time`, in nanoseconds since 1970, if nobody has set it since the timeline began.
    public func unixNanoseconds(at time: MediaTime) -> Int64 { unixNanoseconds &+ time.nanoseconds }
}
