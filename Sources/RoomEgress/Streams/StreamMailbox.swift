import Dispatch
import MediaTypes
import Synchronization

/// What the producers and the worker of one destination share: the queue, and the bell that wakes the worker.
final class StreamMailbox: Sendable {
    private struct State {
        var queue: StreamQueue
        var isEnding = false
        var isHastened = false
        var hasRung = false
    }

    private let state: Mutex<State>
    private let bell = DispatchSemaphore(value: 0)

    /// Takes frames from the beginning: the first key frame comes before the worker's thread has got its first turn, and the
    /// next one seconds later.
    init(tracks: [TrackDescription], policy: StreamPolicy) {
        var queue = StreamQueue(tracks: tracks, policy: policy)
        _ = queue.open()
        state = Mutex(State(queue: queue))
    }

    /// Never blocks: the lock is held for one queue operation only, and what is dropped is freed outside it.
    func push(_ frame: EncodedFrame) {
        let (dropped, mustRing) = state.withLock { state in
            let dropped = state.isEnding ? nil : state.queue.push(frame)
            defer { state.hasRung = true }
            return (dropped, !state.hasRung)
        }
        withExtendedLifetime(dropped) {}
        if mustRing { bell.signal() }
    }

    /// No frame is taken from now on.
    func end() {
        state.withLock { $0.isEnding = true }
        wake()
    }

    /// The end is not to wait for anything.
    func hasten() {
        state.withLock { $0.isHastened = true }
        wake()
    }

    func wake() {
        let mustRing = state.withLock { state in
            defer { state.hasRung = true }
            return !state.hasRung
        }
        if mustRing { bell.signal() }
    }

    var isEnding: Bool { state.withLock { $0.isEnding } }
    var isHastened: Bool { state.withLock { $0.isHastened } }
    var isEmpty: Bool { state.withLock { $0.queue.isEmpty } }
    var droppedFrames: Int { state.withLock { $0.queue.droppedFrames } }

    func pop() -> EncodedFrame? { state.withLock { $0.queue.popFirst() } }

    func openQueue() { withExtendedLifetime(state.withLock { $0.queue.open() }) {} }

    func closeQueue() { withExtendedLifetime(state.withLock { $0.queue.close() }) {} }

    /// Waits until somebody rings, at most `limit`.
    func wait(atMost limit: Duration) {
        let (seconds, attoseconds) = limit.components
        let nanoseconds = Int(clamping: seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
        _ = bell.wait(timeout: .now() + .nanoseconds(max(0, nanoseconds)))
        state.withLock { $0.hasRung = false }
    }
}
