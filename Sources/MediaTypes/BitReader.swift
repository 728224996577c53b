/// Reads bit fields and Exp-Golomb codes (ITU-T H.264 section 9.1), most significant bit first; `nil` means the bits
/// ended or a code is too long to be one.
struct BitReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func bit() -> Bool? {
        let index = position / 8
        guard index < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[index] >> UInt8(7 - position % 8) & 1 == 1
    }

    /// At most 32 bits.
    mutating func bits(_ count: Int) -> UInt32? {
        guard bytes.count * 8 - position >= count else { return nil }
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let bit = bit() else { return nil }
            value = value << 1 | (bit ? 1 : 0)
        }
        return value
    }

    /// ue(v): 0...2^32 - 2.
    mutating func unsignedExpGolomb() -> UInt32? {
        var zeros = 0
        while let bit = bit() {
            if bit {
                guard let suffix = bits(zeros) else { return nil }
                return UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(zeros)) - 1 + UInt64(suffix))
            }
            zeros += 1
            if zeros == 32 { return nil }
        }
        return nil
    }

    /// se(v).
    mutating func signedExpGolomb() -> Int32? {
        guard let code = unsignedExpGolomb() else { return nil }
        let magnitude = Int64(code / 2) + Int64(code % 2)
        return Int32(truncatingIfNeeded: code % 2 == 1 ? magnitude : -magnitude)
    }
}
