import MediaTypes
public import ServiceKit
import Synchronization

/// The export of one track of a room, from joining to the finished output. Nothing is decoded, except sound for a
/// WebSocket that wants samples.
///
/// ```swift
/// let recording = TrackRecording(job, logger: logger)
/// let result = await recording.run()
/// ```
public final class TrackRecording: MediaRecording {
    private let job: TrackJob
    private let logger: Logger
    private let inputs: AsyncStream<TrackLifecycle.Input>
    private let input: AsyncStream<TrackLifecycle.Input>.Continuation
    private let state = Mutex(State())
    public let events: AsyncStream<RecordingEvent>
    private let event: AsyncStream<RecordingEvent>.Continuation

    private struct State {
        var phase = RecordingProgress.Phase.starting
        var export: TrackExport?
    }

    public init(_ job: TrackJob, logger: Logger) {
        self.job = job
        self.logger = logger.with("egress_id", job.id)
        (inputs, input) = AsyncStream.makeStream()
        (events, event) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(64))
    }

    // MARK: - While it runs

    public func stop(_ reason: EndReason = .stopRequested) { input.yield(.end(reason)) }

    /// Ends the export without waiting for its store; nothing else of it waits long.
    public func hasten(_ reason: EndReason = .stopRequested) {
        stop(reason)
        job.uploads?.hasten()
    }

    public var progress: RecordingProgress {
        let (phase, export) = state.withLock { ($0.phase, $0.export) }
        return RecordingProgress(phase: phase, statistics: export?.statistics ?? FrameStatistics(framerate: nil))
    }

    /// A track has one output.
    public func addStream(_ url: StreamURL) throws { throw StreamError.unsupportedCodec }
    public func removeStream(_ url: StreamURL) async throws { throw StreamError.notFound(url: "\(url)") }
    public var streamResults: [StreamResult] { [] }

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
        let (ending, outputs) = await live()
        let result = RecordingResult(
            id: job.id, ending: ending, startedAt: startedAt, outputs: outputs, statistics: progress.statistics,
            cpuSeconds: 0)
        state.withLock { $0.phase = .ended }
        event.finish()
        return result
    }

    private func live() async -> (RecordingLifecycle.Ending, [OutputResult]) {
        let session = Task { await follow() }
        var timer: Task<Void, Never>?
        var lifecycle = TrackLifecycle()
        for await next in inputs {
            let before = lifecycle.phase
            lifecycle.handle(next)
            log(next)
            state.withLock { $0.phase = lifecycle.phase }
            if before == .starting, lifecycle.phase == .recording {
                event.yield(.started)
                timer = limit()
            }
            if lifecycle.ending != nil { break }
        }
        timer?.cancel()
        let ending = lifecycle.ending ?? .init(reason: .failure, error: "the export was abandoned", hasRecorded: false)
        // Of one that goes on elsewhere nobody tells.
        if ending.failure != .replaced { event.yield(.ending(ending.reason)) }
        session.cancel()
        await session.value
        return (ending, await state.withLock { $0.export }?.finish() ?? [])
    }

    /// Of a track that is muted no frame tells the time.
    private func limit() -> Task<Void, Never>? {
        guard let duration = job.duration else { return nil }
        return Task { [input] in
            guard (try? await Task.sleep(for: duration + Self.lateness)) != nil else { return }
            input.yield(.end(.durationReached))
        }
    }

    /// A track that stays muted, or never brings a key frame, has its time as well.
    private func limitWait() -> Task<Void, Never>? {
        guard let duration = job.duration else { return nil }
        return Task { [input] in
            guard (try? await Task.sleep(for: duration + Self.lateness)) != nil else { return }
            input.yield(.waitLimit)
        }
    }

    /// What frames may be late because of the order they are put into.
    private static let lateness = Duration.seconds(1)

    // MARK: - The room

    /// Joins, finds the track, and passes its frames on until it or this task ends.
    private func follow() async {
        do {
            let session = try await TrackSession.open(job)
            await pass(session)
            await session.close()
        } catch is CancellationError {
            // Who cancelled knows why.
        } catch { input.yield(.failed("\(error)", (error as? TrackError)?.failure)) }
    }

    private func pass(_ session: TrackSession) async {
        let export: TrackExport
        do {
            export = try await TrackExport(
                job, session.facts, unixTime: { session.unixTime(of: $0) }, logger: logger,
                onFile: { [event, facts = session.facts] in event.yield(.file($0, facts)) },
                report: { [input] in input.yield($0) })
        } catch {
            let failure: RecordingFailure? = if case .file = job.output { nil } else { .destination }
            input.yield(.failed("\(error)", (error as? TrackError)?.failure ?? failure))
            return
        }
        state.withLock { $0.export = export }
        let wait = limitWait()
        defer { wait?.cancel() }
        var silence: Task<Void, Never>?
        await session.forEach { media in
            switch media {
            case .frame(let frame): export.send(frame)
            case .muted:
                export.setMuted(true)
                silence = silence ?? Task { await Self.fill(export, session) }
            case .unmuted:
                export.setMuted(false)
                silence?.cancel()
                silence = nil
            case .ended(.track): input.yield(.end(.sourceEnded))
            case .ended(.failed(let error)): input.yield(.failed("\(error)", error.failure))
            }
        }
        guard let silence else { return }
        silence.cancel()
        await silence.value
        // Up to this end the track was there, and silent.
        export.advance(to: session.now)
    }

    /// Keeps the export going while its track is muted.
    private static func fill(_ export: TrackExport, _ session: TrackSession) async {
        while (try? await Task.sleep(for: .seconds(1))) != nil {
            export.advance(to: session.now - MediaTime(nanoseconds: Int64(lateness / .nanoseconds(1))))
        }
    }

    private func log(_ input: TrackLifecycle.Input) {
        switch input {
        case .firstFrame: logger.info("export started")
        case .waitLimit: logger.debug("the time is over")
        case .end(let reason): logger.info("export ends", LogField("reason", reason.rawValue))
        case .failed(let error, _): logger.error(error)
        }
    }
}
