/// Reads bit fields of borrowed bytes, most significant bit first; `nil` means the bits ended.
struct SpanBitReader: ~Escapable {
    private let bytes: RawSpan
    private(set) var position = 0

    @_lifetime(copy bytes)
    init(_ bytes: RawSpan) { self.bytes = bytes }

    /// At most 32 bits.
    @_lifetime(self: copy self)
    mutating func bits(_ count: Int) -> UInt32? {
        guard bytes.byteCount * 8 - position >= count else { return nil }
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let byte = bytes.byte(at: position / 8) else { return nil }
            value = value << 1 | UInt32(byte >> UInt8(7 - position % 8) & 1)
            position += 1
        }
        return value
    }

    @_lifetime(self: copy self)
    mutating func flag() -> Bool? { bits(1).map { $0 == 1 } }

    /// False when fewer bits are left.
    @_lifetime(self: copy self)
    mutating func skip(_ count: Int) -> Bool {
        guard bytes.byteCount * 8 - position >= count else { return false }
        position += count
        return true
    }
}
