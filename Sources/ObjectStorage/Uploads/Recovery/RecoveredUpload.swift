/// What became of an upload that an earlier process left.
public struct RecoveredUpload: Sendable {
    public var key: String
    /// The local file, whether it is still there or not.
    public var path: String
    public var result: Result<StoredUpload, UploadError>
}
