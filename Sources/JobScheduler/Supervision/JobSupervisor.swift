internal import Glibc
internal import ServiceKit

/// Starts jobs as processes of their own, watches them, and tells how they ended.
///
/// While it has jobs, this process becomes the parent of what their dead processes leave behind, and ends it: programs
/// of other sessions that are children of this process, but were not started through this module, are taken for such.
public actor JobSupervisor {
    public struct Settings: Hashable, Sendable {
        /// How often each job is looked at, and how often it gives a sign of life.
        public var tick = Duration.milliseconds(500)
        public var readyTicks = 20
        /// Ticks without a sign of life after which a job hangs.
        public var silentTicks = 8
        /// Ticks that a process may take to end after its result.
        public var exitTicks = 20
        /// What one job may have in memory at most, in bytes, measured; nil leaves it to the kernel.
        public var memoryLimit: UInt64?

        public init() {}
    }

    public nonisolated let folder: JobStateFolder
    public nonisolated let program: JobProgram
    private let settings: Settings
    private let output: @Sendable (_ jobID: String, _ bytes: [UInt8]) -> Void
    private var jobs: [String: SupervisedJob] = [:]
    private var meter = ResourceMeter<String>(processID: getpid())
    /// The counter at the last ticks: what the kernel did just before a process is seen to end counts for it.
    private var outOfMemoryKills: [UInt64] = []
    private var ticking: Task<Void, Never>?
    private var idleWaiters: [CheckedContinuation<Void, Never>] = []

    /// `output` gets what jobs print, on a thread of its own; standard error unless told another.
    public init(
        program: JobProgram, folder: JobStateFolder, settings: Settings = Settings(),
        output: (@Sendable (_ jobID: String, _ bytes: [UInt8]) -> Void)? = nil
    ) {
        self.program = program
        self.folder = folder
        self.settings = settings
        self.output = output ?? { _ = JobFiles.write($1, to: STDERR_FILENO) }
    }

    // MARK: Jobs

    /// Starts a job's process and hands it the request. `note` stays on disk beside the job until it is settled, and
    /// comes back if this service dies: without secrets, please. The job may not be ready yet. One that `isProvisional`
    /// ends without a trace if this service dies before ``JobHandle/keep()``.
    public func start(
        _ jobID: String, request: [UInt8], note: [UInt8] = [], isProvisional: Bool = false
    ) async throws(JobError) -> JobHandle {
        guard let files = folder.files(jobID) else { throw .badJobID(jobID) }
        let start = JobMessage.start(
            JobStart(
                jobID: jobID, stateFolder: folder.path,
                heartbeatMilliseconds: UInt32(clamping: Int(settings.tick / .milliseconds(1))), request: request))
        guard start.isSendable else {
            throw .requestTooLarge(request.count, limit: JobMessage.largestLength)
        }
        let file = try folder.note(note, for: jobID, isProvisional: isProvisional)
        OrphanAdoption.begin()
        let (process, socket, output): (ChildProcess, JobSocket, OutputTail)
        do {
            (process, socket, output) = try await spawn(jobID, file)
        } catch {
            OrphanAdoption.end()
            files.remove()
            throw error
        }
        let job = SupervisedJob(
            jobID: jobID, process: process, socket: socket, output: output, files: files, limits: limits)
        jobs[jobID] = job
        socket.send(start)
        watch(job)
        return JobHandle(job: job, folder: folder)
    }

    /// The jobs whose processes live, or whose leftovers are being ended.
    public var running: [JobHandle] { jobs.values.map { JobHandle(job: $0, folder: folder) } }

    public func handle(of jobID: String) -> JobHandle? { jobs[jobID].map { JobHandle(job: $0, folder: folder) } }

    /// Asks every job to end well now, because the service itself ends.
    public func shutDownAll() async { for job in jobs.values { await job.send(.shutDown) } }

    public func hastenAll() async { for job in jobs.values { await job.send(.hasten) } }

    public func killAll(reason: String) async { for job in jobs.values { await job.kill(reason: reason) } }

    /// Returns once no job runs.
    public func drained() async {
        if jobs.isEmpty { return }
        await withCheckedContinuation { idleWaiters.append($0) }
    }

    // MARK: Measuring

    /// What this process may use of the machine.
    public var capacity: NodeCapacity { meter.capacity }

    /// What jobs and node used since the call before; call it about every second. `orphans` are jobs of an earlier
    /// service, by their processes.
    public func measure(orphans: [String: Int32] = [:], now: ContinuousClock.Instant) async -> ResourceSample<String> {
        let processes = orphans.merging(jobs.mapValues(\.process.processID)) { $1 }
        let sample = meter.sample(processes, now: now)
        for (jobID, use) in sample.jobs { await jobs[jobID]?.measured(use) }
        return sample
    }

    // MARK: Helpers

    private var limits: JobLife.Limits {
        JobLife.Limits(
            tick: settings.tick, readyTicks: settings.readyTicks, silentTicks: settings.silentTicks,
            exitTicks: settings.exitTicks, memory: settings.memoryLimit)
    }

    private func spawn(
        _ jobID: String, _ file: FileDescriptor
    ) async throws(JobError) -> (ChildProcess, JobSocket, OutputTail) {
        do {
            // The child's ends are closed here when this returns, so that its death can be seen.
            let (ours, theirs) = try FileDescriptor.socketPair()
            let (read, write) = try FileDescriptor.pipe()
            var command = ChildProcess.Command(
                executable: program.executable, arguments: program.arguments, environment: program.environment,
                descriptors: [JobChannel.socketNumber: theirs, JobChannel.fileNumber: file],
                output: .descriptor(write))
            command.bond = .independent
            let process = try await ChildProcess.start("job \(jobID)", command)
            let output = output
            return (process, JobSocket(ours), OutputTail(read) { output(jobID, $0) })
        } catch ProcessError.cannotStart(_, let path, let code) {
            throw .cannotStart(path, code: code)
        } catch ProcessError.noPipe(let code) {
            throw .cannotStart(program.executable, code: code)
        } catch {
            throw .cannotStart(program.executable, code: EINVAL)
        }
    }

    private func watch(_ job: SupervisedJob) {
        if outOfMemoryKills.isEmpty { outOfMemoryKills = [meter.outOfMemoryKills] }
        if ticking == nil { ticking = Task { await tickWhileThereAreJobs() } }
        Task {
            _ = await job.run { await self.kernelHasKilledForMemory }
            ended(job)
        }
    }

    private func ended(_ job: SupervisedJob) {
        jobs[job.jobID] = nil
        OrphanAdoption.end()
        guard jobs.isEmpty else { return }
        for waiter in idleWaiters { waiter.resume() }
        idleWaiters = []
    }

    private func tickWhileThereAreJobs() async {
        while !jobs.isEmpty {
            try? await Task.sleep(for: settings.tick)
            outOfMemoryKills = outOfMemoryKills.suffix(5) + [meter.outOfMemoryKills]
            for job in jobs.values { await job.tick() }
        }
        (ticking, outOfMemoryKills) = (nil, [])
    }

    private var kernelHasKilledForMemory: Bool {
        outOfMemoryKills.first.map { meter.outOfMemoryKills > $0 } ?? false
    }
}
