/// A box type, brand or handler of ISO/IEC 14496-12.
struct FourCharacterCode: Hashable, Sendable, ExpressibleByStringLiteral {
    let value: UInt32

    init(_ value: UInt32) { self.value = value }

    /// Four ASCII characters.
    init(stringLiteral text: StaticString) {
        precondition(text.utf8CodeUnitCount == 4)
        // Safe: the buffer is valid during the closure.
        value = text.withUTF8Buffer { unsafe $0.reduce(0) { $0 << 8 | UInt32($1) } }
    }

    var bytes: [UInt8] {
        [24, 16, 8, 0].map { (shift: UInt32) in UInt8(truncatingIfNeeded: value >> shift) }
    }
}
