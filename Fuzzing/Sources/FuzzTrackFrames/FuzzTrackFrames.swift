import MediaContainers
import MediaTypes

/// The first byte chooses the container and the codec. Then records of flags, a time step in milliseconds (two bytes), a
/// length (one byte) and a payload: frames as a room's worst publisher could send them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTrackFrames(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    let frames = frames(bytes.span.bytes)
    let codecs: [CodecParameters] = [
        .vp8(VP8Parameters(width: 16, height: 16)), .vp9(VP9Parameters(width: 16, height: 16)),
        .av1(AV1Parameters(sequenceHeader: Array(bytes.prefix(12)), width: 16, height: 16)),
        .h264(H264Parameters(sequenceParameterSets: [[0x67]], pictureParameterSets: [[0x68]], width: 16, height: 16)),
        .opus(OpusParameters(channels: 2, preSkip: 312)),
    ]
    let track = TrackDescription(id: 1, parameters: codecs[Int(start.pointee / 5) % codecs.count])
    switch start.pointee % 5 {
    case 0:
        guard var writer = try? OggOpusWriter(output: Discarding(), track: track) else { break }
        for frame in frames { try? writer.write(frame) }
        let summary = try! writer.finish()
        precondition(summary.duration >= .zero)
    case 1:
        guard var writer = try? WebMWriter(output: Discarding(), tracks: [track]) else { break }
        for frame in frames { try? writer.write(frame) }
        precondition(try! writer.finish().duration >= .zero)
    case 2:
        guard var writer = try? IVFWriter(output: Discarding(), track: track) else { break }
        for frame in frames { try? writer.write(frame) }
        precondition(try! writer.finish().duration >= .zero)
    case 3:
        guard var writer = try? AnnexBWriter(output: Discarding(), track: track) else { break }
        for frame in frames { try? writer.write(frame) }
        precondition(try! writer.finish().duration >= .zero)
    default:
        var writer = HybridMP4Writer(output: Discarding(), tracks: [track])
        for frame in frames { try? writer.write(frame) }
        _ = try? writer.finish()
    }
    return 0
}

private func frames(_ input: RawSpan) -> [EncodedFrame] {
    var (reader, frames, time) = (ByteReader(input), [EncodedFrame](), MediaTime.zero)
    // Enough of them: a gap of half a minute is fifteen hundred packets.
    while frames.count < 300, let flags = reader.read(UInt8.self), let step = reader.read(Int16.self),
        let length = reader.read(UInt8.self)
    {
        guard let payload = reader.readBytes(min(Int(length), reader.remaining)) else { break }
        time += .milliseconds(Int64(step))
        if flags & 0xF8 == 0xF8 { time = MediaTime(nanoseconds: Int64(step) << 48) }
        frames.append(
            EncodedFrame(
                track: 1, presentationTime: time, duration: .milliseconds(flags & 2 == 0 ? 0 : Int64(step)),
                isKeyframe: flags & 1 == 1, payload: FramePayload(payload.withUnsafeBytes { Array($0) })))
    }
    return frames
}

/// A file that nobody reads.
private struct Discarding: RandomAccessOutput {
    private var length: UInt64 = 0

    mutating func append(header: [UInt8], payloads: [FramePayload]) throws {
        length += payloads.reduce(UInt64(header.count)) { $0 + UInt64($1.count) }
    }

    mutating func overwrite(_ bytes: [UInt8], at offset: UInt64) throws {
        precondition(offset + UInt64(bytes.count) <= length)
    }

    mutating func synchronize() throws {}
}
