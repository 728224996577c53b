public import MediaTypes

/// H.264 access units as a byte stream (ITU-T H.264 Annex B): start codes in place of lengths, and parameter sets in front
/// of each key frame.
///
/// Shared by everything that sends H.264 without a container. Payloads are cut, never copied.
public struct AnnexBFormatter: Sendable {
    private static let startCode = FramePayload([0, 0, 0, 1])
    private var parameterSets: [FramePayload] = []

    /// `parameters` hold until a frame brings others.
    public init(_ parameters: H264Parameters) { change(to: parameters) }

    /// The pieces of the frame's access unit, in order; nil when its lengths do not add up or it has no NAL unit.
    public mutating func pieces(of frame: EncodedFrame) -> [FramePayload]? {
        if case .h264(let parameters)? = frame.newParameters { change(to: parameters) }
        guard let units = Self.units(of: frame.payload), !units.isEmpty else { return nil }
        let sets = frame.isKeyframe && !Self.hasParameterSets(units) ? parameterSets : []
        // A delimiter stays in front (section 7.4.1.2.3).
        let delimiters = units.prefix { Self.type(of: $0) == .accessUnitDelimiter }
        return (delimiters + sets + units.dropFirst(delimiters.count)).flatMap { [Self.startCode, $0] }
    }

    private mutating func change(to parameters: H264Parameters) {
        parameterSets = (parameters.sequenceParameterSets + parameters.pictureParameterSets).map { FramePayload($0) }
    }

    private static func units(of payload: FramePayload) -> [FramePayload]? {
        var units: [FramePayload] = []
        var reader = ByteReader(payload.bytes)
        while reader.remaining > 0 {
            guard let length = reader.read(UInt32.self), reader.skip(Int(length)) else { return nil }
            if length > 0 { units.append(payload.slice((reader.position - Int(length))..<reader.position)) }
        }
        return units
    }

    private static func type(of unit: FramePayload) -> H264NALUnitType? {
        var reader = ByteReader(unit.bytes)
        return reader.read(UInt8.self).map(H264NALUnitType.init(headerByte:))
    }

    private static func hasParameterSets(_ units: [FramePayload]) -> Bool {
        let types = units.map(type(of:))
        return types.contains(.sequenceParameterSet) && types.contains(.pictureParameterSet)
    }
}
