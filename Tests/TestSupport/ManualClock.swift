internal import Synchronization

/// A clock that stands still until the test moves it.
public final class ManualClock: Clock, Sendable {
    public struct Instant: InstantProtocol, Sendable {
        public var offset: Duration

        public init(offset: Duration) { self.offset = offset }

        public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        public func duration(to other: Instant) -> Duration { other.offset - offset }
        public static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct Sleeper {
        let deadline: Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Instant(offset: .zero)
        var nextToken = 0
        var sleepers: [Int: Sleeper] = [:]
        var cancelled: Set<Int> = []
        /// Who waits for somebody to go to sleep.
        var watchers: [CheckedContinuation<Duration, Never>] = []
    }

    private let state = Mutex(State())

    public init() {}

    public var now: Instant { state.withLock { $0.now } }
    public var minimumResolution: Duration { .zero }

    public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let token = state.withLock { state in
            state.nextToken += 1
            return state.nextToken
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in lie(token, deadline, continuation) }
        } onCancel: {
            let sleeper = state.withLock { state in
                state.cancelled.insert(token)
                return state.sleepers.removeValue(forKey: token)
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    private func lie(_ token: Int, _ deadline: Instant, _ continuation: CheckedContinuation<Void, any Error>) {
        let (isCancelled, watchers, left) = state.withLock { state in
            guard !state.cancelled.contains(token) else {
                return (true, [CheckedContinuation<Duration, Never>](), Duration.zero)
            }
            state.sleepers[token] = Sleeper(deadline: deadline, continuation: continuation)
            defer { state.watchers = [] }
            return (false, state.watchers, state.now.duration(to: deadline))
        }
        if isCancelled { continuation.resume(throwing: CancellationError()) }
        for watcher in watchers { watcher.resume(returning: left) }
    }

    /// Waits until somebody sleeps and returns how long the one to wake first has left.
    public func nextSleep() async -> Duration {
        await withCheckedContinuation { continuation in
            let left: Duration? = state.withLock { state in
                if let first = state.sleepers.values.map(\.deadline).min() { return state.now.duration(to: first) }
                state.watchers.append(continuation)
                return nil
            }
            if let left { continuation.resume(returning: left) }
        }
    }

    /// Moves the time and wakes whose time has come.
    public func advance(by duration: Duration) {
        let woken = state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let woken = state.sleepers.filter { $0.value.deadline <= state.now }
            for token in woken.keys { state.sleepers[token] = nil }
            return woken.values
        }
        for sleeper in woken { sleeper.continuation.resume() }
    }
}
