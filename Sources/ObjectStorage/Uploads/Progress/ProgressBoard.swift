internal import Synchronization

/// Adds up what the uploads of a queue report, and tells whoever watches.
final class ProgressBoard: Sendable {
    private struct Entry {
        var available: UInt64 = 0
        var confirmed: UInt64 = 0
        var completion: Duration?
        var marks = ArrivalMarks()
    }

    private struct State {
        var sum = UploadProgress()
        var entries: [UInt64: Entry] = [:]
        var watchers: [UInt64: AsyncStream<UploadProgress>.Continuation] = [:]
        var nextWatcher: UInt64 = 0
    }

    private let state = Mutex(State())
    private let now: @Sendable () -> Duration

    init(now: @escaping @Sendable () -> Duration) { self.now = now }

    var current: UploadProgress {
        let now = now()
        return state.withLock { Self.progress(&$0, now) }
    }

    /// The state now and after each change; who is slow misses some in between. Ends with the board.
    func watch() -> AsyncStream<UploadProgress> {
        let (stream, continuation) = AsyncStream.makeStream(of: UploadProgress.self, bufferingPolicy: .bufferingNewest(1))
        let id = state.withLock { state in
            state.nextWatcher += 1
            state.watchers[state.nextWatcher] = continuation
            return state.nextWatcher
        }
        continuation.onTermination = { [weak self] _ in self?.state.withLock { _ = $0.watchers.removeValue(forKey: id) } }
        continuation.yield(current)
        return stream
    }

    func finish() {
        let watchers = state.withLock { state in
            defer { state.watchers = [:] }
            return Array(state.watchers.values)
        }
        for watcher in watchers { watcher.finish() }
    }

    func added(_ id: UInt64) { change { $0.entries[id] = Entry() } }

    func available(_ bytes: UInt64, of id: UInt64) {
        let now = now()
        change { state in
            state.entries[id]?.available = bytes
            state.entries[id]?.marks.arrived(upTo: bytes, at: now)
        }
    }

    /// The file is whole; what comes after the first time does not count.
    func completed(_ id: UInt64) {
        let now = now()
        state.withLock { state in
            guard let entry = state.entries[id], entry.completion == nil else { return }
            state.entries[id]?.completion = now
        }
    }

    /// How long a file has been whole; zero for one that is not.
    func timeSinceCompletion(of id: UInt64) -> Duration {
        let now = now()
        return state.withLock { $0.entries[id]?.completion }.map { now - $0 } ?? .zero
    }

    /// What the present destination has confirmed of an upload; less than before when it begins anew.
    func confirmed(_ bytes: UInt64, of id: UInt64) {
        change { state in
            let before = state.entries[id]?.confirmed ?? bytes
            state.sum.sentBytes += bytes - min(before, bytes)
            state.entries[id]?.confirmed = bytes
        }
    }

    /// What a destination had of an upload before this process.
    func resumed(_ bytes: UInt64, of id: UInt64) { change { $0.entries[id]?.confirmed = bytes } }

    func storedPart() { change { $0.sum.storedParts += 1 } }

    func retried() { change { $0.sum.retries += 1 } }

    func ended(_ id: UInt64, _ result: Result<StoredUpload, UploadError>) {
        change { state in
            let entry = state.entries.removeValue(forKey: id)
            switch result {
            case .success(let stored):
                // What went up whole was not told before.
                if let entry { state.sum.sentBytes += stored.size - min(entry.confirmed, stored.size) }
                state.sum.storedFiles += 1
                state.sum.storedBytes += stored.size
                if stored.isBackup { state.sum.backupFiles += 1 }
            case .failure(.failed), .failure(.fileUnreadable), .failure(.journal), .failure(.predecessorFailed):
                state.sum.failedFiles += 1
            case .failure: break
            }
        }
    }

    /// A newer version took the place of this one.
    func dropped(_ id: UInt64) { change { $0.entries[id] = nil } }

    private func change(_ body: (inout State) -> Void) {
        let now = now()
        let news: (UploadProgress, [AsyncStream<UploadProgress>.Continuation])? = state.withLock { state in
            body(&state)
            guard !state.watchers.isEmpty else { return nil }
            return (Self.progress(&state, now), Array(state.watchers.values))
        }
        guard let (progress, watchers) = news else { return }
        for watcher in watchers { watcher.yield(progress) }
    }

    private static func progress(_ state: inout State, _ now: Duration) -> UploadProgress {
        var progress = state.sum
        progress.waitingFiles = state.entries.count
        var oldest: Duration?
        for id in state.entries.keys {
            guard let entry = state.entries[id] else { continue }
            progress.storedBytes += entry.confirmed
            progress.waitingBytes += entry.available - min(entry.confirmed, entry.available)
            guard let time = state.entries[id]?.marks.oldest(sent: entry.confirmed) else { continue }
            oldest = min(oldest ?? time, time)
        }
        progress.oldestUnsentAge = oldest.map { now - $0 }
        return progress
    }
}
