import Cryptography
import MediaTypes
import RoomServer
import TestSupport
import Testing

@testable import RoomClient

/// What breaks, and goes on.
@Suite(.timeLimit(.minutes(3)))
struct RecoveringTests {
    private static let grant = VideoGrant(room: "studio", roomJoin: true)

    private static func quick() -> RoomOptions {
        var options = TestRooms.options
        options.reconnection.delay = .milliseconds(20)
        return options
    }

    /// Reads until the status is one of these, and gives those on the way.
    private func statuses(
        _ events: inout AsyncStream<RoomEvent>.AsyncIterator, until end: ConnectionStatus
    ) async -> [ConnectionStatus] {
        var seen: [ConnectionStatus] = []
        while let event = await events.next(isolation: #isolation) {
            guard case .statusChanged(let status) = event else { continue }
            seen.append(status)
            if status == end { break }
        }
        return seen
    }

    @Test func `resumes when signalling breaks, and no sound is missing`() async throws {
        let rooms = try TestRooms()
        let alice = try await rooms.peer("alice")
        let sid = try await alice.publish("publish_audio", ["dtx": false])
        let room = try await rooms.join(options: Self.quick())
        var events = room.events.makeAsyncIterator()
        let track = try await room.subscribe(to: .sid(sid), timeout: .seconds(20))
        let first = await ReceivedTrack.frames(20, of: track)
        let ourSID = await room.localParticipant?.sid
        await room.breakSignalling()
        #expect(await statuses(&events, until: .connected) == [.resuming, .connected])
        let rest = await ReceivedTrack.frames(100, of: track)
        let all = first.frames + rest.frames
        let steps = zip(all, all.dropFirst()).map {
            ($1.presentationTime - $0.presentationTime).nanoseconds / 1_000_000
        }
        #expect(steps.allSatisfy { (19...21).contains($0) }, "\(steps)")
        #expect(await room.localParticipant?.sid == ourSID)
        #expect(await track.statistics().restarts == 0)
        // The server hears us again.
        let other = try await alice.publish("publish_audio", ["name": "second"])
        let second = try await room.subscribe(to: .sid(other), timeout: .seconds(20))
        #expect(await ReceivedTrack.frames(5, of: second).frames.count == 5)
        await room.leave()
        await rooms.stop()
    }

    @Test func `goes on with the same tracks after joining anew`() async throws {
        let rooms = try TestRooms()
        let alice = try await rooms.peer("alice")
        _ = try await alice.publish("publish_video")
        let room = try await rooms.join(options: Self.quick())
        var events = room.events.makeAsyncIterator()
        let track = try await room.subscribe(to: .source(.camera, identity: "alice"), timeout: .seconds(20))
        let first = await ReceivedTrack.frames(15, of: track)
        let ourSID = await room.localParticipant?.sid
        await room.recover(.rejoin)
        #expect(await statuses(&events, until: .connected) == [.reconnecting, .connected])
        #expect(await room.localParticipant?.sid != ourSID)
        let rest = await ReceivedTrack.frames(45, of: track)
        #expect(rest.others.isEmpty)
        let counters = try (first.counters("vp8") + rest.counters("vp8")).compactMap { $0 }
        #expect(counters.count == 60)
        // In order, and nothing shown twice; what was sent meanwhile is missing.
        #expect(counters.isAscending, "\(counters)")
        // The time between two pictures is what passed for the publisher: 15 a second.
        let all = first.frames + rest.frames
        let length = (all.last!.presentationTime - all[0].presentationTime).nanoseconds / 1_000_000
        #expect(abs(length - Int64((counters.last! - counters[0]) * 1_000 / 15)) < 500)
        #expect(await track.statistics().restarts == 1)
        await room.leave()
        await rooms.stop()
    }

    @Test func `publishes again after joining anew`() async throws {
        let rooms = try TestRooms()
        let alice = try await rooms.peer("alice", ["auto_subscribe": false])
        let bob = try await rooms.peer("bob", ["auto_subscribe": false])
        let room = try await rooms.join("swift", grant: Self.grant, options: Self.quick())
        var events = room.events.makeAsyncIterator()
        let sid = try await alice.publish("publish_audio", ["frequency": 700, "dtx": false])
        let source = try await room.subscribe(to: .sid(sid), timeout: .seconds(20))
        let local = try await room.publish(LocalTrackSettings(codec: .opus, name: "again"))
        let pump = Task {
            for await case .frame(let frame) in source.media { local.send(frame) }
        }
        // A server lets go of whoever breaks off before media stands; then there is nothing to resume.
        try await room.waitForMedia()
        let before = local.sid
        await room.breakSignalling()
        #expect(await statuses(&events, until: .connected) == [.resuming, .connected])
        try await bob.ask("subscribe", ["sid": before])
        #expect((690...710).contains(try await bob.listen(before).frequency))
        await room.recover(.rejoin)
        _ = await statuses(&events, until: .connected)
        #expect(local.sid != before)
        try await bob.ask("subscribe", ["sid": local.sid])
        #expect((690...710).contains(try await bob.listen(local.sid).frequency))
        pump.cancel()
        await room.leave()
        await rooms.stop()
    }

    @Test func `follows a publisher that comes back, where that is wanted`() async throws {
        let rooms = try TestRooms()
        let room = try await rooms.join()
        var options = SubscriptionOptions()
        options.returnTimeout = .seconds(30)
        let alice = try await rooms.peer("alice")
        let sid = try await alice.publish("publish_audio", ["dtx": false])
        let track = try await room.subscribe(to: .sid(sid), timeout: .seconds(20), options: options)
        let first = await ReceivedTrack.frames(10, of: track)
        try await alice.ask("disconnect")
        let again = try await rooms.peer("alice")
        let other = try await again.publish("publish_audio", ["dtx": false])
        let rest = await ReceivedTrack.frames(60, of: track)
        #expect(rest.others.isEmpty)
        #expect(track.info.sid == other && other != sid)
        let all = first.frames + rest.frames
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.presentationTime < $1.presentationTime })
        await room.leave()
        await rooms.stop()
    }

    @Test func `gives up when the server is gone`() async throws {
        let rooms = try TestRooms()
        let alice = try await rooms.peer("alice")
        let sid = try await alice.publish("publish_audio", ["dtx": false])
        var options = Self.quick()
        options.reconnection.attempts = 2
        let room = try await rooms.join(options: options)
        let track = try await room.subscribe(to: .sid(sid), timeout: .seconds(20))
        _ = await ReceivedTrack.frames(10, of: track)
        try await alice.ask("disconnect")
        await rooms.listener.stop()
        let reason = try await room.waitUntilDisconnected()
        #expect([.connectionLost, .serverShutdown].contains(reason))
        #expect(await ReceivedTrack.frames(10_000, of: track).others.last == "ended")
        await #expect(throws: RoomError.self) { _ = try await room.subscribe(to: sid) }
    }
}

extension Room {
    /// As when the network takes the socket away.
    func breakSignalling() async { await signal?.close() }
}
