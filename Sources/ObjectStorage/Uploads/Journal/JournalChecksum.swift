/// CRC-32C (RFC 3720 appendix B.4): reflected, generator 0x1EDC6F41, all ones before and inverted after.
struct JournalChecksum: Sendable {
    private var state: UInt32 = .max

    var value: UInt32 { ~state }

    static func of(_ bytes: RawSpan) -> UInt32 {
        var checksum = JournalChecksum()
        checksum.update(bytes)
        return checksum.value
    }

    /// Eight bytes at a step, by one table for each.
    mutating func update(_ bytes: RawSpan) {
        var crc = state
        Self.tables.span.withUnsafeBufferPointer { table in
            bytes.withUnsafeBytes { bytes in
                var index = 0
                while index + 8 <= bytes.count {
                    let low = crc ^ UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self))
                    let high = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index + 4, as: UInt32.self))
                    // Each index is a table's number times 256 plus a byte: below 2048, the count of entries.
                    crc = table[1792 + Int(low & 255)] ^ table[1536 + Int(low >> 8 & 255)]
                    crc ^= table[1280 + Int(low >> 16 & 255)] ^ table[1024 + Int(low >> 24)]
                    crc ^= table[768 + Int(high & 255)] ^ table[512 + Int(high >> 8 & 255)]
                    crc ^= table[256 + Int(high >> 16 & 255)] ^ table[Int(high >> 24)]
                    index += 8
                }
                while index < bytes.count {
                    crc = crc >> 8 ^ table[Int(UInt8(truncatingIfNeeded: crc) ^ bytes[index])]
                    index += 1
                }
            }
        }
        state = crc
    }

    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            tables[byte] = (0..<8).reduce(UInt32(byte)) { rest, _ in rest & 1 == 0 ? rest >> 1 : rest >> 1 ^ 0x82F6_3B78 }
        }
        for index in 256..<tables.count {
            let before = tables[index - 256]
            tables[index] = before >> 8 ^ tables[Int(before & 255)]
        }
        return tables
    }()
}
