public import MediaTypes

/// What happened to a subscribed track since it was subscribed.
public struct TrackStatistics: Hashable, Sendable {
    public var packets = 0
    /// Payload bytes, retransmissions not counted.
    public var bytes = 0
    /// Packets that never came in time.
    public var lost = 0
    /// Packets that came by retransmission or redundancy.
    public var recovered = 0
    /// Packets that were there already, or came too late.
    public var superfluous = 0
    /// Frames that came out.
    public var frames = 0
    /// Frames that were incomplete, or refer to ones that are missing.
    public var dropped = 0
    /// Frames for which the queue had no room.
    public var overflowed = 0
    public var requestedKeyframes = 0
    public var requestedRetransmissions = 0
    /// Variation of the packets' travelling time (RFC 3550 section 6.4.1).
    public var jitter = MediaTime.zero
    /// The publisher or the server began a new RTP stream for the track.
    public var restarts = 0

    public init() {}
}
