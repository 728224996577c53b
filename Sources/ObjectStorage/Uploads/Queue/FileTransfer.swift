/// Sends one file to one destination, following its ``PartSchedule``.
actor FileTransfer {
    private enum Event: Sendable {
        case growth
        case opened(Result<MultipartUpload, TransferFailure>)
        case part(number: Int, generation: Int, Result<SentPart, TransferFailure>)
    }

    private let id: UInt64
    private let file: JournaledFile
    private let journal: UploadJournal
    private let lane: UploadLane
    private let disk: LocalDisk
    private let options: UploadOptions
    private let time: UploadTime
    private let board: ProgressBoard
    private let growth: GrowthBox
    private let events: AsyncStream<Event>
    private let post: AsyncStream<Event>.Continuation
    private var schedule: PartSchedule
    private var upload: MultipartUpload?
    /// Rises when all of the file is sent again; parts that were under way then do not count.
    private var generation = 0
    private var restarts = 0

    private static let mostRestarts = 2

    init(
        id: UInt64, file: JournaledFile, journal: UploadJournal, lane: UploadLane, disk: LocalDisk, options: UploadOptions,
        time: UploadTime, board: ProgressBoard, growth: GrowthBox
    ) {
        self.id = id
        self.file = file
        self.journal = journal
        self.lane = lane
        self.disk = disk
        self.options = options
        self.time = time
        self.board = board
        self.growth = growth
        (events, post) = AsyncStream.makeStream(of: Event.self)
        let state = growth.take()
        schedule = PartSchedule(
            limits: lane.destination.store.limits, sizes: options.sizes, changingHead: file.changingHead,
            available: state.finalSize ?? state.available, isFinal: state.finalSize != nil)
    }

    /// The store's name for the upload in parts; empty when the file went up whole.
    var uploadID: String { upload?.id ?? "" }

    func run() async throws(TransferFailure) -> StoredObject {
        growth.onChange { [post] in post.yield(.growth) }
        try await takeGrowth()
        try await resume()
        return try await withTaskGroup(of: Void.self) { group in
            let result = await self.steps(&group)
            group.cancelAll()
            await group.waitForAll()
            return result
        }.get()
    }

    private func steps(_ group: inout TaskGroup<Void>) async -> Result<StoredObject, TransferFailure> {
        var events = events.makeAsyncIterator()
        do throws(TransferFailure) {
            while true {
                switch schedule.nextAction() {
                case .wait:
                    guard let event = await events.next(isolation: self) else { throw .upload(.stopped) }
                    try await take(event)
                case .begin: open(in: &group)
                case .send(let number, let range): send(number, range, in: &group)
                case .putWhole(let size): return .success(try await putWhole(size))
                case .complete(let parts):
                    if let object = try await complete(parts) { return .success(object) }
                case .tooLong(let limit):
                    throw .storage(
                        error(.invalidRequest, "the file is longer than the \(limit) bytes that the store takes in parts"))
                }
            }
        } catch {
            return .failure(error)
        }
    }

    private func take(_ event: Event) async throws(TransferFailure) {
        switch event {
        case .growth: try await takeGrowth()
        case .opened(let result):
            upload = try result.get()
            schedule.opened()
            board.confirmed(0, of: id)
        case .part(_, let from, _) where from != generation: break
        case .part(_, _, .success(let sent)):
            // A part without a record is sent again after a kill; no reason to stop.
            try? await journal.append(.part(sent))
            schedule.arrived(sent)
            board.storedPart()
            board.confirmed(schedule.sentBytes, of: id)
        case .part(let number, _, .failure(.storage(let error))):
            schedule.lost(number)
            try restart(after: error)
        case .part(_, _, .failure(let failure)): throw failure
        }
    }

    private func takeGrowth() async throws(TransferFailure) {
        let news = growth.take()
        if news.isDiscarded { throw .upload(.discarded(key: file.key)) }
        if news.isAbandoned { throw .upload(.stopped) }
        schedule.grow(to: news.available)
        if let size = news.finalSize {
            board.completed(id)
            if await journal.state.finalSize != size { try? await journal.append(.finished(size: size)) }
            if schedule.finish(size: size) { beginAnew() }
        }
        board.available(schedule.available, of: id)
    }

    /// Goes on with an upload that the journal knows, as far as the file is still what was sent.
    private func resume() async throws(TransferFailure) {
        let state = await journal.state
        guard let opened = state.opened, opened.destination == lane.destination.name else { return }
        let limits = lane.destination.store.limits
        let unchanged = await self.unchanged(state.parts.values.sorted { $0.offset < $1.offset })
        // Parts that are taken in order only cannot be replaced.
        if limits.partsAreSequential, unchanged.count < state.parts.count { return }
        upload = opened.upload
        schedule.resume(PartPlan(partSize: opened.partSize, grows: opened.grows, limits: limits), unchanged)
        board.resumed(schedule.sentBytes, of: id)
    }

    private func unchanged(_ parts: [SentPart]) async -> [SentPart] {
        var unchanged: [SentPart] = []
        for sent in parts where sent.end <= schedule.available {
            guard (try? await disk.checksum(of: file.path, sent.offset..<sent.end)) == sent.checksum else { continue }
            unchanged.append(sent)
        }
        return unchanged
    }

    /// Beside the loop, so that it hears meanwhile how the file grows.
    private func open(in group: inout TaskGroup<Void>) {
        let (plan, post) = (schedule.plan, post)
        group.addTask {
            let result: Result<MultipartUpload, TransferFailure>
            do throws(TransferFailure) { result = .success(try await self.open(plan)) } catch { result = .failure(error) }
            post.yield(.opened(result))
        }
    }

    private func open(_ plan: PartPlan) async throws(TransferFailure) -> MultipartUpload {
        let name = lane.destination.name
        try await record(.opening(destination: name, at: time.unixTime()))
        let begun = try await perform { [file] store throws(StorageError) in
            try await store.begin(file.key, file.properties)
        }
        let opened = OpenedUpload(
            destination: name, upload: begun, partSize: plan.partSize, grows: plan.grows, at: time.unixTime())
        do throws(TransferFailure) { try await record(.opened(opened)) } catch {
            _ = try? await lane.attempt { store throws(StorageError) in try await store.abort(begun) }
            throw error
        }
        return begun
    }

    private func send(_ number: Int, _ range: Range<UInt64>, in group: inout TaskGroup<Void>) {
        guard let upload else { return }
        let (lane, disk, path, post, generation) = (lane, disk, file.path, post, generation)
        group.addTask {
            let result: Result<SentPart, TransferFailure>
            do throws(TransferFailure) {
                result = .success(try await Self.send(number, range, of: upload, from: path, lane, disk))
            } catch {
                result = .failure(error)
            }
            post.yield(.part(number: number, generation: generation, result))
        }
    }

    private static func send(
        _ number: Int, _ range: Range<UInt64>, of upload: MultipartUpload, from path: String, _ lane: UploadLane,
        _ disk: LocalDisk
    ) async throws(TransferFailure) -> SentPart {
        let checksum: UInt32
        do throws(UploadError) { checksum = try await disk.checksum(of: path, range) } catch { throw .upload(error) }
        let count = range.upperBound - range.lowerBound
        do throws(StorageError) {
            let part = try await lane.perform { store throws(StorageError) in
                try await store.put(part: number, .file(path: path, offset: range.lowerBound, count: count), of: upload)
            }
            return SentPart(part: part, offset: range.lowerBound, checksum: checksum)
        } catch {
            throw .storage(error)
        }
    }

    private func putWhole(_ size: UInt64) async throws(TransferFailure) -> StoredObject {
        upload = nil
        do throws(UploadError) {
            guard try await disk.size(of: file.path) == size else { throw .fileUnreadable(path: file.path, code: 0) }
        } catch {
            throw .upload(error)
        }
        return try checked(
            try await perform { [file] store throws(StorageError) in
                try await store.put(.file(path: file.path, offset: 0, count: size), to: file.key, file.properties)
            }, size)
    }

    /// Nil when the store has forgotten the upload, and it begins anew.
    private func complete(_ parts: [UploadedPart]) async throws(TransferFailure) -> StoredObject? {
        guard let upload else { return nil }
        let object: StoredObject
        do throws(StorageError) {
            object = try await lane.perform { store throws(StorageError) in try await store.complete(upload, parts) }
        } catch {
            try restart(after: error)
            return nil
        }
        return try checked(object, schedule.available)
    }

    private func checked(_ object: StoredObject, _ size: UInt64) throws(TransferFailure) -> StoredObject {
        guard object.size == size else {
            throw .storage(error(.checksumMismatch, "it has \(object.size) bytes instead of \(size)"))
        }
        return object
    }

    /// Begins anew when the store does not know the upload any more; throws anything else.
    private func restart(after error: StorageError) throws(TransferFailure) {
        guard [.notFound, .invalidRequest].contains(error.problem), restarts < Self.mostRestarts, upload != nil else {
            throw .storage(error)
        }
        restarts += 1
        beginAnew()
    }

    private func beginAnew() {
        generation += 1
        upload = nil
        schedule.restart()
        board.confirmed(0, of: id)
    }

    private func perform<Answer: Sendable>(
        _ call: @escaping @Sendable (any ObjectStore) async throws(StorageError) -> Answer
    ) async throws(TransferFailure) -> Answer {
        do throws(StorageError) { return try await lane.perform(call) } catch { throw .storage(error) }
    }

    private func record(_ record: JournalRecord) async throws(TransferFailure) {
        do throws(UploadError) { try await journal.append(record, synchronized: true) } catch { throw .upload(error) }
    }

    private func error(_ problem: StorageProblem, _ detail: String) -> StorageError {
        StorageError(problem, store: lane.destination.store.kind, operation: "uploading \(file.key)", detail: detail)
    }
}
