import Cryptography
import MediaTypes
import RoomClient
import TestSupport
import Testing

/// Participants with media connections of their own that do what nobody should: the others hear and see as before.
@Suite(.timeLimit(.minutes(3)))
struct HostileParticipantTests {
    private static let grant = VideoGrant(room: "studio", roomJoin: true)

    @Test func `one who subscribes and unsubscribes all the time disturbs nobody`() async throws {
        let rooms = try TestRooms()
        let alice = try await rooms.peer("alice")
        let sid = try await alice.publish("publish_audio", ["dtx": false])
        let witness = try await rooms.join("witness")
        let heard = try await witness.subscribe(to: .sid(sid), timeout: .seconds(20))
        let mallory = try await rooms.join("mallory")
        var last: RemoteTrack?
        for _ in 0..<60 {
            let track = try await mallory.subscribe(to: .sid(sid), timeout: .seconds(20))
            await track.unsubscribe()
            last = track
        }
        #expect(await ReceivedTrack.frames(1, of: try #require(last)).others.last == "ended")
        let received = await ReceivedTrack.frames(100, of: heard)
        #expect(received.frames.count == 100 && received.others.isEmpty)
        // It can still do as others do.
        let again = try await mallory.subscribe(to: .sid(sid), timeout: .seconds(20))
        #expect(await ReceivedTrack.frames(10, of: again).frames.count == 10)
        await witness.leave()
        await mallory.leave()
        await rooms.stop()
    }

    @Test func `giant data packets reach nobody, and the next ones do`() async throws {
        let rooms = try TestRooms()
        let alice = try await rooms.peer("alice")
        let mallory = try await rooms.join("mallory", grant: Self.grant)
        try await mallory.waitForMedia()
        for size in [70_000, 250_000] {
            for isReliable in [true, false] {
                try? await mallory.send([UInt8](repeating: 7, count: size), isReliable: isReliable)
            }
        }
        // More than is agreed on is not even sent.
        await #expect(throws: RoomError.self) { try await mallory.send([UInt8](repeating: 7, count: 300_000)) }
        try await mallory.send(Array("small".utf8))
        #expect(try await alice.wait("data_received").first == "small")
        await mallory.leave()
        await rooms.stop()
    }
}
