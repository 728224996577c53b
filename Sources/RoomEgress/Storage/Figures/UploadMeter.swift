import ObjectStorage
import Synchronization

/// Adds up what queues do.
final class UploadMeter: Sendable {
    private struct State {
        /// Of tries, and of queues that have ended.
        var sum = UploadFigures()
        var queues: [ObjectIdentifier: UploadQueue] = [:]
    }

    private let state = Mutex(State())

    var figures: UploadFigures {
        let (sum, queues) = state.withLock { ($0.sum, Array($0.queues.values)) }
        return queues.reduce(into: sum) { $0.add($1.progress) }
    }

    func follow(_ queue: UploadQueue) { state.withLock { $0.queues[ObjectIdentifier(queue)] = queue } }

    /// Keeps what those have done that have ended.
    func leaveAll() {
        state.withLock { state in
            for queue in state.queues.values { state.sum.add(queue.progress) }
            state.queues = [:]
            (state.sum.unfinished, state.sum.waitingBytes, state.sum.oldestUnsentAge) = (0, 0, nil)
        }
    }

    func count(_ attempt: UploadAttempt, hasCustomEndpoint: Bool) {
        state.withLock { $0.sum.count(attempt, hasCustomEndpoint: hasCustomEndpoint) }
    }
}
