internal import Glibc

/// The journal of one upload on the disk. While it is open it is locked, so that nobody else takes the upload over; a
/// process that ends, however it ends, unlocks it.
actor UploadJournal {
    nonisolated let path: String
    private let executor: DiskExecutor
    private let descriptor: Int32
    private(set) var state: UploadState
    private var length: Int

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private init(path: String, descriptor: Int32, state: UploadState, length: Int, executor: DiskExecutor) {
        self.path = path
        self.length = length
        self.descriptor = descriptor
        self.state = state
        self.executor = executor
    }

    deinit { close(descriptor) }

    /// A new journal, of a file that is complete when it has a `size`. When this returns, the upload survives a power failure.
    static func create(
        _ name: String, in folder: JournalFolder, for file: JournaledFile, size: UInt64?, on disk: isolated LocalDisk
    ) throws(UploadError) -> UploadJournal {
        let path = folder.journal(name)
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_APPEND, 0o600)
        guard descriptor >= 0 else { throw .journal(path: path, operation: .create, code: errno) }
        let records = [.file(file)] + (size.map { [JournalRecord.finished(size: $0)] } ?? [])
        let beginning = records.reduce(JournalCoding.signature) { $0 + JournalCoding.encode($1) }
        do throws(UploadError) {
            try lock(descriptor, path)
            try LocalDisk.write(beginning, to: descriptor, path)
            guard fsync(descriptor) == 0 else { throw UploadError.journal(path: path, operation: .synchronize, code: errno) }
            try folder.synchronize()
        } catch {
            close(descriptor)
            unlink(path)
            throw error
        }
        var state = UploadState(file: file)
        state.finalSize = size
        return UploadJournal(
            path: path, descriptor: descriptor, state: state, length: beginning.count, executor: disk.executor)
    }

    /// A journal that another process left. Nil when one that lives has it; a journal without a first record, which a killed
    /// process left before it began anything, is removed.
    static func adopt(_ path: String, on disk: isolated LocalDisk) throws(UploadError) -> UploadJournal? {
        let descriptor = open(path, O_RDWR | O_CLOEXEC | O_APPEND)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .journal(path: path, operation: .read, code: errno)
        }
        do throws(UploadError) {
            guard try lock(descriptor, path), isStillThere(path, descriptor) else {
                close(descriptor)
                return nil
            }
            let reader = try JournalReader(try read(descriptor, path), path: path)
            guard let state = UploadState(reader.records) else {
                unlink(path)
                close(descriptor)
                return nil
            }
            // What is appended after a torn record would never be read.
            guard ftruncate(descriptor, reader.validLength) == 0 else {
                throw UploadError.journal(path: path, operation: .append, code: errno)
            }
            return UploadJournal(
                path: path, descriptor: descriptor, state: state, length: reader.validLength, executor: disk.executor)
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// Adds a record. With `synchronized`, it survives a power failure once this returns; without, the end of the process.
    func append(_ record: JournalRecord, synchronized: Bool = false) throws(UploadError) {
        let bytes = JournalCoding.encode(record)
        do throws(UploadError) {
            try LocalDisk.write(bytes, to: descriptor, path)
        } catch {
            // Half a record, as a full disk leaves it, would hide those that follow.
            ftruncate(descriptor, off_t(length))
            throw error
        }
        length += bytes.count
        if synchronized, fsync(descriptor) != 0 {
            throw .journal(path: path, operation: .synchronize, code: errno)
        }
        state.apply(record)
    }

    /// The upload is settled.
    func remove() { unlink(path) }

    @discardableResult
    private static func lock(_ descriptor: Int32, _ path: String) throws(UploadError) -> Bool {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
        guard errno == EWOULDBLOCK else { throw .journal(path: path, operation: .lock, code: errno) }
        return false
    }

    /// Who had it may have settled it between our opening and our locking it.
    private static func isStillThere(_ path: String, _ descriptor: Int32) -> Bool {
        var (named, opened) = (stat(), stat())
        return stat(path, &named) == 0 && fstat(descriptor, &opened) == 0 && named.st_ino == opened.st_ino
    }

    private static func read(_ descriptor: Int32, _ path: String) throws(UploadError) -> [UInt8] {
        // Ten thousand parts take two megabytes; more than this nobody wrote.
        let limit = 1 << 26
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < limit {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .journal(path: path, operation: .read, code: errno) }
            if count == 0 { break }
            bytes += chunk.prefix(count)
        }
        return bytes
    }
}
