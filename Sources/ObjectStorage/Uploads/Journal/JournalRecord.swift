/// What a journal says happened, or is about to happen, to one upload.
enum JournalRecord: Hashable, Sendable {
    /// The first record: what is to be uploaded.
    case file(JournaledFile)
    /// The file is complete and has this size.
    case finished(size: UInt64)
    /// An upload in parts is about to be begun at a destination; from here on the store may know it. Seconds since 1970.
    case opening(destination: String, at: Int64)
    /// It was begun. Parts that follow belong to it.
    case opened(OpenedUpload)
    case part(SentPart)
    /// The object is at the destination, and its checksum was compared. `uploadID` is empty when it went up whole.
    case stored(destination: String, uploadID: String, size: UInt64, tag: String)
    /// An upload that is not wanted any more is gone from the store.
    case aborted(destination: String, uploadID: String)
    /// The store holds no other upload of ours for this key.
    case swept(destination: String)
}

/// What is to be uploaded, as its journal has it.
struct JournaledFile: Hashable, Sendable {
    /// An absolute path.
    var path: String
    var key: String
    var properties: ObjectProperties
    var keepsLocalCopy: Bool
    var changingHead: UInt64
    /// Whether `path` is the journal's own copy of a version of an object that changes, as a playlist.
    var isVersion: Bool
    /// Keys that must be stored before.
    var follows: [String]
    /// The names of the first destination and of the one that stands in for it; empty for none.
    var primary: String
    var backup: String
    /// Seconds since 1970.
    var addedAt: Int64
    /// Rises within a process.
    var sequence: UInt64
}

/// An upload in parts, and how the file is cut for it.
struct OpenedUpload: Hashable, Sendable {
    var destination: String
    var upload: MultipartUpload
    var partSize: UInt64
    var grows: Bool
    /// Seconds since 1970, by our clock.
    var at: Int64
}
