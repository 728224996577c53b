import Testing

@testable import RoomEgress

struct EgressEncodingTests {
    private typealias R = EgressRequests

    @Test(arguments: [
        (0, 1_280, 720, 30, 3_000), (1, 1_280, 720, 60, 4_500), (2, 1_920, 1_080, 30, 4_500),
        (3, 1_920, 1_080, 60, 6_000), (4, 720, 1_280, 30, 3_000), (5, 720, 1_280, 60, 4_500),
        (6, 1_080, 1_920, 30, 4_500), (7, 1_080, 1_920, 60, 6_000),
    ])
    func `presets are those of the egress API`(number: Int, width: Int, height: Int, rate: Int, bitrate: Int) throws {
        let encoding = try R.plan(R.web(#""file": {}, "preset": \#(number)"#)).encoding
        #expect(encoding.width == width && encoding.height == height && encoding.frameRate == rate)
        #expect(encoding.videoBitrate == bitrate && encoding.profile == .main && encoding.depth == .bits24)
        #expect(encoding.audioCodec == .aac && encoding.audioBitrate == 128 && encoding.audioFrequency == 44_100)
    }

    @Test func `each missing option has its default`() throws {
        #expect(try R.plan(R.web(#""file": {}, "advanced": {}"#)).encoding == .serviceDefaults)
        let some = try R.plan(R.web(
            #""file": {}, "advanced": {"width": 640, "framerate": 15, "video_codec": "H264_HIGH", "audio_bitrate": 96,"#
                + #" "key_frame_interval": 2.5, "depth": 16}"#)).encoding
        #expect(some.width == 640 && some.height == 720 && some.frameRate == 15 && some.profile == .high)
        #expect(some.audioBitrate == 96 && some.keyFrameInterval == .milliseconds(2_500) && some.depth == .bits16)
    }

    @Test(arguments: [
        #""framerate": 121"#, #""video_bitrate": -5"#, #""audio_bitrate": 4"#, #""audio_frequency": 44101"#,
        #""key_frame_interval": -1"#, #""key_frame_interval": "NaN""#, #""key_frame_interval": 601"#, #""audio_codec": 9"#,
        #""video_codec": 9"#, #""audio_quality": 5"#,
    ])
    func `a value out of its range is refused with the reason`(option: String) throws {
        let text = try R.refusal(R.web(#""file": {}, "advanced": {\#(option)}"#))
        let field = option.split(separator: "\"").first ?? ""
        #expect(text.hasPrefix("invalid_argument: request has missing or invalid field: \(field) ("))
    }

    /// What the file becomes, and the codec of its sound.
    @Test(arguments: [
        (#""file": {}"#, FileFormat.mp4, EncodingOptions.AudioCodec.aac),
        (#""file": {}, "audio_only": true"#, .ogg, .opus),
        (#""file": {"file_type": "MP4"}, "audio_only": true"#, .mp4, .aac),
        (#""file": {"file_type": "OGG"}, "audio_only": true"#, .ogg, .opus),
        (#""file": {"file_type": "OGG"}, "audio_only": true, "preset": 0"#, .ogg, .opus),
        (#""file": {}, "audio_only": true, "advanced": {"audio_codec": "AAC"}"#, .mp4, .aac),
        (#""file": {}, "advanced": {"audio_codec": "OPUS"}"#, .mp4, .opus),
        (#""file": {"filepath": "a.ogg"}"#, .mp4, .aac),
        (#""file_outputs": [{}], "stream_outputs": [{"urls": ["rtmp://a/b/c"]}], "audio_only": true"#, .mp4, .aac),
    ])
    func `type and codec suit each other and every output`(
        parts: String, format: FileFormat, codec: EncodingOptions.AudioCodec
    ) throws {
        let plan = try R.plan(R.web(parts))
        #expect(plan.file?.format == format && plan.encoding.audioCodec == codec)
        #expect(codec == .aac || plan.encoding.audioFrequency == 48_000)
    }

    @Test(arguments: [
        (#""file": {"file_type": "OGG"}"#, "format audio/ogg incompatible with codec video/h264"),
        (#""file": {"file_type": "MP3"}"#, "format audio/mpeg incompatible with codec video/h264"),
        (#""file": {"file_type": "OGG"}, "audio_only": true, "advanced": {"audio_codec": "AAC"}"#,
            "format audio/ogg incompatible with codec audio/aac"),
        (#""segments": {}, "advanced": {"audio_codec": "AC_MP3"}"#,
            "format application/x-mpegurl incompatible with codec audio/mpeg"),
        (#""stream": {"urls": ["rtmp://a/b/c"]}, "advanced": {"audio_codec": "OPUS"}"#,
            "format video/x-flv incompatible with codec audio/opus"),
        (#""stream": {"urls": ["wss://a"]}"#, "format websocket incompatible with codec video/h264"),
        (#""stream": {"urls": ["rtmp://a/b/c"]}, "advanced": {"video_codec": "VP8"}"#,
            "format video/x-flv incompatible with codec video/vp8"),
        (#""file": {}, "advanced": {"video_codec": "VP8"}"#,
            "no supported file output type is compatible with the selected codecs"),
        (#""file": {}, "advanced": {"audio_codec": "AC_MP3"}"#,
            "no supported file output type is compatible with the selected codecs"),
        (#""file_outputs": [{"file_type": "OGG"}], "stream_outputs": [{"urls": ["rtmp://a/b/c"]}], "audio_only": true"#,
            "no supported codec is compatible with all outputs"),
        (#""image_outputs": [{"image_codec": 5}]"#, "no supported codec is compatible with all outputs"),
    ])
    func `what does not go together is refused as documented`(parts: String, text: String) throws {
        #expect(try R.refusal(R.web(parts)) == "invalid_argument: \(text)")
    }
}
