/// Walks the NAL units of an access unit in which each follows its 4-byte length (ISO/IEC 14496-15 section 5.3.2).
public struct NALUnitIterator: ~Escapable {
    private var reader: ByteReader

    @_lifetime(copy accessUnit)
    public init(_ accessUnit: RawSpan) { reader = ByteReader(accessUnit) }

    /// The next NAL unit without its length; `nil` at the end.
    @_lifetime(self: copy self)
    @_lifetime(copy self)
    public mutating func next() throws(CodecHeaderError) -> RawSpan? {
        guard reader.remaining > 0 else { return nil }
        guard let length = reader.read(UInt32.self), let unit = reader.readBytes(Int(length)) else {
            throw .truncated(.accessUnit)
        }
        return unit
    }
}
