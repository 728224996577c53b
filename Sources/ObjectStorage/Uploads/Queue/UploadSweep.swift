/// Removes from the stores what one upload began and does not need, and then its journal.
///
/// Only what is ours is touched: uploads in parts that the journal names, and those that were begun while we had asked for one
/// and had not been told its name yet, as when the answer was lost or the process killed. Stores do not say who began an upload.
/// One of the latter kind therefore has our key and our time, no journal of this machine knows it or may be about to, and nobody
/// has stored a part of it, which we could not have without its name.
struct UploadSweep: Sendable {
    let journal: UploadJournal
    let file: JournaledFile
    let survey: JournalSurvey
    let lane: @Sendable (String) -> UploadLane?

    func run() async {
        // Named ones first: their journal's later records would name them again.
        for opened in await journal.state.abandoned + [await journal.state.opened].compactMap(\.self) { await abort(opened) }
        let openings = await journal.state.openings
        for destination in Set(openings.map(\.destination)) {
            await sweep(destination, openings.filter { $0.destination == destination })
        }
        let state = await journal.state
        if state.opened == nil, state.abandoned.isEmpty, state.openings.isEmpty { await journal.remove() }
    }

    private func abort(_ opened: OpenedUpload) async {
        guard let lane = lane(opened.destination) else { return }
        let upload = opened.upload
        guard (try? await lane.attempt { store throws(StorageError) in try await store.abort(upload) }) != nil else { return }
        try? await journal.append(.aborted(destination: opened.destination, uploadID: upload.id))
    }

    private func sweep(_ destination: String, _ openings: [UploadState.Opening]) async {
        guard let lane = lane(destination) else { return }
        let key = file.key
        do throws(StorageError) {
            let uploads = try await lane.attempt { store throws(StorageError) in try await store.unfinishedUploads(key) }
            let unheard = uploads.filter { upload in
                upload.key == key && upload.startedAt.map { time in openings.contains { $0.covers(time) } } == true
            }
            // Read after the list: who began one of these wrote so before.
            let others = unheard.isEmpty ? [] : await survey.states(except: journal.path)
            for upload in unheard where !others.contains(where: { $0.mayHold(upload, at: destination) }) {
                try await lane.attempt { store throws(StorageError) in
                    if try await !store.hasParts(upload) { try await store.abort(upload) }
                }
            }
        } catch {
            // Keys with the least privilege may not list; there is nothing more to be done then, now or later.
            guard [.permission, .invalidRequest].contains(error.problem) else { return }
        }
        try? await journal.append(.swept(destination: destination))
    }
}

extension UploadState {
    /// Whether an upload at a store is this one's, or will be when its name is heard.
    fileprivate func mayHold(_ upload: MultipartUpload, at destination: String) -> Bool {
        if ([opened].compactMap(\.self) + abandoned).contains(where: { $0.upload.id == upload.id }) { return true }
        guard file.key == upload.key, let start = upload.startedAt else { return false }
        return openings.contains { $0.destination == destination && $0.to == nil && $0.covers(start) }
    }
}
