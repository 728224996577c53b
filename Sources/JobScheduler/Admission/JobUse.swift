/// What a job was measured to use.
public struct JobUse: Hashable, Sendable {
    /// Cores, on average since the measurement before.
    public var cpu: Double
    /// Bytes resident, pages that processes share counted for each.
    public var memory: UInt64
    public var processes: Int

    public init(cpu: Double, memory: UInt64 = 0, processes: Int = 1) {
        self.cpu = cpu
        self.memory = memory
        self.processes = processes
    }
}
