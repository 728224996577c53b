/// Length-checked looks into borrowed bytes; `nil` means outside.
extension RawSpan {
    @inline(__always)
    func byte(at offset: Int) -> UInt8? {
        guard offset >= 0, offset < byteCount else { return nil }
        // Safe: the guard proves the byte exists.
        return unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }

    /// A big-endian integer.
    @inline(__always)
    func integer<Field: FixedWidthInteger & BitwiseCopyable>(at offset: Int, as: Field.Type = Field.self) -> Field? {
        guard offset >= 0, byteCount - offset >= MemoryLayout<Field>.size else { return nil }
        // Safe: the guard proves the bytes exist, and an integer accepts any bit pattern.
        return unsafe Field(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: Field.self))
    }

    /// Three bytes, most significant first.
    func integer24(at offset: Int) -> UInt32? {
        guard let high = byte(at: offset), let low = integer(at: offset + 1, as: UInt16.self) else { return nil }
        return UInt32(high) << 16 | UInt32(low)
    }

    /// The bytes from `offset` on; nothing when it lies behind the end.
    @_lifetime(copy self)
    @inline(__always)
    func dropping(_ offset: Int) -> RawSpan { extracting(min(max(offset, 0), byteCount)..<byteCount) }

    func copied() -> [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }

    func equals(_ other: [UInt8]) -> Bool {
        guard byteCount == other.count else { return false }
        for index in 0..<byteCount where byte(at: index) != other[index] { return false }
        return true
    }
}
