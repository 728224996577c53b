import Foundation
import ProtobufRuntime
import ProtocolModels
import ServiceBus
import ServiceKit

/// One egress from its plan to its last word, wherever it runs.
actor EgressJob {
    private let plan: EgressPlan
    private let recording: any MediaRecording
    private let logger: Logger
    private let onChange: @Sendable (HandlerWord) -> Void
    private var builder: EgressInfoBuilder
    /// Where the manifest goes, once that is known; and the track that is exported.
    private var manifest: (path: String?, track: TrackFacts?)
    private var watches: [Task<Void, Never>] = []
    private let disk: DiskGuard
    private let uploads: JobUploads?

    /// Opens the outputs. `onChange` gets the whole story so far whenever it has changed.
    init(
        _ plan: EgressPlan, start: EgressStart, configuration: RecorderConfiguration, network: NetworkGuard, logger: Logger,
        onChange: @escaping @Sendable (HandlerWord) -> Void
    ) throws {
        self.plan = plan
        self.logger = logger.with("egress_id", plan.egressID)
        self.onChange = onChange
        builder = EgressInfoBuilder(plan, startedAt: start.unixTime)
        manifest = (plan.file?.manifestPath, nil)
        uploads = plan.storage.map(JobUploads.init)
        disk = configuration.diskGuard(for: plan.outputFolder)
        recording = try Self.recording(plan, uploads, configuration, network, logger)
    }

    private static func recording(
        _ plan: EgressPlan, _ uploads: JobUploads?, _ configuration: RecorderConfiguration, _ network: NetworkGuard,
        _ logger: Logger
    ) throws -> any MediaRecording {
        switch plan.source {
        case .track(var job):
            job.network = network
            job.uploads = uploads
            return TrackRecording(job, logger: logger)
        case .web(let page), .template(let page):
            var job = RecordingJob(plan, page: page, configuration: configuration)
            job.network = network
            job.uploads = uploads
            return try WebRecording(job, logger: logger)
        }
    }

    /// Runs it, and answers what became of it: without a final status when another recorder took its place in the room.
    func run() async -> HandlerWord {
        let following = Task { await follow() }
        if let uploads { watches.append(Task { await self.watch(uploads.meter) }) }
        let result = await recording.run()
        for watch in watches { watch.cancel() }
        await following.value
        // Without an end: whoever took its place tells of the egress now.
        if result.failure == .replaced { return word }
        let end = UnixClock.now()
        await noteUnstored(result, at: end)
        builder.finish(result, plan: plan, at: end)
        // Where the files are elsewhere than they should be, the manifest says so to whoever looks for them.
        if EgressOutcome(result, plan: plan).hasManifest || result.usesBackup { await storeManifest(usesBackup: result.usesBackup) }
        await uploads?.close()
        return word
    }

    /// The whole story so far.
    private var word: HandlerWord { HandlerWord(builder.info, uploads?.meter.figures) }

    /// Where a store has not taken the file, keeps what is to be told of the egress once it has.
    private func noteUnstored(_ result: RecordingResult, at end: Int64) async {
        guard let stored = result.onceStored, let storage = plan.storage else { return }
        var later = builder
        later.finish(stored, plan: plan, at: end)
        let info = DeadEgress.located(later.info, in: storage)
        EgressNote(info).write(in: storage.folder)
        guard EgressOutcome(stored, plan: plan).hasManifest, let uploads, let key = manifest.path.flatMap(storage.key) else {
            return
        }
        // It is not taken now any more than the file, and goes up after it.
        let bytes = EgressManifest(info, plan: plan, track: manifest.track).json
        _ = try? await uploads.store(bytes, as: key, contentType: "application/json")
    }

    private func storeManifest(usesBackup: Bool) async {
        let bytes = EgressManifest(builder.info, plan: plan, track: manifest.track).json
        guard let path = manifest.path ?? (usesBackup ? plan.storage?.path(of: plan.egressID + ".json") : nil) else { return }
        guard let uploads, let key = plan.storage?.key(of: path) else {
            if Self.write(bytes, to: path, logger) { builder.setManifest(path) }
            return
        }
        do {
            let place = try await uploads.store(bytes, as: key, contentType: "application/json")
            builder.setManifest(place.location, isInBackup: place.isInBackup)
        } catch {
            logger.error("cannot store the manifest", LogField("error", "\(error)"))
            if Self.write(bytes, to: path, logger) { builder.setManifest(path) }
        }
    }

    func stop(_ reason: EndReason) { recording.stop(reason) }

    /// Ends it at once, with what is there.
    func hasten(_ reason: EndReason) { recording.hasten(reason) }

    /// Adds and removes streams: additions first, and each is tried, whatever became of those before. `bytes` are an
    /// `UpdateStreamRequest`.
    func update(_ bytes: [UInt8]) async throws(RPCError) -> LiveKit.EgressInfo {
        var change: StreamChange
        do {
            change = try StreamChange(LiveKit.UpdateStreamRequest(protobuf: bytes), hasStreams: plan.streams != nil)
        } catch let error as EgressRequestError {
            throw error.rpcError
        } catch { throw RPCError(.malformedRequest, "\(error)") }
        for stream in change.added {
            do {
                try recording.addStream(stream.url)
                builder.add([stream], at: UnixClock.now())
            } catch { change.report(.outOfRange(field: "add_output_urls", reason: "\(error)")) }
        }
        for url in change.removed {
            do {
                try await recording.removeStream(url)
            } catch StreamError.notFound(let url) {
                change.report(.streamNotFound(url: url))
            } catch { change.report(.outOfRange(field: "remove_output_urls", reason: "\(error)")) }
        }
        _ = builder.update(streams: recording.streamResults, at: UnixClock.now())
        guard let error = change.error else { return builder.info }
        // The caller gets the error alone; what took effect is told as any other change.
        onChange(word)
        throw error.rpcError
    }

    // MARK: What happens

    private func follow() async {
        for await event in recording.events {
            switch event {
            case .file(let file, let track):
                builder.name(file, of: track, at: UnixClock.now())
                manifest = (file.manifestPath, track)
            case .started:
                builder.activate(at: UnixClock.now())
                if let limit = plan.fileSizeLimit { watches.append(Task { await self.watchSize(limit) }) }
                if disk.minimum > 0 { watches.append(Task { await self.watchDisk() }) }
            case .streams(let results): guard builder.update(streams: results, at: UnixClock.now()) else { continue }
            case .ending(let reason): builder.end(EgressEndReason(reason), at: UnixClock.now())
            }
            onChange(word)
        }
    }

    /// Tells of uploads each second while something happens to them.
    private func watch(_ uploads: UploadMeter) async {
        var told = UploadFigures()
        while (try? await Task.sleep(for: .seconds(1))) != nil {
            let word = word
            guard let news = word.uploads, news.isNews(after: told) else { continue }
            told = news
            onChange(word)
        }
    }

    private func watchDisk() async {
        guard (try? await disk.awaitShortage()) != nil else { return }
        logger.error("the recording ends: the disk is full", LogField("reason", disk.refusal ?? ""))
        recording.stop(.diskFull)
    }

    /// The file's size is looked at every 15 s, as documented.
    private func watchSize(_ limit: UInt64) async {
        while (try? await Task.sleep(for: .seconds(15))) != nil {
            if UInt64(recording.progress.statistics.bytes) >= limit { return recording.stop(.durationReached) }
        }
    }

    /// Whether it is there.
    private static func write(_ manifest: [UInt8], to path: String, _ logger: Logger) -> Bool {
        do {
            try Data(manifest).write(to: URL(fileURLWithPath: path), options: .atomic)
            return true
        } catch {
            logger.error("cannot write the manifest", LogField("path", path), LogField("error", "\(error)"))
            return false
        }
    }
}

extension RecordingJob {
    /// The recording that `plan` asks for.
    init(_ plan: EgressPlan, page: PageURL, configuration: RecorderConfiguration) {
        var outputs: [Output] = []
        if let file = plan.file { outputs.append(.file(path: file.path, format: file.format)) }
        if let streams = plan.streams { outputs.append(.streams(streams.map(\.url))) }
        self.init(
            id: plan.egressID, page: page, encoding: plan.encoding, outputs: outputs, configuration: configuration)
        media = plan.hasVideo ? (plan.hasAudio ? .audioAndVideo : .videoOnly) : .audioOnly
        isTemplate = plan.isTemplate
        awaitsStartSignal = plan.awaitsStartSignal
        duration = plan.sessionLimit
        limitsWait = true
    }
}
