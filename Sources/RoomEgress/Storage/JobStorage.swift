internal import Foundation
public import ObjectStorage

/// Where the files of one job go when they are written.
public struct JobStorage: Sendable {
    /// Keys are the names that a request gives its files.
    public let store: any ObjectStore
    /// Takes what the store does not.
    public let backup: (any ObjectStore)?
    /// Whether results give addresses that anybody may read for seven days.
    public let givesPresignedURLs: Bool
    /// How long the store may fail.
    public let patience: Duration
    /// Absolute; holds what the job has not brought to a store yet.
    public let folder: String

    /// Calls nobody. Throws ``StorageError`` for credentials that cannot be read.
    init(_ options: StorageOptions, _ settings: StorageSettings, folder: String) throws(StorageError) {
        store = PrefixedStore(try options.makeStore(), prefix: settings.primary.prefix)
        if let place = settings.backup, let store = try place.store?.withCredentialsOfFile().makeStore() {
            backup = PrefixedStore(store, prefix: place.prefix)
        } else {
            backup = nil
        }
        // Where there is another place nobody waits long.
        patience = backup == nil ? settings.patience : min(settings.patience, Self.patienceWithBackup)
        givesPresignedURLs = settings.primary.givesPresignedURLs
        self.folder = folder
    }

    private static let patienceWithBackup = Duration.seconds(60)

    /// Where the file that a request calls `name` is written, its key, and where users will find it.
    func file(named name: String) -> (path: String, key: String, location: String) {
        let key = String(OutputPath.cleaned(name).drop { $0 == "/" })
        return (path(of: key), key, store.location(of: key))
    }

    private var files: String { folder + "/files/" }

    func path(of key: String) -> String { files + key }

    /// Nil for a file that is none of the job's.
    func key(of path: String) -> String? { path.hasPrefix(files) ? String(path.dropFirst(files.count)) : nil }

    /// Of uploads that are not settled.
    var journals: String { folder + "/journals" }

    /// Removes what is left when everything is stored. A folder with a file in it stays.
    func removeWhatIsDone() {
        let waiting = (try? FileManager.default.contentsOfDirectory(atPath: journals)) ?? []
        if waiting.isEmpty { SealedRequest.remove(in: folder) }
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        // The deepest first; the system refuses to remove those with something in them.
        for name in names.sorted(by: { $0.count > $1.count }) + [""] { rmdir("\(folder)/\(name)") }
    }
}
