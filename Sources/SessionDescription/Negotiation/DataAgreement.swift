/// What both sides said about data channels.
public struct DataAgreement: Hashable, Sendable {
    public var mid: String
    public var remotePort: UInt16
    /// The largest message the peer takes, in bytes; 0 means any.
    public var remoteMaximumMessageSize: UInt64
}
