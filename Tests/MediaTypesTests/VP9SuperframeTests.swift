import MediaTypes
import TestSupport
import Testing

struct VP9SuperframeTests {
    private static func join(_ bytes: [UInt8], _ layers: [VP9Superframe.Layer]) -> [UInt8]? {
        VP9Superframe.joining(bytes.span.bytes, layers)
    }

    /// Bits, most significant first.
    private struct Bits {
        var values: [UInt8] = []

        mutating func add(_ value: Int, _ count: Int) {
            for bit in stride(from: count - 1, through: 0, by: -1) { values.append(UInt8(value >> bit & 1)) }
        }

        mutating func add(random count: Int, using random: inout SeededGenerator) {
            for _ in 0..<count { values.append(UInt8.random(in: 0...1, using: &random)) }
        }

        /// A field behind a flag that says whether it is there.
        mutating func add(optional count: Int, using random: inout SeededGenerator) {
            let isThere = Bool.random(using: &random)
            add(isThere ? 1 : 0, 1)
            if isThere { add(random: count, using: &random) }
        }

        var bytes: [UInt8] {
            stride(from: 0, to: values.count, by: 8).map { start in
                (0..<8).reduce(UInt8(0)) { $0 << 1 | (start + $1 < values.count ? values[start + $1] : 0) }
            }
        }
    }

    /// What follows the eighth bit in the header of a frame that refers to others, up to its padding (section 6.2).
    private static func header(_ width: Int, isResilient: Bool, _ random: inout SeededGenerator) -> Bits {
        var bits = Bits()
        if !isResilient { bits.add(random: 2, using: &random) }
        bits.add(random: 20, using: &random)
        let found = Int.random(in: 0...3, using: &random)
        for index in 0..<min(found + 1, 3) { bits.add(index == found ? 1 : 0, 1) }
        if found == 3 {
            bits.add(width - 1, 16)
            bits.add(random: 16, using: &random)
        }
        bits.add(optional: 32, using: &random)
        bits.add(random: 1, using: &random)
        let isSwitchable = Bool.random(using: &random)
        bits.add(isSwitchable ? 1 : 0, 1)
        if !isSwitchable { bits.add(random: 2, using: &random) }
        bits.add(random: isResilient ? 2 : 4, using: &random)
        bits.add(random: 9, using: &random)  // the loop filter
        if Bool.random(using: &random) {
            bits.add(0b11, 2)
            for _ in 0..<6 { bits.add(optional: 7, using: &random) }
        } else {
            bits.add(0, 1)
        }
        bits.add(random: 8, using: &random)  // quantization
        for _ in 0..<3 { bits.add(optional: 5, using: &random) }
        if Bool.random(using: &random) {
            bits.add(0b11, 2)  // segmentation, with a map
            for _ in 0..<7 { bits.add(optional: 8, using: &random) }
            let isTemporal = Bool.random(using: &random)
            bits.add(isTemporal ? 1 : 0, 1)
            if isTemporal { for _ in 0..<3 { bits.add(optional: 8, using: &random) } }
            bits.add(0b10, 2)
            for _ in 0..<8 { for feature in [9, 7, 2, 0] { bits.add(optional: feature, using: &random) } }
        } else {
            bits.add(0, 1)
        }
        // One column of tiles, if there could be two; one row.
        if (width + 63) / 64 >= 8 { bits.add(0, 1) }
        bits.add(0, 1)
        bits.add(3, 16)
        return bits
    }

    @Test func `all layers but the highest are hidden, whatever their headers hold`() throws {
        for seed in UInt64(0)..<500 {
            var random = SeededGenerator(seed: seed)
            let isResilient = Bool.random(using: &random)
            let width = Int.random(in: 256..<1_024, using: &random)
            let rest = Self.header(width, isResilient: isResilient, &random)
            let flags = isResilient ? 1 : 0
            var (shown, hidden) = (Bits(), Bits())
            shown.add(0b1000_0110 | flags, 8)
            hidden.add(0b1000_0100 | flags, 8)
            hidden.add(0, 1)  // intra_only
            shown.values += rest.values
            hidden.values += rest.values
            let data: [UInt8] = [1, 2, 3, 4, 5]
            let lower = shown.bytes + data
            let upper: [UInt8] = [0x86, 9, 9]
            let joined = try #require(
                Self.join(lower + upper, [.init(start: 0, width: width), .init(start: lower.count, width: 0)]),
                "seed \(seed)")
            let expected = hidden.bytes + data
            let index: [UInt8] = [0xC1, UInt8(expected.count), 3, 0xC1]
            #expect(joined == expected + upper + index, "seed \(seed)")
        }
    }

    @Test func `a key frame loses its mark, and sizes have the bytes they need`() throws {
        let key = [UInt8(0x82)] + [UInt8](repeating: 7, count: 299)
        let joined = try #require(
            Self.join(key + [0x86], [.init(start: 0, width: 0), .init(start: 300, width: 0)]))
        #expect(joined == [0x80] + key.dropFirst() + [0x86, 0xC9, 0x2C, 1, 1, 0, 0xC9])
    }

    @Test func `what cannot be read is left alone`() {
        var random = SeededGenerator(seed: 5)
        for count in 0..<3_000 {
            let bytes = (0..<count % 60).map { _ in UInt8.random(in: 0...255, using: &random) }
            let starts = [0, Int.random(in: -2...60, using: &random)]
            let joined = Self.join(bytes, starts.map { VP9Superframe.Layer(start: $0, width: 300) })
            if let joined { #expect(joined.count > bytes.count) }
        }
        #expect(Self.join([0x82, 1], [.init(start: 0, width: 1)]) == nil)
        // Profile 3, whose header has its bits elsewhere.
        #expect(Self.join([0b1011_0010, 1, 2, 0x86], [.init(start: 0, width: 0), .init(start: 3, width: 0)]) == nil)
    }
}
