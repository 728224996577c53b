import Foundation
import MediaTypes
import TestSupport
import Testing

/// Encoded once a test run.
enum TrackFixtures {
    private static let picture = ["-f", "lavfi", "-i", "testsrc2=size=160x90:rate=30:duration=2", "-pix_fmt", "yuv420p"]

    static let tone = Result(catching: {
        var source = try EncodedSource(
            ffmpeg: ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=2", "-c:a", "libopus", "-ac", "2"])
        guard case .opus(let parameters) = source.tracks[0].parameters else { return source }
        source.tracks[0].codecDelay = MediaTime(ticks: Int64(parameters.preSkip), timescale: 48_000)
        return source
    })
    static let h264 = Result(catching: {
        try EncodedSource(
            ffmpeg: picture + ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "20"])
    })
    static let vp8 = Result(catching: {
        try EncodedSource(ivf: picture + ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-g", "20"])
    })
    static let av1 = Result(catching: {
        try EncodedSource(
            ivf: picture + ["-c:v", "libaom-av1", "-usage", "realtime", "-cpu-used", "8", "-lag-in-frames", "0", "-g", "20"])
    })

    static func named(_ codec: String) throws -> EncodedSource {
        switch codec {
        case "H.264": try h264.get()
        case "VP8": try vp8.get()
        case "AV1": try av1.get()
        case "Opus": try tone.get()
        default: preconditionFailure("no fixture \(codec)")
        }
    }

    /// Expects that what came without a container is what ffmpeg reads as such, where it has such a form.
    static func expectDecodes(
        _ data: Data, _ codec: String, frames: Int, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        guard let format = ["H.264": "h264", "AV1": "obu"][codec] else { return }
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(data), as: "track.\(format)")
        let result = try ExternalTool.ffmpeg.run(
            ["-v", "error", "-xerror", "-f", format, "-i", path, "-f", "framecrc", "-"])
        let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)", sourceLocation: sourceLocation)
        #expect(lines.count == frames, sourceLocation: sourceLocation)
    }
}
