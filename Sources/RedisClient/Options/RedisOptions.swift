public import Cryptography

/// How to reach Redis: the documented keys of a service's `redis` section, as values.
public struct RedisOptions: Hashable, Sendable {
    /// Not used when `sentinel` or `clusterAddresses` are set.
    public var address: RedisAddress
    /// Of the access control list (Redis 6); nil for the default user.
    public var username: String?
    public var password: Secret?
    /// Holds keys only: channels are common to all databases. A cluster has but one.
    public var database: Int
    /// Nil speaks in the clear.
    public var tls: RedisTLSOptions?
    public var sentinel: RedisSentinelOptions?
    /// Some of a cluster's nodes, tried one after the other; they name the rest. Empty for a server that is no cluster.
    public var clusterAddresses: [RedisAddress]
    /// How often in a row a cluster's nodes may send one command on to another node.
    public var maximumRedirects = 2
    /// For a connection until it can be used: look-up, TCP, TLS and greeting.
    public var dialTimeout: Duration
    /// For a command until its reply, time spent waiting for a connection included.
    public var readTimeout: Duration

    /// Options for the server at `address`, with the defaults for everything else.
    public init(address: RedisAddress) {
        self.address = address
        database = 0
        clusterAddresses = []
        dialTimeout = .seconds(5)
        readTimeout = .seconds(3)
    }
}

/// TLS towards Redis.
public struct RedisTLSOptions: Hashable, Sendable {
    /// What the certificate must be for; nil for the host of the address.
    public var serverName: String?
    /// A PEM file of authorities, instead of the system's.
    public var authorityFile: String?
    /// PEM files of this client's own certificate and key.
    public var certificateFile: String?
    public var keyFile: String?
    /// `insecure_skip_verify` turned round.
    public var verifiesServer: Bool

    public init(
        serverName: String? = nil, authorityFile: String? = nil, certificateFile: String? = nil,
        keyFile: String? = nil, verifiesServer: Bool = true
    ) {
        self.serverName = serverName
        self.authorityFile = authorityFile
        self.certificateFile = certificateFile
        self.keyFile = keyFile
        self.verifiesServer = verifiesServer
    }

    func clientOptions(for address: RedisAddress) -> TLSClientOptions {
        TLSClientOptions(
            serverName: serverName ?? address.host, authorityFile: authorityFile, certificateFile: certificateFile,
            keyFile: keyFile, verifiesServer: verifiesServer)
    }
}

/// Sentinels that know which server is the master.
public struct RedisSentinelOptions: Hashable, Sendable {
    public var masterName: String
    /// Asked one after the other until one answers.
    public var addresses: [RedisAddress]
    /// Credentials of the Sentinels themselves.
    public var username: String?
    public var password: Secret?

    public init(masterName: String, addresses: [RedisAddress], username: String? = nil, password: Secret? = nil) {
        self.masterName = masterName
        self.addresses = addresses
        self.username = username
        self.password = password
    }
}
