/// What jobs and node used between two measurements.
public struct ResourceSample<JobID: Hashable & Sendable>: Sendable {
    /// Jobs that were there at both.
    public var jobs: [JobID: JobUse] = [:]
    /// Cores of `cores` that nobody used; nil at the first measurement.
    public var idleCores: Double?
    public var cores: Double
    /// Resident memory of this process and the jobs, in bytes; pages that processes share are counted for each.
    public var processMemory: UInt64 = 0
    /// The control group's working set, in bytes.
    public var groupMemory: UInt64?

    public init(cores: Double) { self.cores = cores }

    /// From 0, idle, to 1.
    public var cpuLoad: Double { idleCores.map { min(1, max(0, 1 - $0 / cores)) } ?? 0 }

    /// Memory in use as `source` has it, in bytes.
    public func memoryInUse(_ source: CPUCosts.MemorySource) -> UInt64 {
        source == .controlGroup ? groupMemory ?? processMemory : processMemory
    }
}
