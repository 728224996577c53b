internal import ServiceKit

/// One running job: its process, the socket to it, and its life.
actor SupervisedJob {
    nonisolated let jobID: String
    nonisolated let process: ChildProcess
    /// The latest updates not yet taken, for one consumer; when it is slow, the oldest are dropped.
    nonisolated let updates: AsyncStream<[UInt8]>
    private let socket: JobSocket
    private let output: OutputTail
    private let files: JobFiles
    private let newUpdates: AsyncStream<[UInt8]>.Continuation
    private let started = ContinuousClock.now
    private let startTicks: UInt64
    private var life: JobLife
    private var isReady = false
    private var readyWaiters: [CheckedContinuation<JobError?, Never>] = []
    private var lastCommand: UInt32 = 0
    private var commands: [UInt32: CheckedContinuation<Result<JobAnswer, JobError>, Never>] = [:]
    private var measured: (cpuSeconds: Double, peakMemory: UInt64) = (0, 0)
    private var report: JobReport?
    private var reportWaiters: [CheckedContinuation<JobReport, Never>] = []

    private static let keptUpdates = 64

    init(
        jobID: String, process: ChildProcess, socket: JobSocket, output: OutputTail, files: JobFiles,
        limits: JobLife.Limits
    ) {
        self.jobID = jobID
        self.process = process
        self.socket = socket
        self.output = output
        self.files = files
        life = JobLife(limits: limits)
        startTicks = ProcessTable(processID: process.processID).entries.first?.startTicks ?? 0
        (updates, newUpdates) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.keptUpdates))
    }

    /// Lives through the job, until all it had started is gone. `isOutOfMemory` tells whether the kernel has killed for
    /// memory just now.
    func run(isOutOfMemory: @Sendable () async -> Bool) async -> JobReport {
        let (process, socket) = (process, socket)
        // A program of the job's that holds on to the socket must not hide the job's end.
        Task {
            _ = await process.exit
            try? await Task.sleep(for: .seconds(1))
            socket.close()
        }
        for await event in socket.events {
            switch event {
            case .message(let message): receive(message)
            case .closed(let error?): act(life.handle(.notUnderstood(error)))
            case .closed(nil): break
            }
        }
        let exit = await process.exit
        let wasOutOfMemory = await isOutOfMemory()
        let leftovers = await OrphanAdoption.endLeftovers(startedSince: startTicks)
        await output.finish()
        guard case .end(let outcome) = life.handle(.exited(exit, isOutOfMemory: wasOutOfMemory)) else {
            preconditionFailure("a job ends once")
        }
        return finish(outcome, leftovers)
    }

    // MARK: What the supervisor says

    func tick() { act(life.handle(.tick)) }

    func measured(_ use: JobUse) {
        measured = (use.cpuSeconds, max(measured.peakMemory, use.memory))
        act(life.handle(.measured(memory: use.memory)))
    }

    func kill(reason: String) { act(life.handle(.kill(reason: reason))) }

    func send(_ message: JobMessage) { socket.send(message) }

    // MARK: What a handle asks

    func ready() async -> JobError? {
        if isReady { return nil }
        if let report { return report.failure }
        return await withCheckedContinuation { readyWaiters.append($0) }
    }

    func command(_ bytes: [UInt8]) async -> Result<JobAnswer, JobError> {
        guard report == nil else { return .failure(.hasEnded(jobID)) }
        lastCommand &+= 1
        let number = lastCommand
        guard socket.send(.command(number: number, bytes)) else {
            return .failure(.commandTooLarge(bytes.count, limit: JobMessage.largestLength))
        }
        return await withCheckedContinuation { commands[number] = $0 }
    }

    var finalReport: JobReport {
        get async {
            if let report { return report }
            return await withCheckedContinuation { reportWaiters.append($0) }
        }
    }

    // MARK: Helpers

    private func receive(_ message: JobMessage) {
        act(life.handle(.message(message)))
        switch message {
        case .update(let bytes): newUpdates.yield(bytes)
        case .answer(let number, let isRefusal, let bytes):
            commands.removeValue(forKey: number)?.resume(
                returning: .success(isRefusal ? .refused(bytes) : .accepted(bytes)))
        case .start, .stop, .shutDown, .hasten, .command, .ready, .heartbeat, .result: break
        }
    }

    private func act(_ action: JobLife.Action) {
        switch action {
        case .none, .end: break
        case .becameReady:
            isReady = true
            for waiter in readyWaiters { waiter.resume(returning: nil) }
            readyWaiters = []
        case .kill: process.sendKill()
        }
    }

    private func finish(_ outcome: Result<[UInt8], JobError>, _ leftovers: Int) -> JobReport {
        // A job that wrote its result has one, whatever became of it afterwards.
        var outcome = outcome
        if case .failure = outcome, let result = JobFiles.read(files.result) { outcome = .success(result) }
        let use = process.resourceUse
        let report = JobReport(
            jobID: jobID, outcome: outcome, cpuSeconds: max(measured.cpuSeconds, use?.cpuSeconds ?? 0),
            // The kernel's own figure includes what this process had when it forked.
            peakMemory: measured.peakMemory > 0 ? measured.peakMemory : use?.peakMemory ?? 0,
            duration: .now - started,
            lastOutput: output.text, leftoverProcesses: leftovers)
        self.report = report
        newUpdates.finish()
        for waiter in readyWaiters { waiter.resume(returning: report.failure) }
        for waiter in commands.values { waiter.resume(returning: .failure(.hasEnded(jobID))) }
        for waiter in reportWaiters { waiter.resume(returning: report) }
        (readyWaiters, commands, reportWaiters) = ([], [:], [])
        return report
    }
}

extension JobReport {
    fileprivate var failure: JobError? {
        if case .failure(let error) = outcome { error } else { nil }
    }
}
