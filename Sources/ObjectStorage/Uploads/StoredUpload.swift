/// Where an uploaded file is.
public struct StoredUpload: Hashable, Sendable {
    public var key: String
    /// The name of the destination that has it.
    public var destination: String
    /// What its store says of where users find it.
    public var location: String
    /// In bytes.
    public var size: UInt64
    /// The store's name for the content; see ``StoredObject/tag``.
    public var tag: String
    /// Whether the destination is the one that stands in for the first.
    public var isBackup: Bool
}
