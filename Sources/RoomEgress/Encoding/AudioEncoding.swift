import PipelineGraph

/// How the sound of a recording is encoded.
enum AudioEncoding {
    /// From raw audio in any format to packets of the codec asked for.
    static func steps(_ options: EncodingOptions) -> [ChainStep] {
        [
            .element("audioconvert"),
            .element("audioresample"),
            .capsFilter(Caps("audio/x-raw", ["rate": .int(options.audioFrequency), "channels": 2])),
        ] + encoder(options)
    }

    private static func encoder(_ options: EncodingOptions) -> [ChainStep] {
        switch options.audioCodec {
        case .aac:
            [
                .element("avenc_aac", name: "audio-encoder", ["bitrate": .int(options.audioBitrate * 1000)]),
                .capsFilter(Caps("audio/mpeg", ["mpegversion": 4, "stream-format": "raw"])),
            ]
        case .opus:
            [
                .element(
                    "opusenc", name: "audio-encoder",
                    [
                        "bitrate": .int(options.audioBitrate * 1000), "bitrate-type": .nick("constrained-vbr"),
                        "complexity": .int(options.audioQuality ?? 10),
                    ]),
                .capsFilter(Caps("audio/x-opus")),
            ]
        }
    }
}
