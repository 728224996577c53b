import MediaTypes
import Synchronization

/// The streams of a recording: begun with its first frames, added to and taken from while it runs.
final class StreamsOutput: FrameOutput {
    private let policy: StreamPolicy
    private let onChange: @Sendable (StreamResult, _ all: [StreamResult]) -> Void
    private let state: Mutex<State>

    private enum State {
        /// The tracks are not known yet.
        case waiting([StreamURL])
        case streaming(StreamGroup)
        case failed(String, [StreamURL])
    }

    /// `onChange` is called on a destination's thread when its connection comes or goes, with every stream's standing.
    init(
        _ urls: [StreamURL], policy: StreamPolicy,
        onChange: @escaping @Sendable (StreamResult, _ all: [StreamResult]) -> Void
    ) {
        self.policy = policy
        self.onChange = onChange
        state = Mutex(.waiting(urls))
    }

    func start(_ tracks: [TrackDescription]) {
        state.withLock { state in
            guard case .waiting(let urls) = state else { return }
            do {
                let group = try StreamGroup(tracks: tracks, policy: policy) { [weak self] result in
                    guard let self else { return }
                    onChange(result, results)
                }
                for url in urls { try group.add(url) }
                state = .streaming(group)
            } catch {
                state = .failed("\(error)", urls)
            }
        }
    }

    func send(_ frame: EncodedFrame) { group?.send(frame) }

    func add(_ url: StreamURL) throws {
        let group = state.withLock { state -> StreamGroup? in
            switch state {
            case .waiting(let urls):
                state = .waiting(urls + [url])
                return nil
            case .streaming(let group): return group
            case .failed: return nil
            }
        }
        try group?.add(url)
    }

    func remove(_ url: StreamURL) async throws {
        let group = try state.withLock { state -> StreamGroup? in
            switch state {
            case .waiting(var urls):
                guard let index = urls.firstIndex(of: url) else { throw StreamError.notFound(url: url.redacted) }
                urls.remove(at: index)
                state = .waiting(urls)
                return nil
            case .streaming(let group): return group
            case .failed: return nil
            }
        }
        try await group?.remove(url)
    }

    /// Every stream there ever was, with where it stands.
    var results: [StreamResult] {
        state.withLock { state in
            switch state {
            case .waiting(let urls): urls.map { Self.unstarted($0, error: nil) }
            case .streaming(let group): group.results
            case .failed(let error, let urls): urls.map { Self.unstarted($0, error: error) }
            }
        }
    }

    func finish() async -> [OutputResult] {
        guard let group else { return results.map(OutputResult.stream) }
        return await group.finish().map(OutputResult.stream)
    }

    private var group: StreamGroup? {
        state.withLock { if case .streaming(let group) = $0 { group } else { nil } }
    }

    private static func unstarted(_ url: StreamURL, error: String?) -> StreamResult {
        var result = StreamResult(url: url.redacted)
        result.status = .failed
        result.error = error ?? "the recording ended before the stream began"
        return result
    }
}
