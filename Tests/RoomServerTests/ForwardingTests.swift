import RoomServer
import TestSupport
import Testing

/// Two libwebrtc clients and what goes from one to the other.
@Suite(.timeLimit(.minutes(3)))
struct RoomForwardingTests {
    /// Every picture is whole and newer than the one before; what an encoder of a busy machine left out is no loss here.
    private static func expectInOrder(_ seen: [(counter: Int?, width: Int)]) {
        let counters = seen.compactMap(\.counter)
        #expect(counters.count == seen.count, "some pictures show no counter")
        #expect(zip(counters, counters.dropFirst()).allSatisfy { $0 < $1 }, "\(counters)")
    }

    @Test func `brings pictures of every codec and a tone from one client to another`() async throws {
        let rooms = try TestRooms()
        let (alice, bob) = try await LiveKitPeer.join(rooms, "alice", "bob")
        let sound = try await alice.publish("publish_audio", ["frequency": 1_000])
        let heard = try await bob.listen(sound)
        #expect((990...1_010).contains(heard.frequency))
        #expect((0.35...0.65).contains(heard.level))
        for codec in ["VP8", "H264", "VP9", "AV1"] {
            let video = try await alice.publish("publish_video", ["codec": codec])
            Self.expectInOrder(try await bob.watch(video, frames: 20))
            #expect(try await bob.ask("participants").first?.contains("video/\(codec)") == true)
            try await alice.ask("unpublish", ["sid": video])
        }
        await rooms.listener.stop()
    }

    @Test(arguments: ["VP8", "H264"])
    func `shows the best simulcast layer, and another when asked`(codec: String) async throws {
        let rooms = try TestRooms()
        let (alice, bob) = try await LiveKitPeer.join(rooms, "alice", "bob")
        let video = try await alice.publish(
            "publish_video", ["codec": codec, "simulcast": true, "width": 960, "height": 540])
        Self.expectInOrder(try await bob.watch(video, frames: 20, width: 960))
        try await bob.ask("quality", ["sid": video, "quality": "LOW"])
        Self.expectInOrder(try await bob.watch(video, frames: 5, width: 320))
        try await bob.ask("quality", ["sid": video, "quality": "HIGH"])
        Self.expectInOrder(try await bob.watch(video, frames: 5, width: 960))
        await rooms.listener.stop()
    }

    @Test(arguments: ["VP9", "AV1"])
    func `brings pictures in spatial layers whole`(codec: String) async throws {
        let rooms = try TestRooms()
        let (alice, bob) = try await LiveKitPeer.join(rooms, "alice", "bob")
        let video = try await alice.publish(
            "publish_video", ["codec": codec, "scalability": "L3T3_KEY", "width": 960, "height": 540])
        Self.expectInOrder(try await bob.watch(video, frames: 20, width: 960))
        await rooms.listener.stop()
    }

    @Test func `gives what is there already to those who come later`() async throws {
        let rooms = try TestRooms()
        let alice = try await LiveKitPeer()
        try await alice.join(rooms, as: "alice")
        let video = try await alice.publish("publish_video")
        let sound = try await alice.publish("publish_audio", ["frequency": 700])
        let bob = try await LiveKitPeer()
        try await bob.join(rooms, as: "bob")
        Self.expectInOrder(try await bob.watch(video, frames: 5))
        #expect((690...710).contains(try await bob.listen(sound).frequency))
        await rooms.listener.stop()
    }

    @Test func `subscribes by choice, and takes tracks away and back`() async throws {
        let rooms = try TestRooms()
        let (alice, bob) = try await LiveKitPeer.join(rooms, "alice", "bob", subscribing: false)
        let low = try await alice.publish("publish_audio", ["frequency": 500, "name": "low"])
        let high = try await alice.publish("publish_audio", ["frequency": 2_000, "name": "high"])
        try await bob.ask("subscribe", ["sid": high])
        try await bob.wait("track_subscribed", high)
        #expect((1_980...2_020).contains(try await bob.listen(high).frequency))
        try await alice.wait("local_track_subscribed", high)
        try await bob.ask("subscribe", ["sid": high, "subscribed": false])
        try await bob.wait("track_unsubscribed", high)
        // The section that became free carries the other track now.
        try await bob.ask("subscribe", ["sid": low])
        #expect((490...510).contains(try await bob.listen(low).frequency))
        try await alice.ask("unpublish", ["sid": low])
        try await bob.wait("track_unpublished", low)
        let again = try await alice.publish("publish_audio", ["frequency": 900, "name": "again"])
        try await bob.ask("subscribe", ["sid": again])
        #expect((890...910).contains(try await bob.listen(again).frequency))
        await rooms.listener.stop()
    }

    @Test func `tells who mutes`() async throws {
        let rooms = try TestRooms()
        let (alice, bob) = try await LiveKitPeer.join(rooms, "alice", "bob")
        let sound = try await alice.publish("publish_audio")
        _ = try await bob.listen(sound)
        try await alice.ask("mute", ["sid": sound])
        try await bob.wait("track_muted", sound, "alice")
        try await alice.ask("unmute", ["sid": sound])
        try await bob.wait("track_unmuted", sound, "alice")
        #expect((990...1_010).contains(try await bob.listen(sound).frequency))
        await rooms.listener.stop()
    }
}
