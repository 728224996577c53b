/// What a container needs of an H.264 sequence parameter set (ITU-T H.264 section 7.3.2.1.1).
public struct H264SequenceParameterSet: Hashable, Sendable {
    public let profile: UInt8
    /// The byte of constraint_set flags.
    public let compatibility: UInt8
    /// Ten times the level, `level_idc`.
    public let level: UInt8
    /// chroma_format_idc: 0 is monochrome, 1 is 4:2:0.
    public let chromaFormat: Int
    public let lumaBitDepth: Int
    public let chromaBitDepth: Int
    /// The picture in pixels, after cropping.
    public let width: Int
    public let height: Int

    /// Reads a NAL unit, header byte included. What follows the cropping (the VUI) is not looked at.
    public init(nalUnit: RawSpan) throws(CodecHeaderError) {
        guard let header = nalUnit.byte(at: 0) else { throw .truncated(.sequenceParameterSet) }
        guard H264NALUnitType(headerByte: header) == .sequenceParameterSet else {
            throw .invalid(.sequenceParameterSet, field: "nal_unit_type", value: Int(header & 0x1F))
        }
        let prefix = nalUnit.extracting(1..<min(nalUnit.byteCount, 1 + Self.longest))
        var fields = Fields(BitReader(Self.removingEmulationPrevention(prefix)))
        profile = UInt8(truncatingIfNeeded: try fields.bits(8))
        compatibility = UInt8(truncatingIfNeeded: try fields.bits(8))
        level = UInt8(truncatingIfNeeded: try fields.bits(8))
        _ = try fields.unsigned("seq_parameter_set_id", atMost: 31)
        let chroma = try Chroma(&fields, profile: profile)
        chromaFormat = chroma.format
        lumaBitDepth = chroma.lumaBitDepth
        chromaBitDepth = chroma.chromaBitDepth
        try fields.skipPictureOrder()
        (width, height) = try fields.pictureSize(chroma)
    }

    /// Far more than a set with all scaling matrices takes; bounds the work on hostile input.
    private static let longest = 4096

    /// Drops the 3 of each 0 0 3 (section 7.4.1.1).
    private static func removingEmulationPrevention(_ bytes: RawSpan) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.byteCount)
        var zeros = 0
        for offset in 0..<bytes.byteCount {
            guard let byte = bytes.byte(at: offset) else { break }
            if zeros >= 2, byte == 3 {
                zeros = 0
                continue
            }
            zeros = byte == 0 ? zeros + 1 : 0
            result.append(byte)
        }
        return result
    }
}

private struct Chroma {
    var format = 1
    var lumaBitDepth = 8
    var chromaBitDepth = 8
    var hasSeparatePlanes = false

    /// The fields only the high profiles have.
    init(_ fields: inout Fields, profile: UInt8) throws(CodecHeaderError) {
        guard [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135].contains(profile) else { return }
        format = try fields.unsigned("chroma_format_idc", atMost: 3)
        if format == 3 { hasSeparatePlanes = try fields.flag() }
        lumaBitDepth = 8 + (try fields.unsigned("bit_depth_luma_minus8", atMost: 6))
        chromaBitDepth = 8 + (try fields.unsigned("bit_depth_chroma_minus8", atMost: 6))
        _ = try fields.flag()  // qpprime_y_zero_transform_bypass_flag
        if try fields.flag() { try fields.skipScalingMatrices(format == 3 ? 12 : 8) }
    }

    /// Samples per cropping unit (table 6-1 and equations 7-19 to 7-22).
    var cropUnit: (horizontal: Int, vertical: Int) {
        if hasSeparatePlanes { return (1, 1) }
        switch format {
        case 1: return (2, 2)
        case 2: return (2, 1)
        default: return (1, 1)
        }
    }
}

/// The bit reader with the set's own errors.
private struct Fields {
    private var reader: BitReader

    init(_ reader: BitReader) { self.reader = reader }

    mutating func flag() throws(CodecHeaderError) -> Bool {
        guard let bit = reader.bit() else { throw .truncated(.sequenceParameterSet) }
        return bit
    }

    mutating func bits(_ count: Int) throws(CodecHeaderError) -> UInt32 {
        guard let value = reader.bits(count) else { throw .truncated(.sequenceParameterSet) }
        return value
    }

    mutating func unsigned(_ field: String, atMost limit: Int) throws(CodecHeaderError) -> Int {
        guard let value = reader.unsignedExpGolomb() else { throw .truncated(.sequenceParameterSet) }
        guard Int(value) <= limit else { throw .invalid(.sequenceParameterSet, field: field, value: Int(value)) }
        return Int(value)
    }

    mutating func signed() throws(CodecHeaderError) -> Int {
        guard let value = reader.signedExpGolomb() else { throw .truncated(.sequenceParameterSet) }
        return Int(value)
    }

    mutating func skipScalingMatrices(_ count: Int) throws(CodecHeaderError) {
        for list in 0..<count where try flag() {
            var last = 8
            var next = 8
            for _ in 0..<(list < 6 ? 16 : 64) where next != 0 {
                next = (last + (try signed())) & 0xFF
                if next != 0 { last = next }
            }
        }
    }

    mutating func skipPictureOrder() throws(CodecHeaderError) {
        _ = try unsigned("log2_max_frame_num_minus4", atMost: 12)
        switch try unsigned("pic_order_cnt_type", atMost: 2) {
        case 0: _ = try unsigned("log2_max_pic_order_cnt_lsb_minus4", atMost: 12)
        case 1:
            _ = try flag()
            _ = try signed()
            _ = try signed()
            for _ in 0..<(try unsigned("num_ref_frames_in_pic_order_cnt_cycle", atMost: 255)) { _ = try signed() }
        default: break
        }
        _ = try unsigned("max_num_ref_frames", atMost: 16)
        _ = try flag()  // gaps_in_frame_num_value_allowed_flag
    }

    mutating func pictureSize(_ chroma: Chroma) throws(CodecHeaderError) -> (Int, Int) {
        // 1055: the widest picture any level allows (table A-1, level 6.2) is 16,888 pixels.
        let columns = 1 + (try unsigned("pic_width_in_mbs_minus1", atMost: 1055))
        let rows = 1 + (try unsigned("pic_height_in_map_units_minus1", atMost: 1055))
        let codesFramesOnly = try flag()
        if !codesFramesOnly { _ = try flag() }  // mb_adaptive_frame_field_flag
        _ = try flag()  // direct_8x8_inference_flag
        let fieldFactor = codesFramesOnly ? 1 : 2
        let size = (width: columns * 16, height: rows * 16 * fieldFactor)
        guard try flag() else { return size }
        let unit = chroma.cropUnit
        let horizontal = (try crop() + crop()) * unit.horizontal
        let vertical = (try crop() + crop()) * unit.vertical * fieldFactor
        guard horizontal < size.width, vertical < size.height else {
            throw .invalid(.sequenceParameterSet, field: "frame cropping", value: max(horizontal, vertical))
        }
        return (size.width - horizontal, size.height - vertical)
    }

    private mutating func crop() throws(CodecHeaderError) -> Int {
        try unsigned("frame cropping", atMost: 1 << 15)
    }
}
