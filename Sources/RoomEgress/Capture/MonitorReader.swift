import GStreamerRuntime
import PipelineGraph

/// Listens to a job's sound from before the browser starts until the capture does, and throws away what it hears.
///
/// PulseAudio's null sink changes its latency when the first recorder connects, and for seconds after it the sound would
/// slide by up to 25 ms against the picture. With this reader the capture is never the first; and since the capture asks
/// for less latency, nothing changes when the reader goes.
struct MonitorReader: Sendable {
    private let pipeline: Pipeline

    init(of sound: SoundServer) throws {
        pipeline = try Pipeline(
            PipelineGraph(chain: [
                .element(
                    "pulsesrc", name: "sound",
                    [
                        "server": .string(sound.address), "device": .string(sound.monitor), "provide-clock": false,
                        "latency-time": 10_000, "buffer-time": 100_000,
                    ]),
                .element("fakesink", ["sync": false]),
            ]))
        try pipeline.play()
    }

    func stop() { pipeline.stop() }
}
