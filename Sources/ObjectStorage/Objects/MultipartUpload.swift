/// An upload in parts that was begun. A value, so that it can be written down and the upload go on after a restart.
public struct MultipartUpload: Hashable, Sendable, Codable {
    public var key: String
    /// The store's own name for the upload. For some stores an address that whoever knows it may upload to: keep it as a
    /// secret, and out of logs.
    public var id: String
    /// Seconds since 1970; nil where the store did not say.
    public var startedAt: Int64?

    public init(key: String, id: String, startedAt: Int64? = nil) {
        self.key = key
        self.id = id
        self.startedAt = startedAt
    }
}

/// A part that its store has.
public struct UploadedPart: Hashable, Sendable, Codable {
    /// From 1.
    public var number: Int
    /// In bytes.
    public var size: UInt64
    /// What the store wants back for it when the upload is completed.
    public var tag: String

    public init(number: Int, size: UInt64, tag: String) {
        self.number = number
        self.size = size
        self.tag = tag
    }
}
