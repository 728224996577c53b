import GStreamerRuntime
import MediaTypes
import PipelineGraph
import RoomClient
import Synchronization

/// Somebody in a room who shows a test picture and plays a tone.
final class Participant: Sendable {
    private let room: Room
    private let pipeline: Pipeline

    init(_ room: Room, pattern: String, tone: Int) async throws {
        self.room = room
        let picture = try await room.publish(
            LocalTrackSettings(codec: .h264, name: "picture", width: 640, height: 360, bitrate: 800_000))
        let sound = try await room.publish(LocalTrackSettings(codec: .opus, name: "tone", bitrate: 64_000))
        pipeline = try Pipeline(Self.graph(pattern: pattern, tone: tone))
        try Self.connect("picture", of: pipeline, to: picture)
        try Self.connect("sound", of: pipeline, to: sound)
        try pipeline.prepare()
        try pipeline.play()
    }

    func leave() async {
        pipeline.stop()
        await room.leave()
    }

    private static func connect(_ sink: String, of pipeline: Pipeline, to track: LocalTrack) throws {
        let parameters = Mutex<CodecParameters?>(nil)
        try pipeline.onFrames(from: sink, track: 1, bitrate: 0) { event in
            switch event {
            case .track(let description): parameters.withLock { $0 = description.parameters }
            case .frame(var frame):
                // Every key frame with what it needs: whoever comes later begins there.
                if frame.isKeyframe { frame.newParameters = parameters.withLock { $0 } }
                track.send(frame)
            case .endOfStream: break
            }
        }
    }

    private static func graph(pattern: String, tone: Int) -> PipelineGraph {
        var graph = PipelineGraph()
        graph.chain([
            .element("videotestsrc", ["is-live": true, "pattern": .nick(pattern)]),
            .capsFilter(Caps("video/x-raw", ["width": 640, "height": 360, "framerate": .fraction(30, 1)])),
            .element(
                "x264enc",
                ["tune": .nick("zerolatency"), "speed-preset": .nick("ultrafast"), "key-int-max": 30, "bitrate": 800]),
            .capsFilter(
                Caps(
                    "video/x-h264",
                    ["stream-format": "avc", "alignment": "au", "profile": "constrained-baseline"])),
            .element("appsink", name: "picture", ["sync": false, "async": false]),
        ])
        graph.chain([
            .element("audiotestsrc", ["is-live": true, "freq": .double(Double(tone)), "samplesperbuffer": 960]),
            .capsFilter(Caps("audio/x-raw", ["rate": 48_000, "channels": 1])),
            .element("opusenc", ["bitrate": 64_000]),
            .element("appsink", name: "sound", ["sync": false, "async": false]),
        ])
        return graph
    }
}
