import Cryptography
import RoomEgress
import ServiceKit
import Testing

struct RecordingPlanTests {
    private func plan(_ json: String, _ yaml: String = "") throws -> RecordingPlan {
        let configuration = try RecorderConfiguration(yaml: yaml, source: "config.yaml")
        let request = try RecordingRequest(json: json, source: "request.json")
        return try RecordingPlan(
            request, configuration: configuration, recorder: RecordingPlan.Recorder(identity: "RR_test", now: 1_700_000_000))
    }

    private func encoding(_ options: String, _ yaml: String = "") throws -> EncodingOptions {
        try plan(#"{"url": "example.com", "filepath": "out.mp4", "options": {\#(options)}}"#, yaml).encoding
    }

    private let room = "{api_key: key, api_secret: hunter2, ws_url: wss://fake.url.io}"

    // MARK: Requests as documented

    @Test func `the documents' examples are read`() throws {
        let page = try plan(#"{"url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "filepath": "/out/demo.mp4"}"#)
        #expect(page.page.reveal() == "https://www.youtube.com/watch?v=dQw4w9WgXcQ")
        #expect(page.output == .file(path: "/out/demo.mp4") && !page.awaitsStartSignal && !page.isTemplate)
        #expect(page.encoding == .recorderDefaults)
        let stream = try plan(
            """
            {"template": {"layout": "speaker-dark", "room_name": "my-room"},
             "rtmp": {"urls": ["rtmp://live.twitch.tv/app/hunter2"]},
             "options": {"width": "1280", "height": "720", "video_bitrate": 2048}}
            """, room)
        #expect(stream.output == .streams([Secret("rtmp://live.twitch.tv/app/hunter2")]))
        #expect(stream.awaitsStartSignal && stream.isTemplate && stream.encoding.width == 1_280)
        #expect(stream.encoding.height == 720 && stream.encoding.videoBitrate == 2_048)
        #expect(!"\(stream)".contains("hunter2"))
    }

    @Test func `camel case and enumerations by number are read`() throws {
        let request = try RecordingRequest(
            json: """
                {"template": {"layout": "l", "roomName": "r", "customBaseUrl": "https://c"}, "filepath": "a.mp4",
                 "awaitStartSignal": true,
                 "options": {"preset": 2, "audioBitrate": "96", "videoCodec": 3, "audioCodec": 2, "keyFrameInterval": "1.5"}}
                """, source: "request.json")
        #expect(request.template?.roomName == "r" && request.template?.customBaseURL == "https://c")
        #expect(request.awaitStartSignal && request.options.preset == .hd60 && request.options.audioBitrate == 96)
        #expect(request.options.videoCodec == .high && request.options.audioCodec == .aac)
        #expect(request.options.keyFrameInterval == 1.5)
    }

    @Test func `a plain page awaits the signal only when asked`() throws {
        #expect(try plan(#"{"url": "a.b", "filepath": "a.mp4", "await_start_signal": true}"#).awaitsStartSignal)
        #expect(try !plan(#"{"url": "a.b", "filepath": "a.mp4"}"#).awaitsStartSignal)
    }

    // MARK: Errors

    /// The recorder's documented texts.
    @Test(arguments: [
        (#"{"filepath": "a.mp4"}"#, "input url or template required"),
        (#"{"url": "", "filepath": "a.mp4"}"#, "input url or template required"),
        (#"{"template": {"layout": "l"}, "filepath": "a.mp4"}"#, "room name required for template input"),
        (#"{"template": {"layout": "l", "room_name": ""}, "filepath": "a.mp4"}"#, "room name required for template input"),
        (#"{"url": "a.b"}"#, "output file, s3 path, or rtmp urls required"),
        (#"{"url": "a.b", "rtmp": {}}"#, "output file, s3 path, or rtmp urls required"),
        (#"{"url": "a.b", "rtmp": {"urls": []}}"#, "output file, s3 path, or rtmp urls required"),
        (#"{"url": "a.b", "rtmp": {"urls": ["rtmp://ok", "hunter2"]}}"#, "invalid rtmp url"),
        (#"{"url": "a.b", "filepath": "a.webm"}"#, "file output must be {path/}filename.mp4"),
        (#"{"url": "a.b", "filepath": "out/.mp4"}"#, "file output must be {path/}filename.mp4"),
        (#"{"url": "a.b", "filepath": "out.mp4/"}"#, "file output must be {path/}filename.mp4"),
        (#"{"url": "a.b", "template": {"room_name": "r"}, "filepath": "a.mp4"}"#, "url and template are both given; keep one input"),
        (#"{"url": "a.b", "filepath": "a.mp4", "rtmp": {"urls": ["rtmp://h"]}}"#, "filepath and rtmp are both given; keep one output"),
        (#"{"template": {"room_name": "r"}, "filepath": "a.mp4"}"#, "template.layout is missing; give for example speaker-dark or grid-dark"),
        (
            #"{"template": {"room_name": "r", "layout": "l", "base_url": "a.b", "custom_base_url": "c.d"}, "filepath": "a.mp4"}"#,
            "template.base_url and template.custom_base_url are both given; keep one"
        ),
        (
            #"{"template": {"room_name": "r", "layout": "l", "base_url": "file:///x"}, "filepath": "a.mp4"}"#,
            "template.base_url is no address a page can be loaded from: give an http or https address"
        ),
    ])
    func `wrong requests have their message`(json: String, message: String) {
        let error = #expect(throws: RequestError.self) { try plan(json, room) }
        #expect(error?.description == message)
    }

    @Test(arguments: [
        ("\"width\": 1281, \"height\": 720", "options.width 1281 is not accepted; give an even number from 16 to 8192"),
        ("\"width\": 1280, \"height\": 8", "options.height 8 is not accepted; give an even number from 16 to 8192"),
        ("\"width\": -2, \"height\": 720", "options.width -2 is not accepted; give an even number from 16 to 8192"),
        ("\"framerate\": 0", "options.framerate 0 is not accepted; give 1 to 120 frames per second"),
        ("\"framerate\": -30", "options.framerate -30 is not accepted; give 1 to 120 frames per second"),
        ("\"depth\": 32", "options.depth 32 is not accepted; give 8, 16 or 24"),
        ("\"video_bitrate\": -1", "options.video_bitrate -1 is not accepted; give 1 to 500000 kilobits per second"),
        ("\"audio_bitrate\": 4", "options.audio_bitrate 4 is not accepted; give 8 to 512 kilobits per second"),
        (
            "\"audio_frequency\": 44000",
            "options.audio_frequency 44000 is not accepted; give one of 8000, 11025, 12000, 16000, 22050, 24000, 32000, "
                + "44100, 48000, 64000, 88200, 96000"
        ),
        ("\"key_frame_interval\": -1", "options.key_frame_interval -1.0 is not accepted; give more than 0 and at most 600 seconds"),
        ("\"video_quality\": 52", "options.video_quality 52 is not accepted; give 1 to 51 as x264's constant rate factor"),
        ("\"audio_quality\": 11", "options.audio_quality 11 is not accepted; give 1 to 10 where 10 is the best"),
        (
            "\"audio_quality\": 5",
            "options.audio_quality 5 is not accepted; AAC is encoded at audio_bitrate: leave it out, or set audio_codec to OPUS"
        ),
        ("\"audio_codec\": \"AC_MP3\"", "options.audio_codec AC_MP3 is not supported yet; leave it out"),
        ("\"preset\": \"PASSTHROUGH\"", "options.preset PASSTHROUGH is not supported yet; leave it out"),
    ])
    func `wrong options name field, value and remedy`(options: String, message: String) {
        let error = #expect(throws: RequestError.self) { try encoding(options) }
        #expect(error?.description == message)
    }

    @Test(arguments: [
        (#"{"url": "a.b", "filpath": "a.mp4"}"#, "request.json, line 1, column 16: filpath: unknown key; did you mean filepath?"),
        (#"{"options": {"heigth": 1}}"#, "request.json, line 1, column 14: options.heigth: unknown key; did you mean height?"),
        (#"{"rtmp": {"url": []}}"#, "request.json, line 1, column 11: rtmp.url: unknown key; did you mean urls?"),
        (#"{"options": {"preset": "HD"}}"#, "request.json, line 1, column 24: options.preset: \"HD\" is not accepted; give one of NONE"),
        (#"{"options": {"preset": 9}}"#, "request.json, line 1, column 24: options.preset: 9 is not accepted; give one of NONE"),
        (#"{"options": {"audio_codec": "FLAC"}}"#, "request.json, line 1, column 29: options.audio_codec: \"FLAC\" is not accepted"),
        (#"{"options": {"width": "wide"}}"#, "request.json, line 1, column 23: options.width: \"wide\" is not accepted; give a whole number"),
        (#"{"options": {"width": 4294967296}}"#, "request.json, line 1, column 23: options.width: 4294967296 is not accepted"),
        ("{\n\"url\": \"a.b\",\n}", "request.json, line 3, column 1: not valid JSON"),
        (#"{"rtmp": "rtmp://h/hunter2"}"#, "request.json, line 1, column 10: rtmp: this value is not accepted"),
        (#"{"rtmp": {"urls": "rtmp://h/a/hunter2"}}"#, "request.json, line 1, column 19: rtmp.urls: this value is not accepted; give a list"),
        (#"{"rtmp": {"urls": ["rtmp://h", 4711]}}"#, "request.json, line 1, column 32: rtmp.urls[1]: this value is not accepted; give text"),
    ])
    func `mistakes in the text are named with their place`(json: String, message: String) {
        let error = #expect(throws: DocumentError.self) { try plan(json) }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "-")")
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test(arguments: ["rtmpt://host/app/hunter2-key", "rtmp://host:bad/app/hunter2-key", "rtmp://host/app/hunter2 -key"])
    func `an address that is none is named without its key`(url: String) throws {
        let request = try RecordingRequest(json: #"{"url": "a.b", "rtmp": {"urls": ["\#(url)"]}}"#, source: "request.json")
        let error = #expect(throws: StreamURLError.self) {
            try RecordingJob(request, configuration: RecorderConfiguration())
        }
        #expect(error.map { "\($0)" }?.contains("/app/{hun...key}: ") == true)
        #expect(error.map { String(reflecting: $0).contains("hunter2") } == false)
    }

    @Test(arguments: [
        ("", "api_key"), ("api_key: k", "api_secret"), ("{api_key: k, api_secret: hunter2}", "ws_url"),
    ])
    func `a template without a room server names the missing key`(yaml: String, key: String) {
        let json = #"{"template": {"layout": "l", "room_name": "r"}, "filepath": "a.mp4"}"#
        let error = #expect(throws: RequestError.self) { try plan(json, yaml) }
        #expect(error == .missingConfiguration(key: key))
        #expect(error?.description.contains("LIVEKIT_\(key.uppercased())") == true)
    }

    @Test func `streams take no Opus`() {
        let json = #"{"url": "a.b", "rtmp": {"urls": ["rtmp://h"]}, "options": {"audio_codec": "OPUS"}}"#
        let error = #expect(throws: RequestError.self) { try plan(json) }
        #expect(error?.description == "format video/x-flv incompatible with codec audio/opus")
    }

    // MARK: Resolution

    /// The documents' tables.
    @Test(arguments: [
        ("HD_30", 1_280, 720, 30, 3_000), ("HD_60", 1_280, 720, 60, 4_500), ("FULL_HD_30", 1_920, 1_080, 30, 4_500),
        ("FULL_HD_60", 1_920, 1_080, 60, 6_000), ("H264_720P_30", 1_280, 720, 30, 3_000),
        ("H264_720P_60", 1_280, 720, 60, 4_500), ("H264_1080P_30", 1_920, 1_080, 30, 4_500),
        ("H264_1080P_60", 1_920, 1_080, 60, 6_000), ("PORTRAIT_H264_720P_30", 720, 1_280, 30, 3_000),
        ("PORTRAIT_H264_720P_60", 720, 1_280, 60, 4_500), ("PORTRAIT_H264_1080P_30", 1_080, 1_920, 30, 4_500),
        ("PORTRAIT_H264_1080P_60", 1_080, 1_920, 60, 6_000),
    ])
    func `a preset stands by itself`(name: String, width: Int, height: Int, frameRate: Int, bitrate: Int) throws {
        let defaults = "defaults: {width: 320, height: 180, framerate: 5, video_bitrate: 7, audio_bitrate: 64, profile: high}"
        let resolved = try encoding(
            #""preset": "\#(name)", "width": 640, "height": 360, "framerate": 0, "profile": "high", "video_bitrate": 1"#,
            defaults)
        #expect(resolved.width == width && resolved.height == height && resolved.frameRate == frameRate)
        #expect(resolved.videoBitrate == bitrate && resolved.profile == .main && resolved.depth == .bits24)
        #expect(resolved.audioBitrate == 128 && resolved.audioFrequency == 44_100 && resolved.audioCodec == .aac)
    }

    @Test(arguments: [
        ("", 320, 180), ("\"width\": 640, \"height\": 360", 640, 360), ("\"width\": 640", 320, 180),
        ("\"height\": 360", 320, 180), ("\"width\": 0, \"height\": 360", 320, 180),
        ("\"preset\": \"NONE\", \"width\": 640, \"height\": 360", 640, 360), ("\"preset\": 0", 320, 180),
    ])
    func `a size counts only whole`(options: String, width: Int, height: Int) throws {
        let resolved = try encoding(options, "defaults: {width: 320, height: 180}")
        #expect(resolved.width == width && resolved.height == height)
    }

    @Test func `missing and zero values come from the defaults one by one`() throws {
        let defaults = "defaults: {framerate: 15, depth: 16, video_bitrate: 900, audio_bitrate: 96, audio_frequency: 32000, profile: high}"
        let resolved = try encoding(#""depth": 0, "video_bitrate": 0, "audio_bitrate": 64, "audio_frequency": 0"#, defaults)
        #expect(resolved.frameRate == 15 && resolved.depth == .bits16 && resolved.videoBitrate == 900)
        #expect(resolved.audioBitrate == 64 && resolved.audioFrequency == 32_000 && resolved.profile == .high)
    }

    @Test(arguments: [
        ("\"profile\": \"baseline\"", EncodingOptions.H264Profile.baseline), ("\"profile\": \"ultra\"", .high),
        ("\"video_codec\": \"H264_BASELINE\"", .baseline), ("\"video_codec\": \"H264_MAIN\"", .main),
        ("\"video_codec\": \"DEFAULT_VC\", \"profile\": \"main\"", .main),
        ("\"preset\": \"HD_30\", \"video_codec\": \"H264_HIGH\"", .main),
    ])
    func `an unknown profile is the default one, and a codec names its own`(
        options: String, profile: EncodingOptions.H264Profile
    ) throws {
        #expect(try encoding(options, "defaults: {profile: high}").profile == profile)
    }

    @Test func `what presets say nothing about applies beside them`() throws {
        let resolved = try encoding(
            #""preset": "HD_30", "key_frame_interval": 2.5, "video_quality": 23, "audio_quality": 5, "audio_codec": "OPUS""#)
        #expect(resolved.keyFrameInterval == .milliseconds(2_500) && resolved.videoQuality == 23)
        #expect(resolved.audioQuality == 5 && resolved.audioCodec == .opus && resolved.width == 1_280)
    }

    @Test func `Opus always runs at 48 kHz`() throws {
        #expect(try encoding(#""audio_codec": "OPUS", "audio_frequency": 44100"#).audioFrequency == 48_000)
    }
}
