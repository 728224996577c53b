/// Extends 32-bit RTP timestamps (RFC 3550 section 5.1) to 64 bits, in ticks of the payload's clock rate.
public struct TimestampUnwrapper: Sendable {
    private var last: Int64?

    public init() {}

    /// The 64-bit value nearest the previous result.
    @inline(__always)
    public mutating func unwrap(_ timestamp: UInt32) -> Int64 {
        let value = nearest(timestamp)
        last = value
        return value
    }

    /// The same, without moving on: for timestamps of reports.
    public func nearest(_ timestamp: UInt32) -> Int64 {
        let previous = last ?? Int64(timestamp)
        // Signed distance: a reordered packet steps back a little instead of ahead by almost 2^32.
        let step = Int32(bitPattern: timestamp &- UInt32(truncatingIfNeeded: previous))
        return previous &+ Int64(step)  // wrapping: the sender chooses the steps
    }
}
