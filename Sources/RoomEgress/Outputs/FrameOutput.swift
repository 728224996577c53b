public import MediaTypes

/// Something that takes the encoded frames of one job: a file, a stream.
///
/// Outputs of one job share each encode and nothing else: none can slow down, or take down, another.
public protocol FrameOutput: AnyObject, Sendable {
    /// The tracks to come; once, before any frame.
    func start(_ tracks: [TrackDescription])

    /// Takes one frame. Called on a media thread, in decode order within a track; must return at once.
    func send(_ frame: EncodedFrame)

    /// No frame of time before `time` follows: what has no times of its own can be filled up to there. For tracks that are
    /// muted, now and then.
    func advance(to time: MediaTime)

    /// Writes out what is left and answers what became of it: one file, or each stream. No frame follows.
    func finish() async -> [OutputResult]
}

extension FrameOutput {
    /// Most outputs keep the frames' times, and need not know.
    public func advance(to time: MediaTime) {}
}

/// What became of one output.
public enum OutputResult: Hashable, Sendable {
    case file(FileResult)
    case stream(StreamResult)
}
