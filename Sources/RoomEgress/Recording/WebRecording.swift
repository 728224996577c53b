import GStreamerRuntime
import MediaTypes
public import ServiceKit
import Synchronization

/// One recording of one web page, from the browser's start to the finished outputs.
///
/// ```swift
/// let recording = try WebRecording(job, logger: logger)
/// let result = await recording.run()
/// ```
public final class WebRecording: MediaRecording {
    private let job: RecordingJob
    private let logger: Logger
    private let fanOut: FrameFanOut
    private let outputs: JobOutputs
    private let inputs: AsyncStream<RecordingLifecycle.Input>
    private let input: AsyncStream<RecordingLifecycle.Input>.Continuation
    private let phase = Mutex(RecordingProgress.Phase.starting)
    public let events: AsyncStream<RecordingEvent>
    private let event: AsyncStream<RecordingEvent>.Continuation

    /// Opens the outputs, so that a place that cannot be written is known before anything starts.
    public init(_ job: RecordingJob, logger: Logger) throws {
        self.job = job
        self.logger = logger.with("egress_id", job.id)
        let (inputs, input) = AsyncStream<RecordingLifecycle.Input>.makeStream()
        (self.inputs, self.input) = (inputs, input)
        let (events, event) = AsyncStream<RecordingEvent>.makeStream(bufferingPolicy: .bufferingNewest(64))
        (self.events, self.event) = (events, event)
        fanOut = FrameFanOut(
            media: job.media, framerate: job.encoding.frameRate, limit: job.duration,
            onStart: { input.yield(.firstFrame) }, onLimit: { input.yield(.end(.durationReached)) })
        outputs = try JobOutputs(
            job, fanOut: fanOut, logger: self.logger, onStreams: { event.yield(.streams($0)) }, report: { input.yield($0) })
    }

    /// One that never ran gives its files back.
    deinit { outputs.abandon() }

    // MARK: - While it runs

    public func stop(_ reason: EndReason = .stopRequested) { input.yield(.end(reason)) }

    /// Ends the recording at once: neither the encoders nor slow stream servers are waited for.
    public func hasten(_ reason: EndReason = .stopRequested) {
        input.yield(.end(reason))
        input.yield(.hasten)
        outputs.hasten()
    }

    public var progress: RecordingProgress {
        RecordingProgress(phase: phase.withLock { $0 }, statistics: fanOut.statistics)
    }

    public func addStream(_ url: StreamURL) throws { try outputs.addStream(url) }

    public func removeStream(_ url: StreamURL) async throws { try await outputs.removeStream(url) }

    public var streamResults: [StreamResult] { outputs.streamResults }

    // MARK: - Life

    public func run() async -> RecordingResult {
        // In a task of its own: one that is cancelled cannot wait for its outputs to be finished.
        let work = Task { await record() }
        return await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            stop()
        }
    }

    private func record() async -> RecordingResult {
        let startedAt = UnixClock.now()
        let run = RecordingRun(job, fanOut: fanOut, logger: logger, input: input)
        let ending = await live(run)
        // The file first: a caller who asked for the end waits for it, and the browser's end can take a moment.
        let results = await outputs.finish()
        let statistics = fanOut.statistics  // a closed pipeline counts nothing any more
        let cpuSeconds = await run.close()
        let result = RecordingResult(
            id: job.id, ending: ending, startedAt: startedAt, outputs: results, statistics: statistics,
            cpuSeconds: cpuSeconds)
        phase.withLock { $0 = .ended }
        event.finish()
        return result
    }

    private func live(_ run: RecordingRun) async -> RecordingLifecycle.Ending {
        var lifecycle = RecordingLifecycle(awaitsStartSignal: job.awaitsStartSignal)
        var tasks: [Task<Void, Never>] = []
        defer { for task in tasks { task.cancel() } }
        await run.begin()
        for await next in inputs {
            let action = lifecycle.handle(next)
            phase.withLock { $0 = lifecycle.phase }
            log(next, changesSomething: action != nil)
            tell(action, next)
            switch action {
            case .awaitStartSignal:
                tasks += [Task { await run.limitStartSignal() }, Task { await run.limitWait() }]
            case .startCapture: await run.startCapture()
            case .releasePreparation: await run.releasePreparation()
            case .sendEndOfStream:
                await run.endCapture()
                tasks.append(Task { await run.limitDrain() })
            case .finish, nil: break
            }
            if let ending = lifecycle.ending { return ending }
        }
        return RecordingLifecycle.Ending(reason: .failure, error: "the recording was abandoned", hasRecorded: false)
    }

    private func tell(_ action: RecordingLifecycle.Action?, _ input: RecordingLifecycle.Input) {
        switch (action, input) {
        case (.releasePreparation, _): event.yield(.started)
        case (.sendEndOfStream, .end(let reason)): event.yield(.ending(reason))
        case (.sendEndOfStream, .browserEnded): event.yield(.ending(.browserEnded))
        case (.sendEndOfStream, _): event.yield(.ending(.failure))
        case (.awaitStartSignal, _), (.startCapture, _), (.finish, _), (nil, _): break
        }
    }

    private func log(_ input: RecordingLifecycle.Input, changesSomething: Bool) {
        switch input {
        case .pageReady: logger.debug("page ready")
        case .startSignal: logger.info("page gave the start signal")
        case .firstFrame: logger.info("recording started")
        case .end(let reason): logger.info("recording ends", LogField("reason", reason.rawValue))
        case .failed(let error, _), .pipelineFailed(let error): logger.error(error)
        case .startSignalTimeout(let error): if changesSomething { logger.error(error) }
        case .browserEnded(let text, let byItself):
            if byItself, changesSomething { logger.info("recording ends", LogField("reason", text)) } else { logger.error(text) }
        case .waitLimit: if changesSomething { logger.info("recording ends before its start signal") }
        case .endOfStream: logger.debug("end of stream")
        case .drainTimeout: logger.error("the pipeline did not end in time")
        case .hasten: logger.info("recording ends at once")
        }
    }
}
