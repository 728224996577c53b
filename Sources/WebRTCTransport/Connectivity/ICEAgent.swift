internal import CNice
internal import CNiceShims
internal import Cryptography
internal import Glibc
internal import SessionDescription

/// One libnice agent with one stream of one component, for one generation of ICE; sole owner of its handle. For the loop's
/// thread alone.
///
/// libnice 0.1.21 keeps its sockets at a restart, and its old pair's consent in the same state as the new checks: when the
/// one expires while the others are in flight, their answer is an illegal change of state, which aborts the process. So an
/// ICE restart is a new agent, and one that lost its pair is closed before it reads another datagram.
final class ICEAgent {
    /// What the agent tells its owner, on the loop's thread.
    protocol Owner: AnyObject {
        func agentFound(_ candidate: ICECandidate, _ agent: ICEAgent)
        func agentHasGathered(_ agent: ICEAgent)
        func agentHasPair(_ agent: ICEAgent)
        /// The peer's consent is gone, or our address: the agent is closed.
        func agentLostPair(_ agent: ICEAgent)
        /// The bytes are the library's, and may be changed in place.
        func agentReceived(_ datagram: UnsafeMutableRawBufferPointer)
    }

    private let agent: OpaquePointer
    private let stream: guint
    /// Of our side, in this generation.
    let credentials: ICECredentials
    /// Of the peer, as far as it is known.
    private(set) var remoteCredentials: ICECredentials?
    private let settings: ConnectivitySettings
    private let loop: TransportLoop
    private static let component = guint(NICE_COMPONENT_TYPE_RTP.rawValue)
    unowned let owner: any Owner
    private var isClosed = false
    /// A pair was found.
    private var hasPair = false
    /// Spares sending the library's way through its layers; nil where there is none.
    private var path: DirectPath?
    /// Of this machine, which the pair in use needs; nil behind a relay.
    private var base: String?
    private var streams: StreamPaths!
    /// Of the peer, as libnice knows it, when the pair in use is over TCP.
    private var streamPort: UInt16?
    private var lossTimer: LoopTimer?
    private var tunnels: [TLSTunnel] = []
    private var gatheringTimer: LoopTimer?

    init(_ settings: ConnectivitySettings, loop: TransportLoop, owner: any Owner) throws(PeerConnectionError) {
        let options = NICE_AGENT_OPTION_ICE_TRICKLE.rawValue | NICE_AGENT_OPTION_CONSENT_FRESHNESS.rawValue
        guard let agent = nice_agent_new_full(loop.context, NICE_COMPATIBILITY_RFC5245, NiceAgentOption(options)) else {
            throw .unavailable(part: "ICE")
        }
        nice_shim_set_flag(agent, "upnp", 0)
        nice_shim_set_flag(agent, "ice-udp", settings.usesUDP ? 1 : 0)
        nice_shim_set_flag(agent, "ice-tcp", settings.usesTCP ? 1 : 0)
        nice_shim_set_flag(agent, "force-relay", settings.relaysOnly ? 1 : 0)
        for text in settings.localAddresses ?? (settings.usesLoopback ? LocalAddresses.shared.all : []) {
            var address = NiceAddress()
            if nice_address_set_from_string(&address, text) != 0 { nice_agent_add_local_address(agent, &address) }
        }
        let stream = nice_agent_add_stream(agent, 1)
        guard stream != 0, let credentials = ICEAgent.credentials(of: agent, stream) else {
            nice_shim_close(agent)
            throw .unavailable(part: "ICE")
        }
        if let ports = settings.ports {
            nice_agent_set_port_range(
                agent, stream, ICEAgent.component, guint(ports.lowerBound), guint(ports.upperBound))
        }
        self.agent = agent
        self.stream = stream
        self.credentials = credentials
        self.settings = settings
        self.loop = loop
        self.owner = owner
        streams = StreamPaths(
            loop, ports: settings.ports,
            StreamPipe.Inspection(
                admits: { STUNMessage.isCheck($0, for: credentials.usernameFragment) },
                withholds: { [unowned self] in withholds($0) }),
            ended: { [unowned self] port in streamEnded(port) })
        connect()
    }

    deinit { close() }

    private func connect() {
        let context = Unmanaged.passUnretained(self).toOpaque()
        nice_shim_connect(
            agent, { candidate, context in ICEAgent.of(context).found(candidate) },
            { context in ICEAgent.of(context).hasGathered() },
            { state, context in ICEAgent.of(context).changed(to: state) },
            { local, remote, context in ICEAgent.of(context).selected(local, remote) }, context)
        nice_agent_attach_recv(
            agent, stream, ICEAgent.component, loop.context,
            { _, _, _, count, bytes, context in
                guard let context, let bytes, count > 0 else { return }
                ICEAgent.of(context).received(UnsafeMutableRawBufferPointer(start: bytes, count: Int(count)))
            }, context)
    }

    @inline(__always)
    private func received(_ datagram: UnsafeMutableRawBufferPointer) {
        guard ConsentRefusal.mayBe(UnsafeRawBufferPointer(datagram)) else { return owner.agentReceived(datagram) }
        guard hasPair, let remoteCredentials,
            ConsentRefusal.isAuthentic(UnsafeRawBufferPointer(datagram), from: remoteCredentials)
        else { return }
        lose()
    }

    private static func of(_ context: UnsafeMutableRawPointer) -> ICEAgent {
        Unmanaged<ICEAgent>.fromOpaque(context).takeUnretainedValue()
    }

    /// Ends everything; no callback comes afterwards.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        path = nil
        lossTimer = nil
        gatheringTimer = nil
        LocalAddresses.shared.remove(self)
        nice_shim_disconnect(agent)
        nice_agent_attach_recv(agent, stream, ICEAgent.component, loop.context, nil, nil)
        // With its stream gone it reads nothing while relays are being given back.
        nice_agent_remove_stream(agent, stream)
        nice_shim_close(agent)
        // A relay frees what it allocated with its connection.
        streams.close()
        tunnels = []
    }

    // MARK: Our side

    var isControlling = false {
        didSet { if !isClosed { nice_shim_set_flag(agent, "controlling-mode", isControlling ? 1 : 0) } }
    }

    private static func credentials(of agent: OpaquePointer, _ stream: guint) -> ICECredentials? {
        var (fragment, password): (UnsafeMutablePointer<gchar>?, UnsafeMutablePointer<gchar>?)
        guard nice_agent_get_local_credentials(agent, stream, &fragment, &password) != 0, let fragment, let password
        else { return nil }
        defer {
            g_free(fragment)
            g_free(password)
        }
        return ICECredentials(usernameFragment: String(cString: fragment), password: String(cString: password))
    }

    /// Begins to look for local candidates. `addresses` are those of the servers in the settings.
    func gather(_ addresses: [ResolvedServer]) {
        guard !isClosed else { return }
        for server in addresses { use(server) }
        // The library waits for ever for a relay that closes its connection.
        gatheringTimer = LoopTimer(loop, after: settings.gatheringPatience) { [unowned self] in
            hasGathered()
        }
        if nice_agent_gather_candidates(agent, stream) == 0 { hasGathered() }
        guard !isClosed else { return }
        nice_shim_guard(agent, stream, ICEAgent.component)
        raiseBuffers()
    }

    private func hasGathered() { owner.agentHasGathered(self) }

    private func use(_ server: ResolvedServer) {
        switch server.kind {
        case .stun:
            nice_shim_set_text(agent, "stun-server", server.address)
            nice_shim_set_number(agent, "stun-server-port", guint(server.port))
        case .turn(.tls, let username, let password):
            guard let tunnel = TLSTunnel(to: server, authorityFile: server.authorityFile, loop: loop) else { return }
            tunnels.append(tunnel)
            relay(NICE_RELAY_TYPE_TURN_TCP, "127.0.0.1", tunnel.port, username, password)
        case .turn(.tcp, let username, let password):
            guard let port = streams.port(ofRelay: server.address, server.port) else { return }
            relay(NICE_RELAY_TYPE_TURN_TCP, "127.0.0.1", port, username, password)
        case .turn(.udp, let username, let password):
            relay(NICE_RELAY_TYPE_TURN_UDP, server.address, server.port, username, password)
        }
    }

    private func relay(
        _ type: NiceRelayType, _ address: String, _ port: UInt16, _ username: String, _ password: Secret
    ) {
        nice_agent_set_relay_info(
            agent, stream, ICEAgent.component, address, guint(port), username, password.reveal(), type)
    }

    private func raiseBuffers() {
        guard !isClosed else { return }
        nice_shim_set_buffers(agent, stream, ICEAgent.component, Int32(clamping: settings.socketBuffer))
    }

    private func found(_ candidate: UnsafeMutablePointer<NiceCandidate>) {
        guard let text = nice_agent_generate_local_candidate_sdp(agent, candidate) else { return }
        defer { g_free(text) }
        guard var candidate = ICECandidate(String(cString: text)) else { return }
        if case .tcp(.passive) = candidate.transport {
            guard let shown = streams.shown(for: candidate) else { return }
            candidate = shown
        }
        owner.agentFound(candidate, self)
    }

    private func selected(_ local: UnsafeMutablePointer<NiceCandidate>, _ remote: UnsafeMutablePointer<NiceCandidate>) {
        raiseBuffers()
        path = DirectPath(agent, stream, ICEAgent.component, from: local, to: remote)
        let isStream = local.pointee.transport != NICE_CANDIDATE_TRANSPORT_UDP
        streamPort = isStream ? UInt16(truncatingIfNeeded: nice_address_get_port(&remote.pointee.addr)) : nil
        if let streamPort { streamEnded(streamPort) }
        base = local.pointee.type == NICE_CANDIDATE_TYPE_RELAYED ? nil : ICEAgent.text(&local.pointee.base_addr)
        // The library's list leaves some interfaces out: what was not in it cannot be missed.
        if let known = base, !LocalAddresses.shared.plain.contains(known) { base = nil }
        LocalAddresses.shared.add(self) { [weak self] addresses in
            guard let self, let base, !addresses.contains(base) else { return }
            lose()
        }
    }

    /// libnice does not see the end of a connection. What came last it shall have read.
    private func streamEnded(_ port: UInt16) {
        guard port == streamPort, !streams.isAlive(port: port) else { return }
        lossTimer = LoopTimer(loop, after: .milliseconds(20)) { [unowned self] in lose() }
    }

    private func withholds(_ frame: UnsafeRawBufferPointer) -> Bool {
        guard ConsentRefusal.isWithheld(frame) else { return false }
        let message = UnsafeRawBufferPointer(rebasing: frame.dropLast())
        if hasPair, let remoteCredentials, ConsentRefusal.isAuthentic(message, from: remoteCredentials) {
            lossTimer = LoopTimer(loop, after: .zero) { [unowned self] in lose() }
        }
        return true
    }

    private static func text(_ address: inout NiceAddress) -> String {
        withUnsafeTemporaryAllocation(of: gchar.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
            nice_address_to_string(&address, text.baseAddress)
            return text.baseAddress.map { String(cString: $0) } ?? ""
        }
    }

    private func changed(to state: guint) {
        switch NiceComponentState(state) {
        case NICE_COMPONENT_STATE_CONNECTED, NICE_COMPONENT_STATE_READY:
            hasPair = true
            owner.agentHasPair(self)
        case NICE_COMPONENT_STATE_FAILED:
            // Before there ever was a pair, no check is in flight now, and more candidates may come.
            guard hasPair else { return }
            lose()
        default: break
        }
    }

    /// Without the peer's consent nothing may be sent (RFC 7675), and nothing that still comes may change that.
    private func lose() {
        close()
        owner.agentLostPair(self)
    }

    // MARK: The peer's side

    func setRemote(_ credentials: ICECredentials) {
        guard !isClosed else { return }
        remoteCredentials = credentials
        nice_agent_set_remote_credentials(agent, stream, credentials.usernameFragment, credentials.password)
    }

    /// False when the library has no use for it. One without a username fragment: it knows no generations.
    @discardableResult
    func add(_ candidate: ICECandidate) -> Bool {
        guard !isClosed, candidate.component == 1, let candidate = near(candidate),
            let parsed = nice_agent_parse_remote_candidate_sdp(agent, stream, "a=\(candidate.text)")
        else { return false }
        let list = g_slist_prepend(nil, parsed)
        defer {
            g_slist_free(list)
            nice_candidate_free(parsed)
        }
        return nice_agent_set_remote_candidates(agent, stream, ICEAgent.component, list) > 0
    }

    /// The candidate as libnice gets it.
    private func near(_ candidate: ICECandidate) -> ICECandidate? {
        switch candidate.transport {
        case .udp, .tcp(.active): candidate
        case .tcp(.passive): settings.usesTCP ? streams.near(candidate) : nil
        case .tcp(.simultaneousOpen): nil
        }
    }

    func endOfCandidates() { if !isClosed { nice_agent_peer_candidate_gathering_done(agent, stream) } }

    /// Sends on the selected pair; false when there is none, or the kernel has no room.
    @inline(__always)
    func send(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard !isClosed, let start = bytes.baseAddress else { return false }
        if let path, let isSent = path.send(bytes) { return isSent }
        return nice_agent_send(
            agent, stream, ICEAgent.component, guint(bytes.count), start.assumingMemoryBound(to: gchar.self)) >= 0
    }

    /// The pair in use, local side first.
    var selectedPair: (local: ICECandidate, remote: ICECandidate)? {
        var (local, remote): (UnsafeMutablePointer<NiceCandidate>?, UnsafeMutablePointer<NiceCandidate>?)
        guard !isClosed, nice_agent_get_selected_pair(agent, stream, ICEAgent.component, &local, &remote) != 0, let local,
            let remote,
            let first = text(of: local), let second = text(of: remote)
        else { return nil }
        return (streams.told(first), streams.told(second))
    }

    private func text(of candidate: UnsafeMutablePointer<NiceCandidate>) -> ICECandidate? {
        guard let text = nice_agent_generate_local_candidate_sdp(agent, candidate) else { return nil }
        defer { g_free(text) }
        return ICECandidate(String(cString: text))
    }
}
