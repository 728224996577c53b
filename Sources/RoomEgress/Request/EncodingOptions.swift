/// How the picture and the sound are encoded: complete and valid.
public struct EncodingOptions: Hashable, Sendable {
    /// In pixels; even, 16 to 8192.
    public let width: Int
    public let height: Int
    /// Of the display, in bits per pixel.
    public let depth: Depth
    /// Per second, 1 to 120.
    public let frameRate: Int
    public let profile: H264Profile
    /// In kilobits per second.
    public let videoBitrate: Int
    /// Nil leaves it to the encoder.
    public let keyFrameInterval: Duration?
    /// x264's constant rate factor, 1 to 51, with `videoBitrate` as its cap; nil encodes at the bitrate.
    public let videoQuality: Int?
    public let audioCodec: AudioCodec
    /// In kilobits per second.
    public let audioBitrate: Int
    /// In hertz; always 48000 for Opus.
    public let audioFrequency: Int
    /// 1 to 10, 10 the best: the effort of the Opus encoder; nil is the best. Not for AAC.
    public let audioQuality: Int?

    /// Of the display. One of 8 bits would have a palette, which no capture reads: the page gets 24 then.
    public enum Depth: Int, CaseIterable, Hashable, Sendable { case bits8 = 8, bits16 = 16, bits24 = 24 }
    public enum H264Profile: String, CaseIterable, Hashable, Sendable { case baseline, main, high }
    public enum AudioCodec: String, CaseIterable, Hashable, Sendable { case aac, opus }

    /// 1920x1080 at 30 frames per second, 4500 kbps, main profile; AAC at 44100 Hz and 128 kbps.
    public static let recorderDefaults = EncodingOptions(validWidth: 1_920, height: 1_080, frameRate: 30, videoBitrate: 4_500)

    /// Throws for the first value out of its range, naming it as a request does.
    public init(
        width: Int, height: Int, depth: Depth = .bits24, frameRate: Int, profile: H264Profile = .main,
        videoBitrate: Int, keyFrameInterval: Duration? = nil, videoQuality: Int? = nil,
        audioCodec: AudioCodec = .aac, audioBitrate: Int = 128, audioFrequency: Int = 44_100, audioQuality: Int? = nil
    ) throws(RequestError) {
        try EncodingOptions.checkSize("width", width)
        try EncodingOptions.checkSize("height", height)
        try EncodingOptions.check("framerate", frameRate, in: 1...120, "frames per second")
        try EncodingOptions.check("video_bitrate", videoBitrate, in: 1...500_000, "kilobits per second")
        try EncodingOptions.check("video_quality", videoQuality, in: 1...51, "as x264's constant rate factor")
        try EncodingOptions.check("audio_bitrate", audioBitrate, in: 8...512, "kilobits per second")
        try EncodingOptions.check("audio_quality", audioQuality, in: 1...10, "where 10 is the best")
        if let audioQuality, audioCodec == .aac {
            throw .invalidOption(
                field: "audio_quality", value: "\(audioQuality)",
                remedy: "AAC is encoded at audio_bitrate: leave it out, or set audio_codec to OPUS")
        }
        guard EncodingOptions.frequencies.contains(audioFrequency) else {
            let rates = EncodingOptions.frequencies.map(String.init).joined(separator: ", ")
            throw .invalidOption(field: "audio_frequency", value: "\(audioFrequency)", remedy: "give one of \(rates)")
        }
        if let interval = keyFrameInterval, interval <= .zero || interval > .seconds(600) {
            let seconds = Double(interval.components.seconds) + Double(interval.components.attoseconds) / 1e18
            throw .invalidOption(
                field: "key_frame_interval", value: "\(seconds)", remedy: "give more than 0 and at most 600 seconds")
        }
        self.width = width
        self.height = height
        self.depth = depth
        self.frameRate = frameRate
        self.profile = profile
        self.videoBitrate = videoBitrate
        self.keyFrameInterval = keyFrameInterval
        self.videoQuality = videoQuality
        self.audioCodec = audioCodec
        self.audioBitrate = audioBitrate
        self.audioFrequency = audioCodec == .opus ? 48_000 : audioFrequency
        self.audioQuality = audioQuality
    }

    /// For the fixed values of presets.
    init(validWidth width: Int, height: Int, frameRate: Int, videoBitrate: Int) {
        self.width = width
        self.height = height
        self.frameRate = frameRate
        self.videoBitrate = videoBitrate
        (depth, profile, keyFrameInterval, videoQuality) = (.bits24, .main, nil, nil)
        (audioCodec, audioBitrate, audioFrequency, audioQuality) = (.aac, 128, 44_100, nil)
    }

    /// The sampling rates of AAC (ISO/IEC 14496-3 table 1.18) up to 96 kHz.
    private static let frequencies = [
        8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 64_000, 88_200, 96_000,
    ]

    private static func checkSize(_ field: String, _ value: Int) throws(RequestError) {
        // H.264's 4:2:0 pictures have no odd sizes.
        guard (16...8_192).contains(value), value % 2 == 0 else {
            throw .invalidOption(field: field, value: "\(value)", remedy: "give an even number from 16 to 8192")
        }
    }

    private static func check(
        _ field: String, _ value: Int?, in range: ClosedRange<Int>, _ unit: String
    ) throws(RequestError) {
        guard let value, !range.contains(value) else { return }
        throw .invalidOption(
            field: field, value: "\(value)", remedy: "give \(range.lowerBound) to \(range.upperBound) \(unit)")
    }
}
