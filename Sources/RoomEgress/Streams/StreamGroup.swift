public import MediaTypes
import Synchronization

/// The stream destinations of a job. They can be added and removed while frames flow.
public final class StreamGroup: Sendable {
    private struct State {
        var active: [StreamDestination] = []
        /// In the order they were added, with the removed ones.
        var all: [StreamDestination] = []
        var hasEnded = false
        var isHastened = false
    }

    private let tracks: [TrackDescription]
    private let policy: StreamPolicy
    private let onChange: @Sendable (StreamResult) -> Void
    private let state = Mutex(State())

    /// `onChange` is called on a destination's thread whenever its connection comes or goes; it must not block long.
    public init(
        tracks: [TrackDescription], policy: StreamPolicy = StreamPolicy(),
        onChange: @escaping @Sendable (StreamResult) -> Void = { _ in }
    ) throws(StreamError) {
        for track in tracks {
            switch track.parameters {
            case .h264, .aac: break
            case .opus, .vp8, .vp9, .av1: throw .unsupportedCodec
            }
        }
        self.tracks = tracks
        self.policy = policy
        self.onChange = onChange
    }

    /// Begins to send to `url` as well, from the next key frame on. The same address may be added twice.
    @discardableResult
    public func add(_ url: StreamURL) throws(StreamError) -> StreamDestination {
        guard !state.withLock({ $0.hasEnded }) else { throw .alreadyEnded }
        let destination = StreamDestination(url, tracks: tracks, policy: policy, onChange: onChange)
        let (isLate, isHastened) = state.withLock { state in
            state.all.append(destination)
            if !state.hasEnded { state.active.append(destination) }
            return (state.hasEnded, state.isHastened)
        }
        if isHastened { destination.hasten() }
        if isLate { destination.end() }
        return destination
    }

    /// Ends the stream to `url`, however the address was spelt, and waits for its result.
    @discardableResult
    public func remove(_ url: StreamURL) async throws(StreamError) -> StreamResult {
        let destination = state.withLock { state -> StreamDestination? in
            guard let index = state.active.firstIndex(where: { $0.url == url }) else { return nil }
            return state.active.remove(at: index)
        }
        guard let destination else { throw .notFound(url: url.redacted) }
        destination.end()
        return await destination.finalResult()
    }

    /// Hands a frame to every destination. Called on media threads; never blocks.
    public func send(_ frame: EncodedFrame) {
        // The array is shared, not copied, and the destinations' own locks are taken one by one outside ours.
        for destination in state.withLock({ $0.active }) { destination.send(frame) }
    }

    /// One result per destination, removed ones included, in the order they were added.
    public var results: [StreamResult] { state.withLock { $0.all }.map(\.result) }

    /// From now on no stream's end waits for its server.
    public func hasten() {
        let all = state.withLock { state in
            state.isHastened = true
            return state.all
        }
        for destination in all { destination.hasten() }
    }

    /// Ends every stream gracefully and gives the final results.
    public func finish() async -> [StreamResult] {
        let all = state.withLock { state in
            state.hasEnded = true
            state.active = []
            return state.all
        }
        for destination in all { destination.end() }
        var results: [StreamResult] = []
        for destination in all { results.append(await destination.finalResult()) }
        return results
    }
}
