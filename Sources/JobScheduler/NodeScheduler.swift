public import ServiceKit

/// Takes jobs as long as the node can bear them, runs them, measures them, and ends with the last.
public actor NodeScheduler {
    public struct Settings: Sendable {
        public var memorySource = CPUCosts.MemorySource.processes
        /// What a usual job costs, for the metric that says whether there is room for another.
        public var usualCost = JobCost(cpu: 1)
        /// How often jobs and node are measured.
        public var interval = Duration.seconds(1)

        public init() {}
    }

    /// Jobs of an earlier service: those found running, and each once when it has ended, to be reported and settled. For one
    /// consumer.
    public nonisolated let orphans: AsyncStream<OrphanedJob>
    public nonisolated let supervisor: JobSupervisor
    private let settings: Settings
    private let metrics: SchedulerMetrics?
    private let ending: @Sendable (JobReport) -> SchedulerMetrics.Ending
    private let newOrphans: AsyncStream<OrphanedJob>.Continuation
    private var waitingOrphans: Set<String>
    private var runningOrphans: [String: Int32] = [:]
    private var admission: Admission<String>
    /// By their names, the types of jobs that have room but were not started yet.
    private var admitted: [String: String] = [:]
    private var shutdown = Shutdown()
    /// Whether the node was told to end and its last job has ended.
    public private(set) var hasEnded = false
    private var endWaiters: [CheckedContinuation<Void, Never>] = []
    private var lastSample: ResourceSample<String>?
    private var health: (@Sendable () async -> String?)?

    /// `ending` tells from its result how a job ended; what has no result is known without asking.
    public init(
        supervisor: JobSupervisor, limits: AdmissionLimits, settings: Settings = Settings(),
        metrics: SchedulerMetrics? = nil,
        ending: @escaping @Sendable (_ result: [UInt8]) -> SchedulerMetrics.Ending = { _ in .completed }
    ) {
        self.supervisor = supervisor
        self.settings = settings
        self.metrics = metrics
        self.ending = { report in
            switch report.outcome {
            case .success(let result): ending(result)
            case .failure(.outOfMemory): .killedOOM
            case .failure(.ended(Self.shutdownReason)): .killedShutdown
            case .failure: .processError
            }
        }
        admission = Admission(limits: limits)
        (orphans, newOrphans) = AsyncStream.makeStream()
        // What is there before the first job of ours belonged to somebody who is gone.
        waitingOrphans = Set(supervisor.folder.jobs().map(\.jobID))
    }

    private static let shutdownReason = "server is shutting down"

    // MARK: Jobs

    /// What to claim a request with.
    public func affinity(for cost: JobCost) -> Affinity { admission.affinity(for: cost, now: .now) }

    /// Holds room for a job of a `type` that metrics know it by, until it is started or withdrawn; or throws why there is
    /// none. A name that an earlier service's job still has is refused, too.
    public func admit(_ jobID: String, type: String, cost: JobCost) throws(AdmissionRefusal) {
        guard !supervisor.folder.remembers(jobID) else { throw .alreadyRunning }
        try admission.admit(jobID, cost: cost, now: .now)
        admitted[jobID] = type
    }

    /// A job that was admitted does not take place. Nothing to a job that was started.
    public func withdraw(_ jobID: String) {
        guard admitted.removeValue(forKey: jobID) != nil else { return }
        release(jobID)
    }

    /// Starts a job that was admitted. See ``JobSupervisor/start(_:request:note:isProvisional:)``.
    public func start(
        _ jobID: String, request: [UInt8], note: [UInt8] = [], isProvisional: Bool = false
    ) async throws(JobError) -> JobHandle {
        guard let type = admitted.removeValue(forKey: jobID) else { preconditionFailure("\(jobID) was not admitted") }
        metrics?.jobStarted(type: type)
        do {
            let handle = try await supervisor.start(
                jobID, request: request, note: note, isProvisional: isProvisional)
            // An end that was asked for meanwhile did not reach it.
            if shutdown.phase >= .stopping { await handle.shutDown() }
            Task { ended(await handle.report, type) }
            return handle
        } catch {
            forget(jobID, type, .processError)
            throw error
        }
    }

    /// Asks `reason` with every measuring why no job can be taken, nil while all is well: a node that nobody can reach is
    /// not asked by requests.
    public func watchHealth(_ reason: @escaping @Sendable () async -> String?) { health = reason }

    /// Whether the node was told to end.
    public var isTerminating: Bool { shutdown.phase != .running }

    /// Cores that a new job could have.
    public var availableCPU: Double { admission.availableCPU(now: .now) }

    /// What was measured last.
    public var sample: ResourceSample<String>? { lastSample }

    private func ended(_ report: JobReport, _ type: String) { forget(report.jobID, type, ending(report)) }

    private func forget(_ jobID: String, _ type: String, _ ending: SchedulerMetrics.Ending) {
        metrics?.jobEnded(type: type, ending)
        release(jobID)
    }

    private func release(_ jobID: String) {
        admission.remove(jobID)
        showAdmission()
        carryOut(shutdown.jobEnded(runningJobs: admission.jobCount - runningOrphans.count))
    }

    /// Asks a job of an earlier service to end well; false when it does not run.
    public func stopOrphan(_ jobID: String) -> Bool {
        runningOrphans[jobID] != nil && supervisor.folder.interrupt(jobID)
    }

    // MARK: Measuring

    /// Measures jobs and node until it is cancelled.
    public func run() async {
        while !Task.isCancelled {
            await measure(now: .now)
            try? await Task.sleep(for: settings.interval)
        }
    }

    func measure(now: ContinuousClock.Instant) async {
        followOrphans(now: now)
        let sample = await supervisor.measure(orphans: runningOrphans, now: now)
        admission.measure(sample.jobs, memoryInUse: sample.memoryInUse(settings.memorySource))
        lastSample = sample
        metrics?.update(sample, admission.limits)
        if let health { admission.setUnhealthy(reason: await health()) }
        showAdmission()
    }

    private func followOrphans(now: ContinuousClock.Instant) {
        guard !waitingOrphans.isEmpty else { return }
        let orphans = supervisor.folder.jobs().filter { waitingOrphans.contains($0.jobID) }
        // One that was provisional may have removed itself.
        for jobID in waitingOrphans.subtracting(orphans.map(\.jobID)) { forgetOrphan(jobID) }
        for orphan in orphans {
            if case .running(let processID) = orphan.state {
                if runningOrphans.updateValue(processID, forKey: orphan.jobID) == nil {
                    admission.adopt(orphan.jobID, now: now)
                    if !orphan.isProvisional { newOrphans.yield(orphan) }
                }
            } else {
                forgetOrphan(orphan.jobID)
                if orphan.isProvisional { supervisor.folder.settle(orphan.jobID) } else { newOrphans.yield(orphan) }
            }
        }
    }

    private func forgetOrphan(_ jobID: String) {
        waitingOrphans.remove(jobID)
        if runningOrphans.removeValue(forKey: jobID) != nil { admission.remove(jobID) }
    }

    private func showAdmission() { metrics?.update(admission, usual: settings.usualCost, now: .now) }

    // MARK: Ending

    /// Reacts to a signal as ``Shutdown`` says.
    public func handle(_ signal: Signal) {
        carryOut(shutdown.handle(signal, runningJobs: admission.jobCount - runningOrphans.count))
    }

    /// Returns once the node was told to end and its last job has ended. Jobs of an earlier service are not waited for.
    public func ended() async {
        if hasEnded { return }
        await withCheckedContinuation { endWaiters.append($0) }
    }

    private func carryOut(_ actions: [Shutdown.Action]) {
        let supervisor = supervisor
        for action in actions {
            switch action {
            case .refuseNewJobs:
                admission.close()
                showAdmission()
            case .stopJobs: Task { await supervisor.shutDownAll() }
            case .hastenJobs: Task { await supervisor.hastenAll() }
            case .killJobs: Task { await supervisor.killAll(reason: Self.shutdownReason) }
            case .exit:
                hasEnded = true
                for waiter in endWaiters { waiter.resume() }
                endWaiters = []
            }
        }
    }
}
