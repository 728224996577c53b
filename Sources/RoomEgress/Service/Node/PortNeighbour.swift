public import HTTPTransport

/// Another service of the same process that shares the API's port.
public struct PortNeighbour: Sendable {
    /// Whether a request for this path is the neighbour's.
    public var serves: @Sendable (_ path: String) -> Bool
    public var answer: @Sendable (HTTPRequest) async -> HTTPResponse
    public var webSockets: WebSocketService?

    public init(
        webSockets: WebSocketService? = nil, serves: @escaping @Sendable (_ path: String) -> Bool,
        answer: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
    ) {
        self.serves = serves
        self.answer = answer
        self.webSockets = webSockets
    }
}
