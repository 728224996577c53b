import Glibc

/// The names of a folder's files and folders, in order; links and devices are left out.
struct FolderEntries {
    private(set) var files: [String] = []
    private(set) var folders: [String] = []

    /// `nil` when the folder cannot be read; errno then says why.
    init?(_ path: String) {
        guard let stream = opendir(path) else { return nil }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            // Asked of the file itself, because not every file system says it in the listing.
            var status = stat()
            guard lstat("\(path)/\(name)", &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFREG: files.append(name)
            case S_IFDIR: folders.append(name)
            default: continue
            }
        }
        files.sort()
        folders.sort()
    }
}
