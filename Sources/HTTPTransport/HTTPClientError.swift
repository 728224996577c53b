/// Why a request got no answer.
public struct HTTPClientError: Error, Hashable, Sendable {
    public enum Problem: Hashable, Sendable {
        /// No `http` or `https` URL, or a header that would be two.
        case invalidRequest
        case unresolved
        /// Nobody answers there.
        case unconnected
        /// The certificate is not trusted or not for this host, or there is no common protocol.
        case untrusted
        case timedOut
        case answerTooLarge(limit: Int)
        case cancelled
        /// What was to be sent could not be read.
        case unreadableBody
        /// The proxy wants other credentials, or does not let us through; its HTTP status.
        case proxyRefused(status: Int)
        /// No connection to this address is allowed.
        case refusedAddress(reason: String)
        /// The connection broke, or what came is not HTTP.
        case broken
    }

    public let problem: Problem
    /// Scheme, host and port.
    public let origin: String
    /// The library's own words.
    public let detail: String

    public init(problem: Problem, origin: String, detail: String) {
        self.problem = problem
        self.origin = origin
        self.detail = detail
    }

    /// Whether nothing of the request was sent, so that another address of the host may be tried.
    var isUnconnected: Bool { problem == .unconnected }
}

extension HTTPClientError: CustomStringConvertible {
    public var description: String {
        "calling \(origin) failed: \(reason)" + (detail.isEmpty ? "" : " (\(detail))")
    }

    private var reason: String {
        switch problem {
        case .invalidRequest: "the request is invalid; give an http or https address and single-line headers"
        case .unresolved: "the host name has no address; check its spelling and the name server"
        case .unconnected: "no connection; check that the service runs and is reachable"
        case .untrusted: "the server is not trusted; check its certificate and the installed authorities"
        case .timedOut: "no complete answer in time; check the service, or allow more time"
        case .answerTooLarge(let limit): "the answer is beyond \(limit) bytes"
        case .cancelled: "the call was cancelled"
        case .unreadableBody: "what was to be sent could not be read; check the file"
        case .proxyRefused(let status): "the proxy answered with status \(status); check its user and password, and its rules"
        case .refusedAddress(let reason): reason
        case .broken: "the connection broke; try again"
        }
    }
}
