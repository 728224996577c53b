/// A point or a span on a media timeline, in nanoseconds.
///
/// Nanoseconds are fine enough that a time made from sample ticks gives the same ticks back, at any sample rate up to
/// some hundreds of megahertz.
public struct MediaTime: Hashable, Comparable, Sendable {
    public var nanoseconds: Int64

    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// The time of `ticks` at `timescale` ticks a second, rounded to the nearest nanosecond.
    public init(ticks: Int64, timescale: Int32) {
        let (seconds, rest) = ticks.quotientAndRemainder(dividingBy: Int64(timescale))
        let half = rest < 0 ? -Int64(timescale) / 2 : Int64(timescale) / 2
        nanoseconds = seconds &* 1_000_000_000 &+ (rest * 1_000_000_000 + half) / Int64(timescale)
    }

    /// The nearest nanosecond.
    public init(seconds: Double) { nanoseconds = Int64(seconds * 1e9 + (seconds < 0 ? -0.5 : 0.5)) }

    public static let zero = MediaTime(nanoseconds: 0)
    public static func milliseconds(_ value: Int64) -> MediaTime { MediaTime(nanoseconds: value * 1_000_000) }
    public static func seconds(_ value: Int64) -> MediaTime { MediaTime(nanoseconds: value * 1_000_000_000) }

    /// Seconds, for people and for ratios; not exact.
    public var seconds: Double { Double(nanoseconds) / 1e9 }

    /// The nearest tick at `timescale` ticks a second.
    public func ticks(timescale: Int32) -> Int64 {
        let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let half: Int64 = rest < 0 ? -500_000_000 : 500_000_000
        return seconds &* Int64(timescale) &+ (rest * Int64(timescale) + half) / 1_000_000_000
    }

    public static func < (left: MediaTime, right: MediaTime) -> Bool { left.nanoseconds < right.nanoseconds }
    public static func + (left: MediaTime, right: MediaTime) -> MediaTime {
        MediaTime(nanoseconds: left.nanoseconds &+ right.nanoseconds)
    }
    public static func - (left: MediaTime, right: MediaTime) -> MediaTime {
        MediaTime(nanoseconds: left.nanoseconds &- right.nanoseconds)
    }
    public static func += (left: inout MediaTime, right: MediaTime) { left = left + right }
    public static func -= (left: inout MediaTime, right: MediaTime) { left = left - right }
}
