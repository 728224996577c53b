/// Why a server answers a request itself instead of handing it to the handler.
///
/// What is not HTTP at all never gets this far: the parser answers 403 and closes, and closes without an answer where
/// the header is beyond its memory (16 kB).
public enum HTTPRefusal: Hashable, Sendable {
    /// The body, or what was announced of it, is beyond the limit, in bytes.
    case bodyTooLarge(limit: Int)
    /// A body without `content-length`, chunked ones included.
    case lengthRequired
    /// A `content-length` that is no number, or a body with a method that has none here.
    case malformed(reason: String)
    /// The server is being stopped.
    case stopping

    /// The status that says it (RFC 9110 section 15).
    public var status: Int {
        switch self {
        case .bodyTooLarge: 413
        case .lengthRequired: 411
        case .malformed: 400
        case .stopping: 503
        }
    }
}

extension HTTPRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .bodyTooLarge(let limit): "the request's body is beyond \(limit) bytes; send less"
        case .lengthRequired: "the request's body has no length; send it with content-length, not chunked"
        case .malformed(let reason): "the request is malformed: \(reason)"
        case .stopping: "the server is stopping; try again elsewhere or later"
        }
    }
}
