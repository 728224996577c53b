import MediaTypes
import Synchronization

/// Gives every output of a job the same encoded frames.
///
/// Frames wait until every expected track is known, because a container must name its tracks before the first frame.
final class FrameFanOut: Sendable {
    private let media: RecordedMedia
    private let limit: MediaTime?
    private let state: Mutex<State>
    private let repeats = Mutex<@Sendable () -> Int>({ 0 })

    private struct State {
        var outputs: [any FrameOutput] = []
        var tracks: [TrackDescription] = []
        var waiting: [EncodedFrame] = []
        var hasStarted = false
        /// The first presented picture's time, or the first sample's where there is no picture.
        var origin: MediaTime?
        var hasReachedLimit = false
        var statistics: FrameStatistics
    }

    /// A track that never comes must not fill the memory with the others' frames: about 20 s of them.
    private static let longestWait = 2048

    /// Called once, on a media thread, when the first frame goes out.
    private let onStart: @Sendable () -> Void
    /// Called once, on a media thread, when `limit` of media went out.
    private let onLimit: @Sendable () -> Void

    init(
        media: RecordedMedia, framerate: Int?, limit: Duration?, onStart: @escaping @Sendable () -> Void,
        onLimit: @escaping @Sendable () -> Void
    ) {
        self.media = media
        self.limit = limit.map { MediaTime(nanoseconds: Int64($0 / .nanoseconds(1))) }
        self.onStart = onStart
        self.onLimit = onLimit
        state = Mutex(State(statistics: FrameStatistics(media: media, framerate: framerate)))
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

    var statistics: FrameStatistics {
        var statistics = state.withLock { $0.statistics }
        statistics.droppedFrames += repeats.withLock { $0 }()
        return statistics
    }

    /// `count` tells how many frames the capture has repeated in place of missed ones; it is asked with the statistics.
    func setRepeatCounter(_ count: @escaping @Sendable () -> Int) { repeats.withLock { $0 = count } }

    func receive(_ track: TrackDescription) {
        let starts = state.withLock { state in
            state.tracks.removeAll { $0.id == track.id }
            state.tracks.append(track)
            guard !state.hasStarted, state.tracks.count == media.trackCount else { return false }
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
        let (outputs, reachesLimit): ([any FrameOutput], Bool) = state.withLock { state in
            let track = state.tracks.first { $0.id == frame.track }
            let isLeading = track?.kind == media.leadingKind
            if isLeading, state.origin == nil {
                state.origin = frame.presentationTime + (track?.codecDelay ?? .zero)
            }
            if let limit, let origin = state.origin, frame.presentationTime >= origin + limit {
                let reaches = isLeading && !state.hasReachedLimit
                state.hasReachedLimit = state.hasReachedLimit || reaches
                return ([], reaches)
            }
            state.statistics.count(frame, isLeading: isLeading)
            guard state.hasStarted else {
                if state.waiting.count < Self.longestWait { state.waiting.append(frame) }
                return ([], false)
            }
            return (state.outputs, false)
        }
        for output in outputs { output.send(frame) }
        if reachesLimit { onLimit() }
    }
}
