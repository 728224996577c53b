import RoomServer
import TestSupport
import Testing

/// Two libwebrtc clients and what goes from one to the other.
@Suite(.timeLimit(.minutes(3)))
struct RoomForwardingTests {
    @Test func `brings a picture and a tone from one client to another`() async throws {
        let rooms = try TestRooms()
        let alice = try await LiveKitPeer()
        let bob = try await LiveKitPeer()
        try await alice.join(rooms, as: "alice")
        try await bob.join(rooms, as: "bob")
        let sound = try await alice.publish("publish_audio", ["frequency": 1_000])
        let video = try await alice.publish("publish_video")
        let heard = try await bob.listen(sound)
        #expect((990...1_010).contains(heard.frequency))
        #expect((0.35...0.65).contains(heard.level))
        let seen = try await bob.watch(video, frames: 30)
        let counters = seen.compactMap(\.counter)
        #expect(counters.count == 30)
        #expect(zip(counters, counters.dropFirst()).allSatisfy { $1 == $0 + 1 }, "\(counters)")
        await rooms.listener.stop()
    }
}
