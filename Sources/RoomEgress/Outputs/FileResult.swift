/// One file that a job wrote, with the fields of `FileInfo` in the egress API.
public struct FileResult: Hashable, Sendable {
    /// As the request named it.
    public var filename: String
    /// The absolute path, or where the store has it.
    public var location: String
    /// Whether the store that stands in for the first one has it.
    public var isInBackup = false
    /// Unix time of the first frame, in nanoseconds; zero when none came.
    public var startedAt: Int64 = 0
    /// Unix time of the end, in nanoseconds.
    public var endedAt: Int64 = 0
    /// Length of the media, in nanoseconds.
    public var duration: Int64 = 0
    /// In bytes.
    public var size: Int64 = 0
    /// Why the file is not what was asked for.
    public var error: String?
    /// Whether the error is that no store has taken the file yet, and nothing else.
    public var isUnstored = false
    /// Of the error, where it is of a known kind.
    public var failure: RecordingFailure?

    public init(filename: String, location: String) {
        self.filename = filename
        self.location = location
    }
}
