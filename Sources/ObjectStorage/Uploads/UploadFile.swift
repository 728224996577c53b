/// A local file, and the object it becomes.
public struct UploadFile: Hashable, Sendable {
    /// An absolute path.
    public var path: String
    public var key: String
    public var properties: ObjectProperties
    /// Whether the file stays when the object is stored.
    public var keepsLocalCopy: Bool
    /// How many bytes at the beginning of a growing file change when it ends: the header of an MP4 or of an IVF file. The part
    /// that has them goes up last.
    public var changingHead: UInt64

    public init(
        path: String, key: String, properties: ObjectProperties = ObjectProperties(), keepsLocalCopy: Bool = false,
        changingHead: UInt64 = 0
    ) {
        self.path = path
        self.key = key
        self.properties = properties
        self.keepsLocalCopy = keepsLocalCopy
        self.changingHead = changingHead
    }
}
