import Foundation
import ServiceKit

/// The folder that holds everything one job leaves on disk beside its outputs: sockets, profile, logs.
///
/// A lock on a file in it says that its owner lives. The kernel drops the lock however the owner dies, so whoever
/// starts next can tell a dead job's folder, end what still runs out of it, and remove it.
final class JobDirectory: Sendable {
    /// Set in every child's environment, so that a dead job's programs can be found.
    static let environmentKey = "SLUICE_JOB_DIRECTORY"

    /// The longest socket path below it, Chromium's, must fit into the 108 bytes of a socket address.
    private static let longestRoot = 47
    private static let prefix = "job-"
    /// Begins the lock's file, so that another program's folder is never taken for a dead job's.
    private static let lockText = "sluice job\n"

    let path: String
    private let lock: FileDescriptor

    /// Makes a folder below `root` (default: `sluice-<user id>` in the system's temporary folder), and removes the
    /// folders of jobs that died.
    static func make(root: String?) throws -> JobDirectory {
        let root = root ?? defaultRoot
        guard root.utf8.count <= longestRoot else { throw JobDirectoryError.tooLong(root, limit: longestRoot) }
        try makePrivateFolder(root)
        removeDead(in: root)
        // Somebody who looks for dead jobs may hold a new lock for a moment.
        for _ in 1..<5 { if let directory = try JobDirectory(root: root) { return directory } }
        guard let directory = try JobDirectory(root: root) else {
            throw JobDirectoryError.cannotCreate(root, code: EWOULDBLOCK)
        }
        return directory
    }

    /// Nil when somebody else took the lock first.
    private init?(root: String) throws {
        var template = Array("\(root)/\(Self.prefix)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw JobDirectoryError.cannotCreate(root, code: errno) }
        path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }  // mkdtemp keeps the terminator
        let descriptor = open("\(path)/lock", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw JobDirectoryError.cannotCreate(path, code: errno) }
        lock = FileDescriptor(owning: descriptor)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            try? FileManager.default.removeItem(atPath: path)
            return nil
        }
        // Only under the lock: what says this much and is not locked is dead.
        guard write(descriptor, Self.lockText, Self.lockText.utf8.count) == Self.lockText.utf8.count else {
            throw JobDirectoryError.cannotCreate(path, code: errno)
        }
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Makes a folder inside and answers its path.
    func folder(_ name: String) throws -> String {
        guard mkdir(file(name), 0o700) == 0 || errno == EEXIST else {
            throw JobDirectoryError.cannotCreate(file(name), code: errno)
        }
        return file(name)
    }

    /// Removes the folder and all in it. Call after the job's programs have ended.
    func remove() {
        // A program that was killed may still be taking its last files along.
        for _ in 0..<3 where (try? FileManager.default.removeItem(atPath: path)) == nil {}
    }

    private static func makePrivateFolder(_ root: String) throws {
        if mkdir(root, 0o700) == 0 { return }
        let code = errno
        guard code == EEXIST else {
            guard code == ENOENT else { throw JobDirectoryError.cannotCreate(root, code: code) }
            do {
                try FileManager.default.createDirectory(
                    atPath: root, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch { throw JobDirectoryError.cannotCreate(root, code: code) }
            return
        }
        // In a folder that everybody may write, somebody else may have made it first, to read along.
        var status = stat()
        guard lstat(root, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == getuid() else {
            throw JobDirectoryError.notOurs(root)
        }
    }

    /// Removes what dead jobs have left, with the programs that still run for them.
    static func removeDead(root: String?) { removeDead(in: root ?? defaultRoot) }

    private static var defaultRoot: String { NSTemporaryDirectory() + "sluice-\(getuid())" }

    private static func removeDead(in root: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? [] where name.hasPrefix(prefix) {
            let folder = "\(root)/\(name)"
            guard isPrivate(folder, S_IFDIR) else { continue }
            let descriptor = open("\(folder)/lock", O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            guard isPrivate("\(folder)/lock", S_IFREG), flock(descriptor, LOCK_EX | LOCK_NB) == 0,
                hasLockText(descriptor)
            else { continue }
            ProcessTable.kill(workingIn: folder, variable: environmentKey)
            try? FileManager.default.removeItem(atPath: folder)
        }
    }

    /// Whether `path` is of this kind, ours, and closed to everybody else.
    private static func isPrivate(_ path: String, _ kind: mode_t) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == kind && status.st_uid == getuid()
            && status.st_mode & 0o077 == 0
    }

    private static func hasLockText(_ descriptor: Int32) -> Bool {
        let expected = Array(lockText.utf8)
        var found = [UInt8](repeating: 0, count: expected.count)
        return pread(descriptor, &found, found.count, 0) == found.count && found == expected
    }
}

/// Why a job has no folder to work in.
public enum JobDirectoryError: Error, Hashable, Sendable, CustomStringConvertible {
    case cannotCreate(String, code: Int32)
    case notOurs(String)
    /// In bytes.
    case tooLong(String, limit: Int)

    public var description: String {
        switch self {
        case .cannotCreate(let path, let code):
            "cannot create the job folder \(path): \(String(cString: strerror(code))); "
                + "set temporary_directory to a folder that can be written"
        case .tooLong(let path, let limit):
            "the folder \(path) is too long for the sockets in it; set temporary_directory to at most \(limit) bytes"
        case .notOurs(let path):
            "the folder \(path) belongs to another user; remove it, or set temporary_directory to another one"
        }
    }
}
