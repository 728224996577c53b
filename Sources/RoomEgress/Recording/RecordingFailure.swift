/// The kinds of failure that end a recording and that others are told apart, by a code of the egress API for instance.
public enum RecordingFailure: Hashable, Sendable {
    /// The page did not load, or shows an error of its own.
    case page
    /// The page gave no start signal within its time.
    case noStartSignal
    /// The pipeline delivered no end of stream.
    case frozenPipeline
    /// Every stream failed, and there is no file.
    case allStreams
}
