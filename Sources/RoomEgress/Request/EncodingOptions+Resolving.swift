extension EncodingOptions {
    /// A request's options over the configured defaults.
    ///
    /// A preset's values stand by themselves. Without one, width and height both come from the defaults when either is
    /// missing, every other missing value by itself, and an unknown profile is the default profile. What presets say
    /// nothing about (codec of the sound, qualities, key frame interval) applies beside a preset too.
    public init(resolving options: RecordingOptions, defaults: EncodingOptions) throws(RequestError) {
        let base = options.preset?.options ?? defaults
        // Beside a preset the values it fixes are not even looked at.
        let given = options.preset == nil ? options : RecordingOptions()
        let hasSize = (given.width ?? 0) != 0 && (given.height ?? 0) != 0
        let codecProfile = given.videoCodec.flatMap(H264Profile.init(codec:))
        let audioCodec = try EncodingOptions.codec(options.audioCodec) ?? defaults.audioCodec
        // A default for Opus says nothing about another codec.
        let audioQuality = audioCodec == defaults.audioCodec ? defaults.audioQuality : nil
        try self.init(
            width: hasSize ? given.width ?? base.width : base.width,
            height: hasSize ? given.height ?? base.height : base.height,
            depth: try EncodingOptions.depth(given.depth) ?? base.depth,
            frameRate: given.frameRate ?? base.frameRate,  // an explicit zero is a slip, and refused
            profile: codecProfile ?? given.profile.flatMap(H264Profile.init(rawValue:)) ?? base.profile,
            videoBitrate: nonZero(given.videoBitrate) ?? base.videoBitrate,
            keyFrameInterval: try EncodingOptions.interval(options.keyFrameInterval) ?? defaults.keyFrameInterval,
            videoQuality: nonZero(options.videoQuality) ?? defaults.videoQuality,
            audioCodec: audioCodec,
            audioBitrate: nonZero(given.audioBitrate) ?? base.audioBitrate,
            audioFrequency: nonZero(given.audioFrequency) ?? base.audioFrequency,
            audioQuality: nonZero(options.audioQuality) ?? audioQuality)
    }

    private static func depth(_ bits: Int?) throws(RequestError) -> Depth? {
        guard let bits = nonZero(bits) else { return nil }
        guard let depth = Depth(rawValue: bits) else {
            throw .invalidOption(field: "depth", value: "\(bits)", remedy: "give 8, 16 or 24")
        }
        return depth
    }

    private static func interval(_ seconds: Double?) throws(RequestError) -> Duration? {
        guard let seconds, seconds != 0 else { return nil }
        guard seconds > 0, seconds <= 600 else {
            throw .invalidOption(
                field: "key_frame_interval", value: "\(seconds)", remedy: "give more than 0 and at most 600 seconds")
        }
        return .seconds(seconds)
    }

    private static func codec(_ codec: RecordingOptions.AudioCodec?) throws(RequestError) -> AudioCodec? {
        switch codec {
        case nil, .automatic: nil
        case .aac: .aac
        case .opus: .opus
        case .mp3: throw .notSupportedYet(field: "audio_codec", value: "AC_MP3")
        }
    }
}

extension EncodingOptions.H264Profile {
    /// The egress API names the profile as part of the codec.
    fileprivate init?(codec: RecordingOptions.VideoCodec) {
        switch codec {
        case .automatic: return nil
        case .baseline: self = .baseline
        case .main: self = .main
        case .high: self = .high
        }
    }
}

/// Zero is how protobuf spells "not given".
private func nonZero(_ value: Int?) -> Int? { value == 0 ? nil : value }
