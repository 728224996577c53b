/// Removes from the stores what one upload began and does not need, and then its journal.
///
/// Only what the journal proves to be ours is touched: uploads in parts that it names, and those of the same key that were begun
/// while we had asked for one and had not been told its name yet, as when the answer was lost or the process killed.
struct UploadSweep: Sendable {
    let journal: UploadJournal
    let file: JournaledFile
    let lane: @Sendable (String) -> UploadLane?

    /// How far the store's clock and ours may be apart; signatures allow as much.
    private static let clockTolerance: Int64 = 15 * 60
    /// How long a call to begin an upload may have been under way when the process ended.
    private static let longestCall: Int64 = 15 * 60

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
            for upload in uploads where isOurs(upload, openings) {
                try await lane.attempt { store throws(StorageError) in try await store.abort(upload) }
            }
        } catch {
            // Keys with the least privilege may not list; there is nothing more to be done then, now or later.
            guard [.permission, .invalidRequest].contains(error.problem) else { return }
        }
        try? await journal.append(.swept(destination: destination))
    }

    private func isOurs(_ upload: MultipartUpload, _ openings: [UploadState.Opening]) -> Bool {
        guard upload.key == file.key else { return false }
        guard let start = upload.startedAt else { return true }
        return openings.contains { opening in
            let end = opening.to ?? opening.from.addingReportingOverflow(Self.longestCall).partialValue
            return start >= opening.from &- Self.clockTolerance && start <= end &+ Self.clockTolerance
        }
    }
}
