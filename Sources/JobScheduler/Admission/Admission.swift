/// Decides whether a node takes another job.
///
/// A running job counts for what it was last measured to use. In its first seconds, and until it is measured, it counts
/// for at least what it was expected to need. A node without jobs takes whatever its cores can bear at all; otherwise a
/// job must fit into the budget beside those running. Who keeps asking this node for a large job has it in the end, because
/// smaller ones are then made to wait; a job that several nodes are offered is none of that. No running job is ever ended to admit another: what turns out
/// larger than expected only keeps new jobs out.
public struct Admission<JobID: Hashable & Sendable>: Sendable {
    public typealias Instant = ContinuousClock.Instant

    public let limits: AdmissionLimits
    private var jobs: [JobID: Job] = [:]
    private var memoryInUse: UInt64 = 0
    private var isClosed = false
    private var unhealthyReason: String?
    private var largerJobFirst: LargerJobFirst

    private struct Job {
        let cost: JobCost
        let reservedUntil: Instant
        var use: JobUse?
    }

    /// Forgives what sums of decimal fractions leave behind, in cores.
    private static var rounding: Double { 1e-6 }

    public init(limits: AdmissionLimits) {
        self.limits = limits
        largerJobFirst = LargerJobFirst(patience: limits.roomPatience, memory: limits.roomMemory)
    }

    // MARK: Deciding

    /// Takes `job` and reserves what it needs, or says why not.
    public mutating func admit(_ job: JobID, cost: JobCost, now: Instant) throws(AdmissionRefusal) {
        if jobs[job] != nil { throw .alreadyRunning }
        if let refusal = refusal(of: cost, now: now) {
            if case .notEnoughCPU = refusal { largerJobFirst.refused(cost.cpu, now: now) }
            throw refusal
        }
        largerJobFirst.taken(cost.cpu)
        jobs[job] = Job(cost: cost, reservedUntil: now + limits.reservationTime)
    }

    /// Why a job of this cost would not be taken; nil when it would.
    public func refusal(of cost: JobCost, now: Instant) -> AdmissionRefusal? {
        if isClosed { return .shuttingDown }
        if let unhealthyReason { return .unhealthy(reason: unhealthyReason) }
        return cpuRefusal(cost.cpu, now: now) ?? memoryRefusal(cost.memory, now: now)
            ?? soundRefusal(cost.soundClients)
    }

    /// What to claim a request of this cost with. A claim in vain makes nobody wait: another node may have taken the job.
    public func affinity(for cost: JobCost, now: Instant) -> Affinity {
        guard refusal(of: cost, now: now) == nil else { return .cannot }
        return jobs.isEmpty ? .idle : .busy
    }

    /// Why even an idle node would refuse this cost; a node whose cheapest job this is has no use.
    public func refusalWhenIdle(of cost: JobCost) -> AdmissionRefusal? {
        Admission(limits: limits).refusal(of: cost, now: .now)
    }

    // MARK: What happens

    /// Counts a job that runs already, started by somebody else. It is not charged before it is measured.
    public mutating func adopt(_ job: JobID, now: Instant) {
        jobs[job] = Job(cost: JobCost(cpu: 0), reservedUntil: now)
    }

    /// What the jobs use, and what all of this node's memory in use is, in bytes. A job that is not named keeps its
    /// last measurement.
    public mutating func measure(_ uses: [JobID: JobUse], memoryInUse: UInt64) {
        self.memoryInUse = memoryInUse
        for (job, use) in uses { jobs[job]?.use = use }
    }

    /// The job has ended; what it held is free.
    public mutating func remove(_ job: JobID) { jobs[job] = nil }

    /// From now on no job is taken.
    public mutating func close() { isClosed = true }

    /// While there is a `reason`, no job is taken.
    public mutating func setUnhealthy(reason: String?) { unhealthyReason = reason }

    // MARK: State

    public var isIdle: Bool { jobs.isEmpty }
    public var isTerminating: Bool { isClosed }
    public var isHealthy: Bool { unhealthyReason == nil }
    public var jobCount: Int { jobs.count }

    /// Cores that a new job could have; never negative. An idle node has all of them.
    public func availableCPU(now: Instant) -> Double {
        jobs.isEmpty ? limits.cores : max(0, limits.cpuBudget - cpuInUse(now: now))
    }

    /// Cores that the jobs count for.
    public func cpuInUse(now: Instant) -> Double { jobs.values.reduce(0) { $0 + cpu(of: $1, now: now) } }

    /// Bytes in use, with what starting jobs will still take.
    public func memoryInUse(now: Instant) -> UInt64 {
        jobs.values.reduce(memoryInUse) { saturatingSum($0, pendingMemory(of: $1, now: now)) }
    }

    public var soundClientsInUse: Int { jobs.values.reduce(0) { $0 + $1.cost.soundClients } }

    // MARK: Helpers

    private func isReserved(_ job: Job, now: Instant) -> Bool { job.use == nil || now < job.reservedUntil }

    private func cpu(of job: Job, now: Instant) -> Double {
        let measured = job.use?.cpu ?? 0
        return isReserved(job, now: now) ? max(job.cost.cpu, measured) : measured
    }

    private func pendingMemory(of job: Job, now: Instant) -> UInt64 {
        let measured = job.use?.memory ?? 0
        return isReserved(job, now: now) && job.cost.memory > measured ? job.cost.memory - measured : 0
    }

    private func cpuRefusal(_ needed: Double, now: Instant) -> AdmissionRefusal? {
        guard needed <= limits.cores + Self.rounding else {
            return .moreThanAllCPU(needed: needed, cores: limits.cores)
        }
        let free = availableCPU(now: now)
        guard needed > free + Self.rounding else {
            // On an idle node too: the larger one may ask only in a moment.
            return largerJobFirst.goesBefore(needed, now: now).map { .makingRoom(needed: needed, largerJob: $0) }
        }
        let starting = jobs.values.count { isReserved($0, now: now) }
        return .notEnoughCPU(
            needed: needed, free: free, budget: limits.cpuBudget, jobs: jobs.count, starting: starting)
    }

    private func memoryRefusal(_ needed: UInt64, now: Instant) -> AdmissionRefusal? {
        guard let limit = limits.maxMemory else { return nil }
        let used = memoryInUse(now: now)
        guard saturatingSum(saturatingSum(used, needed), limits.memoryMargin) >= limit else { return nil }
        return .notEnoughMemory(needed: needed, used: used, margin: limits.memoryMargin, limit: limit)
    }

    private func soundRefusal(_ needed: Int) -> AdmissionRefusal? {
        let used = soundClientsInUse
        guard needed > 0, needed > limits.maxSoundClients - used else { return nil }
        return .notEnoughSoundClients(needed: needed, used: used, limit: limits.maxSoundClients)
    }

    private func saturatingSum(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let (sum, overflows) = left.addingReportingOverflow(right)
        return overflows ? .max : sum
    }
}
