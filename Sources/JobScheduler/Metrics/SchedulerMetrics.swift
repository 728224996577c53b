public import ServiceKit

/// The documented metrics that are about taking and running jobs.
public struct SchedulerMetrics: Sendable {
    /// How a job ended, in the words of the documents.
    public enum Ending: String, CaseIterable, Hashable, Sendable {
        case completed, aborted
        case stoppedCPU = "stopped_cpu"
        case killedCPU = "killed_cpu"
        case killedOOM = "killed_oom"
        case killedShutdown = "killed_shutdown"
        case processError = "process_error"
        case duplicateIdentity = "duplicate_identity"
    }

    private let available: GaugeMetric
    private let canAccept: GaugeMetric
    private let isDisabled: GaugeMetric
    private let isTerminating: GaugeMetric
    private let cpuLoad: GaugeMetric
    private let requests: GaugeMetric
    private let results: CounterMetric
    private let loadRatio: GaugeMetric
    private let memory: MemoryMetrics
    private let pulseSinks: GaugeMetric

    /// Registers them all. Constant labels, such as `node_id` and `cluster_id`, are the registry's.
    public init(_ registry: MetricRegistry) {
        available = registry.gauge("livekit_egress_available", help: "1 while the node takes jobs and has none.")
        canAccept = registry.gauge(
            "livekit_egress_can_accept_request", help: "1 while the node would take another job of usual cost.")
        isDisabled = registry.gauge(
            "livekit_egress_is_disabled", help: "1 while the node cannot take jobs because something it needs fails.")
        isTerminating = registry.gauge(
            "livekit_egress_is_terminating", help: "1 when the node takes no more jobs and ends with its last.")
        cpuLoad = registry.gauge(
            "livekit_node_cpu_load", help: "Used part of the node's cores, 0 to 1.", labels: ["node_type"])
        requests = registry.gauge("livekit_egress_requests", help: "Jobs running, by type.", labels: ["type"])
        results = registry.counter(
            "livekit_egress_handler_results_total", help: "Jobs ended, by type and how they ended.",
            labels: ["type", "result"])
        loadRatio = registry.gauge(
            "livekit_load_ratio", help: "What jobs use or reserve, as part of what they may.", labels: ["type"])
        memory = MemoryMetrics(registry)
        pulseSinks = registry.gauge("livekit_egress_pulse_sinks", help: "Sound sinks of running jobs.")
    }

    func jobStarted(type: String) { requests.add(1, type) }

    func jobEnded(type: String, _ ending: Ending) {
        requests.add(-1, type)
        results.increment(type, ending.rawValue)
    }

    /// Shows what admission would decide now. `usual` is the cost that "can accept" is about.
    func update(_ admission: Admission<String>, usual: JobCost, now: ContinuousClock.Instant) {
        let takesJobs = admission.isHealthy && !admission.isTerminating
        available.set(takesJobs && admission.isIdle)
        canAccept.set(admission.refusal(of: usual, now: now) == nil)
        isDisabled.set(!admission.isHealthy)
        isTerminating.set(admission.isTerminating)
        let limits = admission.limits
        let cpu = limits.cpuBudget > 0 ? admission.cpuInUse(now: now) / limits.cpuBudget : 0
        loadRatio.set(cpu, "cpu")
        if let maximum = limits.maxMemory, maximum > 0 {
            loadRatio.set(Double(admission.memoryInUse(now: now)) / Double(maximum), "memory")
        }
        if limits.maxSoundClients > 0 {
            loadRatio.set(Double(admission.soundClientsInUse) / Double(limits.maxSoundClients), "pulse")
        }
        pulseSinks.set(Double(admission.soundClientsInUse / 4))
    }

    /// Shows what was measured.
    func update(_ sample: ResourceSample<String>, _ limits: AdmissionLimits) {
        cpuLoad.set(sample.cpuLoad, "EGRESS")
        memory.update(sample, limits)
    }
}

/// Memory in use as the two sources have it.
private struct MemoryMetrics: Sendable {
    private let group: GaugeMetric
    private let groupIsReadable: GaugeMetric
    private let processes: GaugeMetric
    private let groupWouldReject: GaugeMetric

    init(_ registry: MetricRegistry) {
        group = registry.gauge("livekit_egress_cgroup_memory_bytes", help: "Working set of the control group.")
        groupIsReadable = registry.gauge(
            "livekit_egress_cgroup_read_success", help: "1 when the control group's memory could be read.")
        processes = registry.gauge("livekit_egress_proc_rss_bytes", help: "Resident memory of service and jobs.")
        groupWouldReject = registry.gauge(
            "livekit_egress_would_reject_cgroup",
            help: "1 when the control group's memory alone, with the margin, reaches the limit.")
    }

    func update(_ sample: ResourceSample<String>, _ limits: AdmissionLimits) {
        processes.set(Double(sample.processMemory))
        groupIsReadable.set(sample.groupMemory != nil)
        guard let used = sample.groupMemory else { return }
        group.set(Double(used))
        let (needed, isTooMuch) = used.addingReportingOverflow(limits.memoryMargin)
        groupWouldReject.set(limits.maxMemory.map { isTooMuch || needed >= $0 } ?? false)
    }
}
