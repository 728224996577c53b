import Cryptography
import MediaTypes
import RoomClient
import RoomServer
import TestSupport
import Testing

/// What LiveKit's own client does, as ours sees it.
@Suite(.timeLimit(.minutes(3)))
struct EventTests {
    /// The next event that `read` has an answer for.
    private func next<Value>(
        _ events: inout AsyncStream<RoomEvent>.AsyncIterator, _ read: (RoomEvent) -> Value?
    ) async throws -> Value {
        while let event = await events.next(isolation: #isolation) {
            if let value = read(event) { return value }
        }
        throw RoomError.cancelled
    }

    @Test func `gets a track while its publisher permits it, and as a recorder always`() async throws {
        let rooms = try TestRooms()
        let bob = try await rooms.join("bob", grant: VideoGrant(room: "studio", roomJoin: true))
        let recorder = try await rooms.join()
        let alice = try await rooms.peer("alice")
        let sid = try await alice.publish("publish_audio", ["dtx": false])
        var events = bob.events.makeAsyncIterator()
        let recorded = try await recorder.subscribe(to: .sid(sid), timeout: .seconds(20))
        let track = try await bob.subscribe(to: .sid(sid), timeout: .seconds(20))
        #expect(await ReceivedTrack.frames(5, of: track).frames.count == 5)
        try await alice.ask("permit", ["identities": ["carol"]])
        let change = { (event: RoomEvent) in
            if case .subscriptionPermissionChanged(sid, let isAllowed) = event { isAllowed } else { nil as Bool? }
        }
        #expect(try await next(&events, change) == false)
        #expect(await ReceivedTrack.frames(20, of: recorded).frames.count == 20)
        try await alice.ask("permit", ["identities": ["bob"]])
        #expect(try await next(&events, change) == true)
        #expect(await ReceivedTrack.frames(20, of: track).frames.count == 20)
        await bob.leave()
        await recorder.leave()
        await rooms.stop()
    }

    @Test func `follows who comes, publishes, mutes, unpublishes and goes`() async throws {
        let rooms = try TestRooms()
        let room = try await rooms.join()
        var events = room.events.makeAsyncIterator()
        let alice = try await rooms.peer("alice")
        let joined = try await next(&events) { if case .participantJoined(let who) = $0 { who } else { nil } }
        #expect(joined.identity == "alice")
        let sid = try await alice.publish("publish_audio", ["dtx": false])
        let published = try await next(&events) { if case .trackPublished(let track) = $0 { track } else { nil } }
        #expect(published.sid == sid && published.kind == .audio && published.participantIdentity == "alice")
        let track = try await room.subscribe(to: sid)
        var media = track.media.makeAsyncIterator()
        guard case .frame? = await media.next() else {
            Issue.record("no sound")
            return
        }

        try await alice.ask("mute", ["sid": sid])
        let muted = try await next(&events) { if case .trackMuted(let track) = $0 { track } else { nil } }
        #expect(muted.sid == sid)
        var word = ""
        while word != "muted", let item = await media.next() { word = item.word }
        #expect(track.info.isMuted)
        try await alice.ask("unmute", ["sid": sid])
        while word != "unmuted", let item = await media.next() { word = item.word }
        while case .some(let item) = await media.next() { if case .frame = item { break } }

        try await alice.ask("unpublish", ["sid": sid])
        let unpublished = try await next(&events) { if case .trackUnpublished(let track) = $0 { track } else { nil } }
        #expect(unpublished.sid == sid)
        var end: TrackEnd?
        while let item = await media.next() { if case .ended(let reason) = item { end = reason } }
        #expect(end == .unpublished)
        try await alice.ask("disconnect")
        let left = try await next(&events) { if case .participantLeft(let who, _) = $0 { who } else { nil } }
        #expect(left.identity == "alice")
        #expect(await room.participants.isEmpty)
        await room.leave()
        #expect(await room.status == .disconnected(.clientInitiated))
        await rooms.stop()
    }

    @Test func `brings everything by itself when it is to`() async throws {
        let rooms = try TestRooms()
        var options = TestRooms.options
        options.autoSubscribe = true
        let alice = try await rooms.peer("alice")
        let sid = try await alice.publish("publish_audio")
        let room = try await rooms.join(options: options)
        var events = room.events.makeAsyncIterator()
        let track = try await next(&events) { if case .trackSubscribed(let track) = $0 { track } else { nil } }
        #expect(track.info.sid == sid)
        let received = await ReceivedTrack.frames(10, of: track)
        #expect(received.frames.count == 10)
        try await alice.ask("disconnect")
        let rest = await ReceivedTrack.frames(1_000, of: track)
        #expect(rest.others.last == "ended")
        await room.leave()
        await rooms.stop()
    }

    @Test func `hears who speaks, and exchanges data and attributes`() async throws {
        let rooms = try TestRooms()
        let alice = try await rooms.peer("alice")
        var grant = VideoGrant(room: "studio", roomJoin: true)
        grant.canUpdateOwnMetadata = true
        let room = try await rooms.join("swift", grant: grant)
        var events = room.events.makeAsyncIterator()
        try await room.waitForMedia()

        try await alice.ask("send_data", ["text": "hello", "topic": "chat"])
        let data = try await next(&events) { if case .dataReceived(let data) = $0 { data } else { nil } }
        #expect(data.payload == Array("hello".utf8) && data.topic == "chat" && data.isReliable)
        #expect(data.participantIdentity == "alice")
        try await room.send(Array("back".utf8), topic: "chat")
        #expect(try await alice.wait("data_received", "back") == ["back", "swift", "chat", "reliable"])
        try await room.send(Array("fast".utf8), to: ["alice"], isReliable: false)
        #expect(try await alice.wait("data_received", "fast").last == "lossy")

        try await room.setMetadata("about me")
        try await alice.wait("participant_metadata_changed", "swift", "about me")
        try await room.setName("Swift")
        try await alice.wait("participant_name_changed", "Swift")
        try await room.setAttributes(["color": "red"])
        try await alice.wait("participant_attributes_changed", "swift")
        #expect(await room.localParticipant?.attributes == ["color": "red"])

        _ = try await alice.publish("publish_audio", ["level": 0.9])
        let speaker = try await next(&events) { event -> Speaker? in
            if case .speakersChanged(let speakers) = event { speakers.first(where: \.isActive) } else { nil }
        }
        #expect(speaker.sid == (await room.participant(identity: "alice"))?.sid)
        await room.leave()
        await rooms.stop()
    }

    @Test func `is pushed out by whoever has its identity, and stays out`() async throws {
        let rooms = try TestRooms()
        let room = try await rooms.join("same")
        let other = try await rooms.join("same")
        #expect(try await room.waitUntilDisconnected() == .duplicateIdentity)
        #expect(await other.status == .connected)
        await other.leave()
        await rooms.stop()
    }

    @Test func `says why it is not let in`() async throws {
        let rooms = try TestRooms()
        let wrong = TestRooms.credentials("a", secret: Secret("another secret that is long enough to be one"))
        await #expect { _ = try await Room.connect(to: rooms.listener.address, credentials: wrong) } throws: {
            if case .unauthorized? = $0 as? RoomError { true } else { false }
        }
        let nowhere = TestRooms.credentials("a", VideoGrant(roomJoin: true))
        await #expect(throws: RoomError.self) {
            _ = try await Room.connect(to: rooms.listener.address, credentials: nowhere)
        }
        await #expect { _ = try await Room.connect(to: "ws://127.0.0.1:1", credentials: wrong) } throws: {
            if case .unreachable? = $0 as? RoomError { true } else { false }
        }
        let room = try await rooms.join()
        await #expect { _ = try await room.subscribe(to: "TR_none") } throws: {
            if case .noSuchTrack? = $0 as? RoomError { true } else { false }
        }
        await #expect { _ = try await room.waitForTrack(.sid("TR_none"), timeout: .milliseconds(10)) } throws: {
            if case .timedOut(.waitingForTrack)? = $0 as? RoomError { true } else { false }
        }
        await room.leave()
        await rooms.stop()
    }
}
