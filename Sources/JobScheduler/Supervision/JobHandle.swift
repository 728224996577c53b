internal import ServiceKit

/// A job that was started, for whoever has to do with it.
public struct JobHandle: Sendable {
    let job: SupervisedJob
    let folder: JobStateFolder

    public var jobID: String { job.jobID }
    public var processID: Int32 { job.process.processID }

    /// What the job says about itself, in order, until it ends. For one consumer; a slow one misses the oldest.
    public var updates: AsyncStream<[UInt8]> { job.updates }

    /// Returns once the job is ready, or throws why it never will be.
    public func ready() async throws(JobError) {
        if let error = await job.ready() { throw error }
    }

    /// Gives the job a command and waits for its answer; it has as long as it lives.
    public func send(_ command: [UInt8]) async throws(JobError) -> JobAnswer {
        try await job.command(command).get()
    }

    /// Others know of the job now: one that was started as provisional goes on from here on, even without this service.
    public func keep() { folder.keep(jobID) }

    /// Asks the job to end well now. It may take its time; the result comes with the report.
    public func stop() async { await job.send(.stop) }

    /// The same, because the service itself ends.
    public func shutDown() async { await job.send(.shutDown) }

    /// Asks it to end as fast as it can.
    public func hasten() async { await job.send(.hasten) }

    /// Kills it with all it has started. `reason` becomes the description of its error.
    public func kill(reason: String) async { await job.kill(reason: reason) }

    /// How the job ended; waits for the end.
    public var report: JobReport {
        get async { await job.finalReport }
    }

    /// The report was delivered: nothing needs to be remembered for the next service. Until then the job's name cannot
    /// be used again.
    public func settle() { folder.settle(jobID) }
}
