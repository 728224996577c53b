/// What a token's bearer may do in rooms: the `video` claim of a LiveKit access token. A nil field is left out, and the
/// server's default applies.
public struct VideoGrant: Codable, Hashable, Sendable {
    // On every room.
    public var roomCreate: Bool?
    public var roomList: Bool?
    /// Start, list, change and stop egress.
    public var roomRecord: Bool?
    /// Create, list, change and delete ingress.
    public var ingressAdmin: Bool?

    // On the room that `room` names.
    public var roomAdmin: Bool?
    public var roomJoin: Bool?
    public var room: String?
    /// Where the bearer may forward a participant to.
    public var destinationRoom: String?

    // Inside the room.
    public var canSubscribe: Bool?
    public var canPublish: Bool?
    public var canPublishData: Bool?
    /// Sources as the protocol spells them in lower case (`camera`, `screen_share`); given, they replace `canPublish`.
    public var canPublishSources: [String]?
    public var canUpdateOwnMetadata: Bool?
    public var canSubscribeMetrics: Bool?
    public var canManageAgentSession: Bool?
    /// Not shown to other participants.
    public var hidden: Bool?
    /// Marks a recorder, which the server's own idle rules then leave out of account.
    public var recorder: Bool?
    /// May register as an agent worker.
    public var agent: Bool?

    public init(
        room: String? = nil, roomJoin: Bool? = nil, canSubscribe: Bool? = nil, canPublish: Bool? = nil,
        canPublishData: Bool? = nil, hidden: Bool? = nil, recorder: Bool? = nil
    ) {
        self.room = room
        self.roomJoin = roomJoin
        self.canSubscribe = canSubscribe
        self.canPublish = canPublish
        self.canPublishData = canPublishData
        self.hidden = hidden
        self.recorder = recorder
    }

    /// The grants of a recorder in `room`: it joins unseen and only subscribes.
    public static func recorder(in room: String) -> VideoGrant {
        VideoGrant(
            room: room, roomJoin: true, canSubscribe: true, canPublish: false, canPublishData: false, hidden: true,
            recorder: true)
    }

    /// The grants of an ingress that publishes into `room`.
    public static func publisher(in room: String) -> VideoGrant {
        var grant = VideoGrant(room: room, roomJoin: true, canSubscribe: false, canPublish: true)
        grant.canUpdateOwnMetadata = true
        return grant
    }

    /// The grants a caller needs for what a service of ours asks of a LiveKit server about `room`.
    public static func administrator(of room: String) -> VideoGrant {
        var grant = VideoGrant(room: room)
        grant.roomAdmin = true
        return grant
    }
}
