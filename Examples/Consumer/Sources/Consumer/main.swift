// Writes ten seconds of silence: `Consumer silence.mp4`.
import MediaContainers
import MediaTypes

let path = CommandLine.arguments.dropFirst().first ?? "silence.mp4"
let opus = OpusParameters(channels: 2, preSkip: 312)
let track = TrackDescription(
    id: 0, parameters: .opus(opus), codecDelay: MediaTime(ticks: Int64(opus.preSkip), timescale: 48_000))

var writer = HybridMP4Writer(output: try StandardFile(creating: path), tracks: [track])
let silence = FramePayload([0xFC, 0xFF, 0xFE])  // 20 ms, stereo
for packet in 0..<500 {
    let time = MediaTime.milliseconds(Int64(packet) * 20) - track.codecDelay
    try writer.write(
        EncodedFrame(
            track: track.id, presentationTime: time, duration: .milliseconds(20), isKeyframe: true, payload: silence))
}
let summary = try writer.finish()
print("\(path): \(summary.duration.seconds) s, \(summary.byteCount) bytes")
