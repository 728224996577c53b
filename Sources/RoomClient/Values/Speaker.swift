/// How loud a participant is, as the server measures it.
public struct Speaker: Hashable, Sendable {
    /// Of the participant.
    public var sid: String
    /// 0 is silent, 1 the loudest.
    public var level: Float
    public var isActive: Bool
}
