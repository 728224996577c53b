import Testing

@testable import RoomEgress

struct RecordingLifecycleTests {
    typealias Input = RecordingLifecycle.Input
    typealias Action = RecordingLifecycle.Action

    private func run(awaitsStartSignal: Bool, _ inputs: [Input]) -> (actions: [Action], RecordingLifecycle.Ending?) {
        var lifecycle = RecordingLifecycle(awaitsStartSignal: awaitsStartSignal)
        let actions = inputs.compactMap { lifecycle.handle($0) }
        return (actions, lifecycle.ending)
    }

    @Test func `a page without start contract is captured as soon as it is drawn`() {
        let (actions, ending) = run(
            awaitsStartSignal: false, [.pageReady, .firstFrame, .end(.durationReached), .endOfStream])
        #expect(actions == [.startCapture, .releasePreparation, .sendEndOfStream, .finish])
        #expect(ending == .init(reason: .durationReached, error: nil, hasRecorded: true))
    }

    @Test func `a template is captured from its start signal on`() {
        let (actions, ending) = run(
            awaitsStartSignal: true, [.pageReady, .startSignal, .firstFrame, .end(.sourceEnded), .endOfStream])
        #expect(actions == [.awaitStartSignal, .startCapture, .releasePreparation, .sendEndOfStream, .finish])
        #expect(ending?.error == nil)
    }

    @Test func `a start signal during the page load counts`() {
        #expect(run(awaitsStartSignal: true, [.startSignal, .pageReady]).actions == [.startCapture])
    }

    @Test(arguments: [[], [Input.pageReady], [.pageReady, .startSignal]])
    func `ending before the first frame aborts`(before: [Input]) {
        let (_, ending) = run(awaitsStartSignal: true, before + [.end(.stopRequested), .endOfStream])
        #expect(ending == .init(reason: .stopRequested, error: "Recording aborted", hasRecorded: false))
    }

    @Test func `a frame that was still in the encoders makes it a recording`() {
        let (_, ending) = run(
            awaitsStartSignal: false, [.pageReady, .end(.stopRequested), .firstFrame, .endOfStream])
        #expect(ending == .init(reason: .stopRequested, error: nil, hasRecorded: true))
    }

    @Test func `a start signal timeout that comes after the signal is nothing`() {
        let (_, ending) = run(
            awaitsStartSignal: true,
            [.pageReady, .startSignal, .startSignalTimeout("late"), .firstFrame, .startSignalTimeout("late"),
                .end(.sourceEnded), .endOfStream])
        #expect(ending == .init(reason: .sourceEnded, error: nil, hasRecorded: true))
        let none = run(awaitsStartSignal: true, [.pageReady, .startSignalTimeout("none came")]).1
        #expect(none == .init(reason: .failure, error: "none came", failure: .noStartSignal, hasRecorded: false))
    }

    @Test func `the limit of the wait ends it, and nothing once the signal is there`() {
        let (actions, ending) = run(awaitsStartSignal: true, [.pageReady, .waitLimit])
        #expect(actions == [.awaitStartSignal, .finish])
        #expect(ending == .init(reason: .durationReached, error: "Recording aborted", hasRecorded: false))
        let late = run(
            awaitsStartSignal: true,
            [.pageReady, .startSignal, .waitLimit, .firstFrame, .waitLimit, .end(.sourceEnded), .waitLimit, .endOfStream]).1
        #expect(late == .init(reason: .sourceEnded, error: nil, hasRecorded: true))
    }

    @Test func `a browser that ends is a failure before the recording, and later unless it closed by itself`() {
        let closed = Input.browserEnded("closed", byItself: true)
        let killed = Input.browserEnded("killed", byItself: false)
        #expect(run(awaitsStartSignal: false, [closed, .failed("did not load")]).1?.error == "did not load")
        #expect(run(awaitsStartSignal: false, [closed, .pageReady]).1?.error == "closed")
        #expect(run(awaitsStartSignal: true, [.pageReady, closed]).1?.error == "closed")
        let ended = run(awaitsStartSignal: false, [.pageReady, .firstFrame, closed, .endOfStream]).1
        #expect(ended == .init(reason: .browserEnded, error: nil, hasRecorded: true))
        let failed = run(awaitsStartSignal: false, [.pageReady, .firstFrame, killed, .endOfStream]).1
        #expect(failed == .init(reason: .failure, error: "killed", hasRecorded: true))
    }

    @Test func `a failed output keeps what was recorded and says why`() {
        let (actions, ending) = run(
            awaitsStartSignal: false, [.pageReady, .firstFrame, .failed("disk full"), .endOfStream])
        #expect(actions == [.startCapture, .releasePreparation, .sendEndOfStream, .finish])
        #expect(ending == .init(reason: .failure, error: "disk full", hasRecorded: true))
    }

    @Test func `a broken pipeline is not waited for`() {
        let (actions, ending) = run(awaitsStartSignal: false, [.pageReady, .firstFrame, .pipelineFailed("gone")])
        #expect(actions == [.startCapture, .releasePreparation, .finish])
        #expect(ending?.error == "gone")
    }

    @Test func `one that is hastened does not wait for its encoders, and is complete`() {
        let (actions, ending) = run(
            awaitsStartSignal: false, [.pageReady, .firstFrame, .end(.stopRequested), .hasten, .endOfStream])
        #expect(actions == [.startCapture, .releasePreparation, .sendEndOfStream, .finish])
        #expect(ending == .init(reason: .stopRequested, error: nil, hasRecorded: true))
    }

    @Test func `a pipeline that does not end is frozen`() {
        let (_, ending) = run(
            awaitsStartSignal: false, [.pageReady, .firstFrame, .end(.stopRequested), .drainTimeout])
        #expect(ending == .init(reason: .failure, error: "pipeline frozen", failure: .frozenPipeline, hasRecorded: true))
    }

    @Test func `the first failure's kind stays with its text`() {
        let failed = Input.failed("refused", .allStreams)
        let ending = RecordingLifecycle.Ending(
            reason: .failure, error: "refused", failure: .allStreams, hasRecorded: true)
        for later in [Input.endOfStream, .drainTimeout, .failed("later", .page), .pipelineFailed("gone"), .hasten] {
            #expect(run(awaitsStartSignal: false, [.pageReady, .firstFrame, failed, later]).1 == ending)
        }
        #expect(run(awaitsStartSignal: false, [.failed("no page", .page)]).1?.failure == .page)
    }

    @Test func `only the first reason counts, and nothing after the end`() {
        var lifecycle = RecordingLifecycle(awaitsStartSignal: false)
        for input in [Input.pageReady, .firstFrame, .end(.sourceEnded), .end(.stopRequested), .endOfStream] {
            _ = lifecycle.handle(input)
        }
        #expect(lifecycle.ending?.reason == .sourceEnded)
        #expect(lifecycle.handle(.failed("late")) == nil)
        #expect(lifecycle.ending?.error == nil)
    }
}
