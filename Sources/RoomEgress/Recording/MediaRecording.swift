/// One recording, whatever it is of: from its start to its finished outputs.
public protocol MediaRecording: Sendable {
    /// For one consumer; ends with the recording. A slow consumer misses the oldest.
    var events: AsyncStream<RecordingEvent> { get }
    var progress: RecordingProgress { get }
    /// How every stream stands, in the order they were added.
    var streamResults: [StreamResult] { get }

    /// Runs the recording to its end; call it once. Cancelling the task ends it as ``stop(_:)`` does.
    func run() async -> RecordingResult

    /// Ends the recording well. Harmless when it has ended.
    func stop(_ reason: EndReason)

    /// Ends the recording at once, with what is there: nothing slow is waited for.
    func hasten(_ reason: EndReason)

    /// Sends the recording to one more place; it gets the picture from the next key frame on.
    func addStream(_ url: StreamURL) throws

    /// Ends one stream and leaves the others alone. The recording ends with its last output.
    func removeStream(_ url: StreamURL) async throws
}
