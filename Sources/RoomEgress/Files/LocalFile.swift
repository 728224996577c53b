import Glibc
public import MediaContainers
public import MediaTypes

/// A file on this machine that a recording grows in; sole owner of its descriptor.
///
/// An exclusive lock is held while the file is open, so that recovery leaves live recordings alone. The system drops
/// the lock with the process, however it ends.
public struct LocalFile: ~Copyable, RandomAccessOutput, RandomAccessInput {
    public let path: String
    /// Whether the file was not there before.
    public let isNew: Bool
    /// The file's length.
    public private(set) var byteCount: UInt64
    private let descriptor: Int32

    /// Creates the file, and its folder where that is missing. What an existing file holds stays until ``truncate(to:)``.
    public init(creating path: String) throws(LocalFileError) {
        try Self.createFolder(of: path)
        let isNew = access(path, F_OK) != 0
        let descriptor = try Self.openLocked(path, flags: O_RDWR | O_CREAT)
        self.path = path
        self.isNew = isNew
        self.descriptor = descriptor
        byteCount = UInt64(max(0, lseek(descriptor, 0, SEEK_END)))
        if isNew { Self.synchronizeFolder(of: path) }
    }

    /// Opens an existing file to finish it.
    public init(recovering path: String) throws(LocalFileError) {
        let descriptor = try Self.openLocked(path, flags: O_RDWR)
        self.path = path
        self.descriptor = descriptor
        isNew = false
        byteCount = UInt64(max(0, lseek(descriptor, 0, SEEK_END)))
    }

    private static func openLocked(_ path: String, flags: Int32) throws(LocalFileError) -> Int32 {
        let descriptor = open(path, flags | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw LocalFileError(opening: path, code: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            throw code == EWOULDBLOCK ? .inUse(path: path) : .cannotOpen(path: path, code: code)
        }
        return descriptor
    }

    /// The length of a file that somebody else may hold; nil where there is none.
    static func byteCount(of path: String) -> UInt64? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return UInt64(clamping: status.st_size)
    }

    /// Whether a recording grows in the file at this moment.
    static func isInUse(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    deinit { close(descriptor) }

    /// So that a power failure does not take the file's name.
    private static func synchronizeFolder(of path: String) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static func createFolder(of path: String) throws(LocalFileError) {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
        let folder = String(path[..<slash])
        var status = stat()
        if stat(folder, &status) == 0 { return }
        try createFolder(of: folder)
        guard mkdir(folder, 0o755) != 0, errno != EEXIST else { return }
        throw .cannotCreateFolder(path: folder, code: errno)
    }

    public mutating func append(header: [UInt8], payloads: [FramePayload]) throws {
        do throws(LocalFileError) {
            try write(header, payloads, at: byteCount)
        } catch {
            // A part of a fragment helps nobody, and on a full disk its room may be enough for the index.
            _ = ftruncate(descriptor, off_t(byteCount))
            throw error
        }
        let start = byteCount
        byteCount += payloads.reduce(UInt64(header.count)) { $0 + UInt64($1.count) }
        // Linux answers by starting to write the range, without waiting: little is left to write when the recording
        // ends, and so the end comes soon.
        _ = posix_fadvise(descriptor, off_t(start), off_t(byteCount - start), POSIX_FADV_DONTNEED)
    }

    public mutating func overwrite(_ bytes: [UInt8], at offset: UInt64) throws {
        try write(bytes, [], at: offset)
    }

    public mutating func synchronize() throws {
        guard fdatasync(descriptor) == 0 else { throw LocalFileError(.synchronize, path: path, code: errno) }
    }

    /// Cuts the file off.
    public mutating func truncate(to length: UInt64) throws(LocalFileError) {
        guard ftruncate(descriptor, off_t(length)) == 0 else {
            throw LocalFileError(.truncate, path: path, code: errno)
        }
        byteCount = length
    }

    public mutating func read(at offset: UInt64, count: Int) throws -> [UInt8] {
        guard count > 0, offset < byteCount else { return [] }
        let wanted = Int(min(UInt64(count), byteCount - offset))
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
            while filled < wanted {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let done = pread(descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(filled))
                if done < 0, errno == EINTR { continue }
                if done < 0 { failure = errno }
                guard done > 0 else { return }
                filled += done
            }
        }
        guard failure == 0 else { throw LocalFileError(.read, path: path, code: failure) }
        return bytes
    }

    private func write(_ header: [UInt8], _ payloads: [FramePayload], at offset: UInt64) throws(LocalFileError) {
        let code = header.withUnsafeBytes { header in
            // The payloads' bytes do not move, and `payloads` keeps them past the last use.
            withExtendedLifetime(payloads) {
                var pieces = [header] + payloads.map { $0.withUnsafeBytes { $0 } }
                pieces.removeAll { $0.isEmpty }
                return GatheredWrite(descriptor, pieces, at: offset).run()
            }
        }
        guard code == 0 else { throw LocalFileError(.write, path: path, code: code) }
    }
}
