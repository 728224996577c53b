extension RawSpan {
    /// The byte at `offset`, or `nil` outside the span.
    func byte(at offset: Int) -> UInt8? {
        guard offset >= 0, offset < byteCount else { return nil }
        // Safe: the guard proves the byte exists.
        return unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }

    /// A copy, for small headers that are kept.
    func copied() -> [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
}
