import MediaContainers
import MediaTypes

/// A track's frames as they travel without a container, so that one after the other they are what decoders read: H.264 as
/// access units with start codes and parameter sets, AV1 as temporal units with their delimiters, the others as they are.
struct BareFrames: Sendable {
    private let track: TrackDescription
    private var annexB: AnnexBFormatter?
    private var gate: KeyframeGate

    init(_ track: TrackDescription) {
        self.track = track
        gate = KeyframeGate([track])
        if case .h264(let parameters) = track.parameters { annexB = AnnexBFormatter(parameters) }
    }

    /// The frame's bytes in pieces; nil for one of another track, one that cannot be decoded yet, and one that is broken.
    mutating func pieces(_ frame: EncodedFrame) -> [FramePayload]? {
        guard frame.track == track.id, let frame = gate.pass(frame), !frame.payload.isEmpty else { return nil }
        if annexB != nil { return annexB?.pieces(of: frame) }
        guard case .av1 = track.parameters, !Self.hasDelimiter(frame.payload) else { return [frame.payload] }
        return [Self.delimiter, frame.payload]
    }

    private static let delimiter = FramePayload([0x12, 0])

    private static func hasDelimiter(_ payload: FramePayload) -> Bool {
        var reader = ByteReader(payload.bytes)
        return reader.read(UInt8.self).map(AV1OBUType.init(headerByte:)) == .temporalDelimiter
    }

    /// One message's or chunk's bytes.
    static func joined(_ pieces: [FramePayload]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.count })
        for piece in pieces { piece.withUnsafeBytes { bytes.append(contentsOf: $0) } }
        return bytes
    }

    /// Something was lost: nothing until the next key frame can be decoded.
    mutating func restart() { gate = KeyframeGate([track]) }
}
