/// Cuts one frame into RTP payloads.
///
/// ```
/// var packetizer = Packetizer(codec: .vp8, frame: bytes, limit: 1200, pictureID: id)
/// while let isLast = packetizer.writeNext(into: &buffer) { send(buffer, isMarked: isLast) }
/// ```
///
/// Frames have the form that ``Depacketizer`` gives out. What does not have it ends early.
public struct Packetizer: ~Escapable {
    private let codec: RTPCodec
    private let frame: RawSpan
    private let limit: Int
    private let pictureID: UInt16
    private let isKeyframe: Bool
    private var position = 0
    private var h264 = H264Packetizer()
    private var av1 = AV1Packetizer()

    /// - Parameters:
    ///   - limit: The most bytes of a payload; at least 64 are taken.
    ///   - pictureID: Of VP8 and VP9, 15 bits; one more for each frame.
    ///   - isKeyframe: Needed for VP9 and AV1.
    @_lifetime(copy frame)
    public init(codec: RTPCodec, frame: RawSpan, limit: Int = 1_200, pictureID: UInt16 = 0, isKeyframe: Bool) {
        self.codec = codec
        self.frame = frame
        self.limit = max(limit, 64)
        self.pictureID = pictureID & 0x7FFF
        self.isKeyframe = isKeyframe
    }

    /// Appends the next payload; `nil` when all was written, otherwise whether it is the frame's last.
    @_lifetime(self: copy self)
    public mutating func writeNext(into buffer: inout PacketBuffer) -> Bool? {
        switch codec {
        case .h264: return h264.writeNext(of: frame, limit: limit, into: &buffer)
        case .av1: return av1.writeNext(of: frame, limit: limit, isKeyframe: isKeyframe, into: &buffer)
        case .vp8, .vp9:
            guard position < frame.byteCount else { return nil }
            if codec == .vp8 { writeVP8Descriptor(into: &buffer) } else { return writeVP9(into: &buffer) }
            writeChunk(limit - 4, into: &buffer)
        case .opus, .pcmu, .pcma:
            guard position < frame.byteCount else { return nil }
            writeChunk(frame.byteCount, into: &buffer)
        }
        return position == frame.byteCount
    }

    @_lifetime(self: copy self)
    private mutating func writeChunk(_ most: Int, into buffer: inout PacketBuffer) {
        let end = min(position + most, frame.byteCount)
        buffer.append(frame.extracting(position..<end))
        position = end
    }

    private func writeVP8Descriptor(into buffer: inout PacketBuffer) {
        var descriptor = VP8PayloadDescriptor()
        descriptor.startsPartition = position == 0
        descriptor.pictureID = pictureID
        descriptor.hasLongPictureID = true
        descriptor.write(into: &buffer)
    }

    @_lifetime(self: copy self)
    private mutating func writeVP9(into buffer: inout PacketBuffer) -> Bool {
        var descriptor = VP9PayloadDescriptor()
        descriptor.pictureID = pictureID
        descriptor.hasLongPictureID = true
        descriptor.isInterPicturePredicted = !isKeyframe
        descriptor.startsLayerFrame = position == 0
        descriptor.endsLayerFrame = frame.byteCount - position <= limit - 3
        descriptor.write(into: &buffer)
        writeChunk(limit - 3, into: &buffer)
        return position == frame.byteCount
    }
}
