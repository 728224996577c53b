internal import Foundation
public import ObjectStorage

/// Where the files of one job go when they are written.
public struct JobStorage: Sendable {
    /// Keys are the names that a request gives its files.
    public let store: any ObjectStore
    /// Takes what the store does not.
    public let backup: (any ObjectStore)?
    /// What journals call the two.
    let names: (store: String, backup: String)
    /// Whether the store is elsewhere than its kind usually is.
    let hasCustomEndpoint: Bool
    /// Of every key, in bytes.
    let prefixLength: Int
    /// Whether results give addresses that anybody may read for seven days.
    public let givesPresignedURLs: Bool
    /// How long the store may fail.
    public let patience: Duration
    /// Absolute; holds what the job has not brought to a store yet.
    public let folder: String

    /// Calls nobody. Throws ``StorageError`` for credentials that cannot be read. `addressRefusal` is for the options of
    /// requests; what is configured may be anywhere.
    init(
        _ options: StorageOptions, _ settings: StorageSettings, folder: String,
        addressRefusal: StorageOptions.AddressRefusal? = nil
    ) throws(StorageError) {
        let store = PrefixedStore(
            try options.makeStore(addressRefusal: addressRefusal), prefix: settings.primary.prefix)
        self.store = store
        if let place = settings.backup, let other = try place.store?.withCredentialsOfFile() {
            let second = PrefixedStore(try other.makeStore(), prefix: place.prefix)
            backup = second
            names = ("\(options.identity)/\(store.prefix)", "\(other.identity)/\(second.prefix)")
            prefixLength = max(store.prefix.utf8.count, second.prefix.utf8.count)
        } else {
            backup = nil
            names = ("\(options.identity)/\(store.prefix)", "")
            prefixLength = store.prefix.utf8.count
        }
        hasCustomEndpoint = options.hasCustomEndpoint
        // Where there is another place nobody waits long.
        patience = backup == nil ? settings.patience : min(settings.patience, Self.patienceWithBackup)
        // A link would end with the credentials, long before its seven days.
        givesPresignedURLs = settings.primary.givesPresignedURLs && !options.hasPassingCredentials
        self.folder = folder
    }

    var uploadOptions: UploadOptions { UploadOptions(giveUpAfter: patience) }

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

    /// Files that were written and that nobody writes any more, except those of these paths; in order.
    func abandonedFiles(except paths: Set<String>) -> [String] {
        (FileManager.default.subpaths(atPath: files) ?? []).map { files + $0 }.sorted().filter { path in
            !paths.contains(path) && !isFolder(path) && (LocalFile.byteCount(of: path) ?? 0) > 0 && !LocalFile.isInUse(path)
        }
    }

    /// Of uploads that are not settled.
    var journals: String { folder + "/journals" }

    /// Where the other jobs of this machine keep theirs.
    var neighbours: [String] {
        let (parent, own) = OutputPath.split(folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        return names.filter { $0 != own }.map { "\(parent)\($0)/journals" }
    }

    private func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Removes what is left when everything is stored. A folder with a file in it stays.
    func removeWhatIsDone() {
        // What cannot be listed may hold something; and without its credentials no file would find its store.
        let waiting = FileManager.default.fileExists(atPath: journals)
            ? try? FileManager.default.contentsOfDirectory(atPath: journals) : []
        let hasFiles = FileManager.default.subpaths(atPath: files)?.contains { !isFolder(files + $0) } ?? false
        if waiting?.isEmpty == true, !hasFiles {
            SealedRequest.remove(in: folder)
            EgressNote.removeUnlessNews(in: folder)
        }
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        // The deepest first; the system refuses to remove those with something in them.
        for name in names.sorted(by: { $0.count > $1.count }) + [""] { rmdir("\(folder)/\(name)") }
    }
}
