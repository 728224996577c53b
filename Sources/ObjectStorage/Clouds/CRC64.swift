/// CRC-64/XZ, of the ECMA-182 polynomial, of a message that comes in pieces.
struct CRC64: Hashable, Sendable {
    private var register = UInt64.max

    /// Of all that came.
    var value: UInt64 { ~register }

    mutating func update(_ bytes: Span<UInt8>) {
        let table = CRC64.table
        var register = register
        var index = 0
        // Eight bytes at once, by a table for each of them.
        while index + 8 <= bytes.count {
            var next: UInt64 = 0
            for offset in 0..<8 {
                let byte = bytes[index + offset] ^ UInt8(truncatingIfNeeded: register >> UInt64(8 * offset))
                next ^= table[(7 - offset) << 8 | Int(byte)]
            }
            register = next
            index += 8
        }
        while index < bytes.count {
            register = register >> 8 ^ table[Int(UInt8(truncatingIfNeeded: register) ^ bytes[index])]
            index += 1
        }
        self.register = register
    }

    private static let table: [UInt64] = {
        var table = (0..<256).map { index in
            (0..<8).reduce(UInt64(index)) { value, _ in
                value >> 1 ^ (value & 1 == 1 ? CRCCombination.crc64.polynomial : 0)
            }
        }
        for index in 256..<2_048 {
            let previous = table[index - 256]
            table.append(previous >> 8 ^ table[Int(previous & 0xFF)])
        }
        return table
    }()
}
