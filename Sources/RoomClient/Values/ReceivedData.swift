/// A message that somebody sent into the room.
public struct ReceivedData: Hashable, Sendable {
    public var payload: [UInt8]
    public var topic: String?
    /// Empty for data of the server's API, and of hidden participants.
    public var participantIdentity: String
    public var isReliable: Bool
}
