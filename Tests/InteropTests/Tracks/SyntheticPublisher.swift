import Cryptography
import MediaTypes
import RoomClient
import Synchronization

/// A participant of ours with a camera and a microphone, made of prepared frames.
final class SyntheticPublisher: Sendable {
    static let identity = "publisher"
    private let room: Room
    private let tasks: [Task<Void, Never>]

    init(in bench: TrackBench) async throws {
        room = try await bench.join(Self.identity, .publisher(in: TrackBench.room))
        let camera = try await room.publish(LocalTrackSettings(codec: .vp8, width: 320, height: 180))
        let microphone = try await room.publish(LocalTrackSettings(codec: .opus))
        let wish = KeyframeWish()
        let timeline = room.timeline
        tasks = [
            Task { for await _ in camera.keyframeRequests { wish.make() } },
            Task { await Self.send(to: camera, every: .milliseconds(40), timeline) { Self.picture(isKeyframe: $0 == 0 || wish.take()) } },
            Task { await Self.send(to: microphone, every: .milliseconds(20), timeline) { _ in Self.sound } },
        ]
    }

    func leave() async {
        for task in tasks { task.cancel() }
        await room.leave()
    }

    /// Sends frames when they are due, until it is cancelled.
    private static func send(
        to track: LocalTrack, every interval: Duration, _ timeline: SessionTimeline, _ frame: (Int) -> EncodedFrame
    ) async {
        let (start, origin) = (ContinuousClock.now, timeline.now)
        for number in 0... {
            let offset = interval * number
            guard (try? await Task.sleep(until: start + offset, clock: .continuous)) != nil else { return }
            track.send(frame(number).shifted(by: origin + MediaTime(nanoseconds: Int64(offset / .nanoseconds(1)))))
        }
    }

    /// A frame tag, and of key frames start code and size (RFC 6386 section 9.1): nobody decodes it.
    private static func picture(isKeyframe: Bool) -> EncodedFrame {
        let header: [UInt8] = isKeyframe ? [0x10, 0x02, 0, 0x9D, 0x01, 0x2A, 0x40, 0x01, 0xB4, 0x00] : [0x11, 0x02, 0]
        return EncodedFrame(
            track: 0, presentationTime: .zero, isKeyframe: isKeyframe,
            newParameters: isKeyframe ? .vp8(VP8Parameters(width: 320, height: 180)) : nil,
            payload: FramePayload(header + [UInt8](repeating: 7, count: 3_000)))
    }

    /// CELT, full band, stereo, one frame of 20 ms (RFC 6716 section 3.1).
    static let sound = EncodedFrame(
        track: 0, presentationTime: .zero, isKeyframe: true,
        newParameters: .opus(OpusParameters(channels: 2, preSkip: 312)),
        payload: FramePayload([0xFC] + [UInt8](repeating: 7, count: 99)))
}

/// Somebody wants a key frame.
private final class KeyframeWish: Sendable {
    private let isThere = Atomic(false)

    func make() { isThere.store(true, ordering: .relaxed) }
    func take() -> Bool { isThere.exchange(false, ordering: .relaxed) }
}
