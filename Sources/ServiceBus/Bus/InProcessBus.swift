internal import Synchronization

/// A bus within this process, for a service that runs alone, and for tests.
///
/// The first who publishes delivers, also what others publish meanwhile; so there is no thread of its own, an order on
/// every channel, and no recursion when a handler publishes.
public final class InProcessBus: MessageBus {
    private struct Subscriber {
        let token: Int
        let handler: @Sendable ([UInt8]) -> Void
    }

    private struct Channel {
        var every: [Subscriber] = []
        var queue: [Subscriber] = []
        var turn = 0

        var isEmpty: Bool { every.isEmpty && queue.isEmpty }

        /// All plain subscribers, and the queue subscriber whose turn it is.
        mutating func next() -> [Subscriber] {
            guard !queue.isEmpty else { return every }
            turn = (turn + 1) % queue.count
            return every + [queue[turn]]
        }
    }

    private struct State {
        var channels: [String: Channel] = [:]
        var waiting: [(channel: String, payload: [UInt8])] = []
        var isDelivering = false
        var nextToken = 0
    }

    private let state = Mutex(State())

    public init() {}

    public func publish(_ payload: [UInt8], to channel: String, completion: @escaping @Sendable (BusError?) -> Void) {
        let mustDeliver = state.withLock { state in
            state.waiting.append((channel, payload))
            defer { state.isDelivering = true }
            return !state.isDelivering
        }
        completion(nil)
        if mustDeliver { deliver() }
    }

    private func deliver() {
        while true {
            let batch = state.withLock { state in
                defer { state.waiting.removeAll(keepingCapacity: true) }
                if state.waiting.isEmpty { state.isDelivering = false }
                return state.waiting
            }
            if batch.isEmpty { return }
            for (channel, payload) in batch {
                for subscriber in state.withLock({ $0.channels[channel]?.next() ?? [] }) { subscriber.handler(payload) }
            }
        }
    }

    public func subscribe(
        to channel: String, as kind: BusSubscription.Kind, handler: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(BusError) -> BusSubscription {
        let token = state.withLock { state in
            state.nextToken += 1
            let subscriber = Subscriber(token: state.nextToken, handler: handler)
            switch kind {
            case .every: state.channels[channel, default: Channel()].every.append(subscriber)
            case .queue: state.channels[channel, default: Channel()].queue.append(subscriber)
            }
            return state.nextToken
        }
        let remove: @Sendable () -> Void = { [weak self] in self?.remove(token, from: channel) }
        return BusSubscription(onCancel: remove, onRelease: remove)
    }

    private func remove(_ token: Int, from channel: String) {
        state.withLock { state in
            state.channels[channel]?.every.removeAll { $0.token == token }
            state.channels[channel]?.queue.removeAll { $0.token == token }
            if state.channels[channel]?.isEmpty == true { state.channels[channel] = nil }
        }
    }
}
