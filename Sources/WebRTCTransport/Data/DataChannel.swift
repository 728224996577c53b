internal import Synchronization

/// A data channel (RFC 8831), made by us or by the peer.
public final class DataChannel: Sendable {
    public enum State: Hashable, Sendable {
        case connecting, open, closed
    }
    public let options: DataChannelOptions
    private struct Shared {
        var state = State.connecting
        var waiters: [CheckedContinuation<Void, Never>] = []
    }
    private let shared = Mutex(Shared())
    private let mailbox: DataMailbox
    /// Set at birth: how to reach the connection, which may be gone.
    private let sender: @Sendable (DataChannel, DataMessage) async throws(PeerConnectionError) -> Void
    private let closer: @Sendable (DataChannel) async -> Void

    init(
        _ options: DataChannelOptions, allowance: DataAllowance = DataAllowance(),
        sender: @escaping @Sendable (DataChannel, DataMessage) async throws(PeerConnectionError) -> Void,
        closer: @escaping @Sendable (DataChannel) async -> Void
    ) {
        self.options = options
        mailbox = DataMailbox(allowance)
        self.sender = sender
        self.closer = closer
    }

    public var label: String { options.label }
    public var state: State { shared.withLock { $0.state } }

    /// Returns when the channel is open, or will never be.
    @discardableResult
    public func opened() async -> Bool {
        await withCheckedContinuation { continuation in
            let isSettled = shared.withLock { shared in
                if shared.state == .connecting { shared.waiters.append(continuation) }
                return shared.state != .connecting
            }
            if isSettled { continuation.resume() }
        }
        return state == .open
    }

    /// Sends one message. It returns when the message is taken, not when it has arrived; `bufferFull` says that the
    /// peer takes less than is sent, and nothing was sent.
    public func send(_ message: DataMessage) async throws(PeerConnectionError) { try await sender(self, message) }

    /// What the peer sends, for one taker. Up to 16 MiB wait to be taken in all channels of the connection together; a peer that
    /// sends more loses the channel.
    public var messages: Messages { Messages(mailbox: mailbox) }

    /// What is queued is still sent.
    public func close() async { await closer(self) }

    public struct Messages: AsyncSequence, AsyncIteratorProtocol, Sendable {
        fileprivate let mailbox: DataMailbox

        public func makeAsyncIterator() -> Messages { self }
        public mutating func next() async -> DataMessage? { await mailbox.take() }
    }

    // MARK: On the loop

    func change(to state: State) {
        let waiters = shared.withLock { shared in
            // Closed is for ever.
            if shared.state != .closed { shared.state = state }
            defer { shared.waiters = [] }
            return shared.waiters
        }
        for waiter in waiters { waiter.resume() }
        if state == .closed { mailbox.end() }
    }

    /// False when too much waits.
    func deliver(_ message: DataMessage) -> Bool { mailbox.put(message) }
}
