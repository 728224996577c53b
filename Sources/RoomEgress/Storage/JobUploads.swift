public import ObjectStorage

/// Takes the files of one job to where they are kept, while they are written and after.
public final class JobUploads: Sendable {
    let storage: JobStorage
    let queue: UploadQueue
    let meter: UploadMeter

    public convenience init(_ storage: JobStorage) { self.init(storage, UploadMeter()) }

    init(_ storage: JobStorage, _ meter: UploadMeter) {
        self.storage = storage
        self.meter = meter
        queue = UploadQueue(
            UploadDestination(storage.names.store, storage.store),
            backup: storage.backup.map { UploadDestination(storage.names.backup, $0) }, journals: storage.journals,
            options: storage.uploadOptions, unixTime: { UnixClock.now() / 1_000_000_000 },
            neighbours: { [storage] in storage.neighbours },
            onAttempt: { [hasCustomEndpoint = storage.hasCustomEndpoint] in
                meter.count($0, hasCustomEndpoint: hasCustomEndpoint)
            })
        meter.follow(queue)
    }

    /// How far everything is.
    public var progress: UploadProgress { queue.progress }

    /// The one that a journal calls so.
    @Sendable func destination(named name: String) -> UploadDestination? {
        if name == storage.names.store { return UploadDestination(name, storage.store) }
        guard name == storage.names.backup, let backup = storage.backup else { return nil }
        return UploadDestination(name, backup)
    }

    /// Begins to upload a file that is about to be written; nil for one that is none of the job's.
    func begin(_ path: String, _ format: FileFormat) -> FileUpload? {
        guard let key = storage.key(of: path) else { return nil }
        var file = UploadFile(path: path, key: key, changingHead: format.changingHead)
        file.properties.contentType = format.mimeType
        return FileUpload(file, self)
    }

    /// Stores a small object, and answers where it is and whether that is in the backup.
    func store(_ bytes: [UInt8], as key: String, contentType: String) async throws(UploadError) -> FileUpload.Place {
        let upload = try await queue.publish(bytes, as: key, ObjectProperties(contentType: contentType))
        return place(of: try await upload.stored)
    }

    func place(of stored: StoredUpload) -> FileUpload.Place {
        var location = stored.location
        if storage.givesPresignedURLs {
            let store = stored.isBackup ? storage.backup ?? storage.store : storage.store
            // A store that cannot give one, or a key that may not, still has the object.
            location = (try? store.presignedURL(of: stored.key, validity: Self.linkValidity)) ?? location
        }
        return FileUpload.Place(location: location, isInBackup: stored.isBackup)
    }

    /// As documented.
    private static let linkValidity = Duration.seconds(7 * 24 * 3_600)

    /// Waits for nothing more: what is not stored yet stays, with what is needed to go on.
    func hasten() { Task { await queue.stop() } }

    /// To be called when the recording is over. What is not stored then stays, with what is needed to go on.
    public func close() async {
        await queue.finish()
        meter.leaveAll()
        storage.removeWhatIsDone()
    }
}
