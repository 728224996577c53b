public import MediaTypes

/// A point in time as RTP's reports give it: seconds since 1900 with 32 bits of fraction (RFC 3550 section 4).
public struct NTPTime: Hashable, Comparable, Sendable {
    /// Seconds in the upper half, their fraction in the lower.
    public var fixedPoint: UInt64

    public init(fixedPoint: UInt64) { self.fixedPoint = fixedPoint }

    /// From nanoseconds since 1970.
    public init(unixNanoseconds: Int64) {
        let (seconds, rest) = Self.floorDivide(unixNanoseconds, 1_000_000_000)
        let fraction = (UInt64(rest) << 32) / 1_000_000_000
        fixedPoint = UInt64(truncatingIfNeeded: seconds &+ 2_208_988_800) << 32 | fraction
    }

    /// The middle 32 bits, which reports echo (RFC 3550 section 6.4.1).
    public var middle: UInt32 { UInt32(truncatingIfNeeded: fixedPoint >> 16) }

    public static func < (left: NTPTime, right: NTPTime) -> Bool { left.fixedPoint < right.fixedPoint }

    /// From `other` to here; wraps with the era.
    public func since(_ other: NTPTime) -> MediaTime {
        let difference = Int64(bitPattern: fixedPoint &- other.fixedPoint)
        let fraction = ((difference & 0xFFFF_FFFF) * 1_000_000_000) >> 32
        return MediaTime(nanoseconds: (difference >> 32) &* 1_000_000_000 &+ fraction)
    }

    public func advanced(by span: MediaTime) -> NTPTime {
        let (seconds, rest) = Self.floorDivide(span.nanoseconds, 1_000_000_000)
        let fraction = (UInt64(rest) << 32) / 1_000_000_000
        return NTPTime(fixedPoint: fixedPoint &+ UInt64(bitPattern: seconds) << 32 &+ fraction)
    }

    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
