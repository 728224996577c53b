
/// What became of a recording, with the names and units of `EgressInfo` in the egress API.
public struct RecordingResult: Sendable {
    public var id: String
    public var status: RecordingStatus
    /// Unix time in nanoseconds.
    public var startedAt: Int64
    public var endedAt: Int64
    public var reason: EndReason
    public var error: String?
    /// Of the error, where it is of a known kind.
    public var failure: RecordingFailure?
    public var files: [FileResult]
    public var streams: [StreamResult]
    public var statistics: FrameStatistics
    /// CPU seconds that display, sound server and browser used.
    public var cpuSeconds: Double

    /// Whether a file is in the store that stands in for the first.
    public var usesBackup: Bool { files.contains(where: \.isInBackup) }

    /// Whether everything that was asked for is there, whole.
    public var isComplete: Bool { status == .complete }

    init(
        id: String, ending: RecordingLifecycle.Ending, startedAt: Int64, outputs: [OutputResult],
        statistics: FrameStatistics, cpuSeconds: Double
    ) {
        self.id = id
        self.startedAt = startedAt
        self.statistics = statistics
        self.cpuSeconds = cpuSeconds
        endedAt = UnixClock.now()
        reason = ending.reason
        files = outputs.compactMap { if case .file(let result) = $0 { result } else { nil } }
        streams = outputs.compactMap { if case .stream(let result) = $0 { result } else { nil } }
        let streamError = Self.streamError(streams, files: files)
        let brokenFile = files.first { $0.error != nil }
        error = ending.error ?? brokenFile?.error ?? streamError
        failure =
            if ending.error != nil { ending.failure }
            else if let brokenFile { brokenFile.failure }
            else if streamError != nil { .allStreams }
            else { ending.failure }
        status = if error == nil { .complete } else if ending.hasRecorded || reason == .failure { .failed } else { .aborted }
    }

    /// One stream that got through, or a file, makes up for streams that failed; each of those has its own error.
    private static func streamError(_ streams: [StreamResult], files: [FileResult]) -> String? {
        guard files.isEmpty, !streams.isEmpty, streams.allSatisfy({ $0.status == .failed }) else { return nil }
        return streams.compactMap(\.error).first ?? "all streams failed"
    }
}
