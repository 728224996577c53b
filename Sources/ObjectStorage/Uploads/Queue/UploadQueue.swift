/// Uploads files to one destination, and to the one that stands in for it when the first is lost.
///
/// Every upload has a journal before this takes it on, so that ``UploadRecovery`` can go on with it whatever happens to the
/// process. Files wait on the disk: however long a store is out of order, memory does not grow with what waits, and when it is
/// back all of it arrives. A local file is deleted only when the store's checksum has been found equal to ours.
public actor UploadQueue {
    private let folder: JournalFolder
    private let survey: JournalSurvey
    private let options: UploadOptions
    private let time: UploadTime
    private let lanes: UploadLanes
    private let disk = LocalDisk()
    private nonisolated let board: ProgressBoard
    private let onAttempt: @Sendable (UploadAttempt) -> Void
    private var order = UploadOrder()
    private var turns: [UInt64: CheckedContinuation<UploadOrder.Turn, Never>] = [:]
    private var earlyTurns: [UInt64: UploadOrder.Turn] = [:]
    private var tasks: [UInt64: Task<Result<StoredUpload, UploadError>, Never>] = [:]
    /// The newest version of each object that did not go up; its journal stays for recovery until there is a newer one.
    private var leftVersions: [String: UploadRun] = [:]
    private var sequence: UInt64 = 0
    private var isClosed = false
    private var owner: JournalOwner?

    /// Journals are kept in `journals`, a folder that is made when needed and that only uploads use. `unixTime` gives the time
    /// of the day in seconds since 1970. `neighbours` answers the folders in which other queues of this machine keep their
    /// journals: what those began is left alone. `onAttempt` hears how each try to bring a file to a destination ended.
    public init(
        _ primary: UploadDestination, backup: UploadDestination? = nil, journals: String,
        options: UploadOptions = UploadOptions(), clock: some Clock<Duration> = ContinuousClock(),
        unixTime: @escaping @Sendable () -> Int64 = StorageClock.system.unixTime,
        neighbours: @escaping @Sendable () -> [String] = { [] },
        onAttempt: @escaping @Sendable (UploadAttempt) -> Void = { _ in }
    ) {
        self.onAttempt = onAttempt
        folder = JournalFolder(journals)
        survey = JournalSurvey(folder: folder, neighbours: neighbours)
        self.options = options
        time = UploadTime(clock, unixTime: unixTime)
        let board = ProgressBoard(now: time.now)
        self.board = board
        let retried: @Sendable () -> Void = { board.retried() }
        lanes = UploadLanes(
            primary: UploadLane(primary, options, time, onRetry: retried),
            backup: backup.map { [time] in UploadLane($0, options, time, onRetry: retried) })
    }

    /// How far everything is.
    public nonisolated var progress: UploadProgress { board.current }

    /// The progress now and after each change; a slow reader gets the newest.
    public nonisolated func progressUpdates() -> AsyncStream<UploadProgress> { board.watch() }

    /// Takes on a complete file. It goes up after those of `keys` that this queue has still to store.
    public func upload(_ file: UploadFile, after keys: [String] = []) async throws(UploadError) -> Upload {
        let size = try await disk.size(of: file.path)
        let growth = GrowthBox(GrowthBox.Growth(available: size, finalSize: size))
        return try await add(journaled(file, follows: keys), growth)
    }

    /// Takes on a file that is being written, and sends of it what will not change any more.
    public func uploadGrowing(_ file: UploadFile) async throws(UploadError) -> GrowingUpload {
        let growth = GrowthBox(GrowthBox.Growth(available: 0))
        return GrowingUpload(try await add(journaled(file, follows: []), growth), growth)
    }

    /// Takes on a version of an object that changes, such as a playlist. It goes up after those of `keys`, the objects it
    /// names, that this queue has still to store. A newer version takes the place of one that waits. Versions of one key are
    /// published one after the other.
    public func publish(
        _ version: [UInt8], as key: String, _ properties: ObjectProperties = ObjectProperties(), after keys: [String] = []
    ) async throws(UploadError) -> Upload {
        var file = journaled(UploadFile(path: "", key: key, properties: properties), follows: keys)
        file.path = folder.version(JournalFolder.name(try journalOwner().name, file.sequence))
        file.isVersion = true
        let size = UInt64(version.count)
        let growth = GrowthBox(GrowthBox.Growth(available: size, finalSize: size))
        return try await add(file, growth, copy: version)
    }

    /// Takes nothing more and returns when every upload has ended, whichever way; growing ones end when their owners say so.
    public func finish() async {
        isClosed = true
        while let (_, task) = tasks.first { _ = await task.value }
        owner?.removeIfUnused()
        owner?.release()
        board.finish()
    }

    /// Stops at once, and leaves what is not stored, with its journals, to ``UploadRecovery``; files that are still being
    /// written once their owners have ended them.
    public func stop() async {
        for task in tasks.values { task.cancel() }
        await finish()
    }

    /// Goes on with an upload that another process left.
    func adopt(_ journal: UploadJournal, size: UInt64) async -> Upload {
        let file = await journal.state.file
        sequence += 1
        let growth = GrowthBox(GrowthBox.Growth(available: size, finalSize: size))
        return start(sequence, journal, file, growth)
    }

    /// What names this object is not to go up.
    func lost(_ key: String) { order.lost(key) }

    private func journaled(_ file: UploadFile, follows keys: [String]) -> JournaledFile {
        sequence += 1
        return JournaledFile(
            path: file.path, key: file.key, properties: file.properties, keepsLocalCopy: file.keepsLocalCopy,
            changingHead: file.changingHead, isVersion: false, follows: order.pending(keys),
            primary: lanes.primary.destination.name, backup: lanes.backup?.destination.name ?? "",
            addedAt: time.unixTime(), sequence: sequence)
    }

    private func add(
        _ file: JournaledFile, _ growth: GrowthBox, copy: [UInt8]? = nil
    ) async throws(UploadError) -> Upload {
        guard !isClosed else { throw .stopped }
        guard order.count < options.maximumWaiting else { throw .tooManyWaiting(limit: options.maximumWaiting) }
        let id = file.sequence
        // Before the journal is written, so that what comes meanwhile and names this one waits for it.
        if !file.isVersion { enter(id, file) }
        do throws(UploadError) {
            let owner = try journalOwner()
            // Who writes a file keeps its journal from others until it is whole, though the upload was stopped before.
            if growth.take().isOpen {
                owner.hold()
                growth.onEnd { owner.release() }
            }
            if let copy { try await disk.write(copy, to: file.path) }
            let journal = try await UploadJournal.create(
                JournalFolder.name(owner.name, id), of: owner, in: folder, for: file, size: growth.take().finalSize,
                on: disk)
            return start(id, journal, file, growth)
        } catch {
            growth.change { $0.isAbandoned = $0.isOpen }
            if copy != nil { await disk.remove(file.path) }
            ended(id, .failure(error))
            throw error
        }
    }

    private func journalOwner() throws(UploadError) -> JournalOwner {
        if let owner { return owner }
        try folder.create()
        let new = try JournalOwner.create(in: folder, at: time.unixTime())
        owner = new
        return new
    }

    private func enter(_ id: UInt64, _ file: JournaledFile) {
        distribute(order.add(id, key: file.key, follows: file.follows, isVersion: file.isVersion))
    }

    private func start(
        _ id: UInt64, _ journal: UploadJournal, _ file: JournaledFile, _ growth: GrowthBox
    ) -> Upload {
        board.added(id)
        board.available(growth.take().available, of: id)
        let run = UploadRun(
            id: id, journal: journal, survey: survey, file: file, growth: growth, lanes: lanes, disk: disk, options: options,
            time: time, board: board, onAttempt: onAttempt)
        if file.isVersion, let left = leftVersions.removeValue(forKey: file.key) { Task { await left.drop() } }
        let task = Task { await self.live(run) }
        tasks[id] = task
        // Versions only now, so that one which is replaced finds the task of the one that does.
        if !order.contains(id) { enter(id, file) }
        return Upload(key: file.key, task: task)
    }

    private func live(_ run: UploadRun) async -> Result<StoredUpload, UploadError> {
        switch await turn(of: run.id) {
        case .go: return await go(run)
        case .replaced(let newer):
            await run.drop()
            board.dropped(run.id)
            let task = tasks[newer]
            ended(run.id, nil)
            return await task?.value ?? .failure(.stopped)
        case .predecessorFailed(let key):
            let error = UploadError.predecessorFailed(key: run.file.key, path: run.file.path, predecessor: key)
            let result = Result<StoredUpload, UploadError>.failure(Task.isCancelled ? .stopped : error)
            leave(run)
            ended(run.id, result)
            return result
        }
    }

    private func go(_ run: UploadRun) async -> Result<StoredUpload, UploadError> {
        let result = await run.run()
        if case .failure = result { leave(run) }
        ended(run.id, result, isRunning: true)
        await run.cleanUp(after: result)
        tasks[run.id] = nil
        return result
    }

    private func leave(_ run: UploadRun) {
        if run.file.isVersion { leftVersions[run.file.key] = run }
    }

    private func turn(of id: UInt64) async -> UploadOrder.Turn {
        if let turn = earlyTurns.removeValue(forKey: id) { return turn }
        return await withCheckedContinuation { turns[id] = $0 }
    }

    private func distribute(_ news: [UInt64: UploadOrder.Turn]) {
        for (id, turn) in news {
            if let waiting = turns.removeValue(forKey: id) {
                waiting.resume(returning: turn)
            } else {
                earlyTurns[id] = turn
            }
        }
    }

    /// Nil as the result of a version that a newer one replaced.
    private func ended(_ id: UInt64, _ result: Result<StoredUpload, UploadError>?, isRunning: Bool = false) {
        if let result { board.ended(id, result) }
        if !isRunning { tasks[id] = nil }
        earlyTurns[id] = nil
        var isStored = result == nil
        if case .success = result { isStored = true }
        distribute(order.ended(id, isStored: isStored))
    }
}
