import Glibc

/// Why a file on this machine could not be opened, read or written.
public enum LocalFileError: Error, Hashable, Sendable {
    case cannotCreateFolder(path: String, code: Int32)
    case cannotOpen(path: String, code: Int32)
    /// The folder or the file is read-only, for this user or altogether.
    case notWritable(path: String, code: Int32)
    /// Another process, or another recording of this one, holds the file.
    case inUse(path: String)
    case diskFull(path: String)
    /// Any other answer of the system; `code` is errno.
    case failed(operation: Operation, path: String, code: Int32)

    public enum Operation: String, Hashable, Sendable {
        case write, read, synchronize, truncate
    }

    init(opening path: String, code: Int32) {
        switch code {
        case EACCES, EROFS, EPERM: self = .notWritable(path: path, code: code)
        case ENOSPC, EDQUOT: self = .diskFull(path: path)
        default: self = .cannotOpen(path: path, code: code)
        }
    }

    init(_ operation: Operation, path: String, code: Int32) {
        switch code {
        case ENOSPC, EDQUOT: self = .diskFull(path: path)
        default: self = .failed(operation: operation, path: path, code: code)
        }
    }
}

extension LocalFileError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .cannotCreateFolder(let path, let code): "cannot create the folder \(path): \(Self.text(code))"
        case .cannotOpen(let path, let code): "cannot open \(path): \(Self.text(code))"
        case .notWritable(let path, let code):
            "cannot write to \(path): \(Self.text(code)); choose a folder this user may write to"
        case .inUse(let path): "cannot open \(path): it is being recorded to; choose another name"
        case .diskFull(let path):
            "the disk is full: cannot write more to \(path); free some space or choose another disk"
        case .failed(let operation, let path, let code): "cannot \(operation.rawValue) \(path): \(Self.text(code))"
        }
    }

    private static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}
