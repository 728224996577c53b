/// Why a WebSocket was not opened, or ended.
public enum WebSocketError: Error, Sendable {
    /// No `ws`, `wss`, `http` or `https` address, a header that would be two, or a subprotocol that is no token.
    case invalidRequest(origin: String)
    /// There was no connection, or no complete answer in time.
    case notConnected(HTTPClientError)
    /// An ordinary answer instead of the upgrade; of its body only the first bytes.
    case refused(origin: String, answer: HTTPResponse)
    /// An answer that is not HTTP, or agrees to something that was not asked.
    case notUpgraded(origin: String, problem: HTTPAnswerProblem)
    /// Closed in good order, by either side: nothing is sent any more.
    case closed(WebSocketClose)
    /// The peer broke a rule and was told so.
    case violated(WebSocketViolation)
    /// The connection ended without a close frame.
    case lost
    /// The peer sent nothing for that long, not even the answer to a ping.
    case silent(Duration)
    /// The close was not answered in time.
    case closeUnanswered
    /// The waiting task was cancelled; the connection goes on.
    case cancelled
    /// The process is out of descriptors.
    case unavailable
}

extension WebSocketError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .invalidRequest(let origin):
            "opening a WebSocket to \(origin) failed: give a ws or wss address, single-line headers and subprotocols "
                + "that are words"
        case .notConnected(let error): "opening a WebSocket failed: \(error)"
        case .refused(let origin, let answer):
            "opening a WebSocket to \(origin) failed: the server answered \(answer.status); check the path and the "
                + "credentials"
        case .notUpgraded(let origin, let problem):
            "opening a WebSocket to \(origin) failed: \(problem); check that a WebSocket server listens there"
        case .closed(let close):
            "the WebSocket was closed by \(close.isFromPeer ? "the peer" : "this side") with \(close.code)"
                + (close.reason.isEmpty ? "" : " (\(close.reason))")
        case .violated(let violation): "the WebSocket was closed because \(violation)"
        case .lost: "the WebSocket's connection broke; connect again"
        case .silent(let duration): "the WebSocket's peer sent nothing for \(duration); connect again"
        case .closeUnanswered: "the WebSocket's peer did not answer the close"
        case .cancelled: "waiting for the WebSocket was cancelled"
        case .unavailable: "no WebSocket can be opened: the process has too many open descriptors"
        }
    }
}
