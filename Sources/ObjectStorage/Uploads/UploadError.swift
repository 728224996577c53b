/// Why a file is not, or not only, where it should be.
public enum UploadError: Error, Hashable, Sendable {
    /// Neither the destination nor the one that stands in for it took the file. It stays where it is, and so does its
    /// journal: ``UploadRecovery`` tries again.
    case failed(key: String, path: String, primary: StorageError, backup: StorageError?)
    /// The file is gone, or shorter than was said.
    case fileUnreadable(path: String, code: Int32)
    /// What is to be uploaded before was not.
    case predecessorFailed(key: String, path: String, predecessor: String)
    /// More would wait than is allowed.
    case tooManyWaiting(limit: Int)
    /// The queue takes nothing any more, or was told to stop before the file was stored.
    case stopped
    /// The recording was given up by its owner before it was complete.
    case discarded(key: String)
    /// Another process still writes the file. Recovery leaves it alone.
    case beingWritten(path: String)
    /// The journal cannot be written or read.
    case journal(path: String, operation: JournalOperation, code: Int32)
    /// A file among the journals that is none, or is of a newer version.
    case notAJournal(path: String)
    /// The journal names a destination that is not configured any more.
    case unknownDestination(String, path: String)

    public enum JournalOperation: String, Hashable, Sendable {
        case create, lock, read, append, synchronize
    }
}

extension UploadError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .failed(_, let path, let primary, nil):
            "\(primary)\nthe file stays at \(path)"
        case .failed(_, let path, let primary, let backup?):
            "primary: \(primary)\nbackup: \(backup)\nthe file stays at \(path)"
        case .fileUnreadable(let path, let code):
            "\(path) cannot be read (errno \(code)); check that nothing else moves, shortens or deletes it"
        case .predecessorFailed(let key, let path, let predecessor):
            "\(key) was not uploaded because \(predecessor), which it names, was not; it stays at \(path)"
        case .tooManyWaiting(let limit):
            "\(limit) uploads wait already: the storage cannot keep up; check its errors, or the bandwidth"
        case .stopped: "the upload was stopped before it was complete; it goes on when uploads are recovered"
        case .discarded(let key): "\(key) was given up before it was complete"
        case .beingWritten(let path): "\(path) is still being written; it is uploaded once its process has ended, or by the next recovery"
        case .journal(let path, let operation, let code):
            "the upload journal \(path) failed to \(operation.rawValue) (errno \(code)); check the disk and the folder's owner"
        case .notAJournal(let path):
            "\(path) is no upload journal of this version; remove it, or start the version that wrote it"
        case .unknownDestination(let name, let path):
            "the upload journal \(path) names the storage \(name), which is not configured; configure it, or remove the journal"
        }
    }
}
