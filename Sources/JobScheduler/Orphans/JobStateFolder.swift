internal import Glibc
internal import ServiceKit

/// The folder that remembers jobs until they are settled: what their service noted, and the results they left.
///
/// It belongs to one service at a time; the kernel frees it however that ends. Nothing secret is written but what the
/// service itself puts into notes, updates and results.
public final class JobStateFolder: Sendable {
    public let path: String
    private let lock: FileDescriptor

    /// Makes the folder, readable by this user alone, where it does not exist.
    public init(_ path: String) throws(JobStateFolderError) {
        self.path = path
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .cannotOpen(path, code: errno) }
        let descriptor = open("\(path)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotOpen(path, code: errno) }
        lock = FileDescriptor(owning: descriptor)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .inUse(path) }
    }

    /// The jobs in it, those of this service's own included.
    public func jobs() -> [OrphanedJob] {
        SystemFile.names(in: path).sorted().compactMap { name in
            name.hasSuffix(".job") ? job(String(name.dropLast(4))) : nil
        }
    }

    /// The job was reported to whom it concerns, and is forgotten.
    public func settle(_ jobID: String) { files(jobID)?.remove() }

    /// Asks the process of a job that goes on without its service to end well; false when there is none.
    func interrupt(_ jobID: String) -> Bool {
        guard let orphan = job(jobID), case .running(let processID) = orphan.state, processID > 0 else { return false }
        // It holds the lock as long as it lives, so a moment ago the number was its own.
        return kill(processID, SIGINT) == 0
    }

    /// Whether a job of that name was not settled yet.
    func remembers(_ jobID: String) -> Bool { files(jobID).map { access($0.job, F_OK) == 0 } ?? false }

    private func job(_ jobID: String) -> OrphanedJob? {
        guard let files = files(jobID), let bytes = JobFiles.read(files.job) else { return nil }
        var orphan = OrphanedJob(jobID: jobID, note: Array(bytes.dropFirst(JobFiles.header.count)), state: state(of: files, bytes))
        orphan.isProvisional = bytes.dropFirst(JobFiles.header.isProvisional).first == 1
        return orphan
    }

    private func state(of files: JobFiles, _ bytes: [UInt8]) -> OrphanedJob.State {
        if let result = JobFiles.read(files.result) { return .finished(result: result) }
        if isLocked(files.job) {
            let number = bytes.prefix(JobFiles.header.isProvisional).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            return .running(processID: Int32(truncatingIfNeeded: number))
        }
        // It may have ended between the two looks.
        return JobFiles.read(files.result).map { .finished(result: $0) } ?? .lost(lastUpdate: JobFiles.read(files.update))
    }

    private func isLocked(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }

    // MARK: This service's own jobs

    /// Notes a job; its process is to inherit the descriptor, and with it the lock.
    func note(_ note: [UInt8], for jobID: String, isProvisional: Bool) throws(JobError) -> FileDescriptor {
        guard let files = files(jobID) else { throw .badJobID(jobID) }
        let descriptor = open(files.job, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw errno == EEXIST ? .alreadyRunning(jobID) : .noState(path, code: errno)
        }
        let file = FileDescriptor(owning: descriptor)
        let failure = JobFiles.write([0, 0, 0, 0, isProvisional ? 1 : 0] + note, to: descriptor)
        if failure == nil, flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return file }
        unlink(files.job)
        throw .noState(path, code: failure ?? errno)
    }

    /// A job that was provisional is so no more.
    func keep(_ jobID: String) {
        guard let files = files(jobID) else { return }
        let descriptor = open(files.job, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var flag: UInt8 = 0
        _ = pwrite(descriptor, &flag, 1, off_t(JobFiles.header.isProvisional))
    }

    func files(_ jobID: String) -> JobFiles? {
        let isName = !jobID.isEmpty && jobID.utf8.count <= 128
            && jobID.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || byte == 0x2D
            }
        return isName ? JobFiles(folder: path, jobID: jobID) : nil
    }
}

/// Why jobs cannot be remembered.
public enum JobStateFolderError: Error, Hashable, Sendable, CustomStringConvertible {
    case cannotOpen(String, code: Int32)
    case inUse(String)

    public var description: String {
        switch self {
        case .cannotOpen(let path, let code):
            "cannot use the folder \(path) for the state of jobs: \(String(cString: strerror(code))); "
                + "choose one that can be written"
        case .inUse(let path):
            "the folder \(path) for the state of jobs is used by another service; give each its own"
        }
    }
}
