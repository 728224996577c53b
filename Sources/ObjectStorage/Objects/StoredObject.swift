/// An object as its store has it.
public struct StoredObject: Hashable, Sendable {
    public var key: String
    /// In bytes.
    public var size: UInt64
    /// The store's own name for this content, an ETag or a checksum, in its spelling; equal tags of one store mean equal content.
    public var tag: String
    /// Seconds since 1970; nil where the answer did not say.
    public var modifiedAt: Int64?

    public init(key: String, size: UInt64, tag: String, modifiedAt: Int64? = nil) {
        self.key = key
        self.size = size
        self.tag = tag
        self.modifiedAt = modifiedAt
    }
}
