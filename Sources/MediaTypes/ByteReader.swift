/// Reads big-endian fields from borrowed bytes; `nil` means the bytes ended.
public struct ByteReader: ~Escapable {
    private let bytes: RawSpan
    public private(set) var position = 0

    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { self.bytes = bytes }

    public var remaining: Int { bytes.byteCount - position }

    @_lifetime(self: copy self)
    public mutating func read<Field: FixedWidthInteger & BitwiseCopyable>(_: Field.Type) -> Field? {
        let size = MemoryLayout<Field>.size
        guard remaining >= size else { return nil }
        defer { position += size }
        // Safe: the guard proves the bytes exist, and an integer accepts any bit pattern.
        return unsafe Field(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: position, as: Field.self))
    }

    /// Borrows the next `count` bytes.
    @_lifetime(self: copy self)
    @_lifetime(copy self)
    public mutating func readBytes(_ count: Int) -> RawSpan? {
        guard count >= 0, remaining >= count else { return nil }
        defer { position += count }
        return bytes.extracting(position..<(position + count))
    }

    /// False when fewer than `count` bytes are left; the position then stays.
    @_lifetime(self: copy self)
    public mutating func skip(_ count: Int) -> Bool {
        guard count >= 0, remaining >= count else { return false }
        position += count
        return true
    }
}
