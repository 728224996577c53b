/// How a job ended, once everything it had started is gone.
public struct JobReport: Sendable {
    public var jobID: String
    /// The bytes that the job gave as its result, or why there are none.
    public var outcome: Result<[UInt8], JobError>
    /// CPU time of all its processes, in seconds.
    public var cpuSeconds: Double
    /// The most resident memory measured at a time, in bytes.
    public var peakMemory: UInt64
    public var duration: Duration
    /// The end of what its processes printed. For the log: it may hold anything.
    public var lastOutput: String
    /// Processes that had outlived the job's own and were killed.
    public var leftoverProcesses: Int
}
