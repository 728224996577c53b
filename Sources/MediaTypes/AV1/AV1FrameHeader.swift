/// The first bits of an AV1 frame header or frame OBU (AV1 specification section 5.9.2).
public struct AV1FrameHeader: Hashable, Sendable {
    public let showsExistingFrame: Bool
    public let isKeyframe: Bool
    public let isShown: Bool

    /// Reads an OBU's payload; not for sequences with `isReducedStillPicture`, all of whose frames are key frames.
    public init?(payload: RawSpan) {
        guard let first = payload.byte(at: 0) else { return nil }
        showsExistingFrame = first & 0x80 != 0
        isKeyframe = !showsExistingFrame && first >> 5 & 3 == 0
        isShown = showsExistingFrame || first & 0x10 != 0
    }
}
