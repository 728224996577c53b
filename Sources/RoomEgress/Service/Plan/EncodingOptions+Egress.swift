internal import ProtocolModels

extension EncodingOptions {
    /// What the egress service takes when a request says nothing: 1280x720 at 30 frames per second, 3000 kbps, main
    /// profile; sound at 128 kbps and 44100 Hz.
    public static let serviceDefaults = EncodingPreset.h264_720p30.options

    /// A request's encoding. Zero is "not given" and comes from `defaults`, each value by itself.
    init(
        _ encoding: RequestedEgress.Encoding?, audioCodec: AudioCodec, defaults: EncodingOptions
    ) throws(EgressRequestError) {
        var options = LiveKit.EncodingOptions()
        var base = defaults
        switch encoding {
        case nil: break
        case .preset(let preset)?:
            guard let preset = EncodingPreset(preset) else { throw .invalidField("preset") }
            base = preset.options
        case .advanced(let advanced)?: options = advanced
        }
        do throws(RequestError) {
            try self.init(options, base: base, audioCodec: audioCodec)
        } catch {
            throw EgressRequestError(error)
        }
    }

    private init(
        _ options: LiveKit.EncodingOptions, base: EncodingOptions, audioCodec: AudioCodec
    ) throws(RequestError) {
        try self.init(
            width: EncodingOptions.given(options.width) ?? base.width,
            height: EncodingOptions.given(options.height) ?? base.height,
            depth: try EncodingOptions.depth(options.depth) ?? base.depth,
            frameRate: EncodingOptions.given(options.framerate) ?? base.frameRate,
            profile: H264Profile(options.videoCodec) ?? base.profile,
            videoBitrate: EncodingOptions.given(options.videoBitrate) ?? base.videoBitrate,
            keyFrameInterval: try EncodingOptions.interval(options.keyFrameInterval) ?? base.keyFrameInterval,
            videoQuality: EncodingOptions.given(options.videoQuality) ?? base.videoQuality,
            audioCodec: audioCodec,
            audioBitrate: EncodingOptions.given(options.audioBitrate) ?? base.audioBitrate,
            audioFrequency: EncodingOptions.given(options.audioFrequency) ?? base.audioFrequency,
            audioQuality: EncodingOptions.given(options.audioQuality)
                ?? (audioCodec == base.audioCodec ? base.audioQuality : nil))
    }

    private static func given(_ value: Int32) -> Int? { value == 0 ? nil : Int(value) }

    private static func depth(_ bits: Int32) throws(RequestError) -> Depth? {
        guard bits != 0 else { return nil }
        guard let depth = Depth(rawValue: Int(bits)) else {
            throw .invalidOption(field: "depth", value: "\(bits)", remedy: "give 8, 16 or 24")
        }
        return depth
    }

    private static func interval(_ seconds: Double) throws(RequestError) -> Duration? {
        guard seconds != 0 else { return nil }
        guard seconds > 0, seconds <= 600 else {
            throw .invalidOption(
                field: "key_frame_interval", value: "\(seconds)", remedy: "give more than 0 and at most 600 seconds")
        }
        return .seconds(seconds)
    }
}

extension EncodingOptions.H264Profile {
    fileprivate init?(_ codec: LiveKit.VideoCodec) {
        switch codec {
        case .h264Baseline: self = .baseline
        case .h264Main: self = .main
        case .h264High: self = .high
        case .defaultVc, .vp8, .unrecognized: return nil
        }
    }
}

extension EncodingPreset {
    /// Nil for numbers without a name, and for passthrough, which encodes nothing.
    init?(_ preset: LiveKit.EncodingOptionsPreset) {
        switch preset {
        case .h264_720p30: self = .h264_720p30
        case .h264_720p60: self = .h264_720p60
        case .h264_1080p30: self = .h264_1080p30
        case .h264_1080p60: self = .h264_1080p60
        case .portraitH264_720p30: self = .portraitH264_720p30
        case .portraitH264_720p60: self = .portraitH264_720p60
        case .portraitH264_1080p30: self = .portraitH264_1080p30
        case .portraitH264_1080p60: self = .portraitH264_1080p60
        case .passthrough, .unrecognized: return nil
        }
    }
}

extension EgressRequestError {
    /// An option out of its range; the documented checks have no word but the field's name.
    init(_ error: RequestError) {
        switch error {
        case .invalidOption(let field, _, _) where ["width", "height", "depth"].contains(field): self = .invalidField(field)
        case .invalidOption(let field, let value, let remedy):
            self = .outOfRange(field: field, reason: "\(value) is not accepted; \(remedy)")
        default: self = .outOfRange(field: "options", reason: "\(error)")
        }
    }
}
