internal import ProtocolModels
internal import SessionDescription
internal import WebRTCTransport

/// One stay in the room, from joining to leaving or joining anew: its connections, and what was said in it.
struct RoomSession: Sendable {
    /// Our own sid.
    let sid: String
    /// The server waits for the subscriber connection; otherwise for the publisher's.
    let isSubscriberPrimary: Bool
    /// The publisher connection is to be offered without being asked.
    let publishesAtOnce: Bool
    let pingInterval: Duration?
    let pingTimeout: Duration
    let settings: PeerConnection.Settings

    let subscriber: PeerConnection
    var subscriberState = ConnectionState.new
    /// The server's last offer to it, and our answer.
    var lastOffer: LiveKit.SessionDescription?
    var lastAnswer: LiveKit.SessionDescription?
    /// The tracks' sids by the mids of their sections, where the server told them.
    var trackNames: [String: String] = [:]
    /// Candidates that the server does not know the description of yet.
    var heldCandidates: [HeldCandidate] = []
    /// A description of ours is on its way out, perhaps with new credentials: candidates come after it.
    var describing: Set<LiveKit.SignalTarget> = []

    /// Made when it is needed.
    var publisher: PeerConnection?
    var publisherState = ConnectionState.new
    /// An offer of ours went out.
    var hasOffered = false
    var negotiation = PublisherNegotiation()
    var reliable: DataChannel?
    var lossy: DataChannel?
    /// Of our tracks, by their cids.
    var transceivers: [String: RTPTransceiver.ID] = [:]
    /// Those whose media was agreed on.
    var agreedTracks: Set<String> = []
    /// Those that the server's answer refused.
    var unwantedTracks: Set<String> = []

    static let reliableLabel = "_reliable"
    static let lossyLabel = "_lossy"

    init(_ join: LiveKit.JoinResponse, _ options: RoomOptions, canonicalName: String) async throws(RoomError) {
        sid = join.participant?.sid ?? ""
        isSubscriberPrimary = join.subscriberPrimary
        publishesAtOnce = join.fastPublish || !join.subscriberPrimary
        pingInterval = join.pingInterval > 0 ? .seconds(min(Int(join.pingInterval), 60)) : nil
        pingTimeout = .seconds(min(max(Int(join.pingTimeout), 5), 120))
        var settings = PeerConnection.Settings()
        settings.connectivity = options.connectivity
        settings.connectivity.servers += ConnectivitySettings.Server.servers(join.iceServers)
        if join.clientConfiguration?.forceRelay == .enabled { settings.connectivity.relaysOnly = true }
        settings.negotiation = NegotiationSettings(options, canonicalName: canonicalName)
        self.settings = settings
        subscriber = try await RoomSession.connection(settings)
    }

    /// What is sent carries no dependency descriptors, and must not promise them: servers that choose layers by them drop
    /// every packet without one.
    var publisherSettings: PeerConnection.Settings {
        var settings = settings
        settings.negotiation.videoExtensions.removeAll { $0 == HeaderExtensionURI.dependencyDescriptor }
        return settings
    }

    static func connection(_ settings: PeerConnection.Settings) async throws(RoomError) -> PeerConnection {
        do throws(PeerConnectionError) {
            return try await PeerConnection(settings)
        } catch {
            throw .media(error)
        }
    }

    var isPrimaryConnected: Bool { (isSubscriberPrimary ? subscriberState : publisherState) == .connected }

    func close() async {
        await subscriber.close()
        await publisher?.close()
    }
}

/// A candidate of ours that the server does not know yet.
struct HeldCandidate: Sendable {
    let candidate: ICECandidate
    let mid: String?
    let target: LiveKit.SignalTarget
}

extension NegotiationSettings {
    /// What we take: the codecs that were asked for, each with its retransmissions.
    init(_ options: RoomOptions, canonicalName: String) {
        let wanted = options.videoCodecs
        var types: Set<UInt8> = []
        for name in wanted {
            for codec in RTPCodec.standardVideo where codec.isNamed(name) { types.insert(codec.payloadType) }
        }
        self.init(
            audioCodecs: RTPCodec.standardAudio.filter {
                $0.isNamed("opus") || options.acceptsRedundantAudio && $0.isRedundancy
            },
            videoCodecs: RTPCodec.standardVideo.filter { codec in
                types.contains(codec.payloadType) || codec.associatedPayloadType.map { types.contains($0) } ?? false
            }, canonicalName: canonicalName)
    }
}
