/// An unsigned integer in groups of seven bits, the least significant first (AV1 specification section 4.10.5).
public struct LEB128: Hashable, Sendable {
    /// Below 2^32.
    public let value: Int
    /// How many bytes it took, 1...8.
    public let byteCount: Int

    /// `nil` when the bytes end first, or when the value is too large.
    @inline(__always)
    public init?(_ bytes: RawSpan, at offset: Int) {
        var value: UInt64 = 0
        for index in 0..<8 {
            guard let byte = bytes.byte(at: offset + index) else { return nil }
            value |= UInt64(byte & 0x7F) << UInt64(7 * index)
            guard byte & 0x80 == 0 else { continue }
            guard value <= UInt64(UInt32.max) else { return nil }
            self.value = Int(value)
            byteCount = index + 1
            return
        }
        return nil
    }

    /// How many bytes `value` takes, without needless ones.
    public static func size(of value: Int) -> Int {
        max(1, (63 - max(value, 1).leadingZeroBitCount) / 7 + 1)
    }

    /// Writes `value` without needless bytes.
    public static func append(_ value: Int, to bytes: inout [UInt8]) {
        var rest = UInt64(max(0, value))
        while rest > 0x7F {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
