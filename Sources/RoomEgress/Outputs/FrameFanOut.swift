import MediaTypes
import Synchronization

/// Gives every output of a job the same encoded frames.
///
/// Frames wait until every expected track is known, because a container must name its tracks before the first frame.
final class FrameFanOut: Sendable {
    private let expectedTracks: Int
    private let state = Mutex(State())

    private struct State {
        var outputs: [any FrameOutput] = []
        var tracks: [TrackDescription] = []
        var waiting: [EncodedFrame] = []
        var hasStarted = false
        var statistics = FrameStatistics()
    }

    /// A track that never comes must not fill the memory with the others' frames: about 20 s of them.
    private static let longestWait = 2048

    /// Called once, on a media thread, when the first frame goes out.
    private let onStart: @Sendable () -> Void

    init(expectedTracks: Int, onStart: @escaping @Sendable () -> Void) {
        self.expectedTracks = expectedTracks
        self.onStart = onStart
    }

    /// Adds an output; at any time. One that comes late starts with the next key frame of its own accord.
    func add(_ output: any FrameOutput) {
        state.withLock { state in
            state.outputs.append(output)
            if state.hasStarted { output.start(state.tracks) }
        }
    }

    func remove(_ output: any FrameOutput) {
        state.withLock { state in state.outputs.removeAll { $0 === output } }
    }

    var statistics: FrameStatistics { state.withLock { $0.statistics } }

    func receive(_ track: TrackDescription) {
        let starts = state.withLock { state in
            state.tracks.removeAll { $0.id == track.id }
            state.tracks.append(track)
            guard !state.hasStarted, state.tracks.count == expectedTracks else { return false }
            state.hasStarted = true
            state.tracks.sort { $0.id < $1.id }
            // Under the lock, so that no newer frame overtakes those that waited; each call only queues.
            for output in state.outputs {
                output.start(state.tracks)
                for frame in state.waiting { output.send(frame) }
            }
            state.waiting = []
            return true
        }
        if starts { onStart() }
    }

    func receive(_ frame: EncodedFrame) {
        let outputs: [any FrameOutput] = state.withLock { state in
            let isVideo = state.tracks.first { $0.id == frame.track }?.kind == .video
            state.statistics.count(frame, isVideo: isVideo)
            guard state.hasStarted else {
                if state.waiting.count < Self.longestWait { state.waiting.append(frame) }
                return []
            }
            return state.outputs
        }
        for output in outputs { output.send(frame) }
    }
}
