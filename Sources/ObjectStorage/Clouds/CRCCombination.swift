/// The checksum of two messages in a row, from those of each and the length of the second.
///
/// For reflected codes that begin and end with all bits inverted, as CRC-32C and CRC-64/XZ do. A zero byte is a linear map of the
/// register; that of `n` zero bytes comes by squaring.
struct CRCCombination: Sendable {
    /// The polynomial with its bits reversed.
    let polynomial: UInt64
    let width: Int

    static let crc32c = CRCCombination(polynomial: 0x82F6_3B78, width: 32)
    static let crc64 = CRCCombination(polynomial: 0xC96C_5795_D787_0F42, width: 64)

    func combined(_ first: UInt64, _ second: UInt64, secondSize: UInt64) -> UInt64 {
        var map = squared(squared(squared(zeroBit)))
        var (register, rest) = (first, secondSize)
        while rest > 0 {
            if rest & 1 == 1 { register = applied(map, to: register) }
            rest >>= 1
            if rest > 0 { map = squared(map) }
        }
        return register ^ second
    }

    /// What one zero bit makes of each bit of the register.
    private var zeroBit: [UInt64] { [polynomial] + (1..<width).map { 1 << UInt64($0 - 1) } }

    private func squared(_ map: [UInt64]) -> [UInt64] { map.map { applied(map, to: $0) } }

    private func applied(_ map: [UInt64], to register: UInt64) -> UInt64 {
        var (sum, rest, bit) = (UInt64(0), register, 0)
        while rest != 0, bit < map.count {
            if rest & 1 == 1 { sum ^= map[bit] }
            rest >>= 1
            bit += 1
        }
        return sum
    }
}
