internal import Glibc
internal import ServiceKit

/// The files in which a job outlives its processes.
struct JobFiles: Sendable {
    let folder: String
    let jobID: String

    /// Held locked by the job's process while it lives. The process's number in four bytes, one that is 1 while the job is
    /// provisional, then the note.
    var job: String { "\(folder)/\(jobID).job" }
    var update: String { "\(folder)/\(jobID).update" }
    var result: String { "\(folder)/\(jobID).result" }

    /// What stands in front of the note.
    static let header: (processID: Int, isProvisional: Int, count: Int) = (0, 4, 5)

    func remove() {
        for path in [result, update, job] { unlink(path) }
    }

    /// Writes `bytes` so that a reader finds all of them or none; errno when that fails.
    static func replace(_ path: String, with bytes: [UInt8]) -> Int32? {
        let temporary = "\(path).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return errno }
        let file = FileDescriptor(owning: descriptor)
        if let code = write(bytes, to: file.rawValue) { return code }
        guard fsync(file.rawValue) == 0, rename(temporary, path) == 0 else { return errno }
        return nil
    }

    /// Errno when not all was written.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written >= 0 else { return errno }
            rest = rest.dropFirst(written)
        }
        return nil
    }

    static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= JobMessage.largestLength {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return bytes }
            bytes += chunk.prefix(count)
        }
        return nil
    }
}
