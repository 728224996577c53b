public import JobScheduler
public import RedisClient
public import ServiceKit

/// What the service, and only the service, is configured with.
public struct ServiceOptions: Sendable {
    /// Where livekit-server is met; nil for a service that stands alone.
    public var redis: RedisOptions?
    /// Of the service's own API, for one that stands alone.
    public var apiPort = 7880
    /// 0 is off.
    public var prometheusPort = 0
    /// How long livekit-server may take to store a new egress, and to store what became of one.
    public var createTimeout = Duration.seconds(15)
    public var updateTimeout = Duration.seconds(30)
    /// How long one of several servers may be chosen; nil as long as the call may take.
    public var selectionTimeout: Duration?
    public var updateWorkers = 5
    public var costs = CPUCosts()
    public var limits = SessionLimits()
    /// Where page addresses and stream destinations may lead besides public addresses.
    public var allowedAddresses: [AddressPolicy.Entry] = []
    /// Files with relative paths are written below it; nil for the working directory.
    public var outputDirectory: String?
    /// Refuses what would be kept on this machine: files without a storage of their own.
    public var disallowsLocalStorage = false
    /// Holds what became of jobs, for a service that stands alone; nil for a folder below the user's own.
    public var stateDirectory: String?
    /// How long an ended egress is listed.
    public var retention = Duration.seconds(24 * 3600)
    /// Accepts short secrets.
    public var isDevelopment = false

    public init() {}
}
