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
        #expect(await Self.texts(inputs, input) == ["drainTimeout"])
    }

    @Test func `waiting for the start signal has the session's limit where it counts`() async throws {
        let (inputs, input) = AsyncStream<RecordingLifecycle.Input>.makeStream()
        let run = try run(input) { ($0.duration, $0.limitsWait) = (.seconds(60), true) }
        async let limit: Void = run.limitWait()
        #expect(await clock.nextSleep() == .seconds(60))
        clock.advance(by: .seconds(60))
        await limit
        await (try self.run(input) { $0.duration = .seconds(60) }).limitWait()
        await (try self.run(input) { $0.limitsWait = true }).limitWait()
        #expect(await Self.texts(inputs, input) == ["waitLimit"])
    }

    @Test func `an egress's session limits count from the wait on`() throws {
        let plan = try EgressRequests.plan(EgressRequests.room()) { $0.sessionLimits.fileDuration = .seconds(60) }
        let job = RecordingJob(plan, page: try #require(plan.page), configuration: RecorderConfiguration())
        #expect(job.duration == .seconds(60) && job.limitsWait)
    }

    private static func texts(
        _ inputs: AsyncStream<RecordingLifecycle.Input>, _ input: AsyncStream<RecordingLifecycle.Input>.Continuation
    ) async -> [String] {
        input.finish()
        var texts: [String] = []
        for await input in inputs { texts.append("\(input)") }
        return texts
    }
}
