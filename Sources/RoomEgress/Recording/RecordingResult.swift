
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

    private let ending: RecordingLifecycle.Ending

    /// Whether a file is in the store that stands in for the first.
    public var usesBackup: Bool { files.contains(where: \.isInBackup) }

    /// Whether everything that was asked for is there, whole.
    public var isComplete: Bool { status == .complete }

    init(
        id: String, ending: RecordingLifecycle.Ending, startedAt: Int64, outputs: [OutputResult],
        statistics: FrameStatistics, cpuSeconds: Double
    ) {
        self.id = id
        self.ending = ending
        self.startedAt = startedAt
        self.statistics = statistics
        self.cpuSeconds = cpuSeconds
        endedAt = UnixClock.now()
        reason = ending.reason
        files = outputs.compactMap { if case .file(let result) = $0 { result } else { nil } }
        streams = outputs.compactMap { if case .stream(let result) = $0 { result } else { nil } }
        (error, failure, status) = Self.judge(ending, files, streams)
    }

    private static func judge(
        _ ending: RecordingLifecycle.Ending, _ files: [FileResult], _ streams: [StreamResult]
    ) -> (error: String?, failure: RecordingFailure?, status: RecordingStatus) {
        let streamError = streamError(streams, files: files)
        let brokenFile = files.first { $0.error != nil }
        let error = ending.error ?? brokenFile?.error ?? streamError
        let failure: RecordingFailure? =
            if ending.error != nil { ending.failure }
            else if let brokenFile { brokenFile.failure }
            else if streamError != nil { .allStreams }
            else { ending.failure }
        let isFailed = ending.hasRecorded || ending.reason == .failure
        return (error, failure, error == nil ? .complete : isFailed ? .failed : .aborted)
    }

    /// What it comes to when the files that wait for a store have reached it; nil when none waits.
    var onceStored: RecordingResult? {
        guard files.contains(where: \.isUnstored) else { return nil }
        var result = self
        for index in files.indices where files[index].isUnstored {
            (result.files[index].error, result.files[index].isUnstored) = (nil, false)
        }
        (result.error, result.failure, result.status) = Self.judge(ending, result.files, streams)
        return result
    }

    /// One stream that got through, or a file, makes up for streams that failed; each of those has its own error.
    private static func streamError(_ streams: [StreamResult], files: [FileResult]) -> String? {
        guard files.isEmpty, !streams.isEmpty, streams.allSatisfy({ $0.status == .failed }) else { return nil }
        return streams.compactMap(\.error).first ?? "all streams failed"
    }
}
