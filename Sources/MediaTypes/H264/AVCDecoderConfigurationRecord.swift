/// AVCDecoderConfigurationRecord, the body of `avcC` (ISO/IEC 14496-15 section 5.3.3.1).
public struct AVCDecoderConfigurationRecord: Hashable, Sendable {
    public var sequenceParameterSets: [[UInt8]]
    public var pictureParameterSets: [[UInt8]]

    public init(sequenceParameterSets: [[UInt8]], pictureParameterSets: [[UInt8]]) {
        self.sequenceParameterSets = sequenceParameterSets
        self.pictureParameterSets = pictureParameterSets
    }

    /// Only records for 4-byte NAL unit lengths are taken, because that is what an `EncodedFrame` carries.
    public init(_ bytes: RawSpan) throws(CodecHeaderError) {
        var reader = ByteReader(bytes)
        guard let version = reader.read(UInt8.self), reader.skip(3), let lengths = reader.read(UInt8.self),
            let sets = reader.read(UInt8.self)
        else { throw .truncated(.decoderConfiguration) }
        guard version == 1 else {
            throw .unsupported(.decoderConfiguration, field: "configurationVersion", value: Int(version))
        }
        guard lengths & 3 == 3 else {
            throw .unsupported(.decoderConfiguration, field: "NAL unit length size", value: Int(lengths & 3) + 1)
        }
        sequenceParameterSets = try Self.readSets(Int(sets & 0x1F), &reader)
        guard let pictureSets = reader.read(UInt8.self) else { throw .truncated(.decoderConfiguration) }
        pictureParameterSets = try Self.readSets(Int(pictureSets), &reader)
    }

    private static func readSets(_ count: Int, _ reader: inout ByteReader) throws(CodecHeaderError) -> [[UInt8]] {
        var sets: [[UInt8]] = []
        for _ in 0..<count {
            guard let length = reader.read(UInt16.self), let set = reader.readBytes(Int(length)) else {
                throw .truncated(.decoderConfiguration)
            }
            sets.append(set.copied())
        }
        return sets
    }

    /// The record as it stands in a file. Sets beyond what the count fields can say are left out.
    public var bytes: [UInt8] {
        let first = sequenceParameterSets.first ?? []
        var writer = ByteWriter()
        writer.write(UInt8(1))
        for index in 1...3 { writer.write(index < first.count ? first[index] : 0) }
        writer.write(UInt8(0xFC | 3))
        Self.write(sequenceParameterSets, limit: 31, marker: 0xE0, to: &writer)
        Self.write(pictureParameterSets, limit: 255, marker: 0, to: &writer)
        writeHighProfileFields(first, to: &writer)
        return writer.bytes
    }

    private static func write(_ sets: [[UInt8]], limit: Int, marker: UInt8, to writer: inout ByteWriter) {
        let sets = sets.filter { $0.count <= Int(UInt16.max) }.prefix(limit)
        writer.write(marker | UInt8(sets.count))
        for set in sets {
            writer.write(UInt16(set.count))
            writer.write(set)
        }
    }

    /// Chroma format and bit depths, which profiles other than 66, 77 and 88 repeat here.
    private func writeHighProfileFields(_ set: [UInt8], to writer: inout ByteWriter) {
        // Safe: bytes have no padding.
        guard let parsed = try? unsafe H264SequenceParameterSet(nalUnit: set.span.bytes) else { return }
        guard ![66, 77, 88].contains(parsed.profile) else { return }
        writer.write(0xFC | UInt8(parsed.chromaFormat))
        writer.write(0xF8 | UInt8(parsed.lumaBitDepth - 8))
        writer.write(0xF8 | UInt8(parsed.chromaBitDepth - 8))
        writer.write(UInt8(0))  // no sequence parameter set extensions
    }
}
