internal import Foundation
internal import ObjectStorage
internal import ProtocolModels
public import ServiceKit

/// Files that ended processes left on their way to a store.
public struct PendingUploads: Sendable {
    private let configuration: RecorderConfiguration
    private let board: UploadBoard
    private let logger: Logger

    public init(_ configuration: RecorderConfiguration, logger: Logger) {
        self.init(configuration, UploadBoard(), logger: logger)
    }

    /// `board` is told how it goes on.
    init(_ configuration: RecorderConfiguration, _ board: UploadBoard, logger: Logger) {
        self.configuration = configuration
        self.board = board
        self.logger = logger
    }

    /// What became of one file.
    public struct Outcome: Sendable {
        /// The egress, or the name that a recording without a service had.
        public let job: String
        /// As the request named it; empty where the journal cannot be read.
        public let key: String
        /// Where it was written.
        public let path: String
        /// In bytes; zero of a file that is not stored.
        public let size: UInt64
        /// Where it is now; nil when it stays where it was written.
        public let location: String?
        public let isInBackup: Bool
        public let error: String?
    }

    /// The same, and what is left then is shown until the next time.
    func resumeAndShow(except jobs: Set<String>) async -> [Outcome] {
        board.setLeft([])
        let outcomes = await resume(except: jobs)
        board.setLeft(outcomes.compactMap(UploadBoard.LeftFile.init))
        return outcomes
    }

    /// Goes on with everything there is, except what belongs to the jobs of those names, and answers what became of each file.
    public func resume(except jobs: Set<String> = []) async -> [Outcome] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: configuration.uploadDirectory)) ?? []
        var waiting = names.sorted().filter { !jobs.contains($0) }[...]
        // Some beside each other: one whose store is out of order must not hold up the others.
        return await withTaskGroup(of: [Outcome].self) { group in
            for name in waiting.prefix(Self.resumedAtOnce) { group.addTask { await resume(job: name) } }
            waiting = waiting.dropFirst(Self.resumedAtOnce)
            var outcomes: [Outcome] = []
            for await some in group {
                outcomes += some
                if let next = waiting.popFirst() { group.addTask { await resume(job: next) } }
            }
            return outcomes
        }
    }

    private static let resumedAtOnce = 4

    /// The same for one job. Unfinished recordings are finished first.
    func resume(job: String) async -> [Outcome] {
        let folder = folder(of: job)
        guard ["/journals", "/files"].contains(where: { FileManager.default.fileExists(atPath: folder + $0) }) else { return [] }
        let logger = logger.with("job", job)
        guard let storage = storage(of: job, in: folder, logger) else { return [] }
        return await board.resuming(job) { await resume(job, storage, $0, logger) }
    }

    private func resume(_ job: String, _ storage: JobStorage, _ meter: UploadMeter, _ logger: Logger) async -> [Outcome] {
        let uploads = JobUploads(storage, meter)
        let recovery = UploadRecovery(
            journals: storage.journals, options: storage.uploadOptions, unixTime: { UnixClock.now() / 1_000_000_000 },
            neighbours: { storage.neighbours }, finish: { path in try await Self.finish(path) }, onQueue: meter.follow,
            onAttempt: { meter.count($0, hasCustomEndpoint: storage.hasCustomEndpoint) }, destination: uploads.destination(named:))
        let abandoned = await recovery.journaledPaths().map(storage.abandonedFiles) ?? []
        var outcomes = await recovery.run().map { upload in
            outcome(upload.result, job, key: upload.key, path: upload.path, uploads, logger)
        }
        // Without their request nobody knows which store is theirs.
        if SealedRequest.exists(in: storage.folder) || job.hasPrefix(RecorderConfiguration.standalonePrefix) {
            for path in abandoned { outcomes.append(await store(path, job, uploads, logger)) }
        } else {
            for path in abandoned { logger.error("a file waits, and its request is lost; store it by hand", LogField("path", path)) }
        }
        EgressNote.note(outcomes, in: storage.folder)
        await uploads.close()
        return outcomes
    }

    /// The folders of egresses of which there is something to tell, by their names, except those of `jobs`.
    func news(except jobs: Set<String>) -> [String: String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: configuration.uploadDirectory)) ?? []
        return names.filter { !jobs.contains($0) }.reduce(into: [:]) { news, name in
            let folder = folder(of: name)
            if EgressNote(in: folder)?.isNews == true { news[name] = folder }
        }
    }

    func folder(of job: String) -> String { "\(configuration.uploadDirectory)/\(job)" }

    /// Stores a file that no journal was begun for, as when the disk was full.
    private func store(_ path: String, _ job: String, _ uploads: JobUploads, _ logger: Logger) async -> Outcome {
        let key = uploads.storage.key(of: path) ?? ""
        var file = UploadFile(path: path, key: key)
        file.properties.contentType = FileFormat.allCases.first { path.hasSuffix($0.fileExtension) }?.mimeType
        let result: Result<StoredUpload, UploadError>
        do throws(UploadError) {
            try await Self.finish(path)
            result = .success(try await uploads.queue.upload(file).stored)
        } catch { result = .failure(error) }
        return outcome(result, job, key: key, path: path, uploads, logger)
    }

    private func outcome(
        _ result: Result<StoredUpload, UploadError>, _ job: String, key: String, path: String, _ uploads: JobUploads,
        _ logger: Logger
    ) -> Outcome {
        switch result {
        case .success(let stored):
            let place = uploads.place(of: stored)
            logger.info("a file of an ended process is stored", LogField("location", stored.location))
            return Outcome(
                job: job, key: key, path: path, size: stored.size, location: place.location, isInBackup: place.isInBackup,
                error: nil)
        case .failure(let error):
            logger.error("a file of an ended process cannot be stored", LogField("error", "\(error)"))
            return Outcome(job: job, key: key, path: path, size: 0, location: nil, isInBackup: false, error: "\(error)")
        }
    }

    /// On a thread of its own: a long recording takes a while to read through.
    private static func finish(_ path: String) async throws(UploadError) {
        let isBeingWritten = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                if case .stillRecording? = RecordingRecovery.recover(path: path) { return continuation.resume(returning: true) }
                // Files of other formats need no finishing, but to have an end.
                continuation.resume(returning: LocalFile.isInUse(path))
            }
        }
        if isBeingWritten { throw .beingWritten(path: path) }
    }

    /// The request's, or the configured one for recordings without a request that names any.
    private func storage(of job: String, in folder: String, _ logger: Logger) -> JobStorage? {
        do {
            guard SealedRequest.exists(in: folder) else {
                guard let options = configuration.storage.primary.store else {
                    logger.error("files wait for a store, and none is configured", LogField("folder", folder))
                    return nil
                }
                return try JobStorage(options.withCredentialsOfFile(), configuration.storage, folder: folder)
            }
            guard let secret = configuration.apiSecret, let request = SealedRequest.read(in: folder, secret),
                let asked = RequestedEgress(request)
            else {
                logger.error(
                    "files wait for the store of their request, which was kept under another api_secret",
                    LogField("folder", folder))
                return nil
            }
            return try EgressPlanner(configuration, takenPaths: []).storage(for: asked, egressID: job)
        } catch {
            logger.error("files wait for a store that cannot be used", LogField("folder", folder), LogField("error", "\(error)"))
            return nil
        }
    }
}
