/// What clients of a ``RoomServer`` may cost it; beyond it they are refused.
public struct RoomServerLimits: Sendable {
    public var rooms = 100
    /// In all rooms together.
    public var participants = 500
    public var participantsPerRoom = 100
    public var tracksPerParticipant = 20
    /// Sections of the connection that a participant gets tracks over; a description has no room for many more.
    public var subscriptionsPerParticipant = 200
    /// Signalling messages of one client: so many at once, and so many a second for ever. A large one counts as several.
    public var signalBurst = 400
    public var signalsPerSecond = 50
    /// Bytes of one signalling message.
    public var signalSize = 640 << 10
    /// Bytes that wait for a client which reads too slowly; one more message drops it.
    public var queuedSignalSize = 4 << 20
    /// How often others are told what a participant is like now: so many times at once, and so many a second. What changes more
    /// often is told later, the newest state alone. A large state counts as several.
    public var announcementBurst = 50
    public var announcementsPerSecond = 20
    /// Bytes of reliable data packets that wait for one participant, and a sixteenth of it of lossy ones. What is beyond is dropped
    /// for it alone, until half of the room is free again.
    public var queuedDataSize = 8 << 20
    /// Bytes of metadata, and of all attributes together.
    public var metadataSize = 64 << 10
    /// Bytes of an identity, a name or a room's name.
    public var nameSize = 256
    /// Bytes of one data packet.
    public var dataPacketSize = 64 << 10
    /// Data packets of one participant, over all its channels: so many at once, and so many a second; a large one counts as
    /// several. Further ones wait, and 16 MiB that wait cost it the channel.
    public var dataBurst = 2_000
    public var dataPacketsPerSecond = 1_000
    /// Half-open ones included.
    public var signalConnections = 1_024

    public init() {}
}
