internal import Dispatch
internal import Synchronization

/// Calls back at given instants, for any number of them on one timer of the system.
///
/// An instant cannot be withdrawn: whoever is called back for something that is over ignores it.
///
/// `@unchecked`: the source may be used from any thread; the rest is behind the mutex.
final class DeadlineTimer: @unchecked Sendable {
    typealias Instant = ContinuousClock.Instant

    private struct State {
        var queue = DeadlineHeap()
        /// What the source is set to.
        var armed: Instant?
        var onDue: (@Sendable (String) -> Void)?
    }

    private let state = Mutex(State())
    private let source: any DispatchSourceTimer

    init() {
        source = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "service bus deadlines"))
        source.setEventHandler { [weak self] in self?.fire() }
        source.activate()
    }

    deinit { source.cancel() }

    /// Whom to call back, from now on; on a queue of its own, which must not be blocked.
    func start(onDue: @escaping @Sendable (String) -> Void) { state.withLock { $0.onDue = onDue } }

    /// Calls back with `identifier` once it is `instant`.
    func schedule(_ identifier: String, at instant: Instant) {
        state.withLock { state in
            state.queue.insert(instant, identifier)
            arm(&state)
        }
    }

    private func fire() {
        let (due, onDue) = state.withLock { state in
            state.armed = nil
            let now = Instant.now
            var due: [String] = []
            while let first = state.queue.earliest, first <= now, let identifier = state.queue.removeEarliest() {
                due.append(identifier)
            }
            arm(&state)
            return (due, state.onDue)
        }
        for identifier in due { onDue?(identifier) }
    }

    private func arm(_ state: inout State) {
        guard let earliest = state.queue.earliest, state.armed.map({ earliest < $0 }) ?? true else { return }
        state.armed = earliest
        let (seconds, attoseconds) = (earliest - .now).components
        // Rounded up to a microsecond, so as not to fire just before.
        let microseconds = Int(clamping: seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000) + 1
        source.schedule(deadline: .now() + .microseconds(max(0, microseconds)))
    }
}

/// Identifiers in the order of their instants.
private struct DeadlineHeap {
    private var entries: [(instant: ContinuousClock.Instant, identifier: String)] = []

    var earliest: ContinuousClock.Instant? { entries.first?.instant }

    mutating func insert(_ instant: ContinuousClock.Instant, _ identifier: String) {
        entries.append((instant, identifier))
        var child = entries.count - 1
        while child > 0, entries[child].instant < entries[(child - 1) / 2].instant {
            entries.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func removeEarliest() -> String? {
        guard let last = entries.popLast() else { return nil }
        guard let first = entries.first else { return last.identifier }
        entries[0] = last
        var parent = 0
        while let child = smallerChild(of: parent), entries[child].instant < entries[parent].instant {
            entries.swapAt(child, parent)
            parent = child
        }
        return first.identifier
    }

    private func smallerChild(of parent: Int) -> Int? {
        let left = 2 * parent + 1
        guard left < entries.count else { return nil }
        let right = left + 1
        return right < entries.count && entries[right].instant < entries[left].instant ? right : left
    }
}
