import ServiceKit

/// The outputs of one recording: made together, ended together, otherwise strangers to each other.
final class JobOutputs: Sendable {
    private let files: [FileOutput]
    private let carriesStreams: Bool
    private let streams: StreamsOutput
    private let uploads: JobUploads?
    private let report: @Sendable (RecordingLifecycle.Input) -> Void

    /// Opens the files. `report` gets what the recording's life must know: an output that failed for good. `onStreams` gets
    /// every stream's standing when one's has changed.
    init(
        _ job: RecordingJob, fanOut: FrameFanOut, logger: Logger,
        onStreams: @escaping @Sendable ([StreamResult]) -> Void = { _ in },
        report: @escaping @Sendable (RecordingLifecycle.Input) -> Void
    ) throws {
        self.report = report
        uploads = job.uploads
        let urls = job.outputs.flatMap { if case .streams(let urls) = $0 { urls } else { [StreamURL]() } }
        carriesStreams = job.encoding.audioCodec == .aac || !job.media.hasAudio
        try job.checkFormats()
        try job.makeDiagnosticsDirectory()
        var files: [FileOutput] = []
        do {
            for case .file(let path, let format) in job.outputs {
                files.append(try FileOutput(path: path, format: format, uploads: job.uploads, logger: logger) { report(.failed($0)) })
            }
        } catch {
            for file in files { file.abandon() }
            throw error
        }
        self.files = files
        let hasFiles = !files.isEmpty
        var policy = StreamPolicy()
        policy.acceptsInvalidCertificates = job.configuration.insecure
        streams = StreamsOutput(urls, policy: policy) { result, all in
            Self.log(result, logger)
            onStreams(all)
            if !hasFiles, let input = Self.consequence(of: all) { report(input) }
        }
        for file in files { fanOut.add(file) }
        fanOut.add(streams)
    }

    /// For a recording that does not take place.
    func abandon() {
        for file in files { file.abandon() }
    }

    var streamResults: [StreamResult] { streams.results }

    func addStream(_ url: StreamURL) throws {
        guard carriesStreams else { throw StreamError.unsupportedCodec }
        try streams.add(url)
    }

    func removeStream(_ url: StreamURL) async throws {
        try await streams.remove(url)
        if files.isEmpty, let input = Self.consequence(of: streams.results) { report(input) }
    }

    /// What the streams' standing means for a recording that has no file: a stream that fails is its own result, unless it
    /// was the last thing to write to. One that ended well makes up for others that failed.
    static func consequence(of streams: [StreamResult]) -> RecordingLifecycle.Input? {
        guard !streams.isEmpty, streams.allSatisfy({ $0.status != .active }) else { return nil }
        guard streams.allSatisfy({ $0.status == .failed }) else { return .end(.outputsEnded) }
        return .failed(streams.compactMap(\.error).last ?? "all streams failed", .allStreams)
    }

    /// The end will not wait for streams whose servers do not take what is queued for them, nor for stores.
    func hasten() {
        streams.hasten()
        uploads?.hasten()
    }

    /// Ends every output and answers what became of each, files first.
    func finish() async -> [OutputResult] {
        async let streamResults = streams.finish()
        var results: [OutputResult] = []
        for file in files { results += await file.finish() }
        return results + (await streamResults)
    }

    private static func log(_ result: StreamResult, _ logger: Logger) {
        let logger = logger.with("stream", result.url)
        switch (result.status, result.isConnected) {
        case (.active, true): logger.info("stream connected", LogField("retries", result.retries))
        case (.active, false): logger.warn("stream interrupted", LogField("reason", result.error ?? "unknown"))
        case (.finished, _): logger.info("stream finished")
        case (.failed, _): logger.error("stream failed", LogField("reason", result.error ?? "unknown"))
        }
    }
}
