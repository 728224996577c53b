extension OpusParameters {
    /// From an identification header (RFC 7845 section 5.1), magic signature included. Only channel mapping family 0
    /// (mono and stereo) is supported.
    public init(identificationHeader bytes: RawSpan) throws(CodecHeaderError) {
        var reader = ByteReader(bytes)
        guard let magic = reader.read(UInt64.self) else { throw .truncated(.opusIdentification) }
        guard magic == Self.magic else {
            throw .invalid(.opusIdentification, field: "magic signature", value: Int(truncatingIfNeeded: magic))
        }
        guard let version = reader.read(UInt8.self), let channels = reader.read(UInt8.self),
            let preSkip = reader.read(UInt16.self), let rate = reader.read(UInt32.self), reader.skip(2),
            let family = reader.read(UInt8.self)
        else { throw .truncated(.opusIdentification) }
        // The upper half of the version is the incompatible part.
        guard version & 0xF0 == 0 else {
            throw .unsupported(.opusIdentification, field: "version", value: Int(version))
        }
        guard family == 0 else {
            throw .unsupported(.opusIdentification, field: "channel mapping family", value: Int(family))
        }
        guard channels == 1 || channels == 2 else {
            throw .invalid(.opusIdentification, field: "channel count", value: Int(channels))
        }
        // The header is little-endian, the reader big-endian.
        self.init(
            channels: Int(channels), preSkip: Int(preSkip.byteSwapped), inputSampleRate: Int(rate.byteSwapped))
    }

    /// "OpusHead"
    private static let magic: UInt64 = 0x4F70_7573_4865_6164

    /// The identification header, with an output gain of zero.
    public var identificationHeader: [UInt8] {
        var writer = ByteWriter(reserving: 19)
        writer.write(Self.magic)
        writer.write(UInt8(1))
        writer.write(UInt8(clamping: channels))
        writer.write(UInt16(clamping: preSkip).byteSwapped)
        writer.write(UInt32(clamping: inputSampleRate).byteSwapped)
        writer.write(UInt16(0))
        writer.write(UInt8(0))
        return writer.bytes
    }
}
