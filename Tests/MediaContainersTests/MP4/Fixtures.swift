import MediaTypes
import TestSupport

/// Encoded once a test run.
enum Fixtures {
    private static let picture = ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=30:duration=6"]
    private static let tone = ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=6"]
    private static let x264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]

    /// B-frames, a key frame each second, AAC.
    static let reordered = Result {
        try EncodedSource(
            ffmpeg: picture + tone + [
                "-c:v", "libx264", "-preset", "fast", "-pix_fmt", "yuv420p", "-bf", "3", "-g", "30",
            ]
                + ["-c:a", "aac"])
    }
    /// No B-frames, key frames far apart, Opus.
    static let sparseKeyframes = Result {
        try EncodedSource(ffmpeg: picture + tone + x264 + ["-g", "250", "-sc_threshold", "0", "-c:a", "libopus"])
    }
    /// Frames left out at uneven places.
    static let variableRate = Result {
        try EncodedSource(
            ffmpeg: picture + ["-vf", "select='not(eq(mod(n,7),3))*not(between(n,40,55))'", "-fps_mode", "vfr"] + x264
                + ["-bf", "2", "-g", "25"])
    }
    static let soundOnly = Result { try EncodedSource(ffmpeg: tone + ["-ar", "44100", "-c:a", "aac"]) }

    static func named(_ name: String) throws -> EncodedSource {
        switch name {
        case "reordered": try reordered.get()
        case "sparse key frames": try sparseKeyframes.get()
        case "variable rate": try variableRate.get()
        case "sound only": try soundOnly.get()
        case "late sound": try reordered.get().shifted { $0 == 1 ? .milliseconds(700) : .zero }
        case "late pictures": try sparseKeyframes.get().shifted { $0 == 0 ? .milliseconds(333) : .zero }
        case "very late sound": try reordered.get().shifted { $0 == 1 ? .seconds(3) : .zero }
        case "very late pictures": try reordered.get().shifted { $0 == 0 ? .milliseconds(3333) : .zero }
        case "far from zero": try reordered.get().shifted { _ in MediaTime(nanoseconds: 3_600_000_012_345) }
        default: preconditionFailure("no fixture \(name)")
        }
    }

    static let names = [
        "reordered", "sparse key frames", "variable rate", "sound only", "late sound", "late pictures",
        "very late sound",
        "very late pictures", "far from zero",
    ]
}

extension Result where Failure == any Error {
    init(_ body: () throws -> Success) { self.init(catching: body) }
}
