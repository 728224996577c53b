/// Extends 16-bit sequence numbers to 64 bits, so that they can be compared and counted.
public struct SequenceUnwrapper: Sendable {
    /// The greatest result so far; -1 before the first.
    public private(set) var highest: Int64 = -1

    public init() {}

    /// The 64-bit value nearest the greatest result so far. The first result is the number itself plus 2^16, so that
    /// packets from before it stay positive.
    @inline(__always)
    public mutating func unwrap(_ number: UInt16) -> Int64 {
        guard highest >= 0 else {
            highest = Int64(number) + 0x1_0000
            return highest
        }
        let value = nearest(number)
        if value > highest { highest = value }
        return value
    }

    /// The same, without moving on: for numbers that only refer to packets.
    @inline(__always)
    public func nearest(_ number: UInt16) -> Int64 {
        let step = Int16(bitPattern: number &- UInt16(truncatingIfNeeded: highest))
        return highest &+ Int64(step)
    }

    /// Goes on at `number` as at a new beginning, in a cycle of its own, and gives its 64-bit value.
    public mutating func restart(at number: UInt16) -> Int64 {
        highest = (max(highest, 0) >> 16 &+ 2) << 16 | Int64(number)
        return highest
    }
}
