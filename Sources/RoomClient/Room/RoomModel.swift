internal import ProtocolModels

/// Who and what is in the room, kept by what the server says. Every change answers with the events it means.
struct RoomModel: Sendable {
    private(set) var information = RoomInformation()
    private(set) var local: Participant?
    private var others: [String: Entry] = [:]
    private var order: [String] = []
    private var sidsByIdentity: [String: String] = [:]
    /// Who was told of since we resumed, until everybody has been; nil when we know of everybody's leaving.
    private var toldOf: Set<String>?

    private struct Entry {
        var participant: Participant
        var version: UInt32
    }

    /// More than a server's rooms hold; what is beyond is not looked at.
    static let mostParticipants = 10_000

    var participants: [Participant] { order.compactMap { others[$0]?.participant } }

    func participant(sid: String) -> Participant? { others[sid]?.participant }

    func track(where matches: (PublishedTrack) -> Bool) -> PublishedTrack? {
        for sid in order {
            if let track = others[sid]?.participant.tracks.first(where: matches) { return track }
        }
        return nil
    }

    /// We joined, for the first time or anew: what is not in the list is gone.
    mutating func join(_ response: LiveKit.JoinResponse) -> [RoomEvent] {
        if let room = response.room { information.update(room) }
        let version = response.serverInfo?.version ?? ""
        information.serverVersion = version.isEmpty ? response.serverVersion : version
        local = response.participant.map { Participant($0) }
        let present = Set(response.otherParticipants.map(\.sid))
        var events: [RoomEvent] = []
        for sid in order where !present.contains(sid) { events += remove(sid, .unknown) }
        for info in response.otherParticipants { events += update(info, isNew: true) }
        return events
    }

    mutating func update(_ room: LiveKit.Room) -> [RoomEvent] {
        let before = information
        information.update(room)
        return settleResumption() + (information == before ? [] : [.roomUpdated(information)])
    }

    mutating func update(_ update: LiveKit.ParticipantUpdate) -> [RoomEvent] {
        update.participants.flatMap { self.update($0, isNew: false) }
    }

    /// We are back: a server tells who is there now, but not us where we are hidden and nothing where nobody is, and then of
    /// the room itself. Whoever has not been told of by then left while nobody could tell us.
    mutating func resumed() { toldOf = [] }

    private mutating func settleResumption() -> [RoomEvent] {
        guard let present = toldOf else { return [] }
        toldOf = nil
        return order.filter { !present.contains($0) }.flatMap { remove($0, .connectionLost) }
    }

    private mutating func update(_ info: LiveKit.ParticipantInfo, isNew: Bool) -> [RoomEvent] {
        if let local, info.sid == local.sid { return updateLocal(info) }
        // Whoever takes over our own identity pushes us out; that is told by `leave`.
        guard !info.sid.isEmpty else { return [] }
        guard info.state != .disconnected else { return remove(info.sid, DisconnectReason(info.disconnectReason)) }
        let participant = Participant(info)
        guard let entry = others[info.sid] else { return join(participant, version: info.version) }
        toldOf?.insert(info.sid)
        // After joining anew versions may begin again.
        guard isNew || info.version >= entry.version else { return [] }
        others[info.sid] = Entry(participant: participant, version: info.version)
        return RoomModel.changes(from: entry.participant, to: participant)
    }

    /// A newcomer. One of an identity that is here already takes its place: to clients of protocol 12 and later servers do
    /// not say that the earlier one left.
    private mutating func join(_ participant: Participant, version: UInt32) -> [RoomEvent] {
        var events: [RoomEvent] = []
        if let earlier = sidsByIdentity[participant.identity].flatMap({ others[$0]?.participant }) {
            // News of one that was here before, overtaken by those of the one that is.
            guard earlier.joinedAt <= participant.joinedAt else { return [] }
            events = remove(earlier.sid, .duplicateIdentity)
        }
        guard order.count < RoomModel.mostParticipants else { return events }
        others[participant.sid] = Entry(participant: participant, version: version)
        order.append(participant.sid)
        if !participant.identity.isEmpty { sidsByIdentity[participant.identity] = participant.sid }
        toldOf?.insert(participant.sid)
        return events + [.participantJoined(participant)]
    }

    private mutating func updateLocal(_ info: LiveKit.ParticipantInfo) -> [RoomEvent] {
        let participant = Participant(info)
        guard participant != local else { return [] }
        local = participant
        return [.participantUpdated(participant)]
    }

    private mutating func remove(_ sid: String, _ reason: DisconnectReason) -> [RoomEvent] {
        guard let entry = others.removeValue(forKey: sid) else { return [] }
        order.removeAll { $0 == sid }
        if sidsByIdentity[entry.participant.identity] == sid { sidsByIdentity[entry.participant.identity] = nil }
        return entry.participant.tracks.map { .trackUnpublished($0) } + [.participantLeft(entry.participant, reason)]
    }

    private static func changes(from old: Participant, to new: Participant) -> [RoomEvent] {
        var events: [RoomEvent] = []
        for track in old.tracks where !new.tracks.contains(where: { $0.sid == track.sid }) {
            events.append(.trackUnpublished(track))
        }
        for track in new.tracks {
            guard let before = old.tracks.first(where: { $0.sid == track.sid }) else {
                events.append(.trackPublished(track))
                continue
            }
            events += changes(from: before, to: track)
        }
        var (plainOld, plainNew) = (old, new)
        (plainOld.tracks, plainNew.tracks) = ([], [])
        if plainOld != plainNew { events.append(.participantUpdated(new)) }
        return events
    }

    private static func changes(from old: PublishedTrack, to new: PublishedTrack) -> [RoomEvent] {
        var events: [RoomEvent] = []
        if old.isMuted != new.isMuted { events.append(new.isMuted ? .trackMuted(new) : .trackUnmuted(new)) }
        var unmuted = old
        unmuted.isMuted = new.isMuted
        if unmuted != new { events.append(.trackUpdated(new)) }
        return events
    }
}
