/// A small HTTP/1.1 server on a thread of its own, asleep between events.
///
/// Each request is read whole, answered by an asynchronous handler, and its answer written whole; connections are kept
/// alive. Handlers of several connections run at once; those that run when the server stops are cancelled. A client
/// that leaves early is noticed when its answer is written.
public final class HTTPServer: Sendable {
    public typealias Handler = @Sendable (HTTPRequest) async -> HTTPResponse

    /// The port listened on: the chosen one when 0 was asked for.
    public let port: Int
    private let loop: ServerLoop

    /// Listens at once. `host` is an address of this machine, "0.0.0.0" for all of them; `port` 0 takes a free one. A
    /// body beyond `maximumBodySize` bytes is answered with status 413. Blocks only while binding.
    public init(
        host: String = "127.0.0.1", port: Int, maximumBodySize: Int = 1 << 20, handler: @escaping Handler
    ) throws(HTTPServerError) {
        guard (0...65_535).contains(port) else { throw .invalidPort(port) }
        loop = ServerLoop(maximumBodySize: maximumBodySize, handler: handler)
        self.port = try loop.start(host: host, port: port)
    }

    deinit { loop.requestStop() }

    /// Closes all connections, cancels running handlers and waits for them and for the thread.
    public func stop() async { await loop.stop() }
}
