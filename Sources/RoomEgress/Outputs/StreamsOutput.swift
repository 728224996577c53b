import MediaTypes
import Synchronization

/// The streams of a recording: begun with its first frames, added to and taken from while it runs.
final class StreamsOutput: FrameOutput {
    private let policy: StreamPolicy
    private let onChange: @Sendable (StreamResult, _ all: [StreamResult]) -> Void
    private let state: Mutex<State>

    private enum State {
        /// The tracks are not known yet. In the order they were added, with those removed since.
        case waiting([Early])
        /// The group has all but those that were removed early.
        case streaming(StreamGroup, [Early])
        case failed(StreamError, [Early])
    }

    /// A stream that was added before the first frame.
    private struct Early {
        let url: StreamURL
        var isRemoved = false
    }

    /// `onChange` is called on a destination's thread when its connection comes or goes, with every stream's standing.
    init(
        _ urls: [StreamURL], policy: StreamPolicy,
        onChange: @escaping @Sendable (StreamResult, _ all: [StreamResult]) -> Void
    ) {
        self.policy = policy
        self.onChange = onChange
        state = Mutex(.waiting(urls.map { Early(url: $0) }))
    }

    func start(_ tracks: [TrackDescription]) {
        state.withLock { state in
            guard case .waiting(let early) = state else { return }
            do throws(StreamError) {
                let group = try StreamGroup(tracks: tracks, policy: policy) { [weak self] result in
                    guard let self else { return }
                    onChange(result, results)
                }
                for stream in early where !stream.isRemoved { try group.add(stream.url) }
                state = .streaming(group, early)
            } catch {
                state = .failed(error, early)
            }
        }
        if case .failed = state.withLock({ $0 }), let result = results.last { onChange(result, results) }
    }

    func send(_ frame: EncodedFrame) { group?.send(frame) }

    func add(_ url: StreamURL) throws {
        let group = try state.withLock { state -> StreamGroup? in
            switch state {
            case .waiting(let early):
                state = .waiting(early + [Early(url: url)])
                return nil
            case .streaming(let group, _): return group
            case .failed(let error, _): throw error
            }
        }
        try group?.add(url)
    }

    func remove(_ url: StreamURL) async throws {
        let group = try state.withLock { state -> StreamGroup? in
            switch state {
            case .waiting(var early):
                guard let index = early.firstIndex(where: { $0.url == url && !$0.isRemoved }) else {
                    throw StreamError.notFound(url: url.redacted)
                }
                early[index].isRemoved = true
                state = .waiting(early)
                return nil
            case .streaming(let group, _): return group
            case .failed(let error, _): throw error
            }
        }
        try await group?.remove(url)
    }

    /// Every stream there ever was, with where it stands, in the order they were added.
    var results: [StreamResult] {
        state.withLock { state in
            switch state {
            case .waiting(let early): early.map { Self.unstarted($0, .active) }
            case .streaming(let group, let early): Self.all(early, group.results)
            case .failed(let error, let early): early.map { Self.unstarted($0, .failed, error: "\(error)") }
            }
        }
    }

    func finish() async -> [OutputResult] {
        if let group {
            _ = await group.finish()
            return results.map(OutputResult.stream)
        }
        return results.map { result in
            guard result.status == .active else { return .stream(result) }
            var result = result
            result.status = .failed
            result.error = "the recording ended before the stream began"
            return .stream(result)
        }
    }

    /// A stream that does not end because of its server is given up.
    func hasten() { group?.hasten() }

    /// The group's results, and those that were removed early in their places.
    private static func all(_ early: [Early], _ others: [StreamResult]) -> [StreamResult] {
        var others = others[...]
        let begun = early.compactMap { $0.isRemoved ? unstarted($0, .active) : others.popFirst() }
        return begun + others
    }

    private var group: StreamGroup? {
        state.withLock { if case .streaming(let group, _) = $0 { group } else { nil } }
    }

    private static func unstarted(
        _ stream: Early, _ status: StreamResult.Status, error: String? = nil
    ) -> StreamResult {
        var result = StreamResult(url: stream.url.redacted)
        result.status = stream.isRemoved ? .finished : status
        result.error = stream.isRemoved ? nil : error
        return result
    }
}
