/// Tasks that wait for something, in the order they came. Lives under its owner's lock, which is left before resuming.
struct WaiterList<Request, Answer: Sendable> {
    struct Waiter {
        let identifier: UInt64
        let request: Request
        let continuation: CheckedContinuation<Answer, Never>
    }

    private(set) var waiters: [Waiter] = []

    var first: Waiter? { waiters.first }
    var isEmpty: Bool { waiters.isEmpty }

    mutating func append(_ waiter: Waiter) { waiters.append(waiter) }
    mutating func removeFirst() -> Waiter { waiters.removeFirst() }

    mutating func remove(_ identifier: UInt64) -> Waiter? {
        waiters.firstIndex { $0.identifier == identifier }.map { waiters.remove(at: $0) }
    }

    mutating func removeAll() -> [Waiter] {
        defer { waiters = [] }
        return waiters
    }
}

/// First in, first out.
struct Fifo<Element> {
    private var incoming: [Element] = []
    /// In reverse.
    private var outgoing: [Element] = []

    var isEmpty: Bool { incoming.isEmpty && outgoing.isEmpty }

    mutating func append(_ element: Element) { incoming.append(element) }

    mutating func popFirst() -> Element? {
        if outgoing.isEmpty {
            outgoing = incoming.reversed()
            incoming = []
        }
        return outgoing.popLast()
    }

    mutating func removeAll() {
        incoming = []
        outgoing = []
    }
}
