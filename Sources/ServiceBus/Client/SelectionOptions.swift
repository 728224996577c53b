/// A server's offer to serve a call.
public struct RPCClaim: Hashable, Sendable {
    public var serverID: String
    /// How well it would suit; more is better.
    public var affinity: Float

    public init(serverID: String, affinity: Float) {
        self.serverID = serverID
        self.affinity = affinity
    }
}

/// How a client chooses among the servers that offer themselves for one of its calls.
public struct SelectionOptions: Sendable {
    /// Offers below it are ignored.
    public var minimumAffinity: Float?
    /// An offer of this much is taken at once.
    public var maximumAffinity: Float?
    /// Whoever offers first is taken.
    public var acceptsFirst: Bool
    /// The end of the selection; nil for the end of the call.
    public var timeout: Duration?
    /// From the first acceptable offer until the best is taken; nil waits for `timeout`.
    public var shortCircuit: Duration?
    /// Chooses among the acceptable offers at the end, instead of the greatest affinity. Must be quick, and not use the
    /// client that asks it.
    public var choose: (@Sendable ([RPCClaim]) -> String?)?

    public init(
        minimumAffinity: Float? = nil, maximumAffinity: Float? = nil, acceptsFirst: Bool = false,
        timeout: Duration? = .seconds(1), shortCircuit: Duration? = nil,
        choose: (@Sendable ([RPCClaim]) -> String?)? = nil
    ) {
        self.minimumAffinity = minimumAffinity
        self.maximumAffinity = maximumAffinity
        self.acceptsFirst = acceptsFirst
        self.timeout = timeout
        self.shortCircuit = shortCircuit
        self.choose = choose
    }

    /// psrpc's default for methods with affinity: the best of the first 200 ms after the first offer.
    public static let affinity = SelectionOptions(shortCircuit: .milliseconds(200))
    /// psrpc's default for the others: whoever offers first.
    public static let first = SelectionOptions(acceptsFirst: true)
}
