internal import MediaTypes
internal import ProtobufRuntime
internal import ProtocolModels

/// A room: who is in it, and what they hear of each other.
@RoomLoop
final class HostedRoom {
    let sid = RoomIdentifier.make("RM_")
    let name: String
    let context: RoomContext
    let maxParticipants: Int
    /// Whether what a participant publishes together is played together.
    let keepsStreamsInStep: Bool
    var metadata: String
    private let emptyTimeout: UInt32
    private let departureTimeout: UInt32
    private let createdAt = RoomClock.unixNanoseconds
    private var lifetime: RoomLifetime
    private(set) var participants: [String: RoomParticipant] = [:]
    private var speakers = ActiveSpeakers()
    private var nextSpeakers = MediaTime.zero
    private var nextService = MediaTime.zero
    private var toldInfo: LiveKit.Room?
    private var nextInfo = MediaTime.zero

    init(_ request: LiveKit.CreateRoomRequest, _ context: RoomContext) {
        self.context = context
        name = request.name
        metadata = request.metadata
        maxParticipants = Int(request.maxParticipants)
        keepsStreamsInStep = request.syncStreams
        let configuration = context.configuration
        emptyTimeout = request.emptyTimeout > 0 ? request.emptyTimeout : configuration.emptyTimeout.wholeSeconds
        departureTimeout =
            request.departureTimeout > 0 ? request.departureTimeout : configuration.departureTimeout.wholeSeconds
        lifetime = RoomLifetime(
            emptyTimeout: request.emptyTimeout > 0
                ? .seconds(Int64(request.emptyTimeout)) : MediaTime(configuration.emptyTimeout),
            departureTimeout: request.departureTimeout > 0
                ? .seconds(Int64(request.departureTimeout)) : MediaTime(configuration.departureTimeout),
            now: RoomClock.now)
    }

    // MARK: What is known of it

    var info: LiveKit.Room {
        let counted = participants.values.filter { !$0.rights.isHidden && !$0.isRecorder }
        return .with {
            $0.sid = sid
            $0.name = name
            $0.emptyTimeout = emptyTimeout
            $0.departureTimeout = departureTimeout
            $0.maxParticipants = UInt32(clamping: maxParticipants)
            $0.creationTime = createdAt / 1_000_000_000
            $0.creationTimeMs = createdAt / 1_000_000
            $0.enabledCodecs = HostedRoom.codecs
            $0.metadata = metadata
            $0.numParticipants = UInt32(counted.count)
            $0.numPublishers = UInt32(counted.count { !$0.publishedTracks.isEmpty })
            $0.activeRecording = participants.values.contains(where: \.isRecorder)
        }
    }

    private static let codecs = ["audio/opus", "video/VP8", "video/H264", "video/VP9", "video/AV1"].map { mime in
        LiveKit.Codec.with { $0.mime = mime }
    }

    /// What a participant may know of everybody, itself included unless it is hidden.
    var infos: [LiveKit.ParticipantInfo] { participants.values.filter { !$0.rights.isHidden }.map(\.info) }

    func joinResponse(for newcomer: RoomParticipant) -> LiveKit.JoinResponse {
        .with {
            $0.room = info
            $0.participant = newcomer.info
            $0.otherParticipants =
                participants.values.filter { $0 !== newcomer && !$0.rights.isHidden }.map(\.info)
            $0.serverVersion = RoomContext.version
            $0.serverInfo = context.serverInfo
            $0.subscriberPrimary = newcomer.subscriber != nil
            $0.pingTimeout = 15
            $0.pingInterval = 5
            $0.enabledPublishCodecs = HostedRoom.codecs
            $0.fastPublish = newcomer.rights.canPublish
        }
    }

    // MARK: Who is there

    func enter(_ participant: RoomParticipant) {
        participants[participant.identity] = participant
        noteKeepers()
    }

    func remove(_ participant: RoomParticipant, _ reason: LiveKit.DisconnectReason) {
        guard participants[participant.identity] === participant else { return }
        participants[participant.identity] = nil
        for track in participant.tracks { unpublished(track) }
        participant.close(reason)
        if !participant.rights.isHidden { tellOthers(of: participant, replaced: reason == .duplicateIdentity) }
        noteKeepers()
        tellInfo()
    }

    /// Sends a participant away; with `action`, to come back anew.
    func dismiss(
        _ participant: RoomParticipant, _ reason: LiveKit.DisconnectReason,
        _ action: LiveKit.LeaveRequest.Action = .disconnect
    ) {
        participant.channel.leave(reason, action)
        remove(participant, reason)
    }

    /// Sends everybody away.
    func close(_ reason: LiveKit.DisconnectReason) {
        for participant in participants.values {
            participant.channel.leave(reason)
            participants[participant.identity] = nil
            participant.close(reason)
        }
    }

    private func noteKeepers() {
        lifetime.note(keepers: participants.values.count(where: \.keepsRoom), at: RoomClock.now)
    }

    func participantBecameActive(_ participant: RoomParticipant) {
        offerTracks(to: participant)
        tellInfo()
    }

    /// Subscribes to what is there already.
    func offerTracks(to participant: RoomParticipant) {
        for other in participants.values where other !== participant {
            for track in other.publishedTracks { participant.consider(track) }
        }
    }

    // MARK: Tracks

    func track(_ sid: String) -> PublishedTrack? {
        for participant in participants.values {
            if let track = participant.tracks.first(where: { $0.sid == sid && $0.isPublished }) { return track }
        }
        return nil
    }

    func published(_ track: PublishedTrack) {
        for participant in participants.values where participant !== track.publisher { participant.consider(track) }
        tellInfo()
    }

    func unpublished(_ track: PublishedTrack) {
        for participant in participants.values { participant.unsubscribe(from: track.sid) }
        tellInfo()
    }

    // MARK: News

    /// Tells everybody who may know how a participant is now.
    func announce(_ participant: RoomParticipant) {
        participant.channel.send(.update(.with { $0.participants = [participant.info] }))
        if !participant.rights.isHidden { tellOthers(of: participant) }
    }

    /// Where one of its identity has `replaced` it, clients of today see that by its new sid.
    private func tellOthers(of participant: RoomParticipant, replaced: Bool = false) {
        let update = LiveKit.ParticipantUpdate.with { $0.participants = [participant.info] }
        for other in participants.values where other !== participant {
            if replaced, other.parameters.protocolVersion > 11 { continue }
            other.channel.send(.update(update))
        }
    }

    /// Tells everybody of the room itself, if it is not what it was.
    func tellInfo() {
        let info = info
        guard info != toldInfo else { return }
        toldInfo = info
        for participant in participants.values { participant.channel.send(.roomUpdate(.with { $0.room = info })) }
    }

    /// Hands a data packet to those it is for.
    func send(_ packet: LiveKit.DataPacket, from sender: RoomParticipant?) {
        let identities = Set(packet.destinationIdentities)
        var sids: Set<String> = []
        if case .user(let user)? = packet.value { sids = Set(user.destinationSIDs) }
        let isForAll = identities.isEmpty && sids.isEmpty
        let bytes = packet.encoded()
        for participant in participants.values where participant !== sender {
            guard isForAll || identities.contains(participant.identity) || sids.contains(participant.sid) else { continue }
            participant.deliver(bytes, packet.kind)
        }
    }

    // MARK: Time

    /// Does what is due. False when the room is over.
    func tick(at now: MediaTime) -> Bool {
        for participant in participants.values {
            participant.uplink.sendFeedback(at: now)
            participant.check(at: now)
        }
        if now >= nextService {
            nextService = now + .milliseconds(100)
            for participant in participants.values { participant.uplink.serveSubscribers(at: now) }
        }
        if now >= nextSpeakers {
            nextSpeakers = now + .milliseconds(400)
            tellSpeakers()
        }
        return !lifetime.isOver(at: now)
    }

    var isBusy: Bool { participants.values.contains { !$0.publishedTracks.isEmpty } }

    private func tellSpeakers() {
        var levels: [String: UInt8] = [:]
        for participant in participants.values where !participant.rights.isHidden {
            let loudest = participant.tracks.compactMap { $0.media?.takeLoudness() }.min()
            if let loudest { levels[participant.sid] = loudest }
        }
        let changes = speakers.update(levels)
        guard !changes.isEmpty else { return }
        for participant in participants.values {
            participant.channel.send(.speakersChanged(.with { $0.speakers = changes }))
        }
    }
}

extension Duration {
    fileprivate var wholeSeconds: UInt32 { UInt32(clamping: max(0, components.seconds)) }
}
