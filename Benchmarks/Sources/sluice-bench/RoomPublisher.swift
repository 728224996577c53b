import Cryptography
import MediaTypes
import RoomClient
import Synchronization

/// One participant with a camera at 720p and 1.5 Mbit/s, and a microphone, made of prepared frames.
final class RoomPublisher: Sendable {
    static let framerate = 30
    static let packetMilliseconds = 20
    static let soundPacketSize = 120
    private let room: Room
    private let tasks: [Task<Void, Never>]

    init(joining address: String) async throws {
        room = try await Room.connect(
            to: address, credentials: RoomAccount.credentials(RoomAccount.publisher, .publisher(in: RoomAccount.room)))
        let camera = try await room.publish(
            LocalTrackSettings(codec: .vp8, width: 1280, height: 720, bitrate: 1_500_000))
        let microphone = try await room.publish(LocalTrackSettings(codec: .opus, bitrate: 48_000))
        let wish = KeyframeWish()
        let timeline = room.timeline
        tasks = [
            Task { for await _ in camera.keyframeRequests { wish.make() } },
            Task {
                await Self.send(to: camera, every: .seconds(1) / Self.framerate, timeline) { number in
                    let isKeyframe = wish.take() || number % (10 * Self.framerate) == 0
                    return (isKeyframe, isKeyframe ? Self.keyPicture : Self.picture)
                }
            },
            Task {
                await Self.send(to: microphone, every: .milliseconds(Self.packetMilliseconds), timeline) { _ in
                    (true, Self.sound)
                }
            },
        ]
    }

    func leave() async {
        for task in tasks { task.cancel() }
        await room.leave()
    }

    /// Sends frames when they are due, until it is cancelled.
    private static func send(
        to track: LocalTrack, every interval: Duration, _ timeline: SessionTimeline,
        _ frame: (Int) -> (isKeyframe: Bool, payload: FramePayload)
    ) async {
        let (start, origin) = (ContinuousClock.now, timeline.now)
        let parameters: CodecParameters =
            track.settings.codec == .opus
            ? .opus(OpusParameters(channels: 2, preSkip: 312)) : .vp8(VP8Parameters(width: 1280, height: 720))
        for number in 0... {
            let offset = interval * number
            guard (try? await Task.sleep(until: start + offset, clock: .continuous)) != nil else { return }
            let (isKeyframe, payload) = frame(number)
            track.send(
                EncodedFrame(
                    track: 0, presentationTime: origin + MediaTime(nanoseconds: Int64(offset / .nanoseconds(1))),
                    isKeyframe: isKeyframe, newParameters: isKeyframe ? parameters : nil, payload: payload))
        }
    }

    /// A frame tag, and of key frames start code and size (RFC 6386 section 9.1): nothing on the way looks further.
    private static let keyPicture = FramePayload(
        [0x10, 0x02, 0, 0x9D, 0x01, 0x2A, 0x00, 0x05, 0xD0, 0x02] + [UInt8](repeating: 7, count: 24_000))
    private static let picture = FramePayload([0x11, 0x02, 0] + [UInt8](repeating: 7, count: 6_197))
    /// CELT, full band, stereo, one frame of 20 ms (RFC 6716 section 3.1).
    private static let sound = FramePayload([0xFC] + [UInt8](repeating: 7, count: soundPacketSize - 1))
}

/// Somebody wants a key frame.
private final class KeyframeWish: Sendable {
    private let isThere = Atomic(false)

    func make() { isThere.store(true, ordering: .relaxed) }
    func take() -> Bool { isThere.exchange(false, ordering: .relaxed) }
}
