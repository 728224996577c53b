internal import Glibc

/// Where journals lie, one for each upload that is not settled.
struct JournalFolder: Hashable, Sendable {
    static let suffix = ".upload"
    /// Of copies of objects that change.
    static let versionSuffix = ".version"

    /// Of the files that say whose journals are in use.
    static let ownerSuffix = ".owner"

    let path: String

    init(_ path: String) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
    }

    func journal(_ name: String) -> String { "\(path)/\(name)\(Self.suffix)" }

    func version(_ name: String) -> String { "\(path)/\(name)\(Self.versionSuffix)" }

    func owner(_ name: String) -> String { "\(path)/\(name)\(Self.ownerSuffix)" }

    /// Journals are named after their owner, a dot, and a number.
    static func name(_ owner: String, _ sequence: UInt64) -> String { "\(owner).\(sequence)" }

    func ownerName(ofJournal path: String) -> String {
        let file = path.split(separator: "/").last ?? ""
        return String(file.prefix { $0 != "." })
    }

    /// Makes the folder and those above it. Only its owner may look into it: the names of some uploads are as good as keys.
    func create() throws(UploadError) {
        var end = path.startIndex
        repeat {
            end = path[end...].dropFirst().firstIndex(of: "/") ?? path.endIndex
            let folder = String(path[..<end])
            guard mkdir(folder, end == path.endIndex ? 0o700 : 0o755) == 0 || errno == EEXIST else {
                throw .journal(path: folder, operation: .create, code: errno)
            }
        } while end < path.endIndex
    }

    /// The journals' paths, in no order.
    func journals() -> [String] { files(Self.suffix) }

    func versions() -> [String] { files(Self.versionSuffix) }

    /// Names of owners, whether they have journals or not.
    func owners() -> [String] { files(Self.ownerSuffix).map(ownerName(ofJournal:)) }

    /// Makes sure that a power failure does not take a new file's name.
    func synchronize() throws(UploadError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .journal(path: path, operation: .synchronize, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .journal(path: path, operation: .synchronize, code: errno) }
    }

    private func files(_ suffix: String) -> [String] {
        guard let stream = opendir(path) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                // The kernel ends a name with a zero.
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(suffix) { names.append("\(path)/\(name)") }
        }
        return names
    }
}
