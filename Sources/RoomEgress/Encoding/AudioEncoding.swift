import PipelineGraph

/// How the sound of a recording is encoded.
enum AudioEncoding {
    static func steps(_ options: EncodingOptions) -> [ChainStep] {
        [
            .capsFilter(Caps("audio/x-raw", ["rate": .int(options.audioFrequency), "channels": 2])),
            .element("avenc_aac", name: "audio-encoder", ["bitrate": .int(options.audioBitrate)]),
            .capsFilter(Caps("audio/mpeg", ["mpegversion": 4, "stream-format": "raw"])),
        ]
    }
}
