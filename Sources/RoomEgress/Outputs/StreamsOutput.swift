import MediaTypes
import Synchronization

/// The streams of a recording: begun with its first frames, added to and taken from while it runs.
final class StreamsOutput: FrameOutput {
    private let policy: StreamPolicy
    private let onChange: @Sendable (StreamResult, _ all: [StreamResult]) -> Void
    private let state: Mutex<State>
    /// Of the streams that were removed before the first frame, in the order of their places among all.
    private let removed = Mutex<[(place: Int, result: StreamResult)]>([])

    private enum State {
        /// The tracks are not known yet.
        case waiting([StreamURL])
        case streaming(StreamGroup)
        case failed(StreamError, [StreamURL])
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
            do throws(StreamError) {
                let group = try StreamGroup(tracks: tracks, policy: policy) { [weak self] result in
                    guard let self else { return }
                    onChange(result, results)
                }
                for url in urls { try group.add(url) }
                state = .streaming(group)
            } catch {
                state = .failed(error, urls)
            }
        }
        if case .failed = state.withLock({ $0 }), let result = results.last { onChange(result, results) }
    }

    func send(_ frame: EncodedFrame) { group?.send(frame) }

    func add(_ url: StreamURL) throws {
        let group = try state.withLock { state -> StreamGroup? in
            switch state {
            case .waiting(let urls):
                state = .waiting(urls + [url])
                return nil
            case .streaming(let group): return group
            case .failed(let error, _): throw error
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
                removed.withLock { Self.insert(Self.unstarted(url, .finished), at: index, into: &$0) }
                return nil
            case .streaming(let group): return group
            case .failed(let error, _): throw error
            }
        }
        try await group?.remove(url)
    }

    /// Every stream there ever was, with where it stands, in the order they were added.
    var results: [StreamResult] {
        let current = state.withLock { state in
            switch state {
            case .waiting(let urls): urls.map { Self.unstarted($0, .active) }
            case .streaming(let group): group.results
            case .failed(let error, let urls): urls.map { Self.unstarted($0, .failed, error: "\(error)") }
            }
        }
        return all(with: current)
    }

    func finish() async -> [OutputResult] {
        if let group {
            let results = await group.finish()
            return all(with: results).map(OutputResult.stream)
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

    /// Puts those that were removed early back to their places.
    private func all(with others: [StreamResult]) -> [StreamResult] {
        var results = others
        for (place, result) in removed.withLock({ $0 }) { results.insert(result, at: min(place, results.count)) }
        return results
    }

    /// `index` is the place among those that still wait: each one removed before it moves it on by one.
    private static func insert(
        _ result: StreamResult, at index: Int, into removed: inout [(place: Int, result: StreamResult)]
    ) {
        var place = index
        for other in removed where other.place <= place { place += 1 }
        let position = removed.firstIndex { $0.place > place } ?? removed.endIndex
        removed.insert((place, result), at: position)
    }

    private var group: StreamGroup? {
        state.withLock { if case .streaming(let group) = $0 { group } else { nil } }
    }

    private static func unstarted(
        _ url: StreamURL, _ status: StreamResult.Status, error: String? = nil
    ) -> StreamResult {
        var result = StreamResult(url: url.redacted)
        result.status = status
        result.error = error
        return result
    }
}
