/// The byte stream format of ITU-T H.264 Annex B: NAL units behind start codes.
public enum AnnexB {
    /// Where the NAL units of `stream` lie, without start codes and trailing zeros.
    public static func nalUnits(in stream: RawSpan) -> [Range<Int>] {
        var units: [Range<Int>] = []
        var start: Int?
        var zeros = 0
        for offset in 0..<stream.byteCount {
            switch stream.byte(at: offset) {
            case 0: zeros += 1
            case 1 where zeros >= 2:
                if let start, start < offset - zeros { units.append(start..<(offset - zeros)) }
                start = offset + 1
                zeros = 0
            default: zeros = 0
            }
        }
        if let start, start < stream.byteCount - zeros { units.append(start..<(stream.byteCount - zeros)) }
        return units
    }

    /// The same NAL units, each behind its 4-byte length.
    public static func lengthPrefixed(_ stream: RawSpan) -> [UInt8] {
        var writer = ByteWriter(reserving: stream.byteCount + 16)
        for unit in nalUnits(in: stream) {
            writer.write(UInt32(truncatingIfNeeded: unit.count))
            writer.write(stream.extracting(unit).copied())
        }
        return writer.bytes
    }
}
