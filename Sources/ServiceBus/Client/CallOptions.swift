/// How one call is made.
public struct CallOptions: Sendable {
    /// From the request to the answer, choosing a server included. Of the first attempt, when there are several.
    public var timeout: Duration
    /// How a server is chosen; nil for the method's default.
    public var selection: SelectionOptions?
    /// Nil makes one attempt.
    public var retry: RetryPolicy?
    /// Travels with the request, as trace context for instance.
    public var metadata: [String: String]

    public init(
        timeout: Duration = .seconds(3), selection: SelectionOptions? = nil, retry: RetryPolicy? = nil,
        metadata: [String: String] = [:]
    ) {
        self.timeout = timeout
        self.selection = selection
        self.retry = retry
        self.metadata = metadata
    }
}

/// Repeats calls that failed by deadline or for want of a server. Each attempt is a request of its own, at once after
/// the last, with more time than it had.
public struct RetryPolicy: Hashable, Sendable {
    /// In all, the first included.
    public var attempts: Int
    /// Added to the timeout from one attempt to the next.
    public var backoff: Duration

    public init(attempts: Int = 3, backoff: Duration = .seconds(2)) {
        self.attempts = attempts
        self.backoff = backoff
    }

    /// The timeouts of all attempts.
    func timeouts(first: Duration) -> [Duration] { (0..<max(1, attempts)).map { first + backoff * $0 } }

    func repeats(after error: RPCError) -> Bool { error.code == .deadlineExceeded || error.code == .unavailable }
}
