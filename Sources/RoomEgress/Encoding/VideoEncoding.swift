import PipelineGraph

/// How the picture of a recording is encoded.
enum VideoEncoding {
    /// From raw video in any format to H.264 access units with length prefixes.
    static func steps(_ options: EncodingOptions, keyFrameInterval: Duration) -> [ChainStep] {
        [
            .element("videoconvert"),
            // NV12 is what x264 works on inside. The colorimetry makes the conversion, and the stream's own label, BT.709.
            .capsFilter(Caps("video/x-raw", ["format": "NV12", "colorimetry": "bt709"])),
            .element("x264enc", name: "video-encoder", properties(options, keyFrameInterval)),
            .capsFilter(
                Caps(
                    "video/x-h264",
                    ["stream-format": "avc", "alignment": "au", "profile": .string(profile(options.profile))])),
        ]
    }

    /// What x264enc calls the profile; its baseline is the constrained one, which is all that decoders play.
    private static func profile(_ profile: EncodingOptions.H264Profile) -> String {
        switch profile {
        case .baseline: "constrained-baseline"
        case .main: "main"
        case .high: "high"
        }
    }

    private static func properties(
        _ options: EncodingOptions, _ keyFrameInterval: Duration
    ) -> [String: PropertyValue] {
        var properties: [String: PropertyValue] = [
            // A short lookahead is worth 3 dB and costs 4 frames of delay, which a kill loses: fewer at low rates. B pictures
            // would reorder for little.
            "speed-preset": .nick("veryfast"), "bframes": 0, "rc-lookahead": .int(min(4, options.frameRate / 8)),
            "threads": .int(threads(options)),
            "key-int-max": .int(keyFrameDistance(options, keyFrameInterval)),
            // The cap, where a quality is asked for.
            "bitrate": .int(options.videoBitrate), "vbv-buf-capacity": 2_000,
        ]
        if let quality = options.videoQuality {
            properties["pass"] = .nick("qual")
            properties["quantizer"] = .int(quality)
        }
        return properties
    }

    /// In frames.
    private static func keyFrameDistance(_ options: EncodingOptions, _ interval: Duration) -> Int {
        max(1, Int(interval / .seconds(1) * Double(options.frameRate) + 0.5))
    }

    /// Threads cost efficiency, so there are only as many as the pixel rate needs on an ordinary core.
    private static func threads(_ options: EncodingOptions) -> Int {
        switch options.width * options.height * options.frameRate {
        case ..<30_000_000: 1
        case ..<70_000_000: 2
        default: 4
        }
    }
}
