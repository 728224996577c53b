import Glibc
import MediaContainers

/// Finishes recordings whose process died.
public enum RecordingRecovery {
    /// Looks at every `.mp4` in `directory` and below, and gives every unfinished one of ours its index. Finished files
    /// and files of others are neither changed nor reported; links are not followed.
    ///
    /// - Throws: `LocalFileError` when `directory` itself cannot be read. Trouble with one file is its own outcome.
    public static func recover(directory: String) throws(LocalFileError) -> [RecoveredRecording] {
        var results: [RecoveredRecording] = []
        guard let entries = FolderEntries(directory) else { throw .cannotOpen(path: directory, code: errno) }
        visit(directory, entries, depth: 0, &results)
        return results
    }

    /// Deep enough for any output path, and an end to folders that a faulty file system nests forever.
    private static let deepestFolder = 64

    private static func visit(
        _ folder: String, _ entries: FolderEntries, depth: Int, _ results: inout [RecoveredRecording]
    ) {
        for name in entries.files where name.hasSuffix(".mp4") {
            let path = "\(folder)/\(name)"
            if let outcome = recover(path: path) { results.append(RecoveredRecording(path: path, outcome: outcome)) }
        }
        guard depth < deepestFolder else { return }
        for name in entries.folders {
            let path = "\(folder)/\(name)"
            if let inner = FolderEntries(path) { visit(path, inner, depth: depth + 1, &results) }
        }
    }

    /// Makes room at `path` for a new recording when one that was killed is there: finishes that and gives it a name of its
    /// own. Answers the name, or `nil` when there is nothing to keep.
    static func setAside(path: String) throws(LocalFileError) -> String? {
        switch recover(path: path) {
        case nil, .nothingToSave, .stillRecording: return nil
        case .saved, .failed: break  // one that cannot be finished now may still be worth something to somebody
        }
        let stem = path.hasSuffix(".mp4") ? String(path.dropLast(4)) : path
        for number in 1...999 {
            let name = "\(stem)-recovered\(number > 1 ? "-\(number)" : "").mp4"
            // A link, unlike a renaming, never takes another file's place.
            if link(path, name) == 0 {
                unlink(path)
                return name
            }
            guard errno == EEXIST else { throw .cannotOpen(path: name, code: errno) }
        }
        throw .cannotOpen(path: path, code: EEXIST)
    }

    /// Finishes one file; `nil` when it is not an unfinished recording of ours.
    static func recover(path: String) -> RecoveredRecording.Outcome? {
        guard FragmentedMP4Recovery.isUnfinished(start: start(of: path)) else { return nil }
        do {
            var file = try LocalFile(recovering: path)
            return try finish(&file)
        } catch LocalFileError.inUse {
            return .stillRecording
        } catch { return .failed(error) }
    }

    /// Read without a lock and without asking for write permission, because most files are somebody else's.
    private static func start(of path: String) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        return [UInt8](unsafeUninitializedCapacity: FragmentedMP4Recovery.startLength) { buffer, count in
            count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, 0))
        }
    }

    private static func finish(_ file: inout LocalFile) throws -> RecoveredRecording.Outcome? {
        switch try FragmentedMP4Recovery.scan(&file) {
        case .foreign, .finished: return nil
        case .empty: return .nothingToSave
        case .unfinished(let recovery):
            try file.truncate(to: recovery.end)
            let size = try recovery.finish(&file)
            return .saved(duration: recovery.duration, byteCount: size)
        }
    }
}
