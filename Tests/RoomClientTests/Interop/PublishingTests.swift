import Cryptography
import Foundation
import MediaTypes
import RoomClient
import TestSupport
import Testing

/// Ours publishes, LiveKit's own client receives and decodes: what a libwebrtc client encoded goes round through us.
@Suite(.timeLimit(.minutes(3)))
struct PublishingTests {
    private static let grant = VideoGrant(room: "studio", roomJoin: true)

    struct Case: Sendable, CustomTestStringConvertible {
        let codec: String
        let ours: LocalTrackSettings.Codec
        var testDescription: String { codec }
    }

    @Test(arguments: [
        Case(codec: "VP8", ours: .vp8), Case(codec: "H264", ours: .h264), Case(codec: "VP9", ours: .vp9),
        Case(codec: "AV1", ours: .av1),
    ])
    func `publishes pictures that a browser's library shows`(_ test: Case) async throws {
        let rooms = try TestRooms()
        let alice = try await rooms.peer("alice", ["auto_subscribe": false])
        let bob = try await rooms.peer("bob", ["auto_subscribe": false])
        let room = try await rooms.join("swift", grant: Self.grant)
        _ = try await alice.publish("publish_video", ["codec": test.codec])
        let source = try await room.subscribe(to: .source(.camera, identity: "alice"), timeout: .seconds(20))
        let local = try await room.publish(LocalTrackSettings(codec: test.ours, name: "again", width: 320, height: 180))
        #expect(local.sid.hasPrefix("TR_"))
        let pump = Task {
            for await case .frame(let frame) in source.media { local.send(frame) }
        }
        // Whoever comes later needs a picture to begin with.
        let requests = Task {
            for await _ in local.keyframeRequests { source.requestKeyframe() }
        }
        try await bob.ask("subscribe", ["sid": local.sid])
        let seen = try await bob.watch(local.sid, frames: 20)
        let counters = seen.compactMap(\.counter)
        #expect(counters.count == 20)
        #expect(counters.isAscending, "\(counters)")
        await room.unpublish(local)
        try await bob.wait("track_unpublished", local.sid)
        pump.cancel()
        requests.cancel()
        await room.leave()
        await rooms.stop()
    }

    @Test func `publishes sound, and mutes it`() async throws {
        let rooms = try TestRooms()
        let alice = try await rooms.peer("alice", ["auto_subscribe": false])
        let bob = try await rooms.peer("bob", ["auto_subscribe": false])
        let room = try await rooms.join("swift", grant: Self.grant)
        let sid = try await alice.publish("publish_audio", ["frequency": 700, "dtx": false])
        let source = try await room.subscribe(to: .sid(sid), timeout: .seconds(20))
        let local = try await room.publish(LocalTrackSettings(codec: .opus, name: "again"))
        let pump = Task {
            for await case .frame(let frame) in source.media { local.send(frame) }
        }
        try await bob.ask("subscribe", ["sid": local.sid])
        let heard = try await bob.listen(local.sid)
        #expect((690...710).contains(heard.frequency))
        await local.setMuted(true)
        try await bob.wait("track_muted", local.sid)
        await local.setMuted(false)
        try await bob.wait("track_unmuted", local.sid)
        pump.cancel()
        await room.leave()
        await rooms.stop()
    }

    @Test func `is told when it may not publish`() async throws {
        let rooms = try TestRooms()
        let room = try await rooms.join()
        await #expect { _ = try await room.publish(LocalTrackSettings(codec: .opus)) } throws: {
            if case .publishingRefused? = $0 as? RoomError { true } else { false }
        }
        #expect(await room.publishedTracks.isEmpty)
        await room.leave()
        await rooms.stop()
    }
}
