import Cryptography
import ProtobufRuntime
import ProtocolModels
import RoomServer
import TestSupport
import Testing

/// Who sees whom, what is told of them, and when rooms end.
@Suite(.timeLimit(.minutes(3)))
struct RoomLifeTests {
    @Test func `keeps a recorder unseen, and says that the room is recorded`() async throws {
        let rooms = try TestRooms()
        let api = try RoomAPI(rooms)
        let alice = try await LiveKitPeer()
        let recorder = try await LiveKitPeer()
        try await alice.join(rooms, as: "alice")
        try await recorder.join(rooms, as: "EG_one") { claims in
            claims.video = .recorder(in: "studio")
            claims.kind = "egress"
        }
        try await eventually { try await alice.ask("about").first?.contains("\"recording\": true") == true }
        #expect(try await alice.ask("participants").isEmpty)
        #expect(try await recorder.ask("participants").count == 1)
        // It gets what is published, and nobody is told of it.
        let sound = try await alice.publish("publish_audio", ["frequency": 1_200])
        #expect((1_190...1_210).contains(try await recorder.listen(sound).frequency))
        let room = try #require(try await api.rooms().first)
        #expect(room.numParticipants == 1 && room.activeRecording)
        // The API tells administrators of all.
        #expect(try await api.participants().map(\.identity).sorted() == ["EG_one", "alice"])
        try await recorder.ask("disconnect")
        try await eventually { try await alice.ask("about").first?.contains("\"recording\": false") == true }
        await rooms.listener.stop()
    }

    @Test func `closes a room in which only a recorder is left`() async throws {
        let rooms = try TestRooms { $0.departureTimeout = .milliseconds(300) }
        let alice = try await LiveKitPeer()
        let recorder = try await LiveKitPeer()
        try await alice.join(rooms, as: "alice")
        try await recorder.join(rooms, as: "EG_one") { claims in
            claims.video = .recorder(in: "studio")
            claims.kind = "egress"
        }
        try await alice.ask("disconnect")
        try await recorder.wait("disconnected", "ROOM_CLOSED")
        #expect(try await RoomAPI(rooms).rooms().isEmpty)
        await rooms.listener.stop()
    }

    @Test func `lets the last of two with one identity stay`() async throws {
        let rooms = try TestRooms()
        let first = try await LiveKitPeer()
        let second = try await LiveKitPeer()
        let watcher = try await LiveKitPeer()
        try await watcher.join(rooms, as: "watcher")
        let old = try await first.join(rooms, as: "alice")
        try await watcher.wait("participant_connected", "alice")
        let new = try await second.join(rooms, as: "alice")
        try await first.wait("disconnected", "DUPLICATE_IDENTITY")
        try await watcher.wait("participant_disconnected", "alice")
        try await watcher.wait("participant_connected", "alice")
        #expect(old != new)
        #expect(try await RoomAPI(rooms).participants().count == 2)
        await rooms.listener.stop()
    }

    @Test func `tells metadata, names and attributes, of those who may set them`() async throws {
        let rooms = try TestRooms()
        let api = try RoomAPI(rooms)
        let alice = try await LiveKitPeer()
        let bob = try await LiveKitPeer()
        try await bob.join(rooms, as: "bob")
        try await alice.join(rooms, as: "alice") { $0.video.canUpdateOwnMetadata = true }
        try await bob.wait("participant_connected", "alice")
        try await alice.ask("set_metadata", ["text": "director"])
        try await bob.wait("participant_metadata_changed", "alice", "director")
        try await alice.ask("set_name", ["text": "Alice"])
        try await bob.wait("participant_name_changed", "alice", "Alice")
        try await alice.ask("set_attributes", ["values": ["seat": "1"]])
        try await bob.wait("participant_attributes_changed", "alice", #"{"seat": "1"}"#)
        // The SDK does not say that it was refused.
        let other = try await RawClient(rooms, token: try rooms.token("raw"))
        try await other.send(.updateMetadata(.with { $0.metadata = "no" }))
        let reason: LiveKit.RequestResponse.Reason? = try await other.next { message in
            if case .requestResponse(let response) = message { response.reason } else { nil }
        }
        #expect(reason == .notAllowed)
        _ = try await api.call(
            LiveKit.RoomService.updateParticipant,
            .with {
                $0.room = "studio"
                $0.identity = "alice"
                $0.metadata = "set for her"
            })
        try await bob.wait("participant_metadata_changed", "alice", "set for her")
        _ = try await api.call(
            LiveKit.RoomService.updateRoomMetadata,
            .with {
                $0.room = "studio"
                $0.metadata = "on air"
            })
        try await bob.wait("room_metadata_changed", "on air")
        await rooms.listener.stop()
    }

    @Test func `does to participants what the API asks`() async throws {
        let rooms = try TestRooms()
        let api = try RoomAPI(rooms)
        let (alice, bob) = try await LiveKitPeer.join(rooms, "alice", "bob")
        let sound = try await alice.publish("publish_audio")
        try await bob.wait("track_subscribed", sound)
        let muted = try await api.call(
            LiveKit.RoomService.mutePublishedTrack,
            .with {
                $0.room = "studio"
                $0.identity = "alice"
                $0.trackSID = sound
                $0.muted = true
            })
        #expect(muted.track?.muted == true)
        try await bob.wait("track_muted", sound)
        _ = try await api.call(
            LiveKit.RoomService.sendData,
            .with {
                $0.room = "studio"
                $0.data = Array("to bob".utf8)
                $0.destinationIdentities = ["bob"]
                $0.topic = "note"
            })
        #expect(try await bob.wait("data_received", "to bob") == ["to bob", "", "note", "reliable"])
        _ = try await api.call(
            LiveKit.RoomService.removeParticipant,
            .with {
                $0.room = "studio"
                $0.identity = "bob"
            })
        try await bob.wait("disconnected", "PARTICIPANT_REMOVED")
        _ = try await api.call(LiveKit.RoomService.deleteRoom, .with { $0.room = "studio" })
        try await alice.wait("disconnected", "ROOM_DELETED")
        await rooms.listener.stop()
    }

    @Test func `carries data to those it is for`() async throws {
        let rooms = try TestRooms()
        let (alice, bob) = try await LiveKitPeer.join(rooms, "alice", "bob")
        let carol = try await LiveKitPeer()
        try await carol.join(rooms, as: "carol")
        for peer in [bob, carol] { try await eventually { try await peer.ask("participants").count == 2 } }
        try await alice.ask("send_data", ["text": "one", "to": ["carol"], "topic": "t"])
        try await alice.ask("send_data", ["text": "all"])
        #expect(try await carol.wait("data_received") == ["one", "alice", "t", "reliable"])
        #expect(try await carol.wait("data_received") == ["all", "alice", "", "reliable"])
        #expect(try await bob.wait("data_received") == ["all", "alice", "", "reliable"])
        try await bob.ask("send_data", ["text": "fast", "reliable": false])
        #expect(try await alice.wait("data_received") == ["fast", "bob", "", "lossy"])
        await rooms.listener.stop()
    }

    @Test func `tells who speaks`() async throws {
        let rooms = try TestRooms()
        let (alice, bob) = try await LiveKitPeer.join(rooms, "alice", "bob")
        let sound = try await alice.publish("publish_audio", ["level": 0.8])
        try await bob.wait("active_speakers_changed", "alice")
        try await alice.ask("unpublish", ["sid": sound])
        try await bob.wait("active_speakers_changed", "")
        await rooms.listener.stop()
    }

    @Test func `goes on after a signalling connection was lost`() async throws {
        let rooms = try TestRooms()
        let (alice, bob) = try await LiveKitPeer.join(rooms, "alice", "bob")
        let sound = try await alice.publish("publish_audio", ["frequency": 800])
        _ = try await bob.listen(sound)
        async let first = resume(alice)
        async let second = resume(bob)
        _ = (try await first, try await second)
        #expect((790...810).contains(try await bob.listen(sound).frequency))
        // The same participants, with what they published.
        let participants = try await RoomAPI(rooms).participants()
        #expect(participants.count == 2 && participants.flatMap(\.tracks).map(\.sid) == [sound])
        let again = try await alice.publish("publish_audio", ["frequency": 1_500])
        #expect((1_480...1_520).contains(try await bob.listen(again).frequency))
        await rooms.listener.stop()
    }

    private func resume(_ peer: LiveKitPeer) async throws {
        try await peer.ask("simulate", ["scenario": "SIMULATE_SIGNAL_RECONNECT"])
        try await peer.wait("reconnected")
    }
}
