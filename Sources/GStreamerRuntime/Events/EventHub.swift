import Synchronization

/// Where a pipeline's events come together: one sequence, and the first failure for errors that name their cause.
final class EventHub: Sendable {
    let events: AsyncStream<PipelineEvent>
    private let continuation: AsyncStream<PipelineEvent>.Continuation
    private let failure = Mutex<PipelineFailure?>(nil)

    init() {
        // A reader that is a thousand events behind loses the oldest rather than memory.
        (events, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1_000))
    }

    var firstFailure: PipelineFailure? { failure.withLock { $0 } }

    func send(_ event: PipelineEvent) {
        if case .error(let cause) = event { failure.withLock { $0 = $0 ?? cause } }
        continuation.yield(event)
    }

    func finish() { continuation.finish() }
}
