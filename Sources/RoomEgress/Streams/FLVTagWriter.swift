import MediaTypes

/// Writes encoded frames as FLV tags (Adobe FLV file format 10.1, annex E), for one connection.
///
/// Times start at zero at the first frame; what lies before it is left out.
struct FLVTagWriter {
    /// One tag, in pieces: what comes before the payload, the payload itself, and what comes after.
    struct Tag {
        var pieces: [FramePayload]
        var time: MediaTime
        var isKeyframe: Bool
    }

    private var origin: MediaTime?
    private let tracks: [TrackDescription]
    /// Parameters that came with a frame, until one of the track's frames is written.
    private var pending: [TrackID: CodecParameters] = [:]

    init(tracks: [TrackDescription]) { self.tracks = tracks }

    /// The tags for a frame: at first the stream's description, and the track's parameters whenever they come.
    mutating func tags(for frame: EncodedFrame) -> [Tag] {
        let isFirst = origin == nil
        let start = origin ?? frame.decodeTime
        origin = start
        if let parameters = frame.newParameters { pending[frame.track] = parameters }
        let time = frame.decodeTime - start
        // Sound from before the first picture arrives after it.
        guard time >= .zero else { return [] }
        var tags = isFirst ? [makeTag(.script, [], FramePayload(FLVMetadata(tracks).bytes), .zero, true)] : []
        let kind = tracks.first { $0.id == frame.track }?.kind ?? .video
        if let parameters = pending.removeValue(forKey: frame.track), let header = header(parameters, at: time) {
            tags.append(header)
        }
        switch kind {
        case .video:
            let shift = (frame.presentationTime - start).ticks(timescale: 1_000) - time.ticks(timescale: 1_000)
            var fields = ByteWriter()
            fields.write(frame.isKeyframe ? UInt8(0x17) : 0x27)  // key or inter frame, AVC
            fields.write(UInt8(1))  // NAL units
            fields.write(UInt8(truncatingIfNeeded: shift >> 16))
            fields.write(UInt16(truncatingIfNeeded: shift))
            tags.append(makeTag(.video, fields.bytes, frame.payload, time, frame.isKeyframe))
        case .audio:
            tags.append(makeTag(.audio, [Self.aac, 1], frame.payload, time, true))
        }
        return tags
    }

    private func header(_ parameters: CodecParameters, at time: MediaTime) -> Tag? {
        switch parameters {
        case .h264(let h264):
            makeTag(.video, [0x17, 0, 0, 0, 0], FramePayload(h264.avcDecoderConfigurationRecord), time, true)
        case .aac(let aac): makeTag(.audio, [Self.aac, 0], FramePayload(aac.audioSpecificConfig), time, true)
        case .opus, .vp8, .vp9, .av1: nil  // refused before a connection is made
        }
    }

    private enum Kind: UInt8 {
        case audio = 8
        case video = 9
        case script = 18
    }

    /// AAC; the rate, size and channel bits are fixed by the format, the real ones are in its configuration.
    private static let aac: UInt8 = 0xAF

    private func makeTag(_ kind: Kind, _ fields: [UInt8], _ payload: FramePayload, _ time: MediaTime, _ isKey: Bool)
        -> Tag
    {
        let milliseconds = UInt32(truncatingIfNeeded: time.ticks(timescale: 1_000))
        let size = fields.count + payload.count
        var head = ByteWriter(reserving: 16)
        head.write(kind.rawValue)
        head.write(UInt8(truncatingIfNeeded: size >> 16))
        head.write(UInt16(truncatingIfNeeded: size))
        head.write(UInt8(truncatingIfNeeded: milliseconds >> 16))
        head.write(UInt16(truncatingIfNeeded: milliseconds))
        head.write(UInt8(truncatingIfNeeded: milliseconds >> 24))
        head.write([0, 0, 0])  // stream ID
        head.write(fields)
        var tail = ByteWriter(reserving: 4)
        tail.write(UInt32(truncatingIfNeeded: 11 + size))
        return Tag(
            pieces: [FramePayload(head.bytes), payload, FramePayload(tail.bytes)], time: time, isKeyframe: isKey)
    }
}
