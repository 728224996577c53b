internal import Glibc

/// Goes on with the uploads that ended processes left: those that were killed, and those whose destinations were out of order.
///
/// What the store has already, and the file still says the same, is not sent again. Uploads in parts that are not wanted any
/// more are aborted. Uploads of processes that live are left alone.
public struct UploadRecovery: Sendable {
    private let folder: JournalFolder
    private let survey: JournalSurvey
    private let options: UploadOptions
    private let makeQueue: @Sendable (UploadDestination, UploadDestination?) -> UploadQueue
    private let unixTime: @Sendable () -> Int64
    private let destination: @Sendable (String) -> UploadDestination?
    private let finish: @Sendable (String) async throws -> Void
    private let onQueue: @Sendable (UploadQueue) -> Void
    private let disk = LocalDisk()

    /// `destination` answers the names in the journals. `finish` is given the path of each file that was still being written
    /// when its uploads ended, and makes it a complete one, as far as its format needs that; it throws
    /// ``UploadError/beingWritten(path:)`` where somebody writes it even now, and the file is then left alone. `neighbours` and
    /// `onAttempt` as for ``UploadQueue``; `onQueue` is given each queue before anything is added to it.
    public init(
        journals: String, options: UploadOptions = UploadOptions(), clock: some Clock<Duration> = ContinuousClock(),
        unixTime: @escaping @Sendable () -> Int64 = StorageClock.system.unixTime,
        neighbours: @escaping @Sendable () -> [String] = { [] },
        finish: @escaping @Sendable (String) async throws -> Void = { _ in },
        onQueue: @escaping @Sendable (UploadQueue) -> Void = { _ in },
        onAttempt: @escaping @Sendable (UploadAttempt) -> Void = { _ in },
        destination: @escaping @Sendable (String) -> UploadDestination?
    ) {
        folder = JournalFolder(journals)
        survey = JournalSurvey(folder: folder, neighbours: neighbours)
        self.options = options
        self.unixTime = unixTime
        self.destination = destination
        self.finish = finish
        self.onQueue = onQueue
        makeQueue = { primary, backup in
            UploadQueue(
                primary, backup: backup, journals: journals, options: options, clock: clock, unixTime: unixTime,
                neighbours: neighbours, onAttempt: onAttempt)
        }
    }

    private struct Found {
        let journal: UploadJournal
        let state: UploadState
    }

    private struct Pair: Hashable {
        let primary: String
        let backup: String
    }

    /// The files that a journal of the folder is about, whoever keeps it; nil when one of them cannot be read.
    public func journaledPaths() async -> Set<String>? {
        let alone = JournalSurvey(folder: folder, neighbours: { [] })
        let states = await alone.states(except: "")
        return states.count == folder.journals().count ? Set(states.map(\.file.path)) : nil
    }

    /// Returns when each upload is stored or cannot be. Those that could not be stored keep their journals, and are tried again
    /// by the next recovery.
    public func run() async -> [RecoveredUpload] {
        var recovered: [RecoveredUpload] = []
        var owners: [JournalOwner] = []
        let found = await adopt(&owners, &recovered)
        await removeStrayVersions()
        removeStrayOwners()
        let groups = Dictionary(grouping: found) { Pair(primary: $0.state.file.primary, backup: $0.state.file.backup) }
        await withTaskGroup(of: [RecoveredUpload].self) { group in
            for (pair, found) in groups { group.addTask { await self.recover(found, to: pair) } }
            for await some in group { recovered += some }
        }
        for owner in owners {
            owner.removeIfUnused()
            owner.release()
        }
        return recovered
    }

    /// In the order in which they were added.
    private func adopt(_ owners: inout [JournalOwner], _ recovered: inout [RecoveredUpload]) async -> [Found] {
        var found: [Found] = []
        let owned = Dictionary(grouping: folder.journals()) { folder.ownerName(ofJournal: $0) }
        for (name, paths) in owned {
            do throws(UploadError) {
                guard let owner = try JournalOwner.adopt(name, in: folder) else { continue }
                owners.append(owner)
                for path in paths { await adopt(path, of: owner, &found, &recovered) }
            } catch {
                recovered.append(RecoveredUpload(key: "", path: paths[0], result: .failure(error)))
            }
        }
        return found.sorted {
            ($0.state.file.addedAt, $0.state.file.sequence) < ($1.state.file.addedAt, $1.state.file.sequence)
        }
    }

    private func adopt(
        _ path: String, of owner: JournalOwner, _ found: inout [Found], _ recovered: inout [RecoveredUpload]
    ) async {
        do throws(UploadError) {
            guard let journal = try await UploadJournal.adopt(path, of: owner, on: disk) else { return }
            found.append(Found(journal: journal, state: await journal.state))
        } catch {
            recovered.append(RecoveredUpload(key: "", path: path, result: .failure(error)))
        }
    }

    private func recover(_ found: [Found], to pair: Pair) async -> [RecoveredUpload] {
        guard let primary = destination(pair.primary) else {
            return found.map { one in
                recovered(one, .failure(.unknownDestination(pair.primary, path: one.journal.path)))
            }
        }
        let queue = makeQueue(primary, pair.backup.isEmpty ? nil : destination(pair.backup))
        onQueue(queue)
        var results: [RecoveredUpload] = []
        var uploads: [(Found, Upload)] = []
        for one in found {
            do throws(UploadError) {
                uploads.append((one, await queue.adopt(one.journal, size: try await size(of: one))))
            } catch {
                await queue.lost(one.state.file.key)
                await giveUp(one, error, primary)
                results.append(recovered(one, .failure(error)))
            }
        }
        for (one, upload) in uploads {
            do throws(UploadError) {
                results.append(recovered(one, .success(try await upload.stored)))
            } catch {
                results.append(recovered(one, .failure(error)))
            }
        }
        await queue.finish()
        return results
    }

    private func recovered(_ one: Found, _ result: Result<StoredUpload, UploadError>) -> RecoveredUpload {
        RecoveredUpload(key: one.state.file.key, path: one.state.file.path, result: result)
    }

    private func size(of one: Found) async throws(UploadError) -> UInt64 {
        if let stored = one.state.stored { return stored.size }
        let path = one.state.file.path
        if one.state.finalSize == nil {
            do { try await finish(path) } catch UploadError.beingWritten(let path) {
                throw .beingWritten(path: path)
            } catch {}  // what cannot be finished goes up as it is: better than not at all
        }
        return try await disk.size(of: path)
    }

    /// Without its file an upload cannot go on. Where the folder is gone too, a disk may be missing: the journal waits for it.
    private func giveUp(_ one: Found, _ error: UploadError, _ primary: UploadDestination) async {
        // Any other trouble with the file may pass.
        guard case .fileUnreadable(_, ENOENT) = error else { return }
        let parent = one.state.file.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        guard (try? await disk.size(of: parent.joined(separator: "/") + "/")) != nil else { return }
        let time = UploadTime(ContinuousClock(), unixTime: unixTime)
        let lanes = [primary, destination(one.state.file.backup)].compactMap(\.self).map {
            UploadLane($0, options, time, onRetry: {})
        }
        await UploadSweep(journal: one.journal, file: one.state.file, survey: survey) { name in
            lanes.first { $0.destination.name == name }
        }.run()
    }

    /// What says that processes use journals which are gone, or which they were killed before they wrote.
    private func removeStrayOwners() {
        let used = Set(folder.journals().map(folder.ownerName(ofJournal:)))
        for name in folder.owners() where !used.contains(name) {
            guard let owner = try? JournalOwner.adopt(name, in: folder) else { continue }
            owner.removeIfUnused()
            owner.release()
        }
    }

    /// Copies whose process was killed before it wrote their journal. A process that lives writes it within a moment.
    private func removeStrayVersions() async {
        let journals = Set(folder.journals())
        for path in folder.versions() {
            let name = path.dropLast(JournalFolder.versionSuffix.count)
            guard !journals.contains(name + JournalFolder.suffix) else { continue }
            await disk.remove(path, ifOlderThan: unixTime() - 3_600)
        }
    }
}
