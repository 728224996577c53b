/// One open WebSocket (RFC 6455), of a ``WebSocketClient`` or of an ``HTTPServer``.
///
/// All calls may come from any task. Released without ``close(code:reason:)`` it is closed with 1001. Pings of the peer
/// are answered by themselves.
public final class WebSocket: Sendable {
    /// What the two sides agreed on.
    public let subprotocol: String?
    private let connection: WebSocketConnection

    init(_ connection: WebSocketConnection, subprotocol: String?) {
        self.connection = connection
        self.subprotocol = subprotocol
    }

    deinit { connection.requestClose(WebSocketClose(code: WebSocketClose.goingAway)) }

    /// Incoming messages, to be read by one task at a time.
    ///
    /// They end with nil after a close by either side and in a cancelled task, and throw when the connection broke. Who
    /// does not read holds up the peer, at ``WebSocketOptions/maximumUnreadSize``.
    public var messages: WebSocketMessages { WebSocketMessages(socket: self) }

    /// The next message, as ``messages`` has it.
    public func receive() async throws(WebSocketError) -> WebSocketMessage? { try await connection.inbox.next() }

    /// Queues a message, and waits while the queue is full.
    public func send(_ message: WebSocketMessage) async throws(WebSocketError) { try await connection.send(message) }

    /// Queues a message without waiting; false when the queue is full or the connection closed, and nothing is sent.
    public func offer(_ message: WebSocketMessage) -> Bool { connection.offer(message) }

    /// Returns when a message of `byteCount` bytes would be taken, the connection is over, or the task is cancelled.
    public func waitForRoom(_ byteCount: Int) async { await connection.waitForRoom(byteCount) }

    /// How many of the messages that were taken, in their order, the peer's system has acknowledged: as of the last bytes that were
    /// written, and for good once ``close(code:reason:)`` has returned.
    public var acknowledgedMessages: Int { connection.acknowledgedMessages }

    /// The time a ping and its pong took.
    @discardableResult
    public func ping() async throws(WebSocketError) -> Duration { try await connection.ping() }

    /// Closes in good order: what is queued is written first. Returns when the connection is gone, at the latest
    /// after three times ``WebSocketOptions/closeTimeout``, or when the task is cancelled. Incoming messages are dropped.
    ///
    /// Nil when the peer closed too; why not, otherwise. `code` is one that may travel (RFC 6455 section 7.4); others become 1000.
    @discardableResult
    public func close(code: UInt16 = WebSocketClose.normal, reason: String = "") async -> WebSocketError? {
        let code = WebSocketClose.isValid(code) ? code : WebSocketClose.normal
        connection.requestClose(WebSocketClose(code: code, reason: reason))
        await connection.waitForEnd()
        switch connection.outcome {
        case .closed: return nil
        case .some(let error): return error
        case nil: return .cancelled
        }
    }

    /// Begins to close without waiting for it.
    func requestClose(code: UInt16) { connection.requestClose(WebSocketClose(code: code)) }

    /// Why nothing can be sent any more, ``WebSocketError/closed(_:)`` after a close in good order; nil while it can.
    public var end: WebSocketError? { connection.outbox.end }
}

/// A WebSocket's incoming messages.
public struct WebSocketMessages: AsyncSequence, Sendable {
    let socket: WebSocket

    public struct AsyncIterator: AsyncIteratorProtocol {
        let socket: WebSocket

        public mutating func next() async throws(WebSocketError) -> WebSocketMessage? { try await socket.receive() }

        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(WebSocketError) -> WebSocketMessage? { try await socket.receive() }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(socket: socket) }
}
