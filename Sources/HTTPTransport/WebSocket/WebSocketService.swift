/// How an ``HTTPServer`` answers requests to become a WebSocket.
public struct WebSocketService: Sendable {
    /// What becomes of a request.
    public enum Answer: Sendable {
        /// Upgrades. `serve` runs in a task of its own, which the server cancels when it stops; when it returns, the
        /// socket is closed with 1000. `subprotocol` is one of the request's `sec-websocket-protocol`, or nil.
        case accept(subprotocol: String? = nil, serve: @Sendable (WebSocket) async -> Void)
        /// An ordinary answer, 401 or 404 for instance; the connection ends with it.
        case refuse(HTTPResponse)
    }

    public typealias Handler = @Sendable (HTTPRequest) async -> Answer

    public var options: WebSocketOptions
    /// Open at a time, those that wait for the handler included; further requests get 503.
    public var maximumSockets: Int
    /// Decides by path, query and header fields, in a task of its own.
    public var handler: Handler

    public init(options: WebSocketOptions = .init(), maximumSockets: Int = 1_024, handler: @escaping Handler) {
        self.options = options
        self.maximumSockets = maximumSockets
        self.handler = handler
    }
}

extension HTTPRequest {
    /// The subprotocols a WebSocket's client offers, the preferred one first.
    public var offeredSubprotocols: [String] { WebSocketHandshake.list(headers["sec-websocket-protocol"]) }
}
