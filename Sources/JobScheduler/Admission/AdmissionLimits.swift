/// What a node lends to jobs.
public struct AdmissionLimits: Hashable, Sendable {
    /// What this process may use of the machine, in cores.
    public var cores: Double
    /// The part of `cores` that running jobs and a new one may fill together.
    public var maxCPUUtilization = 0.8
    /// In bytes; nil sets no limit.
    public var maxMemory: UInt64?
    /// What stays free below `maxMemory`, in bytes.
    public var memoryMargin: UInt64 = 1 << 30
    public var maxSoundClients = 60
    /// How long a new job counts for at least what it was expected to need: starting up is not yet running.
    public var reservationTime = Duration.seconds(15)

    /// How long a large job may be refused again and again while smaller ones are taken; after that these wait until it
    /// had its turn. Nil lets it wait for ever.
    public var roomPatience: Duration? = .seconds(60)
    /// A refused job that has not asked again for so long has given up.
    public var roomMemory = Duration.seconds(30)

    public init(cores: Double) { self.cores = cores }

    /// The cores that several jobs share.
    public var cpuBudget: Double { cores * maxCPUUtilization }
}
