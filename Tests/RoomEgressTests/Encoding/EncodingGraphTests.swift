import PipelineGraph
import Testing

@testable import RoomEgress

/// What the options say to the encoders.
struct EncodingGraphTests {
    private func graph(_ encoding: EncodingOptions, keyFrameInterval: Duration = .seconds(1)) -> PipelineGraph {
        CaptureGraph.make(display: ":1", soundServer: "unix:/s", monitor: "m", encoding, keyFrameInterval: keyFrameInterval)
    }

    private func encoding(
        frameRate: Int = 30, profile: EncodingOptions.H264Profile = .main, videoQuality: Int? = nil,
        audioCodec: EncodingOptions.AudioCodec = .aac, audioFrequency: Int = 44_100, audioQuality: Int? = nil
    ) throws -> EncodingOptions {
        try EncodingOptions(
            width: 640, height: 360, frameRate: frameRate, profile: profile, videoBitrate: 1_234, videoQuality: videoQuality,
            audioCodec: audioCodec, audioBitrate: 96, audioFrequency: audioFrequency, audioQuality: audioQuality)
    }

    /// The filters on the graph's links.
    private func filters(_ graph: PipelineGraph) -> [Caps] { graph.links.compactMap(\.filter) }

    @Test(arguments: [
        (EncodingOptions.H264Profile.baseline, "constrained-baseline"), (.main, "main"), (.high, "high"),
    ])
    func `the profile is asked of the encoder`(profile: EncodingOptions.H264Profile, name: String) throws {
        let expected = Caps("video/x-h264", ["stream-format": "avc", "alignment": "au", "profile": .string(name)])
        #expect(filters(graph(try encoding(profile: profile))).contains(expected))
    }

    @Test func `bit rates, and the frame rate, go to the encoders in their units`() throws {
        let graph = graph(try encoding(frameRate: 25))
        let (video, audio) = (graph.element(named: "video-encoder"), graph.element(named: "audio-encoder"))
        #expect(video?.properties["bitrate"] == .int(1_234) && video?.properties["pass"] == nil)
        #expect(audio?.factory == "avenc_aac" && audio?.properties["bitrate"] == .int(96_000))
        #expect(filters(graph).contains(Caps("video/x-raw", ["framerate": .fraction(25, 1)])))
    }

    @Test func `a quality is a constant rate factor with the bit rate as its cap`() throws {
        let video = graph(try encoding(videoQuality: 23)).element(named: "video-encoder")
        #expect(video?.properties["pass"] == .nick("qual") && video?.properties["quantizer"] == .int(23))
        #expect(video?.properties["bitrate"] == .int(1_234) && video?.properties["vbv-buf-capacity"] == .int(2_000))
    }

    @Test(arguments: [(Duration.seconds(1), 30), (.seconds(4), 120), (.milliseconds(2_500), 75), (.milliseconds(1), 1)])
    func `the key frame interval is counted in frames`(interval: Duration, frames: Int) throws {
        let video = graph(try encoding(), keyFrameInterval: interval).element(named: "video-encoder")
        #expect(video?.properties["key-int-max"] == .int(frames))
    }

    @Test(arguments: [
        (RecordedMedia.audioAndVideo, ["ximagesrc", "pulsesrc"], ["video", "audio"]),
        (.audioOnly, ["pulsesrc"], ["audio"]), (.videoOnly, ["ximagesrc"], ["video"]),
    ])
    func `only what is recorded is captured`(media: RecordedMedia, sources: [String], sinks: [String]) throws {
        let encoding = try encoding()
        let graph = CaptureGraph.make(
            display: ":1", soundServer: "unix:/s", monitor: "m", media: media, encoding, keyFrameInterval: .seconds(1))
        #expect(graph.elements.map(\.factory).filter { $0.hasSuffix("src") } == sources)
        #expect(graph.elements.filter { $0.factory == "appsink" }.map(\.name) == sinks)
        #expect(CaptureGraph.tracks(media, encoding).map(\.sink) == sinks)
    }

    @Test func `the sound has the rate asked for, and Opus its own`() throws {
        #expect(filters(graph(try encoding(audioFrequency: 22_050))).contains(Caps("audio/x-raw", ["rate": 22_050, "channels": 2])))
        let opus = graph(try encoding(audioCodec: .opus, audioFrequency: 22_050, audioQuality: 4))
        #expect(filters(opus).contains(Caps("audio/x-raw", ["rate": 48_000, "channels": 2])))
        let encoder = opus.element(named: "audio-encoder")
        #expect(encoder?.factory == "opusenc" && encoder?.properties["complexity"] == .int(4))
        #expect(encoder?.properties["bitrate"] == .int(96_000))
    }
}
