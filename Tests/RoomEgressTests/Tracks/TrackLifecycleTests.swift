import Testing

@testable import RoomEgress

struct TrackLifecycleTests {
    @Test func `what ends after the first frame is complete, before it aborted`() {
        var early = TrackLifecycle()
        early.handle(.end(.stopRequested))
        #expect(early.ending?.hasRecorded == false && early.ending?.error != nil)
        var late = TrackLifecycle()
        #expect(late.phase == .starting)
        late.handle(.firstFrame)
        #expect(late.phase == .recording)
        late.handle(.end(.sourceEnded))
        #expect(late.ending?.reason == .sourceEnded && late.ending?.error == nil && late.phase == .ending)
    }

    @Test func `nothing is waited for longer than the export may last`() {
        var waiting = TrackLifecycle()
        waiting.handle(.waitLimit)
        #expect(waiting.ending?.reason == .durationReached && waiting.ending?.hasRecorded == false)
        var recording = TrackLifecycle()
        recording.handle(.firstFrame)
        recording.handle(.waitLimit)
        #expect(recording.ending == nil)
    }

    @Test func `the first end is the one that counts`() {
        var life = TrackLifecycle()
        life.handle(.firstFrame)
        life.handle(.failed("broken", .room))
        life.handle(.end(.stopRequested))
        #expect(life.ending?.error == "broken" && life.ending?.failure == .room && life.ending?.reason == .failure)
    }
}
