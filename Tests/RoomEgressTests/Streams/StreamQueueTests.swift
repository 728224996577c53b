import MediaTypes
import TestSupport
import Testing

@testable import RoomEgress

struct StreamQueueTests {
    private static let parameters = CodecParameters.h264(
        H264Parameters(sequenceParameterSets: [[0x67, 1, 2, 3]], pictureParameterSets: [[0x68]], width: 16, height: 16))
    private static let tracks = [
        TrackDescription(id: 1, parameters: parameters),
        TrackDescription(
            id: 2, parameters: .aac(AACParameters(audioSpecificConfig: [0x11, 0x90], sampleRate: 48_000, channels: 2))),
    ]

    private static func policy(bytes: Int = 10_000, seconds: Int = 60) -> StreamPolicy {
        var policy = StreamPolicy()
        policy.queueBytes = bytes
        policy.queueDuration = .seconds(seconds)
        return policy
    }

    private static func frame(_ track: TrackID, at milliseconds: Int64, size: Int = 100, key: Bool = false)
        -> EncodedFrame
    {
        EncodedFrame(
            track: track, presentationTime: .milliseconds(milliseconds), isKeyframe: key || track == 2,
            payload: FramePayload([UInt8](repeating: 0, count: size)))
    }

    @Test func `it begins at a key frame, and every track's first frame carries its parameters`() {
        var queue = StreamQueue(tracks: Self.tracks, policy: Self.policy())
        _ = queue.open()
        for frame in [
            Self.frame(2, at: 0), Self.frame(1, at: 10), Self.frame(1, at: 20, key: true), Self.frame(2, at: 21),
        ] {
            _ = queue.push(frame)
        }
        _ = queue.push(Self.frame(1, at: 30))
        var out: [EncodedFrame] = []
        while let frame = queue.popFirst() { out.append(frame) }
        #expect(out.map(\.newParameters) == [Self.parameters, Self.tracks[1].parameters, nil])
        #expect(out.map(\.track) == [1, 2, 1])
        #expect(out.first?.isKeyframe == true)
        #expect(queue.droppedFrames == 0)
        #expect(queue.bytes == 0)
    }

    @Test(arguments: [(bytes: 1_000, seconds: 60), (bytes: 1_000_000, seconds: 1)])
    func `when full it drops to the next key frame, counts, and never holds more than it may`(
        _ bytes: Int, _ seconds: Int
    ) {
        for seed in UInt64(0)..<200 {
            var random = SeededGenerator(seed: seed)
            var queue = StreamQueue(tracks: Self.tracks, policy: Self.policy(bytes: bytes, seconds: seconds))
            _ = queue.open()
            var (taken, offered) = (0, 0)
            for step in Int64(0)..<400 {
                let track: TrackID = step == 0 || Bool.random(using: &random) ? 1 : 2
                let frame = Self.frame(
                    track, at: step * 50, size: Int.random(in: 1...300, using: &random),
                    key: step == 0 || Int.random(in: 0..<8, using: &random) == 0)
                _ = queue.push(frame)
                offered += 1
                #expect(queue.bytes <= max(bytes, 300))
                if Int.random(in: 0..<3, using: &random) == 0, queue.popFirst() != nil { taken += 1 }
            }
            var left = 0
            while queue.popFirst() != nil { left += 1 }
            #expect(taken + left + queue.droppedFrames == offered, "seed \(seed)")
        }
    }

    @Test func `after a drop the next frame out is a key frame with the newest parameters`() {
        var queue = StreamQueue(tracks: Self.tracks, policy: Self.policy(bytes: 250))
        _ = queue.open()
        _ = queue.push(Self.frame(1, at: 0, key: true))
        _ = queue.push(Self.frame(1, at: 33))
        #expect(queue.push(Self.frame(1, at: 66))?.count == 2)  // does not fit
        _ = queue.push(Self.frame(2, at: 70))
        let new = CodecParameters.h264(
            H264Parameters(
                sequenceParameterSets: [[0x67, 9, 9, 9]], pictureParameterSets: [[0x68]], width: 32, height: 32))
        var changed = Self.frame(1, at: 99)
        changed.newParameters = new
        _ = queue.push(changed)
        #expect(queue.isEmpty && queue.droppedFrames == 5)
        _ = queue.push(Self.frame(1, at: 132, key: true))
        let next = queue.popFirst()
        #expect(next?.isKeyframe == true && next?.newParameters == new)
    }

    @Test func `closed, it takes nothing and counts what it would have taken`() {
        var queue = StreamQueue(tracks: Self.tracks, policy: Self.policy())
        _ = queue.push(Self.frame(1, at: 0, key: true))
        #expect(queue.isEmpty && queue.droppedFrames == 0)
        _ = queue.open()
        _ = queue.close()
        _ = queue.push(Self.frame(1, at: 33, key: true))
        #expect(queue.isEmpty && queue.droppedFrames == 1)
    }

    @Test func `a ring gives back what it got, in order, however it grows`() {
        var random = SeededGenerator(seed: 3)
        var ring = FrameRing()
        var (next, expected) = (Int64(0), Int64(0))
        for _ in 0..<5_000 {
            if Int.random(in: 0..<5, using: &random) < 3 {
                ring.append(Self.frame(2, at: next, size: 1))
                next += 1
            } else if let frame = ring.popFirst() {
                #expect(frame.presentationTime == .milliseconds(expected))
                expected += 1
            }
            #expect(ring.count == Int(next - expected))
        }
    }
}
