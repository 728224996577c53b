import MediaTypes
import TestSupport

/// Encoded once a test run, as a room's publisher would: no reordering, few key frames.
enum VideoFixtures {
    private static func picture(_ size: String, seconds: Int) -> [String] {
        ["-f", "lavfi", "-i", "testsrc2=size=\(size):rate=30:duration=\(seconds)", "-pix_fmt", "yuv420p"]
    }
    private static let vpx = ["-deadline", "realtime", "-cpu-used", "8", "-lag-in-frames", "0", "-auto-alt-ref", "0"]

    static let vp8 = Result { try EncodedSource(ivf: picture("320x180", seconds: 12) + ["-c:v", "libvpx", "-g", "90"] + vpx) }
    static let smallVP8 = Result {
        try EncodedSource(ivf: picture("160x90", seconds: 2) + ["-c:v", "libvpx", "-g", "90"] + vpx)
    }
    static let vp9 = Result {
        try EncodedSource(ivf: picture("320x180", seconds: 6) + ["-c:v", "libvpx-vp9", "-g", "75"] + vpx)
    }
    static let av1 = Result {
        try EncodedSource(
            ivf: picture("192x108", seconds: 3)
                + ["-c:v", "libaom-av1", "-usage", "realtime", "-cpu-used", "8", "-lag-in-frames", "0", "-g", "45"])
    }
    static let h264 = Result {
        try EncodedSource(
            ffmpeg: picture("320x180", seconds: 6)
                + ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "60"])
    }
    static let smallH264 = Result {
        try EncodedSource(
            ffmpeg: picture("160x90", seconds: 2)
                + ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "60"])
    }
    static let opus = Result {
        var source = try EncodedSource(
            ffmpeg: ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=6", "-c:a", "libopus"])
        guard case .opus(let parameters) = source.tracks[0].parameters else { return source }
        source.tracks[0].codecDelay = MediaTime(ticks: Int64(parameters.preSkip), timescale: 48_000)
        return source
    }

    static func named(_ name: String) throws -> EncodedSource {
        switch name {
        case "VP8": try vp8.get()
        case "VP9": try vp9.get()
        case "AV1": try av1.get()
        case "H.264": try h264.get()
        default: preconditionFailure("no fixture \(name)")
        }
    }
}

extension EncodedSource {
    /// Both, in the order of their times; `other`'s track becomes track 7.
    func joined(with other: EncodedSource) -> EncodedSource {
        var copy = self
        copy.tracks.append(other.tracks[0])
        copy.tracks[copy.tracks.count - 1].id = 7
        copy.frames += other.frames.map { frame in
            var frame = frame
            frame.track = 7
            return frame
        }
        copy.frames.sort { ($0.decodeTime, $0.track) < ($1.decodeTime, $1.track) }
        return copy
    }

    /// This, and then `other` of the same codec with its own parameters.
    func followed(by other: EncodedSource, after gap: MediaTime) -> EncodedSource {
        var copy = self
        let start = (frames.last?.presentationTime ?? .zero) + gap
        for (number, frame) in other.frames.enumerated() {
            var frame = frame.shifted(by: start)
            frame.track = tracks[0].id
            if number == 0 { frame.newParameters = other.tracks[0].parameters }
            copy.frames.append(frame)
        }
        return copy
    }

    /// Times as a network gives them: each up to `range` away from its own, never falling.
    func jittered(_ range: MediaTime, seed: UInt64) -> EncodedSource {
        var (copy, random) = (self, SeededGenerator(seed: seed))
        for index in copy.frames.indices {
            let offset = Int64.random(in: -range.nanoseconds...range.nanoseconds, using: &random)
            copy.frames[index] = copy.frames[index].shifted(by: MediaTime(nanoseconds: offset))
        }
        return copy
    }
}
