import GStreamerRuntime
import MediaTypes
import PipelineGraph
import RoomEgress
import Synchronization

/// A live picture and a live tone, encoded, for the destinations under test.
final class LiveSource: Sendable {
    /// What was offered to the destinations.
    struct Offered: Sendable {
        var track: TrackID
        var decodeTime: MediaTime
        var isKeyframe: Bool
    }

    private struct State {
        var descriptions: [TrackDescription] = []
        var group: StreamGroup?
        var offered: [Offered] = []
        var ready: CheckedContinuation<Void, Never>?
        var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
        var outstanding = 0
        var mostOutstanding = 0
    }

    static let video: TrackID = 1
    static let audio: TrackID = 2
    private let pipeline: Pipeline
    private let state = Mutex(State())

    /// `noisy` gives some megabytes a second.
    init(noisy: Bool = false) throws {
        var graph = PipelineGraph(chain: [
            .element("videotestsrc", ["is-live": true, "pattern": .nick(noisy ? "snow" : "smpte")]),
            .capsFilter(
                Caps("video/x-raw", ["width": 320, "height": 240, "framerate": .fraction(30, 1), "format": "I420"])),
            .element(
                "x264enc",
                [
                    "tune": .nick("zerolatency"), "speed-preset": .nick("ultrafast"), "key-int-max": 15,
                    "pass": .nick(noisy ? "quant" : "cbr"), "quantizer": 4,
                ]),
            .capsFilter(Caps("video/x-h264", ["stream-format": "avc", "alignment": "au"])), .frameSink("video"),
        ])
        graph.chain([
            .element("audiotestsrc", ["is-live": true, "samplesperbuffer": 480]), .element("audioconvert"),
            .capsFilter(Caps("audio/x-raw", ["rate": 48_000, "channels": 2])), .element("avenc_aac"),
            .frameSink("audio"),
        ])
        pipeline = try Pipeline(graph)
        try pipeline.onFrames(from: "video", track: Self.video) { [unowned self] in handle($0) }
        try pipeline.onFrames(from: "audio", track: Self.audio) { [unowned self] in handle($0) }
    }

    deinit { pipeline.stop() }

    /// Starts, and returns both tracks' descriptions.
    func start() async throws -> [TrackDescription] {
        try pipeline.play()
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if state.descriptions.count < 2 { state.ready = continuation }
                return state.descriptions.count == 2
            }
            if isReady { continuation.resume() }
        }
        return state.withLock { $0.descriptions }
    }

    func feed(_ group: StreamGroup) { state.withLock { $0.group = group } }

    func stop() { pipeline.stop() }

    /// Returns when `count` more video frames have been offered.
    func waitForFrames(_ count: Int) async {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                state.waiters.append((Self.videoCount(state) + count, continuation))
            }
        }
    }

    var offered: [Offered] { state.withLock { $0.offered } }
    /// The most payload bytes that were held anywhere at a time.
    var mostOutstandingBytes: Int { state.withLock { $0.mostOutstanding } }

    private static func videoCount(_ state: State) -> Int { state.offered.count { $0.track == video } }

    private func handle(_ event: EncodedTrackEvent) {
        switch event {
        case .track(let description):
            state.withLock { state -> CheckedContinuation<Void, Never>? in
                state.descriptions.append(description)
                guard state.descriptions.count == 2 else { return nil }
                return state.ready.take()
            }?.resume()
        case .frame(let frame): offer(frame)
        case .endOfStream: break
        }
    }

    private func offer(_ frame: EncodedFrame) {
        let group = state.withLock { state in
            state.outstanding += frame.payload.count
            state.mostOutstanding = max(state.mostOutstanding, state.outstanding)
            return state.group
        }
        guard let group else { return release(frame.payload.count) }
        var counted = frame
        let bytes = frame.payload.copied()
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        memory.copyBytes(from: bytes)
        nonisolated(unsafe) let owned = memory
        counted.payload = FramePayload(borrowing: UnsafeRawBufferPointer(memory)) { [weak self] in
            self?.release(owned.count)
            owned.deallocate()
        }
        group.send(counted)
        let ready = state.withLock { state in
            state.offered.append(
                Offered(track: frame.track, decodeTime: frame.decodeTime, isKeyframe: frame.isKeyframe))
            let count = Self.videoCount(state)
            defer { state.waiters.removeAll { $0.count <= count } }
            return state.waiters.filter { $0.count <= count }.map(\.continuation)
        }
        for continuation in ready { continuation.resume() }
    }

    private func release(_ bytes: Int) { state.withLock { $0.outstanding -= bytes } }
}
