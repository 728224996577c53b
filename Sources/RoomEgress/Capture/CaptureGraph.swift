import MediaTypes
import PipelineGraph

/// The pipeline that turns a job's display and sound into encoded frames.
enum CaptureGraph {
    static let videoSink = "video"
    static let audioSink = "audio"

    /// Its `duplicate` property counts the frames it repeated.
    static let rateElement = "rate"

    static let videoTrack: TrackID = 1
    static let audioTrack: TrackID = 2

    /// The sinks, with the track and the bitrate (bits per second) of what they give.
    static func tracks(_ media: RecordedMedia, _ encoding: EncodingOptions) -> [(sink: String, track: TrackID, bitrate: Int)] {
        (media.hasVideo ? [(videoSink, videoTrack, encoding.videoBitrate * 1000)] : [])
            + (media.hasAudio ? [(audioSink, audioTrack, encoding.audioBitrate * 1000)] : [])
    }

    /// What to add to the sound's times. A captured picture shows what appeared up to one frame interval ago, half of it
    /// on average; and the sound of a page leaves Chromium 11 ms after its picture: between what was measured for a page
    /// that plays at once (18 ms) and for one that reckons with the output's latency (4 ms).
    static func soundShift(_ encoding: EncodingOptions) -> MediaTime {
        MediaTime(ticks: 1, timescale: Int32(2 * encoding.frameRate)) - .milliseconds(11)
    }

    static func make(
        display: String, soundServer: String, monitor: String, media: RecordedMedia = .audioAndVideo,
        _ encoding: EncodingOptions, keyFrameInterval: Duration
    ) -> PipelineGraph {
        var graph = PipelineGraph()
        if media.hasVideo {
            graph.chain(
                screen(display, encoding) + VideoEncoding.steps(encoding, keyFrameInterval: keyFrameInterval)
                    + [sink(videoSink)])
        }
        if media.hasAudio {
            graph.chain(sound(soundServer, monitor) + AudioEncoding.steps(encoding) + [sink(audioSink)])
        }
        return graph
    }

    private static func screen(_ display: String, _ encoding: EncodingOptions) -> [ChainStep] {
        [
            .element(
                "ximagesrc", name: "screen",
                ["display-name": .string(display), "show-pointer": false, "use-damage": false]),
            .capsFilter(Caps("video/x-raw", ["framerate": .fraction(encoding.frameRate, 1)])),
            // A frame that the encoder has no time for is dropped here, and its time kept, rather than delaying sound.
            .element("queue", ["max-size-buffers": 8, "max-size-bytes": 0, "max-size-time": 0, "leaky": .nick("downstream")]),
            // A capture that comes late would fall between two ticks; players and editors like a constant rate better. A
            // longer gap stays one: to fill it would cost the most just when the machine cannot keep up.
            .element("videorate", name: rateElement, ["max-duplication-time": 100_000_000]),
        ]
    }

    private static func sound(_ server: String, _ monitor: String) -> [ChainStep] {
        [
            // The daemon's own clock would make sound and picture drift apart; small blocks keep its times exact.
            .element(
                "pulsesrc", name: "sound",
                [
                    "server": .string(server), "device": .string(monitor), "provide-clock": false,
                    "latency-time": 5_000, "buffer-time": 100_000,
                ]),
            .capsFilter(Caps("audio/x-raw", ["rate": 48_000, "channels": 2])),
            .element("queue", ["max-size-buffers": 0, "max-size-bytes": 0, "max-size-time": 3_000_000_000]),
        ]
    }

    private static func sink(_ name: String) -> ChainStep {
        .element("appsink", name: name, ["sync": false, "async": false])
    }
}
