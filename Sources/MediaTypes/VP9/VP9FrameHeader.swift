/// The start of a VP9 frame's uncompressed header (VP9 bitstream specification section 6.2).
public struct VP9FrameHeader: Hashable, Sendable {
    public let profile: UInt8
    /// The frame only shows one that was decoded before.
    public let showsExistingFrame: Bool
    public let isKeyframe: Bool
    public let isShown: Bool
    /// Of key frames only; otherwise zero.
    public let width: Int
    public let height: Int
    /// 8, 10 or 12; of key frames only, otherwise zero.
    public let bitDepth: UInt8
    /// color_space; of key frames only.
    public let colorSpace: UInt8

    /// `nil` for bytes that cannot begin a frame.
    public init?(_ frame: RawSpan) {
        var reader = SpanBitReader(frame)
        guard reader.bits(2) == 2, let low = reader.bits(1), let high = reader.bits(1) else { return nil }
        profile = UInt8(high << 1 | low)
        if profile == 3, reader.bits(1) != 0 { return nil }
        guard let showsExisting = reader.flag() else { return nil }
        showsExistingFrame = showsExisting
        guard !showsExisting else {
            (isKeyframe, isShown, width, height, bitDepth, colorSpace) = (false, true, 0, 0, 0, 0)
            return
        }
        guard let type = reader.bits(1), let shown = reader.flag(), reader.skip(1) else { return nil }
        isShown = shown
        isKeyframe = type == 0
        guard isKeyframe else {
            (width, height, bitDepth, colorSpace) = (0, 0, 0, 0)
            return
        }
        guard reader.bits(24) == 0x49_83_42 else { return nil }
        var depth: UInt8 = 8
        if profile >= 2 {
            guard let isTwelve = reader.flag() else { return nil }
            depth = isTwelve ? 12 : 10
        }
        bitDepth = depth
        guard let space = reader.bits(3) else { return nil }
        colorSpace = UInt8(space)
        // sRGB has no range bit; the odd profiles say their subsampling.
        let hasSubsampling = profile & 1 == 1
        guard reader.skip(space == 7 ? (hasSubsampling ? 1 : 0) : (hasSubsampling ? 4 : 1)) else { return nil }
        guard let columns = reader.bits(16), let rows = reader.bits(16) else { return nil }
        (width, height) = (Int(columns) + 1, Int(rows) + 1)
    }
}
