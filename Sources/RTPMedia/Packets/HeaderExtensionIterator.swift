/// One element of a header extension.
public struct HeaderExtensionElement: ~Escapable {
    /// 1...14 with one-byte headers, 1...255 with two-byte headers.
    public let id: UInt8
    public let bytes: RawSpan
    /// Where `bytes` begin, counted from the first element's header.
    let offset: Int

    @_lifetime(copy bytes)
    init(id: UInt8, bytes: RawSpan, offset: Int) {
        self.id = id
        self.bytes = bytes
        self.offset = offset
    }
}

/// Walks a header extension with one-byte or two-byte element headers (RFC 8285 section 4). It ends where an element
/// reaches beyond the extension, as at any other end: what came before stays valid.
public struct HeaderExtensionIterator: ~Escapable {
    private let bytes: RawSpan
    private let hasTwoByteHeaders: Bool
    private var position: Int

    @_lifetime(copy bytes)
    init(_ bytes: RawSpan, profile: UInt16) {
        self.bytes = bytes
        hasTwoByteHeaders = profile & 0xFFF0 == 0x1000
        position = hasTwoByteHeaders || profile == 0xBEDE ? 0 : bytes.byteCount
    }

    @_lifetime(self: copy self)
    @_lifetime(copy self)
    public mutating func next() -> HeaderExtensionElement? {
        while let first = bytes.byte(at: position) {
            guard first != 0 else {
                position += 1  // padding
                continue
            }
            let id = hasTwoByteHeaders ? first : first >> 4
            // 15 ends the one-byte form, whatever follows (section 4.2).
            guard hasTwoByteHeaders || id != 15 else { return nil }
            let start = position + (hasTwoByteHeaders ? 2 : 1)
            let length = hasTwoByteHeaders ? Int(bytes.byte(at: position + 1) ?? 0) : Int(first & 0x0F) + 1
            guard start + length <= bytes.byteCount else { return nil }
            position = start + length
            if id == 0 { continue }
            return HeaderExtensionElement(id: id, bytes: bytes.extracting(start..<position), offset: start)
        }
        return nil
    }
}
