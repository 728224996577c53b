public import JobScheduler
public import ServiceBus

/// How an egress ended, with the documented texts and codes.
public enum EgressOutcome: Hashable, Sendable {
    case complete
    /// Everything up to the limit is there.
    case limitReached
    /// It ended before the recording began.
    case aborted(Abort)
    /// Nil where the kind of error is unknown.
    case failed(error: String, code: RPCErrorCode?)
    /// The service ended its process; the error says why.
    case killed(error: String)

    public enum Abort: String, CaseIterable, Hashable, Sendable {
        case noStartSignal = "Start signal not received"
        case limitBeforeStartSignal = "Session limit reached before start signal"
        case stoppedBeforeStart = "Stop called before pipeline could start"
    }

    /// The job's process died; `error` says how.
    public static func processDied(_ error: String) -> EgressOutcome { .failed(error: error, code: .internal) }
    /// The job's process could not be started.
    public static let notStarted = EgressOutcome.failed(error: "handler failed to start", code: .internal)

    /// What the service says of an egress whose process has left no result.
    public init(_ error: JobError) {
        self = switch error {
        case .ended(let reason): .killed(error: reason)
        case .outOfMemory: .failed(error: "\(error)", code: .permissionDenied)
        case .badJobID, .alreadyRunning, .requestTooLarge, .noState, .cannotStart, .notReady, .noResult, .crashed, .killed,
            .hung, .notUnderstood, .hasEnded, .commandTooLarge:
            .processDied("\(error)")
        }
    }

    /// Whether a manifest is stored beside the outputs: where all that was recorded is there.
    var hasManifest: Bool {
        switch self {
        case .complete, .limitReached: true
        case .aborted, .failed, .killed: false
        }
    }

    /// What the service says of a recording that the recorder has ended.
    public init(_ result: RecordingResult, plan: EgressPlan) {
        let error = result.error ?? ""
        self = switch result.status {
        case .starting, .active, .ending, .complete: result.reason == .durationReached ? .limitReached : .complete
        case .limitReached: .limitReached
        case .aborted: .aborted(EgressOutcome.abort(result.reason, plan: plan))
        // The recorder counts a signal that does not come in time among the failures.
        case .failed where result.failure == .noStartSignal: .aborted(.noStartSignal)
        case .failed: .failed(error: error, code: result.failure?.code)
        }
    }

    private static func abort(_ reason: EndReason, plan: EgressPlan) -> Abort {
        switch (reason, plan.awaitsStartSignal) {
        case (.durationReached, true): .limitBeforeStartSignal
        case (_, true): .noStartSignal
        case (_, false): .stoppedBeforeStart
        }
    }
}

extension RecordingFailure {
    /// What a caller can do something about has a code.
    fileprivate var code: RPCErrorCode {
        switch self {
        case .page: .invalidArgument
        case .noStartSignal: .failedPrecondition
        case .frozenPipeline: .internal
        case .allStreams, .room, .connection, .replaced: .unavailable
        case .notFound: .notFound
        case .unsupported: .unimplemented
        case .destination: .invalidArgument
        }
    }
}
