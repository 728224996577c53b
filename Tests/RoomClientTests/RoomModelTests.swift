import MediaTypes
import ProtobufRuntime
import ProtocolModels
import Testing

@testable import RoomClient

struct RoomModelTests {
    @Test func `knows who is in a recorded room, and what they publish`() throws {
        var model = RoomModel()
        for response in try Capture("subscriber").responses() {
            switch response.message {
            case .join(let join): _ = model.join(join)
            case .update(let update): _ = model.update(update)
            case .roomUpdate(let update): if let room = update.room { _ = model.update(room) }
            default: break
            }
        }
        #expect(model.information.name == "capsdk0")
        #expect(model.information.participantCount == 2)
        #expect(model.information.serverVersion == "1.13.5")
        #expect(model.local?.identity == "bob")
        #expect(model.local?.isActive == true)
        let alice = try #require(model.participants.first { $0.identity == "alice" })
        #expect(alice.tracks.map(\.kind) == [.video, .audio])
        #expect(alice.tracks.map(\.source) == [.camera, .microphone])
        #expect(alice.tracks.map(\.mimeType) == ["video/VP8", "audio/red"])
        #expect(alice.tracks[0].width == 320 && alice.tracks[0].height == 180)
    }

    @Test func `tells what changed of a participant, once`() {
        var model = RoomModel()
        expect(model.update(.of("PA_1", version: 1)), ["joined"])
        expect(model.update(.of("PA_1", version: 2, tracks: ["TR_1"])), ["published TR_1"])
        expect(model.update(.of("PA_1", version: 3, tracks: ["TR_1"], muted: true)), ["muted TR_1"])
        expect(model.update(.of("PA_1", version: 3, tracks: ["TR_1"], muted: true)), [])
        expect(model.update(.of("PA_1", version: 4, tracks: ["TR_1"])), ["unmuted TR_1"])
        expect(model.update(.of("PA_1", version: 5)), ["unpublished TR_1"])
        expect(model.update(.of("PA_1", version: 6, metadata: "m")), ["updated"])
        expect(model.update(.of("PA_1", version: 7, state: .disconnected)), ["left"])
        #expect(model.participants.isEmpty)
    }

    private func expect(_ events: [RoomEvent], _ kinds: [String], _ place: SourceLocation = #_sourceLocation) {
        #expect(events.kinds == kinds, sourceLocation: place)
    }

    @Test func `leaves older news alone`() {
        var model = RoomModel()
        _ = model.update(.of("PA_1", version: 5, metadata: "new"))
        expect(model.update(.of("PA_1", version: 4, metadata: "old")), [])
        #expect(model.participants.first?.metadata == "new")
    }

    @Test func `unpublishes the tracks of whoever leaves`() {
        var model = RoomModel()
        _ = model.update(.of("PA_1", version: 1, tracks: ["TR_1", "TR_2"]))
        let events = model.update(.of("PA_1", version: 2, state: .disconnected)).kinds
        #expect(events == ["unpublished TR_1", "unpublished TR_2", "left"])
    }

    @Test func `takes whoever is missing after a resumption as lost`() {
        var model = RoomModel()
        var response = LiveKit.JoinResponse()
        response.participant = .with { $0.sid = "PA_me" }
        _ = model.join(response)
        _ = model.update(.of("PA_1", version: 1, tracks: ["TR_1"]))
        _ = model.update(.of("PA_2", version: 1))
        model.resumed()
        // Hidden ones are not told of themselves; somebody who came meanwhile may be told of first.
        expect(model.update(.of("PA_3", version: 1)), ["joined"])
        expect(model.update(.of("PA_2", version: 1)), [])
        let events = model.update(LiveKit.Room())
        #expect(events.kinds.prefix(2) == ["unpublished TR_1", "left"] && model.participants.map(\.sid) == ["PA_2", "PA_3"])
        for case .participantLeft(_, let reason) in events { #expect(reason.isLoss) }
    }

    @Test func `takes nobody as lost when we ourselves are told of later`() {
        var model = RoomModel()
        var response = LiveKit.JoinResponse()
        response.participant = .with { $0.sid = "PA_me" }
        _ = model.join(response)
        _ = model.update(.of("PA_1", version: 1))
        model.resumed()
        _ = model.update(.of("PA_1", version: 1))
        _ = model.update(LiveKit.Room())
        _ = model.update(.of("PA_me", version: 9, metadata: "new"))
        expect(model.update(LiveKit.Room()), [])
        #expect(model.participants.map(\.sid) == ["PA_1"])
    }

    @Test func `takes a newcomer for the one of its identity who was here`() {
        var model = RoomModel()
        let (old, new) = ("PA_old", "PA_new")
        func info(_ sid: String, joinedAt: Int64, track: String) -> LiveKit.ParticipantUpdate {
            var update = LiveKit.ParticipantUpdate.of(sid, version: 1, tracks: [track])
            update.participants[0].identity = "alice"
            update.participants[0].joinedAtMs = joinedAt
            return update
        }
        _ = model.update(info(old, joinedAt: 1, track: "TR_old"))
        expect(model.update(info(new, joinedAt: 2, track: "TR_new")), ["unpublished TR_old", "left", "joined"])
        // News of the earlier one that come late change nothing.
        expect(model.update(info(old, joinedAt: 1, track: "TR_old")), [])
        #expect(model.participants.map(\.sid) == [new])
    }

    @Test func `takes whoever is missing after joining anew as gone`() {
        var model = RoomModel()
        _ = model.update(.of("PA_1", version: 1, tracks: ["TR_1"]))
        var join = LiveKit.JoinResponse()
        join.participant = .with { $0.sid = "PA_me" }
        join.otherParticipants = [.with { $0.sid = "PA_2" }]
        expect(model.join(join), ["unpublished TR_1", "left", "joined"])
    }

    @Test func `does not grow beyond its limits`() {
        var model = RoomModel()
        var update = LiveKit.ParticipantUpdate()
        update.participants = (0..<12_000).map { number in .with { $0.sid = "PA_\(number)" } }
        _ = model.update(update)
        #expect(model.participants.count == RoomModel.mostParticipants)
    }
}

extension LiveKit.ParticipantUpdate {
    static func of(
        _ sid: String, version: UInt32, tracks: [String] = [], muted: Bool = false, metadata: String = "",
        state: LiveKit.ParticipantInfo.State = .active
    ) -> LiveKit.ParticipantUpdate {
        var info = LiveKit.ParticipantInfo()
        (info.sid, info.identity, info.version, info.metadata, info.state) = (sid, "who \(sid)", version, metadata, state)
        info.tracks = tracks.map { name in
            .with {
                $0.sid = name
                $0.muted = muted
            }
        }
        return .with { $0.participants = [info] }
    }
}

extension [RoomEvent] {
    /// In words.
    var kinds: [String] {
        map { event in
            switch event {
            case .participantJoined: "joined"
            case .participantLeft: "left"
            case .participantUpdated: "updated"
            case .trackPublished(let track): "published \(track.sid)"
            case .trackUnpublished(let track): "unpublished \(track.sid)"
            case .trackMuted(let track): "muted \(track.sid)"
            case .trackUnmuted(let track): "unmuted \(track.sid)"
            case .trackUpdated(let track): "changed \(track.sid)"
            default: "\(event)"
            }
        }
    }
}
