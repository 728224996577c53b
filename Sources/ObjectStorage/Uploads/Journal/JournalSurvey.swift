/// What the journals of this machine say, whoever keeps them.
struct JournalSurvey: Sendable {
    let folder: JournalFolder
    /// Paths of the folders in which other queues keep theirs.
    let neighbours: @Sendable () -> [String]

    /// Of all journals that can be read, except one.
    func states(except path: String) async -> [UploadState] {
        let folders = [folder] + neighbours().map { JournalFolder($0) }
        let disk = LocalDisk()
        var states: [UploadState] = []
        for other in Set(folders.flatMap { $0.journals() }) where other != path {
            guard let bytes = try? await disk.read(other), let reader = try? JournalReader(bytes, path: other),
                let state = UploadState(reader.records)
            else { continue }
            states.append(state)
        }
        return states
    }
}
