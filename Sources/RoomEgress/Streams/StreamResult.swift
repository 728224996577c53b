/// What became of one stream destination.
public struct StreamResult: Hashable, Sendable {
    public enum Status: String, Hashable, Sendable {
        case active = "ACTIVE"
        case finished = "FINISHED"
        case failed = "FAILED"
    }

    /// Without the key: `rtmp://host/app/{abc...xyz}`.
    public var url: String
    public var status = Status.active
    /// When the server first accepted the stream, on the clock given to the group; `nil` until then.
    public var startedAt: ContinuousClock.Instant?
    public var endedAt: ContinuousClock.Instant?
    /// Whether the stream is being received at this moment.
    public var isConnected = false
    /// Why it failed, or what the last interruption was.
    public var error: String?
    /// Attempts after the first one.
    public var retries = 0
    public var lastRetryAt: ContinuousClock.Instant?
    /// Frames that did not get to the destination although it should have had them.
    public var droppedFrames = 0
    /// Bytes sent, of all connections.
    public var bytes: Int64 = 0

    /// From the first acceptance to the end; zero for a destination that was never reached.
    public var duration: Duration {
        guard let startedAt, let endedAt else { return .zero }
        return endedAt - startedAt
    }
}
