/// What a token's bearer may do in a room: the `video` claim of a LiveKit access token. A nil field is left out, and
/// the server's default applies.
public struct VideoGrant: Codable, Hashable, Sendable {
    public var room: String?
    public var roomJoin: Bool?
    public var canSubscribe: Bool?
    public var canPublish: Bool?
    public var canPublishData: Bool?
    /// Not shown to other participants.
    public var hidden: Bool?
    /// Marks a recorder, which the server's own idle rules then leave out of account.
    public var recorder: Bool?

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
}
