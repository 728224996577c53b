import MediaTypes
import Synchronization
import TestSupport
import Testing
import WebRTCTransport

@testable import RoomClient

/// Takes packets away between the transport and the room's media, gives some twice, and some late.
final class LossyReceiver: MediaReceiver {
    private struct State {
        var random: SeededGenerator
        var held: [UInt8]?
        var dropped = 0
    }
    private let state: Mutex<State>
    private let receiver: any MediaReceiver
    private let loss: Double

    init(_ receiver: any MediaReceiver, loss: Double, seed: UInt64) {
        self.receiver = receiver
        self.loss = loss
        state = Mutex(State(random: SeededGenerator(seed: seed)))
    }

    var dropped: Int { state.withLock { $0.dropped } }
    /// Payload types of what was taken away.

    func receiveRTP(_ packet: RawSpan) {
        let copy = packet.withUnsafeBytes { Array($0) }
        let packets = state.withLock { state -> [[UInt8]] in
            var packets: [[UInt8]] = []
            switch Double.random(in: 0..<1, using: &state.random) {
            case ..<loss:
                state.dropped += 1
            case ..<(loss + 0.03) where state.held == nil: state.held = copy
            case ..<(loss + 0.05): packets = [copy, copy]
            default: packets = [copy]
            }
            if let held = state.held, held != copy {
                packets.append(held)
                state.held = nil
            }
            return packets
        }
        for packet in packets { receiver.receiveRTP(packet.span.bytes) }
    }

    func receiveRTCP(_ packet: RawSpan) { receiver.receiveRTCP(packet) }
}

/// Random loss, reordering and duplication on the way to us.
@Suite(.timeLimit(.minutes(3)))
struct LossTests {
    @Test(arguments: [0.05, 0.1])
    func `brings every picture through loss, and sound at its true times`(_ loss: Double) async throws {
        let rooms = try TestRooms()
        let alice = try await rooms.peer("alice")
        let room = try await rooms.join()
        let video = try await alice.publish("publish_video")
        let audio = try await alice.publish("publish_audio", ["dtx": false])
        let lossy = LossyReceiver(await room.receiver, loss: loss, seed: UInt64(loss * 100))
        await room.session?.subscriber.setReceiver(lossy)
        let picture = try await room.subscribe(to: .sid(video), timeout: .seconds(20))
        let sound = try await room.subscribe(to: .sid(audio), timeout: .seconds(20))
        async let pictures = ReceivedTrack.frames(40, of: picture)
        async let sounds = ReceivedTrack.frames(120, of: sound)
        let counters = try await pictures.counters("vp8").compactMap { $0 }
        #expect(counters.count == 40 && counters.isAscending, "\(counters)")
        let steps = await sounds.steps
        let statistics = (await picture.statistics(), await sound.statistics())
        #expect(statistics.0.lost == 0 && statistics.0.dropped == 0)
        // Chance may spare the pictures, of which there are few; it never spares all of the sound.
        #expect(lossy.dropped > 0)
        // Sound is repeated under its own number, which the encryption, below of where it is lost here, has seen.
        #expect(steps.allSatisfy { ($0 + 1) % 20 <= 2 }, "\(steps)")
        let missing = steps.reduce(0) { $0 + ($1 + 1) / 20 - 1 }
        #expect(missing <= statistics.1.lost && missing > 0)
        await room.leave()
        await rooms.stop()
    }
}
