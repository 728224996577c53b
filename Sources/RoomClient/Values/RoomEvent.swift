/// What happens in a room.
public enum RoomEvent: Sendable {
    /// With the tracks it has already, for which no events of their own follow.
    case participantJoined(Participant)
    case participantLeft(Participant, DisconnectReason)
    /// Name, metadata, attributes or state changed; also of ourselves.
    case participantUpdated(Participant)
    case trackPublished(PublishedTrack)
    case trackUnpublished(PublishedTrack)
    /// Something beside mute changed.
    case trackUpdated(PublishedTrack)
    case trackMuted(PublishedTrack)
    case trackUnmuted(PublishedTrack)
    /// A track that nobody asked for came, as `RoomOptions.autoSubscribe` lets them; its media waits to be taken.
    case trackSubscribed(RemoteTrack)
    /// The server cannot or may not give us a track we asked for.
    case subscriptionFailed(sid: String, SubscriptionProblem)
    /// The publisher allows us to subscribe to its track, or forbids it.
    case subscriptionPermissionChanged(sid: String, isAllowed: Bool)
    /// The server stopped forwarding a track, or began again, because the network is too narrow.
    case trackPaused(sid: String, isPaused: Bool)
    case speakersChanged([Speaker])
    case dataReceived(ReceivedData)
    case roomUpdated(RoomInformation)
    case statusChanged(ConnectionStatus)
}

/// Why a subscription came to nothing.
public enum SubscriptionProblem: String, Hashable, Sendable {
    case codecUnsupported, trackNotFound, unknown
}
