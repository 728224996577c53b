internal import ServiceKit

/// A request's `options` as given: nil and, where the documents say so, zero stand for the default.
public struct RecordingOptions: Hashable, Sendable {
    /// Overrides the values it knows.
    public var preset: EncodingPreset?
    public var width: Int?
    public var height: Int?
    public var depth: Int?
    public var frameRate: Int?
    /// Kilobits per second.
    public var audioBitrate: Int?
    /// Hertz.
    public var audioFrequency: Int?
    /// Kilobits per second.
    public var videoBitrate: Int?
    /// `baseline`, `main` or `high`; anything else is the default.
    public var profile: String?
    /// Seconds.
    public var keyFrameInterval: Double?
    public var videoCodec: VideoCodec?
    public var audioCodec: AudioCodec?
    public var videoQuality: Int?
    public var audioQuality: Int?

    /// The egress API's names.
    public enum VideoCodec: String, CaseIterable, Hashable, Sendable {
        case automatic = "DEFAULT_VC"
        case baseline = "H264_BASELINE"
        case main = "H264_MAIN"
        case high = "H264_HIGH"
    }

    public enum AudioCodec: String, CaseIterable, Hashable, Sendable {
        case automatic = "DEFAULT_AC"
        case opus = "OPUS"
        case aac = "AAC"
        case mp3 = "AC_MP3"
    }

    public init() {}
}

extension RecordingOptions {
    /// Reads a request's `options`, or a configuration's `defaults`.
    init(reading section: DocumentSection) throws {
        preset = try RecordingOptions.readPreset(section)
        width = try section.integer("width", in: RecordingOptions.int32)
        height = try section.integer("height", in: RecordingOptions.int32)
        depth = try section.integer("depth", in: RecordingOptions.int32)
        frameRate = try section.integer("framerate", in: RecordingOptions.int32)
        audioBitrate = try section.integer("audio_bitrate", in: RecordingOptions.int32)
        audioFrequency = try section.integer("audio_frequency", in: RecordingOptions.int32)
        videoBitrate = try section.integer("video_bitrate", in: RecordingOptions.int32)
        profile = try section.text("profile")
        keyFrameInterval = try section.number(
            "key_frame_interval", in: -Double.greatestFiniteMagnitude ... .greatestFiniteMagnitude)
        videoCodec = try section.enumeration(
            "video_codec", VideoCodec.allCases.enumerated().map { ($1.rawValue, $0, $1) })
        audioCodec = try section.enumeration(
            "audio_codec", AudioCodec.allCases.enumerated().map { ($1.rawValue, $0, $1) })
        videoQuality = try section.integer("video_quality", in: RecordingOptions.int32)
        audioQuality = try section.integer("audio_quality", in: RecordingOptions.int32)
    }

    private static let int32 = Int(Int32.min)...Int(Int32.max)

    private static func readPreset(_ section: DocumentSection) throws -> EncodingPreset? {
        enum Choice { case none, passthrough, preset(EncodingPreset) }
        let presets = EncodingPreset.allCases.map { ($0.rawValue, $0.recorderNumber, Choice.preset($0)) }
        let choice = try section.enumeration(
            "preset", [("NONE", 0, Choice.none)] + presets + [("PASSTHROUGH", nil, .passthrough)])
        switch choice {
        case .preset(let preset): return preset
        case .passthrough: throw RequestError.notSupportedYet(field: "preset", value: "PASSTHROUGH")
        case .some(.none), nil: return nil
        }
    }
}
