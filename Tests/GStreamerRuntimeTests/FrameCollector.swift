import GStreamerRuntime
import MediaTypes
import PipelineGraph
import Synchronization

/// Keeps what a frame handler gets.
final class FrameCollector: Sendable {
    struct Contents {
        var description: TrackDescription?
        var frames: [EncodedFrame] = []
        var ends = 0
    }

    private let state = Mutex(Contents())

    var contents: Contents { state.withLock { $0 } }

    func handle(_ event: EncodedTrackEvent) {
        state.withLock {
            switch event {
            case .track(let description): $0.description = description
            case .frame(let frame): $0.frames.append(frame)
            case .endOfStream: $0.ends += 1
            }
        }
    }

    func discardFrames() { state.withLock { $0.frames = [] } }

    /// Runs `graph` to its end and gives what its sink `frames` got.
    static func collect(_ graph: PipelineGraph) async throws -> Contents {
        let pipeline = try Pipeline(graph)
        let collector = FrameCollector()
        try pipeline.onFrames(from: "frames", track: 7) { collector.handle($0) }
        try pipeline.play()
        for await event in pipeline.events {
            if case .error(let failure) = event { throw Failure.pipeline(failure) }
            if event == .endOfStream { break }
        }
        pipeline.stop()
        return collector.contents
    }

    enum Failure: Error { case pipeline(PipelineFailure) }
}
