/// What a job was measured to use.
public struct JobUse: Hashable, Sendable {
    /// Cores, on average since the measurement before.
    public var cpu: Double
    /// Bytes resident, pages that processes share counted for each.
    public var memory: UInt64
    public var processes: Int
    /// CPU time since the job's start, in seconds.
    public var cpuSeconds: Double

    public init(cpu: Double, memory: UInt64 = 0, processes: Int = 1, cpuSeconds: Double = 0) {
        self.cpu = cpu
        self.memory = memory
        self.processes = processes
        self.cpuSeconds = cpuSeconds
    }
}
