internal import ServiceKit

/// Measures what jobs, each the tree of processes below one, and the node use. It reads `/proc` and control groups;
/// with no jobs, only a handful of small files.
public struct ResourceMeter<JobID: Hashable & Sendable>: Sendable {
    public typealias Instant = ContinuousClock.Instant

    public let capacity: NodeCapacity
    private let root: String
    private let processID: Int32
    private let groups: ControlGroups
    private let hasQuota: Bool
    private var last: (instant: Instant, jobs: [JobID: Double], machine: MachineTime, groupSeconds: Double?)?

    /// `processID` is that of this process. A test may point `root` at files of its own.
    public init(processID: Int32, root: String = "") {
        self.root = root
        self.processID = processID
        capacity = NodeCapacity.measured(root: root)
        groups = ControlGroups(root: root)
        hasQuota = groups.cpuQuota != nil
    }

    /// What was used since the sample before. `jobs` names the first process of each.
    public mutating func sample(_ jobs: [JobID: Int32], now: Instant) -> ResourceSample<JobID> {
        let table = jobs.isEmpty ? ProcessTable(processID: processID, root: root) : ProcessTable(root: root)
        var sample = ResourceSample<JobID>(cores: capacity.cores)
        var seconds: [JobID: Double] = [:]
        let passed = last.map { ($0.instant.duration(to: now)) / .seconds(1) } ?? 0
        for (job, processID) in jobs {
            let tree = table.tree(of: [processID])
            let used = tree.reduce(0) { $0 + $1.cpuSeconds }
            seconds[job] = used
            guard !tree.isEmpty, let before = last?.jobs[job], passed > 0 else { continue }
            sample.jobs[job] = JobUse(
                cpu: max(0, used - before) / passed, memory: tree.reduce(0) { $0 &+ $1.residentBytes },
                processes: tree.count { !$0.isZombie }, cpuSeconds: used)
        }
        let all = table.tree(of: Set(jobs.values).union([processID]))
        sample.processMemory = all.reduce(0) { $0 &+ $1.residentBytes }
        sample.groupMemory = groups.memoryWorkingSet
        measureNode(&sample, seconds, passed: passed, now: now)
        return sample
    }

    /// See `ControlGroups.outOfMemoryKills`.
    var outOfMemoryKills: UInt64 { groups.outOfMemoryKills }

    private mutating func measureNode(
        _ sample: inout ResourceSample<JobID>, _ seconds: [JobID: Double], passed: Double, now: Instant
    ) {
        let machine = MachineTime(SystemFile.text("\(root)/proc/stat") ?? "")
        let groupSeconds = hasQuota ? groups.cpuSeconds : nil
        if let last, passed > 0 {
            var idle = machine.idleShare(since: last.machine).map { $0 * Double(machine.cores) }
            if let groupSeconds, let before = last.groupSeconds {
                let left = capacity.cores - max(0, groupSeconds - before) / passed
                idle = min(idle ?? left, left)
            }
            sample.idleCores = idle.map { min(capacity.cores, max(0, $0)) }
        }
        last = (now, seconds, machine, groupSeconds)
    }
}

/// The first line of `/proc/stat` (proc(5)): what all cores did since the start, in ticks.
struct MachineTime: Hashable, Sendable {
    private(set) var idle: UInt64 = 0
    private(set) var total: UInt64 = 0
    private(set) var cores = 0

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            if line.hasPrefix("cpu ") {
                // user nice system idle iowait irq softirq steal; guests are in user already.
                let ticks = line.split(separator: " ").dropFirst().prefix(8).map { UInt64($0) ?? 0 }
                guard ticks.count >= 5 else { continue }
                idle = ticks[3] &+ ticks[4]
                total = ticks.reduce(0, &+)
            } else if line.hasPrefix("cpu") {
                cores += 1
            }
        }
    }

    /// From 0 to 1; nil when no time has passed.
    func idleShare(since before: MachineTime) -> Double? {
        guard total > before.total else { return nil }
        // The kernel's waiting time may step back a little.
        let passed = idle > before.idle ? idle - before.idle : 0
        return min(1, Double(passed) / Double(total - before.total))
    }
}
