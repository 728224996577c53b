import MediaTypes
import Testing

@testable import RoomClient

@Suite(.timeLimit(.minutes(1)))
struct TrackQueueTests {
    private func frame(_ number: Int, bytes: Int = 10) -> EncodedFrame {
        EncodedFrame(
            track: 1, presentationTime: .milliseconds(Int64(number)), isKeyframe: true,
            payload: FramePayload([UInt8](repeating: 0, count: bytes)))
    }

    @Test func `refuses frames beyond its limits, and says so`() async {
        let queue = TrackQueue(frameLimit: 3, byteLimit: 100)
        #expect((0..<5).map { queue.offer(frame($0)) } == [true, true, true, false, false])
        _ = await queue.take()
        #expect(!queue.offer(frame(5, bytes: 90)))
        #expect(queue.offer(frame(6)))
        let large = TrackQueue(frameLimit: 3, byteLimit: 100)
        #expect(large.offer(frame(0, bytes: 1_000)))
    }

    @Test func `gives out frames and changes in their order, and then the end`() async {
        let queue = TrackQueue(frameLimit: 10, byteLimit: 1_000)
        _ = queue.offer(frame(1))
        queue.put(.muted)
        queue.put(.unmuted)
        queue.put(.muted)
        _ = queue.offer(frame(2))
        queue.put(.ended(.unpublished))
        queue.put(.muted)
        _ = queue.offer(frame(3))
        var seen: [String] = []
        while let item = await queue.take() { seen.append(item.word) }
        #expect(seen == ["1", "muted", "2", "ended"])
    }

    @Test func `wakes who waits`() async {
        let queue = TrackQueue(frameLimit: 10, byteLimit: 1_000)
        async let first = queue.take()
        async let cancelled = Task { await queue.take() }.value
        queue.put(.ended(.participantLeft))
        let words = await [first?.word, cancelled?.word].compactMap { $0 }
        #expect(words == ["ended"])
    }

    @Test func `lets go of who is cancelled`() async {
        let queue = TrackQueue(frameLimit: 10, byteLimit: 1_000)
        let task = Task { await queue.take() }
        task.cancel()
        #expect(await task.value == nil)
        #expect(queue.offer(frame(1)))
    }
}

extension TrackMedia {
    /// In a word: a frame's milliseconds, or what else it is.
    var word: String {
        switch self {
        case .frame(let frame): "\(frame.presentationTime.nanoseconds / 1_000_000)"
        case .muted: "muted"
        case .unmuted: "unmuted"
        case .ended: "ended"
        }
    }
}
