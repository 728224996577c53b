import MediaTypes

extension RTPCodec {
    /// Whether a payload begins a key frame, judged alone and without putting the frame together. True for all sound.
    public func startsKeyframe(_ payload: RawSpan) -> Bool {
        switch self {
        case .vp8:
            guard let descriptor = VP8PayloadDescriptor(payload), descriptor.startsFrame else { return false }
            return VP8FrameHeader(payload.dropping(descriptor.byteCount))?.isKeyframe ?? false
        case .vp9:
            guard let descriptor = VP9PayloadDescriptor(payload), descriptor.startsLayerFrame else { return false }
            return !descriptor.isInterPicturePredicted && (descriptor.layers?.spatial ?? 0) == 0
        case .av1: return payload.byte(at: 0).map { $0 & 0x88 == 0x08 } ?? false
        case .h264: return Self.startsInstantaneousRefresh(payload)
        case .opus, .pcmu, .pcma: return payload.byteCount > 0
        }
    }

    /// Parameter sets come right before what they are for; a refresh without them can only be begun at itself.
    private static func startsInstantaneousRefresh(_ payload: RawSpan) -> Bool {
        var type = (payload.byte(at: 0) ?? 0) & 0x1F
        if type == 24 { type = (payload.byte(at: 3) ?? 0) & 0x1F }
        if type == 28, let header = payload.byte(at: 1), header & 0x80 != 0 { type = header & 0x1F }
        return type == 5 || type == 7
    }
}
