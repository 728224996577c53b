/// A change of one of a client's two connections, for logs and health.
public enum RedisEvent: Hashable, Sendable {
    public enum Purpose: Hashable, Sendable { case commands, subscriptions }

    case connected(Purpose)
    /// Also after each attempt that failed; the next one follows by itself.
    case disconnected(Purpose, RedisError)
}
