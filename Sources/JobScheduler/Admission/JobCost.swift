/// What a job is expected to need.
public struct JobCost: Hashable, Sendable {
    /// Cores.
    public var cpu: Double
    /// Bytes.
    public var memory: UInt64
    /// Connections to the sound server, of which a node can allow only so many.
    public var soundClients: Int

    /// What is no sensible number of cores counts as more than any node has.
    public init(cpu: Double, memory: UInt64 = 0, soundClients: Int = 0) {
        self.cpu = cpu >= 0 ? cpu : .infinity
        self.memory = memory
        self.soundClients = max(0, soundClients)
    }
}
