internal import Cryptography
internal import MediaTypes
internal import ProtobufRuntime
internal import ProtocolModels
internal import RTPMedia
internal import SessionDescription
internal import WebRTCTransport

/// One participant: its signalling connection, its two media connections, what it publishes and what it gets.
@RoomLoop
final class RoomParticipant {
    let sid = RoomIdentifier.make("PA_")
    let identity: String
    let kind: LiveKit.ParticipantInfo.Kind
    let parameters: JoinParameters
    let room: HostedRoom
    let context: RoomContext
    var channel: SignalChannel
    var rights: ParticipantRights
    var name: String
    var metadata: String
    var attributes: [String: String]
    private(set) var state = LiveKit.ParticipantInfo.State.joining
    private let joinedAt = RoomClock.unixNanoseconds
    private var version: UInt32 = 0
    private var announcements: Announcements
    var disconnectReason = LiveKit.DisconnectReason.unknownReason

    // Publishing.
    var publisher: PeerConnection?
    /// Candidates that came before there was a connection.
    var earlyCandidates: [String] = []
    let uplink = Uplink()
    /// Announced by the client, in order; published once their media is there.
    var tracks: [PublishedTrack] = []
    /// Who may have them; everybody without it.
    var permission: SubscriptionPermission?

    // Subscribing.
    let subscriber: PeerConnection?
    let downlink: Downlink
    var subscriptions: [String: TrackSubscription] = [:]
    /// Tracks that are wanted by name, and those that are not.
    var wanted: Set<String> = []
    var unwanted: Set<String> = []
    var negotiation = OfferState()
    /// Sections that nothing is sent in at the time.
    var idleSections: [(id: RTPTransceiver.ID, codecs: [SessionDescription.RTPCodec])] = []
    /// A description is on its way, perhaps with new credentials: candidates come after it.
    var describing: Set<LiveKit.SignalTarget> = []
    var heldCandidates: [(candidate: ICECandidate, mid: String?, target: LiveKit.SignalTarget)] = []
    var dataQueues: [LiveKit.DataPacket.Kind: DataQueue] = [:]
    var inlets: [LiveKit.SignalTarget: DataInlets] = [:]
    /// Of all its channels together.
    var dataBudget: SignalBudget

    // What has to happen in time.
    private var joinDeadline: MediaTime?
    private var resumeDeadline: MediaTime?
    private var nextToken: MediaTime
    private(set) var isGone = false

    init(_ parameters: JoinParameters, in room: HostedRoom, _ channel: SignalChannel) async throws {
        self.parameters = parameters
        self.room = room
        self.channel = channel
        context = room.context
        identity = parameters.identity
        kind = RoomParticipant.kind(parameters.claims.kind)
        rights = ParticipantRights(parameters.claims.video)
        name = parameters.claims.name ?? ""
        metadata = parameters.claims.metadata ?? ""
        attributes = parameters.attributes
        downlink = Downlink(canonicalName: sid)
        let now = RoomClock.now
        nextToken = now
        let limits = context.configuration.limits
        announcements = Announcements(
            burst: limits.announcementBurst, perSecond: limits.announcementsPerSecond, now: now)
        dataBudget = SignalBudget(burst: limits.dataBurst, perSecond: limits.dataPacketsPerSecond, now: now)
        joinDeadline = now + MediaTime(context.configuration.joinTimeout)
        subscriber =
            try await rights.canSubscribe
            ? PeerConnection(RoomConnection.subscriber(context.configuration.connectivity, context.identity)) : nil
    }

    private static func kind(_ name: String?) -> LiveKit.ParticipantInfo.Kind {
        switch name {
        case "ingress": .ingress
        case "egress": .egress
        case "sip": .sip
        case "agent": .agent
        case "connector": .connector
        case "bridge": .bridge
        default: .standard
        }
    }

    // MARK: What others know

    /// Whether it is what a room is for: others are served beside.
    var keepsRoom: Bool { !isRecorder && kind != .agent && !rights.isAgent }
    var isRecorder: Bool { rights.isRecorder || kind == .egress }
    var isActive: Bool { state == .active }
    var publishedTracks: [PublishedTrack] { tracks.filter(\.isPublished) }

    var info: LiveKit.ParticipantInfo {
        .with {
            $0.sid = sid
            $0.identity = identity
            $0.state = state
            $0.tracks = publishedTracks.map(\.info)
            $0.metadata = metadata
            $0.joinedAt = joinedAt / 1_000_000_000
            $0.joinedAtMs = joinedAt / 1_000_000
            $0.name = name
            $0.version = version
            $0.permission = rights.permission
            $0.isPublisher = !publishedTracks.isEmpty
            $0.kind = kind
            $0.attributes = attributes
            $0.disconnectReason = disconnectReason
            $0.clientProtocol = Int32(clamping: parameters.clientProtocol)
        }
    }

    /// Tells everybody who may know that the participant is not what it was. One that changes all the time is told of now and then.
    func announce() {
        version += 1
        if announcements.change(byteCount: describedSize, at: RoomClock.now) { room.announce(self) }
    }

    /// What there is to tell, as far as the participant itself chooses its size; in bytes.
    private var describedSize: Int {
        publishedTracks.reduce(attributes.reduce(metadata.utf8.count) { $0 + $1.key.utf8.count + $1.value.utf8.count }) {
            $0 + $1.describedSize
        }
    }

    // MARK: Beginning

    /// The first messages, and the connection for what it gets.
    func welcome() async throws {
        channel.send(.join(room.joinResponse(for: self)))
        sendToken()
        guard let subscriber else { return }
        await subscriber.setReceiver(downlink)
        downlink.port = try await subscriber.mediaPort()
        watch(subscriber, .subscriber)
        try await openDataChannels(on: subscriber)
        negotiate()
    }

    private func sendToken() {
        nextToken = RoomClock.now + .seconds(300)
        if let token = context.renewedToken(parameters.claims, rights) { channel.send(.refreshToken(token)) }
    }

    /// Follows what a connection reports, until it is closed.
    func watch(_ connection: PeerConnection, _ target: LiveKit.SignalTarget) {
        Task { [weak self] in
            for await event in connection.events {
                guard let self, !self.isGone else { return }
                self.handle(event, target)
            }
        }
    }

    private func handle(_ event: PeerConnectionEvent, _ target: LiveKit.SignalTarget) {
        switch event {
        case .stateChanged(let state): connectionChanged(state, target)
        case .localCandidate(let candidate, let mid): sendCandidate(candidate, mid, target)
        case .gatheringComplete: break
        case .dataChannel(let channel): relay(channel, of: target)
        }
    }

    private func connectionChanged(_ state: ConnectionState, _ target: LiveKit.SignalTarget) {
        let isPrimary = (target == .subscriber) == (subscriber != nil)
        switch state {
        case .new, .connecting: break
        case .connected:
            if target == .subscriber { startForwarding() }
            if isPrimary { primaryConnected() }
        case .failed, .closed:
            guard isPrimary, resumeDeadline == nil else { return }
            resumeDeadline = RoomClock.now + MediaTime(context.configuration.resumeTimeout)
            // A connection without its peer's consent does not come back by itself. The client may not have noticed: without
            // its signalling it resumes both. Told to, by `leave`, SDKs join anew instead. Who has closed the connection knows,
            // and may be about to say why.
            if state != .closed, isActive { channel.close() }
        }
    }

    private func primaryConnected() {
        resumeDeadline = nil
        joinDeadline = nil
        guard state != .active else { return }
        state = .active
        announce()
        room.participantBecameActive(self)
    }

    // MARK: Time

    /// Does what is due.
    func check(at now: MediaTime) {
        if announcements.isPending, announcements.takePending(byteCount: describedSize, at: now) { room.announce(self) }
        if let joinDeadline, now >= joinDeadline { return room.dismiss(self, .joinFailure) }
        if let resumeDeadline, now >= resumeDeadline { return room.dismiss(self, .connectionTimeout, .reconnect) }
        if let deadline = negotiation.deadline, now >= deadline {
            negotiation.deadline = nil
            return room.dismiss(self, .stateMismatch, .reconnect)
        }
        guard !channel.hasEnded else {
            // Without media there is nothing to come back to.
            if !isActive { room.remove(self, .signalClose) }
            return
        }
        if now >= nextToken { sendToken() }
    }

    // MARK: Signalling lost and found

    /// The signalling connection is over. What the client said last may follow on another.
    func signalEnded(_ ended: SignalChannel) {
        guard ended === channel, !isGone else { return }
        channel.close()
        if state != .active { room.remove(self, .signalClose) }
    }

    /// A new signalling connection takes the old one's place.
    func resume(on new: SignalChannel) {
        channel.close()
        channel = new
        resumeDeadline = nil
        channel.send(.reconnect(.with { $0.serverInfo = context.serverInfo }))
        let infos = room.infos
        if !infos.isEmpty { channel.send(.update(.with { $0.participants = infos })) }
        channel.send(.roomUpdate(.with { $0.room = room.info }))
        sendToken()
        restartNegotiation()
        // A connection that is not there again in time is given up.
        resumeDeadline = RoomClock.now + MediaTime(context.configuration.answerTimeout)
        Task { await self.confirmResumption() }
    }

    /// A primary connection that still stands needs no sign of life.
    private func confirmResumption() async {
        guard let primary = subscriber ?? publisher else { return }
        if case .connected = await primary.state { resumeDeadline = nil }
    }

    // MARK: End

    /// Ends everything. To be called by the room alone.
    func close(_ reason: LiveKit.DisconnectReason) {
        guard !isGone else { return }
        isGone = true
        state = .disconnected
        version += 1
        disconnectReason = reason
        for subscription in subscriptions.values { subscription.stop(downlink) }
        subscriptions = [:]
        // Tracks hold their publisher, as the room's participants hold the room: until they end.
        tracks = []
        uplink.configure([], extensions: HeaderExtensionMap())
        for queue in dataQueues.values { queue.close() }
        uplink.port = nil
        downlink.port = nil
        channel.close()
        for connection in [publisher, subscriber] {
            if let connection { Task { await connection.close() } }
        }
    }
}
