/// How a stream destination is tried, retried and given up.
public struct StreamPolicy: Hashable, Sendable {
    /// The wait before the second attempt; it doubles with each failure up to `longestDelay`, and varies by a fifth.
    public var firstDelay: Duration = .milliseconds(500)
    public var longestDelay: Duration = .seconds(30)
    /// How long a destination may be out of reach, at the start or later, before it counts as failed; `nil` for as long
    /// as the job runs.
    public var giveUpAfter: Duration? = .seconds(300)
    /// How long nothing may be sent although frames are waiting, or a connection may take.
    public var stallLimit: Duration = .seconds(10)
    /// How long the end may take: what is queued is sent, and the stream is unpublished.
    public var flushLimit: Duration = .seconds(3)
    /// The queue's bounds. When either is passed, everything up to the next key frame is dropped.
    public var queueBytes = 8 << 20
    public var queueDuration: Duration = .seconds(5)
    /// Accepts any certificate of an rtmps server.
    public var acceptsInvalidCertificates = false

    public init() {}
}
