internal import Glibc

/// The journal of one upload on the disk. Nobody else takes it over while its owner lives.
actor UploadJournal {
    nonisolated let path: String
    private let executor: DiskExecutor
    private let owner: JournalOwner
    private(set) var state: UploadState
    private var length: Int

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private init(path: String, owner: JournalOwner, state: UploadState, length: Int, executor: DiskExecutor) {
        self.path = path
        self.owner = owner
        self.length = length
        self.state = state
        self.executor = executor
    }

    /// A new journal, of a file that is complete when it has a `size`. When this returns, the upload survives a power failure.
    static func create(
        _ name: String, of owner: JournalOwner, in folder: JournalFolder, for file: JournaledFile, size: UInt64?,
        on disk: isolated LocalDisk
    ) throws(UploadError) -> UploadJournal {
        let path = folder.journal(name)
        let records = [.file(file)] + (size.map { [JournalRecord.finished(size: $0)] } ?? [])
        let beginning = records.reduce(JournalCoding.signature) { $0 + JournalCoding.encode($1) }
        do throws(UploadError) {
            try disk.write(beginning, to: path)
            try folder.synchronize()
        } catch {
            unlink(path)
            throw error
        }
        var state = UploadState(file: file)
        state.finalSize = size
        return UploadJournal(path: path, owner: owner, state: state, length: beginning.count, executor: disk.executor)
    }

    /// A journal that another process left; `owner` is taken over from it. Nil when it is gone, or has no first record: then
    /// its process was killed before it began anything, and the journal is removed.
    static func adopt(
        _ path: String, of owner: JournalOwner, on disk: isolated LocalDisk
    ) throws(UploadError) -> UploadJournal? {
        guard let bytes = try disk.read(path) else { return nil }
        let reader = try JournalReader(bytes, path: path)
        guard let state = UploadState(reader.records) else {
            // One that is whole and cannot be read may be all that is known of an upload.
            guard JournalReader.isTornAtStart(bytes) else { throw .notAJournal(path: path) }
            unlink(path)
            return nil
        }
        // What is appended after a torn record would never be read.
        guard truncate(path, off_t(reader.validLength)) == 0 else {
            throw .journal(path: path, operation: .append, code: errno)
        }
        return UploadJournal(
            path: path, owner: owner, state: state, length: reader.validLength, executor: disk.executor)
    }

    /// Adds a record. With `synchronized`, it survives a power failure once this returns; without, the end of the process.
    func append(_ record: JournalRecord, synchronized: Bool = false) throws(UploadError) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .journal(path: path, operation: .append, code: errno) }
        defer { close(descriptor) }
        // Over what a write that failed may have left: half a record would hide those that follow.
        lseek(descriptor, off_t(length), SEEK_SET)
        let bytes = JournalCoding.encode(record)
        try LocalDisk.write(bytes, to: descriptor, path)
        length += bytes.count
        if synchronized, fsync(descriptor) != 0 {
            throw .journal(path: path, operation: .synchronize, code: errno)
        }
        state.apply(record)
    }

    /// The upload is settled.
    func remove() { unlink(path) }
}
