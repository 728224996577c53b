internal import Cryptography
internal import Dispatch
internal import Synchronization

/// The bounded queue between loggers and the writer's thread. Full, it drops new records and counts them.
final class LogQueue: Sendable {
    enum Item: Sendable {
        case record(LogRecord)
        case status(String?)
        case flush(DispatchSemaphore)
    }

    struct Batch: Sendable {
        var items: [Item] = []
        var dropped = 0
        var redactor = Redactor()
    }

    private struct State {
        var pending = Batch()
        var isClosed = false
    }

    private let state = Mutex(State())
    private let arrivals = DispatchSemaphore(value: 0)
    private let capacity: Int

    init(capacity: Int) { self.capacity = max(1, capacity) }

    func append(_ item: Item) {
        let isFirst = state.withLock { state in
            if case .record = item, state.pending.items.count >= capacity {
                state.pending.dropped += 1
                return false
            }
            state.pending.items.append(item)
            return state.pending.items.count == 1
        }
        if isFirst { arrivals.signal() }
    }

    func register(_ secret: Secret) { state.withLock { $0.pending.redactor.register(secret) } }

    func close() {
        state.withLock { $0.isClosed = true }
        arrivals.signal()
    }

    /// Waits for items and takes them all; nil when closed and empty.
    func next() -> Batch? {
        while true {
            let (batch, isClosed) = state.withLock { state in
                let batch = state.pending
                state.pending.items = []
                state.pending.dropped = 0
                return (batch, state.isClosed)
            }
            if !batch.items.isEmpty { return batch }
            if isClosed { return nil }
            arrivals.wait()
        }
    }
}
