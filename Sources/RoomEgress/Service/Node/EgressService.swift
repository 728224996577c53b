import Cryptography
import Foundation
import JobScheduler
import MediaTypes
import ProtobufRuntime
import ProtocolModels
import ServiceBus
import ServiceKit

/// One node's egresses: takes requests or says why not, runs each in a process of its own, and tells what becomes of them.
actor EgressService {
    private struct Running {
        var info: LiveKit.EgressInfo
        /// Nil until there is a process.
        var handle: JobHandle?
        /// Where the file is written.
        var path: String?
        /// Where it will be found.
        var location: String?
        var hasStreams: Bool
        var isStopRequested = false
        /// As its process told it last.
        var told: LiveKit.EgressInfo?
    }

    private let setting: EgressSetting
    private let scheduler: NodeScheduler
    private let reporter: any EgressReporter
    private let network: NetworkGuard
    private let uploads: UploadBoard
    private let logger: Logger
    private var running: [String: Running] = [:]
    private var followers: [String: Task<Void, Never>] = [:]
    /// What brings files of dead egresses to their store, and takes its time.
    private var resumptions: [String: Task<[PendingUploads.Outcome], Never>] = [:]
    /// Egresses of an earlier service that go on alone, as it had noted them.
    private var orphans: [String: LiveKit.EgressInfo] = [:]
    /// Called when an egress can be commanded, and when it no longer can.
    private var onStart: @Sendable (String) async -> Void = { _ in }
    private var onEnd: @Sendable (String) async -> Void = { _ in }

    init(
        _ setting: EgressSetting, scheduler: NodeScheduler, reporter: any EgressReporter, network: NetworkGuard,
        uploads: UploadBoard, logger: Logger
    ) {
        self.setting = setting
        self.scheduler = scheduler
        self.reporter = reporter
        self.network = network
        self.uploads = uploads
        self.logger = logger
    }

    func setCallbacks(onStart: @escaping @Sendable (String) async -> Void, onEnd: @escaping @Sendable (String) async -> Void) {
        (self.onStart, self.onEnd) = (onStart, onEnd)
    }

    // MARK: Requests

    /// What to bid for a request; negative for none. One that is wrong, or asks for what this version cannot do, is taken
    /// when nobody else wants it, to be answered with that.
    func affinity(for request: RPC.StartEgressRequest) async -> Float {
        guard await reporter.failingSince == nil, await !scheduler.isTerminating else { return Affinity.cannot.value }
        guard let plan = try? plan(request, start: .now) else { return Self.refusalBid }
        return await scheduler.affinity(for: plan.cost(setting.configuration.service.costs)).value
    }

    private static let refusalBid: Float = 0.1

    /// Starts an egress and answers once its process runs.
    func start(_ request: RPC.StartEgressRequest) async throws -> LiveKit.EgressInfo {
        if await scheduler.isTerminating { throw AdmissionRefusal.shuttingDown.rpcError }
        let id = request.egressID
        guard running[id] == nil, orphans[id] == nil else { throw RPCError(.alreadyExists, "egress already exists") }
        let start = EgressStart.now
        let takenPaths = Set(running.values.compactMap { $0.location ?? $0.path } + orphans.values.compactMap { $0.fileResults.first?.location })
        let plan = try plan(request, start: start, takenPaths)
        if let path = plan.file?.location, takenPaths.contains(path) {
            throw RPCError(.alreadyExists, "another egress is recording to \(path); choose another filepath")
        }
        // Since the look at the others nothing was waited for: from here on its name and path are taken.
        let info = EgressInfoBuilder(plan, startedAt: start.unixTime).info
        running[id] = Running(
            info: info, path: plan.file?.path, location: plan.file?.location, hasStreams: plan.streams != nil)
        do {
            // What there is no room for never was: the server is not told about it.
            try await admit(plan)
            let pinnedHosts = try await checkAddresses(of: plan)
            // Last, since a store may take its time to answer.
            try await StorageAdmission.check(plan, setting.configuration, logger)
            let payload = HandlerRequest(
                takenPaths: takenPaths.sorted(), configuration: setting.text,
                configurationName: setting.source, environment: setting.environment, request: request,
                start: start, pinnedHosts: pinnedHosts)
            return try await launch(plan, payload.encoded())
        } catch {
            await scheduler.withdraw(id)
            await onEnd(id)
            running[id] = nil
            throw error
        }
    }

    /// Asks an egress to end well, and answers with how it stands. One that is still starting ends as soon as it can.
    func stop(_ id: String) async throws -> LiveKit.EgressInfo {
        guard let asked = running[id] else { return try await stopOrphan(id) }
        running[id]?.isStopRequested = true
        await asked.handle?.stop()
        guard var info = running[id]?.info, info.status.rawValue < LiveKit.EgressStatus.ending.rawValue else {
            return running[id]?.info ?? asked.info
        }
        Self.setEnding(&info)
        running[id]?.info = info
        // Before there is a process the server may not know of it yet; it is told after its creation.
        if asked.handle != nil { await reporter.update(info) }
        return info
    }

    /// The process of an egress that goes on alone hears no commands, but it ends well on a signal.
    private func stopOrphan(_ id: String) async throws(RPCError) -> LiveKit.EgressInfo {
        guard var info = orphans[id], await scheduler.stopOrphan(id) else { throw RPCError(.notFound, "egress not found") }
        Self.setEnding(&info)
        orphans[id] = info
        await reporter.update(info)
        return info
    }

    private static func setEnding(_ info: inout LiveKit.EgressInfo) {
        info.status = .ending
        info.details = EgressEndReason.stopRequested.details
        info.updatedAt = UnixClock.now()
    }

    /// Adds and removes stream destinations: what is valid of it takes effect, whatever is wrong with the rest.
    func updateStream(_ request: LiveKit.UpdateStreamRequest) async throws -> LiveKit.EgressInfo {
        guard let job = running[request.egressID], let handle = job.handle else {
            guard orphans[request.egressID] != nil else { throw RPCError(.notFound, "egress not found") }
            throw RPCError(.failedPrecondition, "the egress has outlived its service; it can only be stopped")
        }
        var change: StreamChange
        do { change = try StreamChange(request, hasStreams: job.hasStreams) } catch { throw error.rpcError }
        await change.keepAdditions { stream throws(EgressRequestError) in
            do { _ = try await network.check(host: stream.url.host, port: stream.url.port) } catch {
                throw .refusedAddress("\(error)")
            }
        }
        if let error = change.error, change.isEmpty { throw error.rpcError }
        let answer = try await handle.send(change.validRequest.encoded())
        switch (answer, change.error) {
        case (.accepted(let bytes), nil): return try LiveKit.EgressInfo(protobuf: bytes)
        case (.accepted, let error?): throw error.rpcError
        case (.refused(let bytes), nil): throw HandlerRefusal.decode(bytes)
        case (.refused(let bytes), let error?):
            throw RPCError(error.code, "\(error)\n\(HandlerRefusal.decode(bytes).message)")
        }
    }

    var activeIDs: [String] { (Array(running.keys) + orphans.keys).sorted() }

    func info(_ id: String) -> LiveKit.EgressInfo? { running[id]?.info ?? orphans[id] }

    /// The health port's JSON: cores that a new job could have, uploads that are not complete, and each running request
    /// without its credentials.
    func healthReport(availableCPU: Double) -> String {
        let infos = running.mapValues(\.info).merging(orphans) { $1 }
        let jobs = infos.sorted { $0.key < $1.key }.map { id, known in
            var info = LiveKit.EgressInfo()
            // Whoever asks here has shown no token; an address may hold one.
            switch known.request {
            case .web(var web)?:
                web.url = URLMask.masked(web.url)
                info.request = .web(web)
            case .roomComposite(var room)?:
                room.customBaseURL = URLMask.masked(room.customBaseURL)
                info.request = .roomComposite(room)
            default: break  // of the newer request nothing is shown, and the others do not run
            }
            return "\"\(id)\":" + ((try? info.json()) ?? "{}")
        }
        let waiting = uploads.report
        let parts = ["\"CpuLoad\":\(availableCPU)"] + (waiting.isEmpty ? [] : ["\"Uploads\":\(waiting)"]) + jobs
        return "{" + parts.joined(separator: ",") + "}"
    }

    // MARK: Ending

    /// Reacts to a signal: it ends the node, or the patience with a server that does not hear what is left to tell.
    func handle(_ signal: Signal) async {
        if await scheduler.hasEnded { await reporter.close() } else { await scheduler.handle(signal) }
    }

    /// Returns once the node was told to end and its last job has ended.
    func ended() async { await scheduler.ended() }

    /// Returns once everything is told, or nobody has listened for long; the next service tells what then is left.
    func drained() async {
        while let follower = followers.values.first { await follower.value }
        let patience = Task {
            try await Task.sleep(for: Self.drainLimit)
            await reporter.close()
        }
        await reporter.drain()
        patience.cancel()
    }

    private static let drainLimit = Duration.seconds(600)

    // MARK: What earlier services left

    /// Reports jobs that outlived, or died with, an earlier service.
    func reportOrphans() async {
        for await orphan in scheduler.orphans {
            guard let before = try? LiveKit.EgressInfo(protobuf: orphan.note) else { continue }
            let last: LiveKit.EgressInfo
            switch orphan.state {
            case .running:
                // It comes again when it has ended.
                orphans[orphan.jobID] = before
                await onStart(orphan.jobID)
                continue
            case .finished(let result):
                last = take(result, of: orphan.jobID)?.info ?? Self.ended(before, .processDied(Self.unreadable))
            case .lost(let update):
                let known = update.flatMap { take($0, of: orphan.jobID) }?.info ?? before
                last = await recovered(
                    known, .processDied("the job and its service were killed"), before.fileResults.first?.location)
            }
            if orphans.removeValue(forKey: orphan.jobID) != nil { await onEnd(orphan.jobID) }
            logger.info("an egress of an earlier service has ended", LogField("egress_id", orphan.jobID))
            let folder = scheduler.supervisor.folder
            await finish(last) { folder.settle(orphan.jobID) }
        }
    }

    // MARK: Files that arrive late

    /// Goes on with what waits for a store and belongs to no job any more, and tells what became of it.
    func resumeUploads() async {
        _ = await pendingUploads.resumeAndShow(except: unsettledIDs)
        await tellStored()
    }

    /// Tells once more of egresses whose files have reached their store since their end was told.
    private func tellStored() async {
        for (id, folder) in pendingUploads.news(except: unsettledIDs) {
            guard var info = EgressNote(in: folder)?.info else { continue }
            info.updatedAt = max(UnixClock.now(), info.updatedAt)
            logger.info("an egress that had ended is in its store", LogField("egress_id", id))
            await reporter.finish(info) { EgressNote.settle(in: folder) }
        }
    }

    /// Of jobs that run, or whose end is not told yet.
    private var unsettledIDs: Set<String> { Set(scheduler.supervisor.folder.jobs().map(\.jobID)) }

    private var pendingUploads: PendingUploads { PendingUploads(setting.configuration, uploads, logger: logger) }

    /// Tells the end of an egress, and later what its files come to that go up still.
    private func finish(_ last: LiveKit.EgressInfo, settle: @escaping @Sendable () -> Void) async {
        let resumption = resumptions.removeValue(forKey: last.egressID)
        let folder = pendingUploads.folder(of: last.egressID)
        // What it says of the files is told herewith, unless they are under way.
        let isTold = resumption == nil && EgressNote(in: folder)?.isNews == true
        await reporter.finish(last) {
            settle()
            if isTold { EgressNote.settle(in: folder) }
        }
        guard let resumption else { return }
        Task {
            _ = await resumption.value
            await tellStored()
        }
    }

    // MARK: Helpers

    private func plan(
        _ request: RPC.StartEgressRequest, start: EgressStart, _ takenPaths: Set<String> = []
    ) throws(RPCError) -> EgressPlan {
        do {
            return try EgressPlanner(setting.configuration, takenPaths: takenPaths).plan(request, at: start)
        } catch { throw error.rpcError }
    }

    private func admit(_ plan: EgressPlan) async throws(RPCError) {
        let cost = plan.cost(setting.configuration.service.costs)
        do {
            try await scheduler.admit(plan.egressID, type: plan.costKind.metricType, cost: cost)
        } catch {
            logger.warn("egress refused", LogField("egress_id", plan.egressID), LogField("reason", "\(error)"))
            throw error.rpcError
        }
    }

    /// Answers the addresses that the browser must take for the page's host.
    private func checkAddresses(of plan: EgressPlan) async throws(RPCError) -> [String: String] {
        if let url = plan.track?.outputURL {
            _ = try await checked { try await network.check(url.reveal()) }
        }
        guard let address = plan.page else { return [:] }
        let page = try await checked { try await network.check(address.reveal()) }
        for stream in plan.streams ?? [] {
            _ = try await checked { try await network.check(host: stream.url.host, port: stream.url.port) }
        }
        guard case .name(let name) = page.host, let address = page.addresses.first else { return [:] }
        return [name: "\(address)"]
    }

    private func checked<Result: Sendable>(_ body: () async throws -> Result) async throws(RPCError) -> Result {
        do { return try await body() } catch { throw RPCError(.invalidArgument, "\(error)") }
    }

    /// Tells the server and starts the process, both at once; answers when both are done.
    private func launch(_ plan: EgressPlan, _ request: [UInt8]) async throws -> LiveKit.EgressInfo {
        let id = plan.egressID
        guard let info = running[id]?.info else { throw RPCError(.internal, "handler failed to start") }
        await onStart(id)
        async let stored: Void = reporter.create(info)
        let handle: JobHandle
        do {
            // Nobody else has its answer: if this service dies now, the request is made again elsewhere.
            handle = try await scheduler.start(
                id, request: request, note: Self.note(info, plan).encoded(), isProvisional: true)
            try await begin(id, handle)
        } catch {
            scheduler.supervisor.folder.settle(id)
            logger.error("handler failed to start", LogField("egress_id", id), LogField("error", "\(error)"))
            if Task.isCancelled { throw await withdrawn(info) }
            try await stored
            await reporter.update(Self.ended(info, .notStarted))
            throw RPCError(.internal, "handler failed to start")
        }
        let failure: (any Error)?
        do {
            try await stored
            failure = nil
        } catch { failure = error }
        if failure != nil || Task.isCancelled {
            await handle.kill(reason: "the server did not store the egress, or does not wait for it any more")
            _ = await handle.report
            handle.settle()
            throw Task.isCancelled ? await withdrawn(info) : RPCError(failure ?? RPCError(.unknown, ""))
        }
        handle.keep()
        if let stopped = running[id], stopped.isStopRequested { await reporter.update(stopped.info) }
        followers[id] = Task { await follow(id, handle) }
        logger.info("egress started", LogField("egress_id", id))
        return running[id]?.info ?? info
    }

    /// Returns when the process is ready. Ends it when whoever asked for it has given up.
    private func begin(_ id: String, _ handle: JobHandle) async throws {
        running[id]?.handle = handle
        // Whoever asked before there was a process could not reach it.
        if running[id]?.isStopRequested == true { await handle.stop() }
        try await withTaskCancellationHandler {
            try await handle.ready()
        } onCancel: {
            Task { await handle.kill(reason: "nobody waits for its start any more") }
        }
    }

    /// The request's time was over before its start was. It is made again under the same name, perhaps elsewhere.
    private func withdrawn(_ info: LiveKit.EgressInfo) async -> RPCError {
        logger.warn("egress withdrawn: its start took longer than its caller waits", LogField("egress_id", info.egressID))
        let error = RPCError(.canceled, "request canceled")
        await reporter.withdraw(Self.ended(info, .failed(error: error.message, code: error.code)))
        return error
    }

    private func follow(_ id: String, _ handle: JobHandle) async {
        for await update in handle.updates {
            guard let word = HandlerWord(decoding: update) else { continue }
            if let figures = word.uploads { uploads.note(figures, ofJob: id) }
            if running[id]?.told != word.info { await note(word.info) }
        }
        let report = await handle.report
        let known = running[id]?.info ?? .init()
        let final: LiveKit.EgressInfo
        switch report.outcome {
        case .success(let bytes):
            final = take(bytes, of: id)?.info ?? Self.ended(known, .processDied(Self.unreadable))
        case .failure(let error):
            uploads.ended(job: id)
            logger.error("egress job failed", LogField("egress_id", id), LogField("error", "\(error)"), LogField("output", report.lastOutput))
            JobDirectory.removeDead(root: setting.configuration.temporaryDirectory)
            final = await recovered(known, EgressOutcome(error), running[id]?.path)
        }
        await onEnd(id)
        running[id] = nil
        defer { followers[id] = nil }
        guard EgressInfoBuilder.isFinal(final.status) else {
            handle.settle()
            return logger.warn("egress goes on elsewhere: another recorder joined in its place", LogField("egress_id", id))
        }
        await finish(final) { handle.settle() }
        logger.info("egress ended", LogField("egress_id", id), LogField("status", "\(final.status)"))
    }

    /// The last word of a job's process; nil when it cannot be read.
    private func take(_ bytes: [UInt8], of id: String) -> HandlerWord? {
        let word = HandlerWord(decoding: bytes)
        if let figures = word?.uploads { uploads.note(figures, ofJob: id) }
        uploads.ended(job: id)
        return word
    }

    private func note(_ update: LiveKit.EgressInfo) async {
        guard let known = running[update.egressID]?.info else { return }
        var info = update
        // Its process may have said so before the word to end reached it.
        if known.status == .ending, info.status.rawValue < known.status.rawValue {
            (info.status, info.details) = (known.status, known.details)
        }
        running[info.egressID]?.info = info
        running[info.egressID]?.told = update
        // A track's file is named by the track.
        if let file = info.fileResults.first?.location, !file.isEmpty { running[info.egressID]?.path = file }
        await reporter.update(info)
    }

    private static let unreadable = "its result cannot be read"

    private static func ended(_ info: LiveKit.EgressInfo, _ outcome: EgressOutcome) -> LiveKit.EgressInfo {
        DeadEgress.info(after: info, outcome, at: UnixClock.now())
    }

    /// The same, with the file finished that it has left at `path`. On a thread of its own: a long recording on a slow disk
    /// must not hold up the other egresses.
    private func recovered(
        _ info: LiveKit.EgressInfo, _ outcome: EgressOutcome, _ path: String?
    ) async -> LiveKit.EgressInfo {
        let ended = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(returning: DeadEgress.info(after: info, outcome, recording: path, at: UnixClock.now()))
            }
        }
        let uploads = pendingUploads
        let (id, folder) = (info.egressID, uploads.folder(of: info.egressID))
        // An earlier service brought its files to their store, and could not tell of it any more.
        if let note = EgressNote(in: folder), note.isNews { return note.info }
        if FileManager.default.fileExists(atPath: folder + "/journals") { EgressNote(ended).write(in: folder) }
        // A store that is out of order keeps nobody from being told of the end; the upload goes on.
        let resumption = Task { await uploads.resume(job: id) }
        guard let outcomes = await withDeadline(.seconds(30), { await resumption.value }) else {
            resumptions[id] = resumption
            return ended
        }
        return DeadEgress.stored(ended, outcomes)
    }

    /// What stays on disk beside a job: with the place of its file, which is told otherwise only once it is finished.
    private static func note(_ info: LiveKit.EgressInfo, _ plan: EgressPlan) -> LiveKit.EgressInfo {
        var info = info
        if let path = plan.file?.path, !info.fileResults.isEmpty { info.fileResults[0].location = path }
        return info
    }
}

extension EgressStart {
    /// This moment, here.
    static var now: EgressStart {
        EgressStart(unixTime: UnixClock.now(), utcOffset: Int64(TimeZone.current.secondsFromGMT()))
    }
}

extension AdmissionRefusal {
    /// What a caller is told; the log has the numbers.
    var rpcError: RPCError {
        switch self {
        case .alreadyRunning: RPCError(.alreadyExists, "egress already exists")
        case .shuttingDown: RPCError(.unavailable, "server is shutting down")
        case .notEnoughCPU, .moreThanAllCPU, .makingRoom: RPCError(.unavailable, "not enough CPU")
        case .notEnoughMemory, .notEnoughSoundClients, .unhealthy: RPCError(.unavailable, "\(self)")
        }
    }
}

extension CPUCosts.Kind {
    /// As metrics have it.
    var metricType: String {
        switch self {
        case .roomComposite, .audioRoomComposite, .sdkAudioRoomComposite: "room_composite"
        case .web, .audioWeb: "web"
        case .participant: "participant"
        case .trackComposite: "track_composite"
        case .track: "track"
        }
    }
}
