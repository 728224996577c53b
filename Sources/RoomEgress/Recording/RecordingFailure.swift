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
    /// The participant or track is not there.
    case notFound
    /// There is no output that holds the track's codec.
    case unsupported
    /// Where the export goes does not take it.
    case destination
    /// Where the export went takes no more.
    case connection
    /// The room cannot be joined, or the connection to it was lost for good.
    case room
    /// Another recorder has taken this one's place: it tells nobody of its end.
    case replaced
}
