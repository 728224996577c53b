import MediaTypes

/// Elements of EBML (RFC 8794) as bytes: identifier, size, contents.
enum EBMLElement {
    /// A size of eight bytes that says "unknown" (section 6.2), to be overwritten when it is known.
    static let unknownSize: [UInt8] = [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]

    /// With its marker bits, which say how long it is.
    static func identifier(_ identifier: UInt32) -> [UInt8] { significant(UInt64(identifier)) }

    /// In as few bytes as it takes.
    static func size(_ value: Int) -> [UInt8] {
        let value = UInt64(max(0, value))
        // All ones would mean "unknown".
        for length in 1...7 where value < 1 << UInt64(7 * length) - 1 {
            return bytes(value | 1 << UInt64(7 * length), count: length)
        }
        return longSize(value)
    }

    /// In eight bytes, in the place of ``unknownSize``.
    static func longSize(_ value: UInt64) -> [UInt8] { bytes(value | 1 << 56, count: 8) }

    static func binary(_ id: UInt32, _ contents: [UInt8]) -> [UInt8] {
        identifier(id) + size(contents.count) + contents
    }

    static func unsigned(_ id: UInt32, _ value: UInt64) -> [UInt8] { binary(id, significant(value)) }

    /// In eight bytes, so that another value has room.
    static func longUnsigned(_ id: UInt32, _ value: UInt64) -> [UInt8] { binary(id, bytes(value, count: 8)) }

    static func float(_ id: UInt32, _ value: Double) -> [UInt8] { binary(id, bytes(value.bitPattern, count: 8)) }

    static func text(_ id: UInt32, _ value: String) -> [UInt8] { binary(id, Array(value.utf8)) }

    static func master(_ id: UInt32, _ children: [[UInt8]]) -> [UInt8] { binary(id, children.flatMap { $0 }) }

    /// An element that stands for nothing, `count` bytes long altogether (section 11.3.2); 2 to 128.
    static func void(_ count: Int) -> [UInt8] {
        binary(0xEC, [UInt8](repeating: 0, count: max(0, count - 2)))
    }

    private static func significant(_ value: UInt64) -> [UInt8] {
        bytes(value, count: max(1, 8 - value.leadingZeroBitCount / 8))
    }

    private static func bytes(_ value: UInt64, count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * (count - 1 - $0))) }
    }
}
