internal import ProtocolModels

/// Who and what is in the room, kept by what the server says. Every change answers with the events it means.
struct RoomModel: Sendable {
    private(set) var information = RoomInformation()
    private(set) var local: Participant?
    private var others: [String: Entry] = [:]
    private var order: [String] = []

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
        return information == before ? [] : [.roomUpdated(information)]
    }

    mutating func update(_ update: LiveKit.ParticipantUpdate) -> [RoomEvent] {
        update.participants.flatMap { self.update($0, isNew: false) }
    }

    /// Whether the update is what a server tells first after a resumption: everybody, us among them.
    func isEverybody(_ update: LiveKit.ParticipantUpdate) -> Bool {
        local.map { local in update.participants.contains { $0.sid == local.sid } } ?? false
    }

    /// The same for an update of everybody: who is not in it left while nobody could tell us.
    mutating func updateAll(_ update: LiveKit.ParticipantUpdate) -> [RoomEvent] {
        let present = Set(update.participants.map(\.sid))
        let gone = order.filter { !present.contains($0) }
        return gone.flatMap { remove($0, .connectionLost) } + self.update(update)
    }

    private mutating func update(_ info: LiveKit.ParticipantInfo, isNew: Bool) -> [RoomEvent] {
        if let local, info.sid == local.sid { return updateLocal(info) }
        // Whoever takes over our own identity pushes us out; that is told by `leave`.
        guard !info.sid.isEmpty else { return [] }
        guard info.state != .disconnected else { return remove(info.sid, DisconnectReason(info.disconnectReason)) }
        let participant = Participant(info)
        guard let entry = others[info.sid] else {
            guard order.count < RoomModel.mostParticipants else { return [] }
            others[info.sid] = Entry(participant: participant, version: info.version)
            order.append(info.sid)
            return [.participantJoined(participant)]
        }
        // After joining anew versions may begin again.
        guard isNew || info.version >= entry.version else { return [] }
        others[info.sid] = Entry(participant: participant, version: info.version)
        return RoomModel.changes(from: entry.participant, to: participant)
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
