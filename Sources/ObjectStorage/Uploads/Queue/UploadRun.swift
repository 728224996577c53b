/// Takes one file to where it belongs: to the first destination, or to the one that stands in for it, and then removes the
/// local copy.
actor UploadRun {
    nonisolated let id: UInt64
    nonisolated let file: JournaledFile
    nonisolated let journal: UploadJournal
    private let survey: JournalSurvey
    private let lanes: UploadLanes
    private let disk: LocalDisk
    private let options: UploadOptions
    private let time: UploadTime
    private let board: ProgressBoard
    private let growth: GrowthBox
    private let onAttempt: @Sendable (UploadAttempt) -> Void

    init(
        id: UInt64, journal: UploadJournal, survey: JournalSurvey, file: JournaledFile, growth: GrowthBox, lanes: UploadLanes,
        disk: LocalDisk, options: UploadOptions, time: UploadTime, board: ProgressBoard,
        onAttempt: @escaping @Sendable (UploadAttempt) -> Void
    ) {
        self.id = id
        self.journal = journal
        self.survey = survey
        self.file = file
        self.growth = growth
        self.lanes = lanes
        self.disk = disk
        self.options = options
        self.time = time
        self.board = board
        self.onAttempt = onAttempt
    }

    /// Ends when the file is stored, when no destination takes it, or when the task is cancelled. Call ``cleanUp()`` then.
    func run() async -> Result<StoredUpload, UploadError> {
        do throws(UploadError) {
            if let before = await journal.state.stored, let lane = lanes.lane(named: before.destination) {
                board.resumed(before.size, of: id)
                await removeLocalCopy(size: before.size)
                return .success(result(StoredObject(key: file.key, size: before.size, tag: before.tag), lane))
            }
            let (object, lane) = try await send()
            await removeLocalCopy(size: object.size)
            return .success(result(object, lane))
        } catch {
            return .failure(error)
        }
    }

    /// Aborts what was begun and is not wanted, and removes the journal when nothing is left to be done. What cannot be
    /// reached now is left to the next recovery.
    func cleanUp(after result: Result<StoredUpload, UploadError>) async {
        if case .failure(let error) = result {
            guard case .discarded = error else { return }
        }
        await UploadSweep(journal: journal, file: file, survey: survey, lane: lanes.lane(named:)).run()
    }

    /// The upload is not wanted any more.
    func drop() async {
        await removeVersion()
        await journal.remove()
    }

    private func result(_ object: StoredObject, _ lane: UploadLane) -> StoredUpload {
        let destination = lane.destination
        return StoredUpload(
            key: file.key, destination: destination.name, location: destination.store.location(of: file.key),
            size: object.size, tag: object.tag, isBackup: lane === lanes.backup)
    }

    private func send() async throws(UploadError) -> (StoredObject, UploadLane) {
        let first: StorageError
        if let known = lanes.primaryFailure {
            first = known
        } else {
            do throws(TransferFailure) {
                return (try await send(over: lanes.primary), lanes.primary)
            } catch {
                first = try storageError(error)
                tell(lanes.primary, first)
            }
            await lanes.primaryFailed(first)
        }
        guard let backup = lanes.backup else { throw failed(first, nil) }
        do throws(TransferFailure) {
            return (try await send(over: backup), backup)
        } catch {
            let second = try storageError(error)
            tell(backup, second)
            throw failed(first, second)
        }
    }

    private func tell(_ lane: UploadLane, _ error: StorageError?) {
        onAttempt(
            UploadAttempt(
                key: file.key, contentType: file.properties.contentType, isBackup: lane === lanes.backup, error: error,
                duration: board.timeSinceCompletion(of: id)))
    }

    private func failed(_ primary: StorageError, _ backup: StorageError?) -> UploadError {
        .failed(key: file.key, path: file.path, primary: primary, backup: backup)
    }

    private func storageError(_ failure: TransferFailure) throws(UploadError) -> StorageError {
        switch failure {
        case .upload(let error): throw error
        case .storage(let error) where Task.isCancelled || error.problem == .cancelled: throw .stopped
        case .storage(let error): return error
        }
    }

    private func send(over lane: UploadLane) async throws(TransferFailure) -> StoredObject {
        let transfer = FileTransfer(
            id: id, file: file, journal: journal, lane: lane, disk: disk, options: options, time: time, board: board,
            growth: growth)
        let object = try await transfer.run()
        tell(lane, nil)
        // From here on the local copy is not needed. Should the record not reach the disk, the file goes up once more.
        try? await journal.append(
            .stored(
                destination: lane.destination.name, uploadID: await transfer.uploadID, size: object.size, tag: object.tag),
            synchronized: true)
        return object
    }

    private func removeLocalCopy(size: UInt64) async {
        if file.isVersion { return await removeVersion() }
        guard !file.keepsLocalCopy else { return }
        // What was added to the file since is nowhere else.
        guard (try? await disk.size(of: file.path)) == size else { return }
        await disk.remove(file.path)
    }

    private func removeVersion() async {
        if file.isVersion { await disk.remove(file.path) }
    }
}
