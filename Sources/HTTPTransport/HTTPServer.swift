/// A small HTTP/1.1 server on a thread of its own, asleep between events.
///
/// Each request is read whole, answered by an asynchronous handler, and its answer written whole; connections are kept
/// alive. Handlers of several connections run at once; those that run when the server stops are cancelled. A client
/// that leaves early is noticed when its answer is written. Upgrades to WebSockets go to a ``WebSocketService``, others are
/// refused.
public final class HTTPServer: Sendable {
    public typealias Handler = @Sendable (HTTPRequest) async -> HTTPResponse
    /// Words an answer that the server gives itself; its status should be the refusal's own.
    public typealias RefusalHandler = @Sendable (HTTPRefusal) -> HTTPResponse

    /// The port listened on: the chosen one when 0 was asked for.
    public let port: Int
    private let loop: ServerLoop

    /// Listens at once. `host` is an address of this machine, "0.0.0.0" for all of them; `port` 0 takes a free one. A
    /// body beyond `maximumBodySize` bytes is refused (413); about `maximumConnections` are open at a time, and further
    /// ones wait until one ends. A connection whose header is not complete after `headerTimeout`, in
    /// whole seconds, ends. WebSockets have limits of their own. Blocks only while binding.
    public init(
        host: String = "127.0.0.1", port: Int, maximumBodySize: Int = 1 << 20, maximumConnections: Int = 256,
        headerTimeout: Duration = .seconds(10),
        refusal: @escaping RefusalHandler = { .text("\($0)\n", status: $0.status) },
        webSockets: WebSocketService? = nil, handler: @escaping Handler
    ) throws(HTTPServerError) {
        guard (0...65_535).contains(port) else { throw .invalidPort(port) }
        loop = ServerLoop(
            maximumBodySize: maximumBodySize, refusal: refusal, webSockets: webSockets, handler: handler)
        self.port = try loop.start(
            host: host, port: port,
            limits: .init(
                maximumConnections: max(1, maximumConnections),
                headerTimeout: UInt32(clamping: max(1, headerTimeout.components.seconds))))
    }

    deinit { loop.requestStop() }

    /// Closes all connections, WebSockets with 1001, cancels running handlers and waits for them and for the thread.
    ///
    /// First, for as long as `patience`, requests that are being handled may finish; new ones are refused (503).
    public func stop(patience: Duration = .zero) async {
        if patience > .zero { await loop.drain(patience: patience) }
        await loop.stop()
    }
}
