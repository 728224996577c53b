public import Cryptography
public import SessionDescription

/// One WebRTC connection: offer and answer, ICE, DTLS, SRTP and data channels. Its methods have the meaning of
/// `RTCPeerConnection`'s, and it lives on the transport loop's thread.
///
/// Media is bytes here: a `MediaReceiver` gets the decrypted packets, a `MediaPort` takes those to send.
public actor PeerConnection {
    public struct Settings: Sendable {
        public var connectivity = ConnectivitySettings()
        public var negotiation = NegotiationSettings()
        /// Our certificate; nil makes a new one for the connection.
        public var identity: DTLSIdentity?

        public init() {}
    }

    public nonisolated let loop = TransportLoop.shared
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// What happens, for one taker. The newest 4,096 wait to be taken.
    public nonisolated let events: AsyncStream<PeerConnectionEvent>
    private let continuation: AsyncStream<PeerConnectionEvent>.Continuation
    private let settings: Settings
    private let identity: DTLSIdentity
    private let dataAllowance = DataAllowance()
    private var negotiation: SessionNegotiation
    private var transport: PeerTransport?
    private var candidates: [ICECandidate] = []
    private var hasGathered = false
    private var isGathering = false
    private var resolvedServers: [ResolvedServer] = []
    private var gatheringWaiters: [CheckedContinuation<Void, Never>] = []
    private var stateWaiters: [CheckedContinuation<Void, Never>] = []
    /// Of the peer, in this ICE generation.
    private var remoteCandidates: Set<ICECandidate> = []
    private var remoteCredentials: ICECredentials?
    private var early: [ICECandidate] = []

    public init(_ settings: Settings) async throws(PeerConnectionError) {
        self.settings = settings
        do throws(DTLSError) {
            // The operator ?? would lose the type of the error.
            if let given = settings.identity { identity = given } else { identity = try DTLSIdentity() }
        } catch {
            throw .secureSession(error)
        }
        negotiation = SessionNegotiation(settings: settings.negotiation)
        (events, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(4096))
        try prepare()
    }

    private func prepare() throws(PeerConnectionError) {
        let hooks = PeerTransport.Hooks(
            changed: { [weak self] state in self?.assumeIsolated { $0.changed(to: state) } },
            found: { [weak self] candidate in self?.assumeIsolated { $0.found(candidate) } },
            gathered: { [weak self] in self?.assumeIsolated { $0.gathered() } },
            opened: { [weak self] channel in self?.continuation.yield(.dataChannel(channel)) },
            makeChannel: { [weak self, dataAllowance] options in
                PeerConnection.channel(options, of: self, dataAllowance)
            })
        transport = try PeerTransport(
            settings.connectivity, maximumMessageSize: settings.negotiation.maximumMessageSize, identity: identity,
            loop: loop, hooks: hooks)
    }

    deinit {
        continuation.finish()
        // Its handles belong to the loop's thread. An isolated deinit would go there too, but a module that has one
        // cannot be imported by an optimised build ("circular reference", Swift 6.3.1).
        if let transport { loop.perform { transport.close() } }
    }

    // MARK: State

    public var state: ConnectionState { transport?.state ?? .closed }
    public var signalingState: SignalingState { negotiation.state }
    public var transceivers: [RTPTransceiver] { negotiation.transceivers }
    public subscript(id: RTPTransceiver.ID) -> RTPTransceiver? { negotiation[id] }
    /// Whether an offer would say something new.
    public var needsNegotiation: Bool { negotiation.needsNegotiation }
    public var statistics: TransportStatistics { transport?.statistics ?? TransportStatistics() }
    /// The ICE pair in use.
    public var selectedPair: (local: ICECandidate, remote: ICECandidate)? { transport?.ice.selectedPair }
    /// The SHA-256 fingerprint of our certificate.
    public nonisolated var fingerprint: CertificateFingerprint {
        CertificateFingerprint(algorithm: "sha-256", digest: identity.fingerprint)
    }

    private func changed(to state: ConnectionState) {
        continuation.yield(.stateChanged(state))
        if state != .connecting {
            for waiter in stateWaiters { waiter.resume() }
            stateWaiters = []
        }
    }

    /// Returns once connected; throws when that fails.
    public func connected() async throws(PeerConnectionError) {
        while true {
            switch state {
            case .connected: return
            case .failed(let error): throw error
            case .closed: throw .closed
            case .new, .connecting: await withCheckedContinuation { stateWaiters.append($0) }
            }
        }
    }

    /// Ends everything; the connection cannot be used again.
    public func close() {
        transport?.close()
        continuation.finish()
        for waiter in gatheringWaiters + stateWaiters { waiter.resume() }
        gatheringWaiters = []
        stateWaiters = []
    }

    private func open() throws(PeerConnectionError) -> PeerTransport {
        guard let transport, transport.state != .closed else { throw .closed }
        return transport
    }

    // MARK: Tracks and channels

    /// Adds a media section; the next offer brings it, or an offer of the peer takes it for one of its own.
    @discardableResult
    public func addTransceiver(
        _ kind: MediaKind, direction: MediaDirection = .sendReceive, sending: SendingTrack? = nil,
        codecs: [RTPCodec]? = nil
    ) -> RTPTransceiver.ID {
        negotiation.addTransceiver(kind, direction: direction, sending: sending, codecs: codecs)
    }

    public func setDirection(_ direction: MediaDirection, of id: RTPTransceiver.ID) throws(PeerConnectionError) {
        try describing { negotiation throws(SDPError) in try negotiation.setDirection(direction, of: id) }
    }

    public func setSending(_ track: SendingTrack?, of id: RTPTransceiver.ID) throws(PeerConnectionError) {
        try describing { negotiation throws(SDPError) in try negotiation.setSending(track, of: id) }
    }

    public func stop(_ id: RTPTransceiver.ID) throws(PeerConnectionError) {
        try describing { negotiation throws(SDPError) in try negotiation.stop(id) }
    }

    private func describing<Result>(
        _ change: (inout SessionNegotiation) throws(SDPError) -> Result
    ) throws(PeerConnectionError) -> Result {
        do throws(SDPError) {
            return try change(&negotiation)
        } catch {
            throw .description(error)
        }
    }

    /// Opens a channel as soon as the connection allows.
    public func createDataChannel(_ options: DataChannelOptions) throws(PeerConnectionError) -> DataChannel {
        let channel = try open().channels.create(options)
        negotiation.requestDataChannels()
        return channel
    }

    private static func channel(
        _ options: DataChannelOptions, of connection: PeerConnection?, _ allowance: DataAllowance
    ) -> DataChannel {
        DataChannel(
            options, allowance: allowance,
            sender: { [weak connection] channel, message throws(PeerConnectionError) in
                guard let connection else { throw .closed }
                try await connection.send(message, on: channel)
            },
            closer: { [weak connection] channel in await connection?.close(channel) })
    }

    private func send(_ message: DataMessage, on channel: DataChannel) throws(PeerConnectionError) {
        try open().channels.send(message, on: channel)
    }

    private func close(_ channel: DataChannel) { transport?.channels.close(channel) }

    // MARK: Media

    /// Names who takes the packets that come in, from now on; those before are dropped.
    public func setReceiver(_ receiver: (any MediaReceiver)?) { transport?.receiver = receiver }

    /// Where packets go out.
    public func mediaPort() throws(PeerConnectionError) -> MediaPort { MediaPort(try open(), loop: loop) }

    // MARK: Descriptions

    /// An offer of what is wanted now. With `iceRestart` the peers look for each other anew.
    public func createOffer(iceRestart: Bool = false) throws(PeerConnectionError) -> String {
        if iceRestart { try restartICE() }
        let local = try localTransport()
        return try describing { negotiation throws(SDPError) in try negotiation.createOffer(local) }
    }

    /// Looks for the peer anew, with credentials, sockets and addresses of now; the next offer tells it to. What is selected
    /// carries media until something new is. Before there was a peer, nothing happens.
    public func restartICE() throws(PeerConnectionError) {
        let transport = try open()
        guard remoteCredentials != nil else { return }
        try transport.restart()
        candidates = []
        remoteCandidates = []
        (hasGathered, isGathering) = (false, false)
    }

    /// The answer to the peer's offer.
    public func createAnswer() throws(PeerConnectionError) -> String {
        let local = try localTransport()
        return try describing { negotiation throws(SDPError) in try negotiation.createAnswer(local) }
    }

    private func localTransport() throws(PeerConnectionError) -> LocalTransport {
        LocalTransport(
            credentials: try open().ice.newest.credentials, fingerprint: fingerprint, candidates: candidates,
            hasAllCandidates: hasGathered)
    }

    /// Makes a description current that `createOffer` or `createAnswer` gave; candidates follow as events.
    public func setLocalDescription(_ kind: DescriptionKind, _ text: String) async throws(PeerConnectionError) {
        try describing { negotiation throws(SDPError) in try negotiation.setLocal(kind, text) }
        if let transport { transport.ice.newest.isControlling = negotiation.isFirstOfferer ?? false || isRemoteLite }
        if kind == .answer { try settle() }
        gather()
    }

    private var isRemoteLite: Bool { negotiation.remoteTransport?.isLite ?? false }

    /// Takes the peer's description.
    public func setRemoteDescription(_ kind: DescriptionKind, _ text: String) throws(PeerConnectionError) {
        let transport = try open()
        try describing { negotiation throws(SDPError) in
            try negotiation.setRemote(kind, SDPDocument(parsing: text))
        }
        transport.ice.newest.isControlling = negotiation.isFirstOfferer ?? false || isRemoteLite
        guard let remote = negotiation.remoteTransport else { return }
        if remote.credentials != remoteCredentials {
            // The peer restarted: our side must as well, unless it was us who began (RFC 8839 section 4.4.1.1.1).
            if remoteCredentials != nil, kind == .offer { try restartICE() }
            remoteCredentials = remote.credentials
            remoteCandidates = []
        }
        if transport.ice.newest.remoteCredentials != remote.credentials { transport.ice.newest.setRemote(remote.credentials) }
        let early = early
        self.early = []
        for candidate in remote.candidates + early { try add(candidate) }
        if remote.hasAllCandidates { transport.ice.newest.endOfCandidates() }
        if kind == .answer { try settle() }
        transport.expectConnection()
    }

    /// Both descriptions are there: the transport knows its part.
    private func settle() throws(PeerConnectionError) {
        guard let remote = negotiation.remoteTransport, let setup = negotiation.setup else { return }
        let transport = try open()
        transport.connect(to: remote, role: setup == .active ? .client : .server)
        transport.agree(negotiation.data)
    }

    // MARK: Candidates

    /// Takes a candidate of the peer, as `candidate:…`; empty text says that no more will come. Those that nobody can
    /// use are ignored, too many are refused.
    public func addCandidate(_ text: String) throws(PeerConnectionError) {
        let transport = try open()
        guard !text.isEmpty else {
            transport.ice.newest.endOfCandidates()
            return
        }
        guard let candidate = ICECandidate(text), candidate.component == 1 else { return }
        let fragment = candidate.usernameFragment
        let known = transport.ice.newest.remoteCredentials
        if known == nil || fragment != nil && fragment != known?.usernameFragment {
            // Of a generation that is to be described yet, or of an earlier one.
            guard early.count < SDPLimits.candidates else { throw .tooManyCandidates(limit: SDPLimits.candidates) }
            early.append(candidate)
        } else {
            try add(candidate)
        }
    }

    private func add(_ candidate: ICECandidate) throws(PeerConnectionError) {
        if let fragment = candidate.usernameFragment, fragment != remoteCredentials?.usernameFragment { return }
        var candidate = candidate
        candidate.usernameFragment = nil
        guard !remoteCandidates.contains(candidate) else { return }
        guard remoteCandidates.count < SDPLimits.candidates else {
            throw .tooManyCandidates(limit: SDPLimits.candidates)
        }
        remoteCandidates.insert(candidate)
        transport?.ice.newest.add(candidate)
    }

    /// The description need not wait until servers' names are known, nor a restart until they are asked for again.
    private func gather() {
        guard !isGathering, let agent = transport?.ice.newest else { return }
        isGathering = true
        let servers = settings.connectivity.servers
        if servers.isEmpty || resolvedServers.count == min(servers.count, ResolvedServer.most) { return agent.gather(resolvedServers) }
        Task {
            resolvedServers = await ResolvedServer.resolve(servers)
            guard let transport = try? open(), agent === transport.ice.newest else { return }
            agent.gather(resolvedServers)
        }
    }

    /// Returns when all local candidates are known, so that descriptions made afterwards hold them: for peers that
    /// take none later.
    public func gatherCandidates() async {
        gather()
        if !hasGathered, state != .closed { await withCheckedContinuation { gatheringWaiters.append($0) } }
    }

    private func found(_ candidate: ICECandidate) {
        guard candidate.component == 1, !candidates.contains(candidate) else { return }
        candidates.append(candidate)
        var told = candidate
        // The peer can tell generations apart, in whatever order candidates and descriptions come.
        told.usernameFragment = transport?.ice.newest.credentials.usernameFragment
        continuation.yield(.localCandidate(told, mid: negotiation.transportMid))
    }

    private func gathered() {
        guard !hasGathered else { return }
        hasGathered = true
        continuation.yield(.gatheringComplete)
        for waiter in gatheringWaiters { waiter.resume() }
        gatheringWaiters = []
    }
}
