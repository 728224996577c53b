/// The uncompressed start of a VP8 frame (RFC 6386 section 9.1).
public struct VP8FrameHeader: Hashable, Sendable {
    public let isKeyframe: Bool
    /// The picture in pixels, before scaling; of key frames only, otherwise zero.
    public let width: Int
    public let height: Int

    /// `nil` for bytes that cannot begin a frame.
    public init?(_ frame: RawSpan) {
        guard let first = frame.byte(at: 0) else { return nil }
        isKeyframe = first & 1 == 0
        guard isKeyframe else {
            (width, height) = (0, 0)
            return
        }
        guard frame.byte(at: 3) == 0x9D, frame.byte(at: 4) == 0x01, frame.byte(at: 5) == 0x2A,
            let low = frame.byte(at: 6), let high = frame.byte(at: 7),
            let lowRow = frame.byte(at: 8), let highRow = frame.byte(at: 9)
        else { return nil }
        width = Int(high & 0x3F) << 8 | Int(low)
        height = Int(highRow & 0x3F) << 8 | Int(lowRow)
    }
}
