/// Limits of one ``WebSocket``; sizes in bytes.
public struct WebSocketOptions: Sendable {
    /// A longer message from the peer ends the connection with 1009.
    public var maximumMessageSize: Int
    /// What may wait to be written; a single message may be beyond it.
    public var maximumQueueSize: Int
    /// Beyond this much unread by the owner, nothing more is read from the network, so that the peer has to wait.
    public var maximumUnreadSize: Int
    /// After so long without a byte the peer is pinged, after as long again it is lost. Nil waits for ever.
    public var idleTimeout: Duration?
    /// How long the peer may take to answer a close.
    public var closeTimeout: Duration

    public init(
        maximumMessageSize: Int = 1 << 20, maximumQueueSize: Int = 1 << 20, maximumUnreadSize: Int = 1 << 20,
        idleTimeout: Duration? = .seconds(20), closeTimeout: Duration = .seconds(5)
    ) {
        self.maximumMessageSize = maximumMessageSize
        self.maximumQueueSize = maximumQueueSize
        self.maximumUnreadSize = maximumUnreadSize
        self.idleTimeout = idleTimeout
        self.closeTimeout = closeTimeout
    }
}
