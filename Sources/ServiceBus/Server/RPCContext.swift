/// What a handler knows of the call it serves.
public struct RPCContext: Hashable, Sendable {
    public let requestID: String
    public let clientID: String
    /// When the caller gives up; the handler's task is cancelled then, but its answer is sent all the same.
    public let deadline: ContinuousClock.Instant
    public let metadata: [String: String]
}
