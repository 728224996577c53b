/// How far the uploads of a queue are.
public struct UploadProgress: Hashable, Sendable {
    /// Bytes that stores have confirmed.
    public var storedBytes: UInt64 = 0
    /// Bytes that stores have confirmed to this process, those included that were sent once more because an upload began anew.
    /// Never falls.
    public var sentBytes: UInt64 = 0
    /// Bytes that are there to be sent and are not confirmed yet.
    public var waitingBytes: UInt64 = 0
    /// Uploads that have not ended.
    public var waitingFiles = 0
    public var storedFiles = 0
    /// Of the stored ones, those at the destination that stands in for the first.
    public var backupFiles = 0
    /// Files that stay where they are, because no destination took them.
    public var failedFiles = 0
    /// Parts that stores have confirmed.
    public var storedParts = 0
    /// Calls that were made again, beyond the stores' own retries.
    public var retries = 0
    /// How long the byte that waits longest has waited; nil when none waits.
    public var oldestUnsentAge: Duration?

    public init() {}
}
