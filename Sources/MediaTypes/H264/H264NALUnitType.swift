/// nal_unit_type (ITU-T H.264 table 7-1), as far as containers care.
public enum H264NALUnitType: Hashable, Sendable {
    case slice, instantaneousDecoderRefresh, supplementalEnhancement, sequenceParameterSet, pictureParameterSet
    case accessUnitDelimiter
    case other(UInt8)

    /// From a NAL unit's first byte.
    public init(headerByte: UInt8) {
        switch headerByte & 0x1F {
        case 1: self = .slice
        case 5: self = .instantaneousDecoderRefresh
        case 6: self = .supplementalEnhancement
        case 7: self = .sequenceParameterSet
        case 8: self = .pictureParameterSet
        case 9: self = .accessUnitDelimiter
        case let type: self = .other(type)
        }
    }
}
