import MediaContainers
import MediaTypes

func writeSilence(to output: consuming some RandomAccessOutput & ~Copyable, packets: Int) throws -> HybridMP4Summary {
    let opus = OpusParameters(channels: 2, preSkip: 312)
    let track = TrackDescription(
        id: 0, parameters: .opus(opus), codecDelay: MediaTime(ticks: Int64(opus.preSkip), timescale: 48_000))
    var writer = HybridMP4Writer(output: output, tracks: [track])
    for packet in 0..<packets {
        let time = MediaTime.milliseconds(Int64(packet) * 20) - track.codecDelay
        try writer.write(
            EncodedFrame(
                track: track.id, presentationTime: time, duration: .milliseconds(20), isKeyframe: true,
                payload: FramePayload([0xFC, 0xFF, 0xFE])))
    }
    return try writer.finish()
}
