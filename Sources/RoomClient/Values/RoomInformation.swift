internal import ProtocolModels

/// What the server says of the room.
public struct RoomInformation: Hashable, Sendable {
    /// The server's name of this session of the room (`RM_…`); may come later than the rest.
    public var sid = ""
    public var name = ""
    public var metadata = ""
    /// Without hidden participants.
    public var participantCount = 0
    public var publisherCount = 0
    /// A recorder is in the room.
    public var isBeingRecorded = false
    /// Such as `1.13.5`; empty where the server does not say.
    public var serverVersion = ""

    init() {}

    mutating func update(_ room: LiveKit.Room) {
        if !room.sid.isEmpty { sid = room.sid }
        name = room.name
        metadata = room.metadata
        participantCount = Int(room.numParticipants)
        publisherCount = Int(room.numPublishers)
        isBeingRecorded = room.activeRecording
    }
}
