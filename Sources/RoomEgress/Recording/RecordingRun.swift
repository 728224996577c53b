import GStreamerRuntime
import MediaTypes
import ServiceKit

/// What one recording has open while it runs, and what opens and closes it. Reports everything that happens as inputs
/// of the recording's life, and decides nothing.
actor RecordingRun {
    private let job: RecordingJob
    private let fanOut: FrameFanOut
    private let logger: Logger
    private let input: AsyncStream<RecordingLifecycle.Input>.Continuation

    private var stage: PageStage?
    private var page: PageSession?
    private var pipeline: Pipeline?
    private var opening: Task<Void, Never>?
    private var isClosed = false
    private let clock: any Clock<Duration>

    /// How long the pipeline may take to deliver its end of stream, as the egress service documents it.
    private static let drainLimit = Duration.seconds(30)

    init(
        _ job: RecordingJob, fanOut: FrameFanOut, logger: Logger,
        input: AsyncStream<RecordingLifecycle.Input>.Continuation, clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.clock = clock
        self.job = job
        self.fanOut = fanOut
        self.logger = logger
        self.input = input
    }

    // MARK: - Opening

    /// Begins to bring up display, sound, browser, page and capture.
    func begin() { opening = Task { await open() } }

    private func open() async {
        do {
            let stage = try await setStage()
            guard !isClosed else { return await stage.strike() }
            self.stage = stage
            watch(stage)
            let page = try await attach(to: stage)
            guard !isClosed else { return }
            self.page = page
            try prepareCapture(of: stage)
            try await page.open()
            if !job.awaitsStartSignal { try await page.waitUntilDrawn() }
            input.yield(.pageReady)
        } catch let error as PageError {
            input.yield(.failed("\(error)", error.isOfPage ? .page : nil))
        } catch {
            input.yield(.failed("\(error)"))
        }
    }

    private func setStage() async throws -> PageStage {
        do {
            return try await PageStage.set(PageStage.Options(job))
        } catch {
            throw PageError(step: .browserStart, reason: .browser("\(error)"), url: job.page.description)
        }
    }

    private func attach(to stage: PageStage) async throws -> PageSession {
        logger.debug("launching chrome", LogField("url", job.page.description))
        let page: PageSession
        do {
            page = try await PageSession.attach(
                to: stage.browser, PageSession.Options(job),
                onConsole: { [logger] line in logger.debug("page console", LogField("line", line)) })
        } catch let error as PageError {
            throw error
        } catch {
            let output = stage.browser.process.lastOutput()
            throw PageError(
                step: .browserStart, reason: .browser("\(error)" + (output.isEmpty ? "" : "; it printed: \(output)")),
                url: job.page.description)
        }
        Task { [input] in
            for await signal in page.signals {
                switch signal {
                case .start: input.yield(.startSignal)
                case .end: input.yield(.end(.sourceEnded))
                case .refused(let error): input.yield(.failed("\(await page.failure(.recording, .refused(error)))"))
                case .browserEnded: input.yield(await Self.browserEnd(page, stage.browser))
                case .crashed: input.yield(.failed("\(await page.failure(.recording, .rendererCrashed))"))
                }
            }
        }
        return page
    }

    private static func browserEnd(_ page: PageSession, _ browser: Browser) async -> RecordingLifecycle.Input {
        // The page may be gone while the browser runs on; and its exit comes a moment after the end of its pipes.
        let exit = await withDeadline(.seconds(1)) { await browser.process.exit }
        let how = exit.map { "\($0)" } ?? "its page closed"
        let failure = await page.failure(.recording, .browserEnded(how))
        guard case .signal = exit else { return .browserEnded("\(failure)", byItself: true) }
        return .browserEnded("\(failure)", byItself: false)
    }

    private func watch(_ stage: PageStage) {
        Task { [input] in
            let (process, exit) = await stage.firstExit
            guard process !== stage.browser.process else { return }  // the page's signals tell that
            // Not to be waited for: there will be no end of stream from what reads it.
            input.yield(.pipelineFailed("\(process.name) ended during the recording: \(exit)"))
        }
    }

    // MARK: - Capturing

    /// Opens the display and the sound without taking anything from them yet, so that the start is quick.
    private func prepareCapture(of stage: PageStage) throws {
        let graph = CaptureGraph.make(
            display: stage.display.name, soundServer: stage.sound.address, monitor: stage.sound.monitor,
            media: job.media, job.encoding, keyFrameInterval: job.keyFrameInterval)
        let pipeline = try Pipeline(graph)
        let soundShift = CaptureGraph.soundShift(job.encoding)
        for (sink, track, bitrate) in CaptureGraph.tracks(job.media, job.encoding) {
            try pipeline.onFrames(from: sink, track: track, bitrate: bitrate) { [fanOut] event in
                switch event {
                case .track(let description): fanOut.receive(description)
                case .frame(var frame):
                    if track == CaptureGraph.audioTrack { frame = frame.shifted(by: soundShift) }
                    fanOut.receive(frame)
                case .endOfStream: break
                }
            }
        }
        Task { [input, logger] in
            for await event in pipeline.events {
                switch event {
                case .error(let failure): input.yield(.pipelineFailed("media pipeline failed: \(failure)"))
                case .warning(let failure): logger.warn("media pipeline", LogField("warning", failure))
                case .endOfStream: input.yield(.endOfStream)
                case .stateChanged, .latencyChanged, .qualityOfService, .elementMessage: break
                }
            }
        }
        if job.media.hasVideo {
            fanOut.setRepeatCounter { [weak pipeline] in
                (try? pipeline?.property("duplicate", of: CaptureGraph.rateElement)).flatMap(Int.init) ?? 0
            }
        }
        try pipeline.prepare()
        self.pipeline = pipeline
    }

    func startCapture() async {
        let phase = await page?.displayPhase()
        do {
            // The capture's ticks count from the moment it begins to play.
            if let phase { DisplayPhase.wait(until: phase.captureStart(after: DisplayPhase.now)) }
            try pipeline?.play()
        } catch {
            input.yield(.pipelineFailed("\(error)"))
        }
    }

    /// The capture listens by itself now.
    func releasePreparation() { stage?.stopMonitorReader() }

    func endCapture() { pipeline?.sendEndOfStream() }

    // MARK: - Limits

    /// Fails the recording when the page has given no start signal in time.
    func limitStartSignal() async {
        guard let limit = job.configuration.startSignalTimeout, let page else { return }
        guard (try? await Task.sleep(for: limit)) != nil else { return }
        input.yield(.startSignalTimeout("\(await page.failure(.startSignal, .timeout(limit)))"))
    }

    /// Ends the wait for a start signal with the time that the recording itself may last.
    func limitWait() async {
        guard job.limitsWait, let limit = job.duration, (try? await clock.sleep(for: limit)) != nil else { return }
        input.yield(.waitLimit)
    }

    /// Ends the wait for a pipeline that does not end.
    func limitDrain() async {
        guard (try? await clock.sleep(for: Self.drainLimit)) != nil else { return }
        input.yield(.drainTimeout)
    }

    // MARK: - Closing

    /// Closes everything that was opened, also what is still opening. Answers the CPU seconds the programs used.
    func close() async -> Double {
        isClosed = true
        pipeline?.stop()
        let cpuSeconds = stage?.cpuSeconds ?? 0
        await stage?.strike()
        await opening?.value  // soon over: nothing answers it any more
        return cpuSeconds
    }
}
