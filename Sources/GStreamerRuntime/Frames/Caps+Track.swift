public import MediaTypes
public import PipelineGraph

extension Caps {
    /// What an `appsrc` announces for frames with these parameters.
    public init(_ parameters: CodecParameters) {
        switch parameters {
        case .h264(let h264):
            self.init(
                "video/x-h264",
                [
                    "stream-format": "avc", "alignment": "au", "width": .int(h264.width), "height": .int(h264.height),
                    "codec_data": .bytes(h264.avcDecoderConfigurationRecord),
                ])
        case .vp8(let vp8): self.init("video/x-vp8", ["width": .int(vp8.width), "height": .int(vp8.height)])
        case .vp9(let vp9): self.init("video/x-vp9", ["width": .int(vp9.width), "height": .int(vp9.height)])
        case .av1(let av1):
            self.init(
                "video/x-av1",
                [
                    "stream-format": "obu-stream", "alignment": "tu", "width": .int(av1.width),
                    "height": .int(av1.height),
                ])
        case .aac(let aac):
            self.init(
                "audio/mpeg",
                [
                    "mpegversion": 4, "stream-format": "raw", "rate": .int(aac.sampleRate),
                    "channels": .int(aac.channels), "codec_data": .bytes(aac.audioSpecificConfig),
                ])
        case .opus(let opus):
            self.init(
                "audio/x-opus",
                [
                    "rate": 48_000, "channels": .int(opus.channels), "channel-mapping-family": 0, "stream-count": 1,
                    "coupled-count": .int(opus.channels > 1 ? 1 : 0),
                    "streamheader": .array([.bytes(opus.identificationHeader), .bytes(Self.opusTags)]),
                ])
        }
    }

    /// An Opus comment header (RFC 7845 section 5.2) without comments: readers expect one after the identification.
    private static let opusTags: [UInt8] =
        Array("OpusTags".utf8) + [6, 0, 0, 0] + Array("sluice".utf8) + [0, 0, 0, 0]
}
