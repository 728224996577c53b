/// How a try to bring one file to one destination ended, the queue's own retries included.
public struct UploadAttempt: Hashable, Sendable {
    public var key: String
    public var contentType: String?
    /// Whether the destination is the one that stands in for the first.
    public var isBackup: Bool
    /// Nil when the destination has the file.
    public var error: StorageError?
    /// Since the file was whole; zero where the try ended before that.
    public var duration: Duration
}
