import MediaTypes

/// The checksum of an Ogg page (RFC 3533 section 6): a CRC of 32 bits with the generator 0x04C11DB7, most significant
/// bit first, starting at zero and not inverted.
struct OggChecksum {
    private(set) var value: UInt32 = 0

    mutating func update(_ bytes: RawSpan) {
        var reader = ByteReader(bytes)
        while let byte = reader.read(UInt8.self) {
            value = value << 8 ^ Self.table[Int(UInt8(value >> 24) ^ byte)]
        }
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte) << 24) { rest, _ in rest & 0x8000_0000 == 0 ? rest << 1 : rest << 1 ^ 0x04C1_1DB7 }
    }
}
