/// The life of one export, as decisions: fed what happens, it says where the export stands.
struct TrackLifecycle {
    enum Input: Sendable {
        case firstFrame
        /// As long as the export may last, nothing came.
        case waitLimit
        /// The export is to end well: asked for, or because the track or the time is over.
        case end(EndReason)
        /// It cannot go on. What was written is kept.
        case failed(String, RecordingFailure? = nil)
    }

    private var hasRecorded = false
    /// Set once it is over.
    private(set) var ending: RecordingLifecycle.Ending?

    var phase: RecordingProgress.Phase {
        if ending != nil { .ending } else if hasRecorded { .recording } else { .starting }
    }

    mutating func handle(_ input: Input) {
        guard ending == nil else { return }
        switch input {
        case .firstFrame: hasRecorded = true
        case .waitLimit:
            guard !hasRecorded else { return }
            ending = .init(reason: .durationReached, error: RecordingLifecycle.abortText, hasRecorded: false)
        case .end(let reason):
            ending = .init(
                reason: reason, error: hasRecorded ? nil : RecordingLifecycle.abortText, hasRecorded: hasRecorded)
        case .failed(let error, let failure):
            ending = .init(reason: .failure, error: error, failure: failure, hasRecorded: hasRecorded)
        }
    }
}
