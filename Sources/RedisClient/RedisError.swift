/// Why Redis could not be reached or did not do what was asked.
public enum RedisError: Error, Hashable, Sendable {
    /// No usable connection: refused, timed out, wrong credentials, and so on.
    case unableToConnect(address: String, reason: String)
    /// The connection ended while the command's reply was outstanding: it may have been executed, and is not repeated.
    case connectionLost(reason: String)
    /// No reply in time.
    case timedOut(address: String, after: Duration)
    /// The server's own error reply.
    case refused(String)
    /// A reply of another shape than the command's.
    case unexpectedReply(to: String)
    /// Bytes that are no Redis protocol, or a reply beyond the limits.
    case malformed(reason: String)
    /// Too much is waiting to be sent already.
    case overloaded(limit: Int)
    /// The task that waited was cancelled.
    case cancelled
    /// The client was closed.
    case closed

    /// Whether the same command may succeed later.
    public var isRetryable: Bool {
        switch self {
        case .unableToConnect, .connectionLost, .timedOut, .overloaded, .malformed: true
        case .refused, .unexpectedReply, .cancelled, .closed: false
        }
    }
}

extension RedisError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unableToConnect(let address, let reason):
            "unable to connect to redis: \(address): \(reason); check the address, the credentials and TLS"
        case .connectionLost(let reason): "the connection to redis was lost: \(reason)"
        case .timedOut(let address, let time): "redis at \(address) did not reply within \(time)"
        case .refused(let text): "redis refused the command: \(text)"
        case .unexpectedReply(let command): "redis replied to \(command) with something else than documented"
        case .malformed(let reason): "redis sent a malformed reply: \(reason)"
        case .overloaded(let limit): "more than \(limit) bytes wait to be sent to redis; it is too slow or away"
        case .cancelled: "waiting for redis was cancelled"
        case .closed: "the redis client is closed"
        }
    }
}
