/// The `sip` claim of an access token. A nil field counts as false in all grants of this file.
public struct SIPGrant: Codable, Hashable, Sendable {
    /// Manage trunks and dispatch rules.
    public var admin: Bool?
    /// Make outbound calls.
    public var call: Bool?

    public init(admin: Bool? = nil, call: Bool? = nil) {
        self.admin = admin
        self.call = call
    }
}

/// The `inference` claim of an access token.
public struct InferenceGrant: Codable, Hashable, Sendable {
    public var perform: Bool?

    public init(perform: Bool? = nil) { self.perform = perform }
}

/// The `observability` claim of an access token.
public struct ObservabilityGrant: Codable, Hashable, Sendable {
    /// Publish observability data.
    public var write: Bool?

    public init(write: Bool? = nil) { self.write = write }
}

/// The `agent` claim of an access token: the management of deployed agents.
public struct AgentGrant: Codable, Hashable, Sendable {
    public var admin: Bool?
    public var simulationAdmin: Bool?
    public var databaseAdmin: Bool?
    public var dispatchAdmin: Bool?

    public init(admin: Bool? = nil) { self.admin = admin }
}

/// The `agentEndpoint` claim of an access token: calls of agents' own HTTP endpoints.
public struct AgentEndpointGrant: Codable, Hashable, Sendable {
    public var call: Bool?
    /// Nil is every agent of the project.
    public var agentName: String?
    /// Nil is every deployment.
    public var deployment: String?

    public init(call: Bool? = nil, agentName: String? = nil, deployment: String? = nil) {
        self.call = call
        self.agentName = agentName
        self.deployment = deployment
    }
}

/// The `agentThread` claim of an access token: agents' conversations.
public struct AgentThreadGrant: Codable, Hashable, Sendable {
    /// Every thread and scope of the project; the actions below still apply.
    public var all: Bool?
    /// Where threads may be listed and created.
    public var scope: String?
    /// Which threads may be read, written and deleted.
    public var threadIds: [String]?
    public var list: Bool?
    public var create: Bool?
    public var write: Bool?
    public var read: Bool?
    public var delete: Bool?

    public init(all: Bool? = nil, scope: String? = nil, threadIds: [String]? = nil) {
        self.all = all
        self.scope = scope
        self.threadIds = threadIds
    }
}
