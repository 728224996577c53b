/// One open bitstream unit of AV1's low-overhead format (AV1 specification section 5.3).
public struct AV1OBU: ~Escapable {
    public let type: AV1OBUType
    public let temporalID: UInt8
    public let spatialID: UInt8
    /// What follows header and size.
    public let payload: RawSpan
    /// Header, size and payload.
    public let bytes: RawSpan

    @_lifetime(copy bytes)
    fileprivate init(_ header: UInt8, _ extensionByte: UInt8, bytes: RawSpan, headerLength: Int) {
        type = AV1OBUType(headerByte: header)
        temporalID = extensionByte >> 5
        spatialID = extensionByte >> 3 & 3
        payload = bytes.extracting(headerLength..<bytes.byteCount)
        self.bytes = bytes
    }
}

/// obu_type (AV1 specification section 6.2.2).
public enum AV1OBUType: Hashable, Sendable {
    case sequenceHeader, temporalDelimiter, frameHeader, tileGroup, metadata, frame, redundantFrameHeader, tileList
    case padding
    case other(UInt8)

    /// From an OBU's first byte.
    public init(headerByte: UInt8) {
        switch headerByte >> 3 & 0x0F {
        case 1: self = .sequenceHeader
        case 2: self = .temporalDelimiter
        case 3: self = .frameHeader
        case 4: self = .tileGroup
        case 5: self = .metadata
        case 6: self = .frame
        case 7: self = .redundantFrameHeader
        case 8: self = .tileList
        case 15: self = .padding
        case let type: self = .other(type)
        }
    }
}

/// Walks the OBUs of a temporal unit in the low-overhead format. The last one may lack its size, and then reaches to
/// the end.
public struct AV1OBUIterator: ~Escapable {
    private let bytes: RawSpan
    private var position = 0

    @_lifetime(copy temporalUnit)
    public init(_ temporalUnit: RawSpan) { bytes = temporalUnit }

    /// Whether the bytes ended inside an OBU.
    public private(set) var isBroken = false

    /// `nil` at the end, and where the bytes are broken.
    @_lifetime(self: copy self)
    @_lifetime(copy self)
    public mutating func next() -> AV1OBU? {
        guard position < bytes.byteCount, !isBroken, let header = bytes.byte(at: position) else { return nil }
        let start = position
        let hasExtension = header & 4 != 0
        var cursor = position + (hasExtension ? 2 : 1)
        var end = bytes.byteCount
        if header & 2 != 0 {
            guard let size = LEB128(bytes, at: cursor) else {
                isBroken = true
                return nil
            }
            cursor += size.byteCount
            end = cursor + size.value
        }
        guard header & 0x80 == 0, cursor <= end, end <= bytes.byteCount else {
            isBroken = true
            return nil
        }
        position = end
        let extensionByte = hasExtension ? bytes.byte(at: start + 1) ?? 0 : 0
        return AV1OBU(header, extensionByte, bytes: bytes.extracting(start..<end), headerLength: cursor - start)
    }
}
