internal import Glibc
internal import Synchronization

/// Marks journals as those of a process that lives, by a locked file that they are named after. However the process ends, the
/// lock goes with it. One for all journals of a queue, so that uploads that wait keep no file open.
final class JournalOwner: Sendable {
    let name: String
    private let path: String
    private let folder: JournalFolder
    private let state: Mutex<State>

    private struct State {
        /// Nil once it is closed.
        var descriptor: Int32?
        var holds = 1
    }

    private init(_ name: String, _ folder: JournalFolder, _ descriptor: Int32) {
        self.name = name
        self.folder = folder
        state = Mutex(State(descriptor: descriptor))
        path = folder.owner(name)
    }

    deinit { state.withLock { Self.close(&$0) } }

    /// Asks for one more ``release()``.
    func hold() { state.withLock { $0.holds += 1 } }

    /// Lets others take over the journals that are left, once nobody holds it any more.
    func release() {
        state.withLock { state in
            state.holds -= 1
            if state.holds <= 0 { Self.close(&state) }
        }
    }

    private static func close(_ state: inout State) {
        if let open = state.descriptor { Glibc.close(open) }
        state.descriptor = nil
    }

    static func create(in folder: JournalFolder, at time: Int64) throws(UploadError) -> JournalOwner {
        let name = "\(time)-\(getpid())-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
        guard let owner = try open(name, folder) else {
            throw .journal(path: folder.owner(name), operation: .lock, code: EWOULDBLOCK)
        }
        return owner
    }

    /// Takes over the journals of an owner; nil when it lives.
    static func adopt(_ name: String, in folder: JournalFolder) throws(UploadError) -> JournalOwner? {
        try open(name, folder)
    }

    private static func open(_ name: String, _ folder: JournalFolder) throws(UploadError) -> JournalOwner? {
        let path = folder.owner(name)
        while true {
            let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw .journal(path: path, operation: .create, code: errno) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                let code = errno
                Glibc.close(descriptor)
                guard code == EWOULDBLOCK else { throw .journal(path: path, operation: .lock, code: code) }
                return nil
            }
            var status = stat()
            if fstat(descriptor, &status) == 0, status.st_nlink > 0 { return JournalOwner(name, folder, descriptor) }
            // Somebody removed it between the two calls: a lock on it would keep nobody out.
            Glibc.close(descriptor)
        }
    }

    /// Removes the file when no journal is named after it any more.
    func removeIfUnused() {
        guard !folder.journals().contains(where: { folder.ownerName(ofJournal: $0) == name }) else { return }
        unlink(path)
    }
}
