/// The life of one recording, as decisions: fed what happens, it answers what to do.
struct RecordingLifecycle {
    enum Input: Sendable {
        /// The page is open and drawn.
        case pageReady
        case startSignal
        /// The page did not give its start signal in time.
        case startSignalTimeout(String)
        /// The time that the recording may last has gone by.
        case waitLimit
        case firstFrame
        /// The browser, or its page, is gone. It is a failure before the recording, and later unless it closed by itself.
        case browserEnded(String, byItself: Bool)
        /// The recording is to end well: asked for, or because the page or the time is over.
        case end(EndReason)
        /// Whoever asked for the end does not want to wait for what is still in the encoders.
        case hasten
        /// Something the recording cannot go on without is broken. What was recorded is kept.
        case failed(String, RecordingFailure? = nil)
        /// The pipeline itself is broken: it will not deliver an end of stream.
        case pipelineFailed(String)
        case endOfStream
        /// The pipeline did not deliver its end of stream in time.
        case drainTimeout
    }

    enum Action: Hashable, Sendable {
        case awaitStartSignal
        case startCapture
        /// The capture reads picture and sound: what only prepared for it is no longer needed.
        case releasePreparation
        case sendEndOfStream
        /// Close the outputs and leave.
        case finish
    }

    struct Ending: Hashable, Sendable {
        var reason: EndReason
        var error: String?
        /// Of the error, where it is of a known kind.
        var failure: RecordingFailure?
        /// False when it ended before recording began.
        var hasRecorded: Bool
    }

    private enum State {
        /// With the text for a browser that ended; what opens the page knows more, and will fail.
        case opening(signalSeen: Bool, browserEnded: String?)
        case waiting
        case capturing
        case draining(Ending)
        case ended(Ending)
    }

    private let awaitsStartSignal: Bool
    private var state = State.opening(signalSeen: false, browserEnded: nil)
    private var hasFrames = false

    init(awaitsStartSignal: Bool) { self.awaitsStartSignal = awaitsStartSignal }

    /// Set once the recording is over.
    var ending: Ending? { if case .ended(let ending) = state { ending } else { nil } }

    var phase: RecordingProgress.Phase {
        switch state {
        case .opening: .starting
        case .waiting: .waiting
        case .capturing: hasFrames ? .recording : .starting
        case .draining: .ending
        case .ended: .ended
        }
    }

    mutating func handle(_ input: Input) -> Action? {
        switch (state, input) {
        case (.opening(_, browserEnded: let text?), .pageReady):
            return finish(.failure, error: text, hasRecorded: false)
        case (.opening(let signalSeen, nil), .pageReady):
            guard awaitsStartSignal, !signalSeen else { return startCapture() }
            state = .waiting
            return .awaitStartSignal
        case (.opening(_, let browserEnded), .startSignal):
            state = .opening(signalSeen: true, browserEnded: browserEnded)
            return nil
        case (.opening(let signalSeen, _), .browserEnded(let text, _)):
            state = .opening(signalSeen: signalSeen, browserEnded: text)
            return nil
        case (.waiting, .browserEnded(let text, _)):
            return finish(.failure, error: text, hasRecorded: false)
        case (.waiting, .startSignalTimeout(let text)):
            return finish(.failure, error: text, .noStartSignal, hasRecorded: false)
        case (.capturing, .browserEnded(_, byItself: true)):
            return handle(.end(.browserEnded))
        case (.capturing, .browserEnded(let text, byItself: false)):
            return handle(.failed(text))
        case (.waiting, .startSignal):
            return startCapture()
        case (.waiting, .waitLimit):
            return handle(.end(.durationReached))
        case (.opening, .end(let reason)), (.waiting, .end(let reason)):
            return finish(reason, error: Self.abortText, hasRecorded: false)
        case (.opening, .failed(let error, let failure)), (.waiting, .failed(let error, let failure)):
            return finish(.failure, error: error, failure, hasRecorded: false)
        case (.opening, .pipelineFailed(let error)), (.waiting, .pipelineFailed(let error)):
            return finish(.failure, error: error, hasRecorded: false)
        case (.capturing, .firstFrame):
            hasFrames = true
            return .releasePreparation
        case (.capturing, .end(let reason)):
            // What is still in the encoders belongs to the recording.
            state = .draining(Ending(reason: reason, error: hasFrames ? nil : Self.abortText, hasRecorded: hasFrames))
            return .sendEndOfStream
        case (.capturing, .failed(let error, let failure)):
            state = .draining(Ending(reason: .failure, error: error, failure: failure, hasRecorded: hasFrames))
            return .sendEndOfStream
        case (.capturing, .pipelineFailed(let error)):
            return finish(.failure, error: error, hasRecorded: hasFrames)
        case (.capturing, .endOfStream):
            return finish(.sourceEnded, error: nil, hasRecorded: hasFrames)
        case (.draining(let ending), .endOfStream), (.draining(let ending), .hasten):
            state = .ended(ending)
            return .finish
        case (.draining(let ending), .drainTimeout):
            return fail(ending, "pipeline frozen", .frozenPipeline)
        case (.draining(let ending), .failed(let error, let failure)):
            return fail(ending, error, failure)
        case (.draining(let ending), .pipelineFailed(let error)):
            return fail(ending, error, nil)
        case (.draining(var ending), .firstFrame):
            hasFrames = true
            ending.hasRecorded = true
            if ending.error == Self.abortText { ending.error = nil }
            state = .draining(ending)
            return nil
        case (.waiting, .pageReady), (.capturing, .pageReady), (.capturing, .startSignal), (.draining, .pageReady),
            (.draining, .startSignal), (.draining, .end), (.draining, .browserEnded), (.opening, .startSignalTimeout),
            (.capturing, .startSignalTimeout), (.draining, .startSignalTimeout), (.opening, .firstFrame), (.waiting, .firstFrame),
            (.opening, .endOfStream), (.waiting, .endOfStream), (.opening, .drainTimeout), (.waiting, .drainTimeout),
            (.capturing, .drainTimeout), (.opening, .hasten), (.waiting, .hasten), (.capturing, .hasten),
            // From the signal on it is the media that is measured.
            (.opening, .waitLimit), (.capturing, .waitLimit), (.draining, .waitLimit), (.ended, _):
            return nil
        }
    }

    /// The recorder's word for a recording that ended before it began.
    static let abortText = "Recording aborted"

    private mutating func startCapture() -> Action {
        state = .capturing
        return .startCapture
    }

    private mutating func finish(
        _ reason: EndReason, error: String?, _ failure: RecordingFailure? = nil, hasRecorded: Bool
    ) -> Action {
        state = .ended(Ending(reason: reason, error: error, failure: failure, hasRecorded: hasRecorded))
        return .finish
    }

    /// What failed first is what is told.
    private mutating func fail(_ ending: Ending, _ error: String, _ failure: RecordingFailure?) -> Action {
        guard ending.error == nil else {
            return finish(.failure, error: ending.error, ending.failure, hasRecorded: ending.hasRecorded)
        }
        return finish(.failure, error: error, failure, hasRecorded: ending.hasRecorded)
    }
}
