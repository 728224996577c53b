internal import Cryptography
internal import Glibc

/// The local files of uploads, away from the threads that everybody shares.
actor LocalDisk {
    let executor: DiskExecutor

    init(executor: DiskExecutor = DiskExecutor()) { self.executor = executor }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// In bytes.
    func size(of path: String) throws(UploadError) -> UInt64 {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .fileUnreadable(path: path, code: errno) }
        return UInt64(max(status.st_size, 0))
    }

    /// The CRC-32C of a range; throws when the file ends before.
    func checksum(of path: String, _ range: Range<UInt64>) throws(UploadError) -> UInt32 {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .fileUnreadable(path: path, code: errno) }
        defer { close(descriptor) }
        var checksum = CRC32C()
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        var offset = range.lowerBound
        while offset < range.upperBound {
            let wanted = Int(min(UInt64(buffer.count), range.upperBound - offset))
            let count = pread(descriptor, &buffer, wanted, Int(clamping: offset))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .fileUnreadable(path: path, code: count < 0 ? errno : ENODATA) }
            checksum.update(buffer.span.extracting(..<count))
            offset += UInt64(count)
        }
        return checksum.value
    }

    /// Writes a new file and makes sure that it is on the disk.
    func write(_ bytes: [UInt8], to path: String) throws(UploadError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .journal(path: path, operation: .create, code: errno) }
        defer { close(descriptor) }
        try Self.write(bytes, to: descriptor, path)
        guard fsync(descriptor) == 0 else { throw .journal(path: path, operation: .synchronize, code: errno) }
    }

    /// The bytes of a journal; nil when it is not there.
    func read(_ path: String) throws(UploadError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .journal(path: path, operation: .read, code: errno)
        }
        defer { close(descriptor) }
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

    /// What is not there is removed already.
    func remove(_ path: String) { unlink(path) }

    /// Removes a file that was last changed before `time`, in seconds since 1970.
    func remove(_ path: String, ifOlderThan time: Int64) {
        var status = stat()
        guard stat(path, &status) == 0, Int64(status.st_mtim.tv_sec) < time else { return }
        unlink(path)
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(UploadError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + done, $0.count - done) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .journal(path: path, operation: .append, code: errno) }
            done += count
        }
    }
}
