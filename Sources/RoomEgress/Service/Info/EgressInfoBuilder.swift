internal import Cryptography
internal import ProtobufRuntime
public import ProtocolModels
internal import ServiceBus

/// The `EgressInfo` of one egress through its life: fed with what happens and the time, in nanoseconds since the Unix
/// epoch. Once the egress has ended nothing changes it.
public struct EgressInfoBuilder: Sendable {
    public private(set) var info = LiveKit.EgressInfo()
    private var retries = RetryReports()

    /// The info of a request that was just accepted.
    public init(_ plan: EgressPlan, startedAt: Int64) {
        info.egressID = plan.egressID
        info.roomID = plan.roomID
        info.roomName = plan.roomName
        info.sourceType = plan.track == nil ? .web : .sdk
        info.status = .starting
        info.startedAt = startedAt
        info.updatedAt = startedAt
        info.request = plan.redactedRequest
        info.retryCount = Int32(clamping: plan.retryCount)
        if let file = plan.file { info.fileResults = [.with { $0.filename = file.filename }] }
        info.streamResults = (plan.streams ?? []).map(LiveKit.StreamInfo.init)
        switch plan.track?.output {
        case .file(let naming)?: info.fileResults = [.with { $0.filename = naming.provisionalName }]
        case .post(let url)?: info.fileResults = [.with { $0.filename = URLMask.masked(url.reveal()) }]
        case .webSocket(let url)?: info.streamResults = [.with { $0.url = URLMask.masked(url.reveal()) }]
        case nil: break
        }
        hasStreams = plan.streams != nil || !info.streamResults.isEmpty
        setDeprecatedResult()
    }

    /// Goes on from what was told last, for an egress whose process is gone. One that has ended stays as it is.
    public init(resuming info: LiveKit.EgressInfo) {
        self.info = info
        // The deprecated result is there when there is one kind alone.
        hasStreams = switch info.result {
        case .stream: true
        case .file, .segments: false
        case nil: !info.fileResults.isEmpty || !info.streamResults.isEmpty
        }
    }

    /// Whether it has ended.
    public var isFinal: Bool { EgressInfoBuilder.isFinal(info.status) }

    public static func isFinal(_ status: LiveKit.EgressStatus) -> Bool {
        switch status {
        case .starting, .active, .ending: false
        case .complete, .failed, .aborted, .limitReached, .unrecognized: true
        }
    }

    private let hasStreams: Bool

    // MARK: What happens

    /// The recording began.
    public mutating func activate(at time: Int64) {
        guard info.status == .starting else { return }
        info.status = .active
        for index in info.fileResults.indices { info.fileResults[index].startedAt = time }
        touch(time)
    }

    /// The track is there, and with it the file's name.
    public mutating func name(_ file: EgressPlan.File, of track: TrackFacts, at time: Int64) {
        guard !isFinal, !info.fileResults.isEmpty else { return }
        info.fileResults[0].filename = file.filename
        // Where the process dies, this is what is left to look for.
        info.fileResults[0].location = file.path
        if info.roomID.isEmpty { info.roomID = track.roomID }
        touch(time)
    }

    /// The end was asked for, or the source ended. The first reason stays.
    public mutating func end(_ reason: EgressEndReason, at time: Int64) {
        guard info.status == .starting || info.status == .active else { return }
        info.status = .ending
        info.details = reason.details
        touch(time)
    }

    /// Destinations were added; each has an entry of its own, also a second one to the same place.
    public mutating func add(_ streams: [EgressPlan.Stream], at time: Int64) {
        guard !isFinal, !streams.isEmpty else { return }
        info.streamResults += streams.map(LiveKit.StreamInfo.init)
        touch(time)
    }

    /// The state of every stream, in the order they were added. Whether that is worth an update: retries alone are,
    /// once a minute.
    public mutating func update(streams: [LiveKit.StreamInfo], at time: Int64) -> Bool {
        guard !isFinal else { return false }
        let before = info.streamResults
        merge(streams)
        guard retries.isWorthReporting(from: before, to: info.streamResults, at: time) else { return false }
        touch(time)
        return true
    }

    /// The same of the recorder's own results.
    public mutating func update(streams: [StreamResult], at time: Int64) -> Bool {
        update(streams: streams.map { LiveKit.StreamInfo($0) }, at: time)
    }

    /// The end. `files` are what was written, in the plan's order; what is not told is closed at `time`.
    public mutating func finish(
        _ outcome: EgressOutcome, files: [FileResult] = [], streams: [LiveKit.StreamInfo] = [], at time: Int64
    ) {
        guard !isFinal else { return }
        merge(streams)
        for (index, file) in files.enumerated() where info.fileResults.indices.contains(index) {
            info.fileResults[index].fill(file)
        }
        close(outcome, at: time)
        set(outcome)
        info.endedAt = time
        if files.contains(where: \.isInBackup) { info.backupStorageUsed = true }
        touch(time)
    }

    /// The end of a recording.
    public mutating func finish(_ result: RecordingResult, plan: EgressPlan, at time: Int64) {
        if info.details.isEmpty { info.details = EgressEndReason(result.reason).details }
        finish(
            EgressOutcome(result, plan: plan), files: result.files, streams: result.streams.map { LiveKit.StreamInfo($0) },
            at: time)
    }

    /// Where the manifest of the finished egress is, and whether the store that stands in for the first one has it.
    public mutating func setManifest(_ location: String, isInBackup: Bool = false) {
        info.manifestLocation = location
        if isInBackup { info.backupStorageUsed = true }
    }

    // MARK: Parts

    private mutating func set(_ outcome: EgressOutcome) {
        switch outcome {
        case .complete:
            info.status = .complete
        case .limitReached:
            info.status = .limitReached
            (info.error, info.errorCode) = (EgressEndReason.sessionLimit.rawValue, 413)
            info.details = EgressEndReason.sessionLimit.details
        case .aborted(let abort):
            info.status = .aborted
            (info.error, info.errorCode) = (abort.rawValue, 412)
            info.details = ""
        case .failed(let error, let code):
            fail(error, code)
            if info.details.isEmpty { info.details = EgressEndReason.failure.details }
        case .killed(let error):
            fail(error, .permissionDenied)
            info.details = EgressEndReason.processKilled.details
        }
    }

    private mutating func fail(_ error: String, _ code: RPCErrorCode?) {
        info.status = .failed
        info.error = error.isEmpty ? "unknown error" : error
        info.errorCode = Int32(clamping: code?.httpStatus ?? 0)
    }

    /// Gives results that were not told an end of their own.
    private mutating func close(_ outcome: EgressOutcome, at time: Int64) {
        for index in info.fileResults.indices { info.fileResults[index].close(at: time) }
        let error: String? = switch outcome {
        case .failed(let error, _), .killed(let error): error
        case .complete, .limitReached, .aborted: nil
        }
        for index in info.streamResults.indices { info.streamResults[index].close(at: time, error: error) }
    }

    private mutating func merge(_ streams: [LiveKit.StreamInfo]) {
        for (index, new) in streams.enumerated() {
            if info.streamResults.indices.contains(index) {
                info.streamResults[index].update(new)
            } else if hasStreams {
                info.streamResults.append(new)
            }
        }
    }

    private mutating func touch(_ time: Int64) {
        info.updatedAt = max(info.updatedAt, time)
        setDeprecatedResult()
    }

    /// Filled when there is one kind of output alone.
    private mutating func setDeprecatedResult() {
        switch (info.fileResults.first, hasStreams) {
        case (let file?, false): info.result = .file(file)
        case (nil, true): info.result = .stream(.with { $0.info = info.streamResults })
        case (_?, true), (nil, false): info.result = nil
        }
    }
}
