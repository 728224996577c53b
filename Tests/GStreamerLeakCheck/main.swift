// Uses every part of the runtime once and ends; GStreamer's leaks tracer then tells what is still alive.
import Dispatch
import GStreamerRuntime
import MediaTypes
import PipelineGraph
import Synchronization

final class Frames: Sendable {
    let all = Mutex<[EncodedFrame]>([])
    let description = Mutex<TrackDescription?>(nil)

    func handle(_ event: EncodedTrackEvent) {
        switch event {
        case .track(let track): description.withLock { $0 = track }
        case .frame(let frame): all.withLock { $0.append(frame) }
        case .endOfStream: break
        }
    }
}

func encode(_ frames: Frames) async throws {
    let pipeline = try Pipeline(
        PipelineGraph(chain: [
            .element("videotestsrc", ["num-buffers": 30]), .element("x264enc"),
            .capsFilter(Caps("video/x-h264", ["stream-format": "avc"])), .frameSink("frames"),
        ]))
    try pipeline.onFrames(from: "frames", track: 1) { frames.handle($0) }
    try pipeline.play()
    for await event in pipeline.events where event == .endOfStream { break }
    pipeline.stop()
}

func replay(_ frames: Frames) async throws {
    let pipeline = try Pipeline(
        PipelineGraph(chain: [.frameSource("in", isLive: false), .element("h264parse"), .element("fakesink")]))
    let source = try pipeline.frameSource(named: "in")
    if let description = frames.description.withLock({ $0 }) { source.setTrack(description) }
    try pipeline.play()
    for frame in frames.all.withLock({ $0 }) { source.push(frame, origin: .seconds(-1)) }
    source.endOfStream()
    for await event in pipeline.events where event == .endOfStream { break }
    _ = pipeline.dot
    _ = pipeline.latency
    pipeline.stop()
}

func interrupt() async throws {
    let pipeline = try Pipeline(
        PipelineGraph(chain: [
            .element("audiotestsrc", ["is-live": true]), .element("audioconvert"), .element("avenc_aac"),
            .frameSink("frames"),
        ]))
    try pipeline.onFrames(from: "frames", track: 2) { _ in }
    try pipeline.prepare()
    try pipeline.play()
    for await event in pipeline.events { if case .stateChanged(_, .playing) = event { break } }
    pipeline.stop()
}

func fail() {
    _ = try? Pipeline(PipelineGraph(chain: [.element("videotestsrc"), .element("no-such-element")]))
    let broken = try? Pipeline(
        PipelineGraph(chain: [.element("filesrc", ["location": "/nonexistent"]), .element("fakesink")]))
    try? broken?.play()
    broken?.stop()
}

let frames = Frames()
try await encode(frames)
try await replay(frames)
// The argument `leaking` keeps the frames, so that a test can see the tracer find them.
if CommandLine.arguments.last != "leaking" { frames.all.withLock { $0 = [] } }
try await interrupt()
fail()
GStreamerLibraryEnd.deinitialize()
