internal import Cryptography
internal import Glibc

/// Files below a folder. All calls block.
struct LocalFolder: Sendable {
    let root: String

    init(_ root: String) { self.root = root }

    private static let pieceSize = 256 << 10
    private static let temporaryPrefix = ".partial-"

    // MARK: Writing

    /// Writes the contents one after the other to a file that then takes the name `path`; read back before, so that what is
    /// under the name is what was given.
    func write(_ contents: [ObjectContent], to path: String) throws(LocalFailure) {
        let parent = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        try makeFolders(parent)
        guard let suffix = try? RandomBytes.identifier(prefix: LocalFolder.temporaryPrefix) else {
            throw LocalFailure(code: 0, detail: "no random numbers")
        }
        let temporary = "\(parent)/\(suffix)"
        do throws(LocalFailure) {
            try fill(temporary, contents)
            guard rename(temporary, path) == 0 else { throw .last(path) }
        } catch {
            unlink(temporary)
            throw error
        }
        syncFolder(parent)
    }

    private func fill(_ path: String, _ contents: [ObjectContent]) throws(LocalFailure) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .last(path) }
        defer { close(descriptor) }
        var written = CRC32C()
        var size: UInt64 = 0
        for content in contents {
            let reader = try ContentReader.local(content)
            while case let piece = try reader.localRead(LocalFolder.pieceSize), !piece.isEmpty {
                try write(piece, to: descriptor, path)
                written.update(piece.span)
                size += UInt64(piece.count)
            }
        }
        guard fsync(descriptor) == 0 else { throw .last(path) }
        try compare(written, with: .file(path: path, offset: 0, count: size))
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(LocalFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .last(path) }
            rest = rest.dropFirst(count)
        }
    }

    private func compare(_ written: CRC32C, with content: ObjectContent) throws(LocalFailure) {
        let reader = try ContentReader.local(content)
        var read = CRC32C()
        while case let piece = try reader.localRead(LocalFolder.pieceSize), !piece.isEmpty { read.update(piece.span) }
        guard read == written else { throw LocalFailure(code: 0, detail: "what was written reads back differently") }
    }

    private func makeFolders(_ path: String) throws(LocalFailure) {
        if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let end = path.lastIndex(of: "/"), end != path.startIndex else { throw .last(path) }
        try makeFolders(String(path[..<end]))
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw .last(path) }
    }

    /// So that the name, too, outlives a loss of power.
    private func syncFolder(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    // MARK: Looking

    func object(_ key: String, at path: String) throws(LocalFailure) -> StoredObject {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .last(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw LocalFailure(code: ENOENT, detail: "\(path) is no file") }
        let tag = "\(status.st_size)-\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)-\(status.st_ino)"
        return StoredObject(
            key: key, size: UInt64(clamping: status.st_size), tag: tag, modifiedAt: Int64(status.st_mtim.tv_sec))
    }

    /// The paths below the folder that begin with `prefix`, in order; not those in the folder `excluded` or still being written.
    func files(prefix: String, except excluded: String) throws(LocalFailure) -> [String] {
        var found: [String] = []
        // Only folders on the way to the prefix, or below it, are looked into.
        var folders = [""]
        while let folder = folders.popLast() {
            for (name, isFolder) in try entries(of: folder) where folder + name != excluded {
                let path = folder + name
                if isFolder, "\(path)/".hasPrefix(prefix) || prefix.hasPrefix("\(path)/") {
                    folders.append("\(path)/")
                } else if !isFolder, path.hasPrefix(prefix), !name.hasPrefix(LocalFolder.temporaryPrefix) {
                    found.append(path)
                }
            }
        }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private func entries(of folder: String) throws(LocalFailure) -> [(name: String, isFolder: Bool)] {
        let path = "\(root)/\(folder)"
        guard let stream = opendir(path) else {
            if errno == ENOENT { return [] }
            throw .last(path)
        }
        defer { closedir(stream) }
        var entries: [(String, Bool)] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            var status = stat()
            // A link to a folder is not followed, since it may lead back.
            guard lstat("\(path)\(name)", &status) == 0 else { continue }
            entries.append((name, status.st_mode & S_IFMT == S_IFDIR))
        }
        return entries
    }

    // MARK: Removing

    /// What is not there is removed already. Folders that are empty stay.
    func remove(_ path: String) throws(LocalFailure) {
        guard unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR else { throw .last(path) }
    }

    /// A folder of files, and nothing deeper.
    func removeAll(_ path: String) throws(LocalFailure) {
        let name = String(path.dropFirst(root.count + 1)) + "/"
        for entry in try entries(of: name) { try remove("\(path)/\(entry.name)") }
        guard rmdir(path) == 0 || errno == ENOENT else { throw .last(path) }
    }
}
