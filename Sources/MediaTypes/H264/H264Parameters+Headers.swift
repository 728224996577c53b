extension H264Parameters {
    /// From the body of `avcC`, which is also GStreamer's `codec_data` and FLV's sequence header.
    public init(avcDecoderConfigurationRecord bytes: RawSpan) throws(CodecHeaderError) {
        let record = try AVCDecoderConfigurationRecord(bytes)
        try self.init(record.sequenceParameterSets, record.pictureParameterSets)
    }

    /// From parameter sets that came in the stream; the picture's size is read from the first.
    public init(_ sequenceParameterSets: [[UInt8]], _ pictureParameterSets: [[UInt8]]) throws(CodecHeaderError) {
        guard let first = sequenceParameterSets.first else { throw .truncated(.sequenceParameterSet) }
        guard !pictureParameterSets.isEmpty else { throw .truncated(.pictureParameterSet) }
        // Safe: bytes have no padding.
        let parsed = try unsafe H264SequenceParameterSet(nalUnit: first.span.bytes)
        self.init(
            sequenceParameterSets: sequenceParameterSets, pictureParameterSets: pictureParameterSets,
            width: parsed.width, height: parsed.height)
    }

    /// The body of `avcC`.
    public var avcDecoderConfigurationRecord: [UInt8] {
        AVCDecoderConfigurationRecord(
            sequenceParameterSets: sequenceParameterSets, pictureParameterSets: pictureParameterSets
        ).bytes
    }

    /// The parameter sets as NAL units behind 4-byte lengths, to stand in front of a key frame's own.
    public var lengthPrefixedParameterSets: [UInt8] {
        var writer = ByteWriter()
        for set in sequenceParameterSets + pictureParameterSets {
            writer.write(UInt32(truncatingIfNeeded: set.count))
            writer.write(set)
        }
        return writer.bytes
    }
}
