public import MediaTypes

/// What a subscribed track brings.
public enum TrackMedia: Sendable {
    /// Encoded, in order, with its time on the session's timeline. The first frame, and every one from which on decoding
    /// needs something new (another picture size, other parameter sets, another codec), has `newParameters`; of video it is
    /// a key frame.
    case frame(EncodedFrame)
    /// The publisher sends nothing from here on.
    case muted
    case unmuted
    /// Nothing follows.
    case ended(TrackEnd)
}

/// Why a track ended.
public enum TrackEnd: String, Hashable, Sendable {
    case unpublished, participantLeft
    /// The server does not give it to us: see `RoomEvent.subscriptionFailed`.
    case refused
    /// By us.
    case unsubscribed
    /// The server ended the room, or we left it.
    case roomClosed
    /// The connection was lost for good, or somebody else took our identity.
    case disconnected
}
