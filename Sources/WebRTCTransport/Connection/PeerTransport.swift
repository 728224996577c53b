internal import Cryptography
internal import SessionDescription

/// ICE, DTLS, SRTP and SCTP of one connection, one above the other. For the loop's thread alone.
final class PeerTransport: ICEGenerations.Owner, @unchecked Sendable {  // touched on the loop's thread alone
    /// What the connection is told, on the loop's thread.
    struct Hooks {
        var changed: (ConnectionState) -> Void
        var found: (ICECandidate) -> Void
        var gathered: () -> Void
        var opened: (DataChannel) -> Void
        var makeChannel: (DataChannelOptions) -> DataChannel
    }

    private let loop: TransportLoop
    private let hooks: Hooks
    private let identity: DTLSIdentity
    private let patience: Duration
    private(set) var ice: ICEGenerations!
    private(set) var channels: DataChannels!
    private(set) var statistics = TransportStatistics()
    var receiver: (any MediaReceiver)?

    private var dtls: DTLSSession?
    private var srtp: SRTPSession?
    private var dtlsTimer: LoopTimer?
    private var patienceTimer: LoopTimer?
    /// What the peer sent before its description said how to take it.
    private var early: [[UInt8]] = []
    private var fingerprints: [DTLSFingerprint] = []
    private var role: DTLSSession.Role?
    private var data: DataAgreement?
    private(set) var state = ConnectionState.new

    init(
        _ settings: ConnectivitySettings, maximumMessageSize: Int, identity: DTLSIdentity, loop: TransportLoop,
        hooks: Hooks
    ) throws(PeerConnectionError) {
        self.loop = loop
        self.hooks = hooks
        self.identity = identity
        patience = settings.patience
        ice = try ICEGenerations(settings, loop: loop, owner: self)
        channels = DataChannels(
            maximumMessageSize: maximumMessageSize,
            hooks: DataChannels.Hooks(
                send: { [unowned self] packet in self.sendData(packet) }, opened: hooks.opened,
                make: hooks.makeChannel))
    }

    deinit { ice?.close() }

    func close() {
        guard state != .closed else { return }
        dtls?.end()
        sendDTLSOutput()
        shut()
        change(to: .closed)
    }

    private func shut() {
        channels.close()
        ice.close()
        dtlsTimer = nil
        patienceTimer = nil
        dtls = nil
        srtp = nil
    }

    private func change(to state: ConnectionState) {
        guard state != self.state, self.state != .closed else { return }
        self.state = state
        hooks.changed(state)
    }

    private func fail(_ error: PeerConnectionError) {
        change(to: .failed(error))
        // What the peer could not prove stays refused; only unreachable peers may come back.
        guard error != .unreachable else { return }
        shut()
    }

    // MARK: What the descriptions said

    /// The peer's side is known, wholly or anew.
    func connect(to remote: RemoteTransport, role: DTLSSession.Role?) {
        if fingerprints.isEmpty {
            fingerprints = remote.fingerprints.map { DTLSFingerprint(algorithm: $0.algorithm, digest: $0.digest) }
        }
        if let role { self.role = role }
        if !ice.hasPair { expectConnection() }
        startDTLS()
    }

    func expectConnection() {
        if state == .new { change(to: .connecting) }
        guard patienceTimer == nil else { return }
        patienceTimer = LoopTimer(loop, after: patience) { [unowned self] in
            patienceTimer = nil
            if state != .connected { fail(.unreachable) }
        }
    }

    func agree(_ data: DataAgreement?) {
        self.data = data ?? self.data
        startData()
    }

    // MARK: ICE

    /// Looks for the peer anew; what carries media goes on with it meanwhile.
    func restart() throws(PeerConnectionError) {
        try ice.restart()
        if isUsable, !ice.hasPair { search() }
    }

    private func search() {
        change(to: .connecting)
        patienceTimer = nil
        expectConnection()
    }

    func iceFound(_ candidate: ICECandidate) { hooks.found(candidate) }
    func iceHasGathered() { hooks.gathered() }

    func iceHasPair() {
        startDTLS()
        if srtp != nil { change(to: .connected) }
    }

    func iceLostPair(isSearching: Bool) {
        if isSearching { search() } else { fail(.unreachable) }
    }

    func iceReceived(_ datagram: UnsafeMutableRawBufferPointer) {
        switch PacketKind(UnsafeRawBufferPointer(datagram)) {
        case .dtls: receiveDTLS(UnsafeRawBufferPointer(datagram))
        case .rtp: receiveMedia(datagram, .rtp)
        case .rtcp: receiveMedia(datagram, .rtcp)
        case nil: statistics.packetsRefused += 1
        }
    }

    // MARK: DTLS

    private func startDTLS() {
        guard dtls == nil, srtp == nil, ice.hasPair, let role, !fingerprints.isEmpty, isUsable else { return }
        do throws(DTLSError) {
            dtls = try DTLSSession(role, identity: identity, peer: fingerprints)
            if role == .client { try dtls?.handshake() }
        } catch {
            fail(.secureSession(error))
            return
        }
        afterDTLS()
        let datagrams = early
        early = []
        for datagram in datagrams { datagram.withUnsafeBytes { receiveDTLS($0) } }
    }

    private var isUsable: Bool {
        switch state {
        case .closed: false
        case .failed(let error): error == .unreachable
        case .new, .connecting, .connected: true
        }
    }

    private func receiveDTLS(_ datagram: UnsafeRawBufferPointer) {
        guard dtls != nil else {
            if early.count < 8, datagram.count <= 2048, isUsable { early.append(Array(datagram)) }
            return
        }
        // Collected first: what a packet causes may write to the session, which is being read here.
        var packets: [[UInt8]] = []
        do throws(DTLSError) {
            try dtls?.receive(RawSpan(_unsafeBytes: datagram)) { plaintext in
                packets.append(plaintext.withUnsafeBytes { Array($0) })
            }
        } catch {
            sendDTLSOutput()  // the alert that says why
            fail(.secureSession(error))
            return
        }
        afterDTLS()
        for packet in packets { channels.input(packet) }
        if dtls?.hasEnded == true { close() }
    }

    private func afterDTLS() {
        sendDTLSOutput()
        if dtls?.isEstablished == true {
            dtlsTimer = nil
            if srtp == nil { startMedia() }
        } else if let due = dtls?.timeout {
            dtlsTimer = LoopTimer(loop, after: due + .milliseconds(1)) { [unowned self] in
                do throws(DTLSError) {
                    try dtls?.handleTimeout()
                } catch {
                    fail(.secureSession(error))
                    return
                }
                afterDTLS()
            }
        }
    }

    private func sendDTLSOutput() {
        for datagram in dtls?.takeOutput() ?? [] { _ = datagram.withUnsafeBytes { ice.send($0) } }
    }

    private func startMedia() {
        do throws(DTLSError) {
            guard let keys = try dtls?.srtpKeys() else { return }
            do throws(PeerConnectionError) {
                srtp = try SRTPSession(keys)
            } catch {
                fail(error)
                return
            }
        } catch {
            fail(.secureSession(error))
            return
        }
        patienceTimer = nil
        if ice.hasPair { change(to: .connected) }
        startData()
    }

    // MARK: Media

    @inline(__always)
    private func receiveMedia(_ datagram: UnsafeMutableRawBufferPointer, _ kind: SRTPSession.Kind) {
        guard let srtp, let count = srtp.unprotect(datagram, kind) else {
            statistics.packetsRefused += 1
            return
        }
        statistics.packetsReceived += 1
        statistics.bytesReceived += UInt64(count)
        guard let receiver else { return }
        let packet = RawSpan(_unsafeBytes: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(datagram)[..<count]))
        if kind == .rtp { receiver.receiveRTP(packet) } else { receiver.receiveRTCP(packet) }
    }

    @inline(__always)
    func send(_ packet: RawSpan, _ kind: SRTPSession.Kind) -> Bool {
        let buffer = loop.packetBuffer
        guard let srtp, packet.byteCount + SRTPSession.trailer <= buffer.count else {
            statistics.packetsUnsent += 1
            return false
        }
        packet.withUnsafeBytes { buffer.copyMemory(from: $0) }
        guard let count = srtp.protect(buffer, count: packet.byteCount, kind),
            ice.send(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        else {
            statistics.packetsUnsent += 1
            return false
        }
        statistics.packetsSent += 1
        statistics.bytesSent += UInt64(packet.byteCount)
        return true
    }

    // MARK: Data

    private func startData() {
        guard let data, let role, dtls?.isEstablished == true else { return }
        do throws(PeerConnectionError) {
            try channels.start(data, isClient: role == .client)
        } catch {
            fail(error)
        }
    }

    private func sendData(_ packet: UnsafeRawBufferPointer) {
        guard (try? dtls?.write(RawSpan(_unsafeBytes: packet))) != nil else { return }
        sendDTLSOutput()
    }
}
