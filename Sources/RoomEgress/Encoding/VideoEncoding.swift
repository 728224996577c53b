import PipelineGraph

/// How the picture of a recording is encoded.
enum VideoEncoding {
    /// From raw video in any format the encoder takes to H.264 access units with length prefixes.
    static func steps(_ options: EncodingOptions) -> [ChainStep] {
        [
            // NV12 is what x264 works on inside. The colorimetry makes the conversion, and the stream's own label, BT.709.
            .capsFilter(Caps("video/x-raw", ["format": "NV12", "colorimetry": "bt709"])),
            .element("x264enc", name: "video-encoder", properties(options)),
            .capsFilter(
                Caps(
                    "video/x-h264",
                    ["stream-format": "avc", "alignment": "au", "profile": .string(options.profile)])),
        ]
    }

    /// Threads cost efficiency, so there are only as many as the pixel rate needs on an ordinary core.
    private static func threads(_ options: EncodingOptions) -> Int {
        switch options.width * options.height * options.framerate {
        case ..<30_000_000: 1
        case ..<70_000_000: 2
        default: 4
        }
    }

    /// Encoders of files start a fragment at every key frame, and a kill loses at most one fragment.
    private static let defaultKeyFrameInterval = 1.0

    private static func properties(_ options: EncodingOptions) -> [String: PropertyValue] {
        let interval = options.keyFrameInterval ?? defaultKeyFrameInterval
        var properties: [String: PropertyValue] = [
            // A short lookahead is worth 3 dB and costs 4 frames of delay; B pictures would reorder for little.
            "speed-preset": .nick("veryfast"), "bframes": 0, "rc-lookahead": 4, "threads": .int(threads(options)),
            "key-int-max": .int(max(1, Int(interval * Double(options.framerate) + 0.5))),
            // In kbit/s; the cap, where a quality is asked for.
            "bitrate": .int(options.videoBitrate / 1000), "vbv-buf-capacity": 2000,
        ]
        if let quality = options.videoQuality {
            properties["pass"] = .nick("qual")
            properties["quantizer"] = .int(quality)
        }
        return properties
    }
}
