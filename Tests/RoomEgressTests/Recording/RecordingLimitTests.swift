import ServiceKit
import TestSupport
import Testing

@testable import RoomEgress

/// The limits that do not depend on media.
struct RecordingLimitTests {
    private let clock = ManualClock()

    private func run(
        _ input: AsyncStream<RecordingLifecycle.Input>.Continuation, configure: (inout RecordingJob) -> Void = { _ in }
    ) throws -> RecordingRun {
        var job = RecordingJob(page: try PageURL("about:blank"), outputs: [])
        configure(&job)
        let fanOut = FrameFanOut(media: .audioAndVideo, framerate: 30, limit: nil, onStart: {}, onLimit: {})
        return RecordingRun(job, fanOut: fanOut, logger: Logger(level: .fatal, writer: LogWriter()), input: input, clock: clock)
    }

    @Test func `a pipeline has thirty seconds for its end`() async throws {
        let (inputs, input) = AsyncStream<RecordingLifecycle.Input>.makeStream()
        let run = try run(input)
        async let limit: Void = run.limitDrain()
        #expect(await clock.nextSleep() == .seconds(30))
        clock.advance(by: .seconds(30))
        await limit
        input.finish()
        var texts: [String] = []
        for await input in inputs { texts.append("\(input)") }
        #expect(texts == ["drainTimeout"])
    }
}
