/// One upload of a queue.
public final class Upload: Sendable {
    public let key: String
    private let task: Task<Result<StoredUpload, UploadError>, Never>

    init(key: String, task: Task<Result<StoredUpload, UploadError>, Never>) {
        self.key = key
        self.task = task
    }

    /// Where the file is, once it is there. Of a version that a newer one replaced before it went up, the newer one's.
    public var stored: StoredUpload {
        get async throws(UploadError) { try await task.value.get() }
    }
}
