internal import CUSRSCTP
internal import CUSRSCTPShims
internal import Glibc

/// One SCTP association over DTLS (RFC 8261); sole owner of its socket. For the loop's thread alone.
final class SCTPAssociation {
    /// What the association tells its owner, never from inside a call of the library.
    protocol Owner: AnyObject {
        func associationSends(_ packet: UnsafeRawBufferPointer)
        func associationIsUp()
        func associationReceived(_ bytes: [UInt8], stream: UInt16, number: UInt32)
        /// The peer gave up streams.
        func associationReset(_ streams: [UInt16])
        func associationEnded()
        /// There may be room to send again.
        func associationSettled()
    }
    private enum Event {
        case up, ended
        case message([UInt8], stream: UInt16, number: UInt32)
        case reset([UInt16])
    }

    static let streams: UInt16 = 1024
    /// What fits below DTLS, UDP and TURN on every path.
    private static let pathMTU: UInt32 = 1191

    weak var owner: (any Owner)?
    private var socket: OpaquePointer?
    private var address: UnsafeMutableRawPointer?
    private let port: UInt16
    private let maximumMessageSize: Int
    private var events: [Event] = []
    private var partial: [UInt16: [UInt8]] = [:]
    private var partialSize = 0

    /// `port` is the peer's; `maximumMessageSize` what we take, in bytes.
    init(port: UInt16, maximumMessageSize: Int) {
        self.port = port
        self.maximumMessageSize = maximumMessageSize
    }

    deinit { close() }

    /// Connects; both sides do.
    func open() throws(PeerConnectionError) {
        guard socket == nil, let address = SCTPLibrary.shared.add(self) else { throw .unavailable(part: "SCTP") }
        self.address = address
        let receiver: sctp_shim_receiver = { context, bytes, count, stream, number, flags in
            SCTPLibrary.association(at: context)?.received(
                UnsafeRawBufferPointer(start: bytes, count: count), stream, number, flags)
        }
        guard let socket = sctp_shim_open(receiver, address) else {
            close()
            throw .unavailable(part: "SCTP")
        }
        self.socket = socket
        configure(socket)
        var (local, remote) = (name(5000), name(port))
        guard bind(socket, &local) == 0, connect(socket, &remote) == 0 || errno == EINPROGRESS else {
            close()
            throw .unavailable(part: "SCTP")
        }
        var path = sctp_paddrparams()
        path.spp_flags = UInt32(SPP_PMTUD_DISABLE)
        path.spp_pathmtu = SCTPAssociation.pathMTU
        withUnsafeMutableBytes(of: &path.spp_address) { memory in
            withUnsafeBytes(of: remote) { memory.copyMemory(from: $0) }
        }
        set(socket, SCTP_PEER_ADDR_PARAMS, path)
    }

    private func name(_ port: UInt16) -> sockaddr_conn {
        sockaddr_conn(sconn_family: UInt16(AF_CONN), sconn_port: port.bigEndian, sconn_addr: address)
    }

    private func bind(_ socket: OpaquePointer, _ name: inout sockaddr_conn) -> Int32 {
        withUnsafeMutableBytes(of: &name) { bytes in
            usrsctp_bind(socket, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        }
    }

    private func connect(_ socket: OpaquePointer, _ name: inout sockaddr_conn) -> Int32 {
        withUnsafeMutableBytes(of: &name) { bytes in
            usrsctp_connect(socket, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        }
    }

    private func configure(_ socket: OpaquePointer) {
        usrsctp_set_non_blocking(socket, 1)
        // Closing must not wait for the peer.
        set(socket, SO_LINGER, linger(l_onoff: 1, l_linger: 0), level: SOL_SOCKET)
        set(socket, SO_SNDBUF, Int32(1 << 20), level: SOL_SOCKET)
        set(socket, SO_RCVBUF, Int32(1 << 20), level: SOL_SOCKET)
        set(socket, SCTP_NODELAY, Int32(1))
        let resets = sctp_assoc_value(
            assoc_id: UInt32(SCTP_ALL_ASSOC), assoc_value: UInt32(SCTP_ENABLE_RESET_STREAM_REQ))
        set(socket, SCTP_ENABLE_STREAM_RESET, resets)
        set(
            socket, SCTP_INITMSG,
            sctp_initmsg(
                sinit_num_ostreams: SCTPAssociation.streams, sinit_max_instreams: SCTPAssociation.streams,
                sinit_max_attempts: 0, sinit_max_init_timeo: 0))
        for type in [SCTP_ASSOC_CHANGE, SCTP_STREAM_RESET_EVENT, SCTP_SHUTDOWN_EVENT] {
            set(socket, SCTP_EVENT, sctp_event(se_assoc_id: UInt32(SCTP_ALL_ASSOC), se_type: UInt16(type), se_on: 1))
        }
    }

    /// The level is SCTP's own unless said otherwise.
    private func set<Value: BitwiseCopyable>(
        _ socket: OpaquePointer, _ option: Int32, _ value: Value, level: Int32 = 132
    ) {
        _ = withUnsafeBytes(of: value) { bytes in
            usrsctp_setsockopt(socket, level, option, bytes.baseAddress, socklen_t(bytes.count))
        }
    }

    /// Aborts the association; nothing is told afterwards.
    func close() {
        owner = nil
        if let socket { usrsctp_close(socket) }
        socket = nil
        if let address { SCTPLibrary.shared.remove(address) }
        address = nil
    }

    // MARK: Packets

    /// A packet from the peer, decrypted.
    func input(_ packet: [UInt8]) {
        guard let address else { return }
        usrsctp_conninput(address, packet, packet.count, 0)
        settle()
    }

    func output(_ packet: UnsafeRawBufferPointer) { owner?.associationSends(packet) }

    // MARK: Messages

    enum Outcome { case sent, full, failed }

    func send(_ bytes: [UInt8], stream: UInt16, number: UInt32, _ options: DataChannelOptions) -> Outcome {
        guard let socket else { return .failed }
        var info = sctp_sendv_spa()
        info.sendv_flags = UInt32(SCTP_SEND_SNDINFO_VALID)
        info.sendv_sndinfo.snd_sid = stream
        info.sendv_sndinfo.snd_ppid = number.bigEndian
        // What opens the channel is ordered and reliable whatever the channel is (RFC 8832 section 6).
        if number != PayloadProtocol.control {
            if !options.isOrdered { info.sendv_sndinfo.snd_flags = UInt16(SCTP_UNORDERED) }
            switch options.reliability {
            case .reliable: break
            case .retransmissions(let count):
                info.sendv_flags |= UInt32(SCTP_SEND_PRINFO_VALID)
                info.sendv_prinfo = sctp_prinfo(pr_policy: UInt16(SCTP_PR_SCTP_RTX), pr_value: UInt32(count))
            case .lifetime(let milliseconds):
                info.sendv_flags |= UInt32(SCTP_SEND_PRINFO_VALID)
                info.sendv_prinfo = sctp_prinfo(pr_policy: UInt16(SCTP_PR_SCTP_TTL), pr_value: UInt32(milliseconds))
            }
        }
        let size = socklen_t(MemoryLayout<sctp_sendv_spa>.size)
        let sent = usrsctp_sendv(socket, bytes, bytes.count, nil, 0, &info, size, UInt32(SCTP_SENDV_SPA), 0)
        if sent >= 0 { return .sent }
        return errno == EWOULDBLOCK || errno == EAGAIN ? .full : .failed
    }

    func reset(_ stream: UInt16) { if let socket { _ = sctp_shim_reset(socket, stream) } }

    private func received(_ bytes: UnsafeRawBufferPointer, _ stream: UInt16, _ number: UInt32, _ flags: Int32) {
        if flags & MSG_NOTIFICATION != 0 {
            notified(Array(bytes))
            return
        }
        let whole = (partial.removeValue(forKey: stream) ?? []) + Array(bytes)
        partialSize = partial.isEmpty ? 0 : partialSize
        guard whole.count <= maximumMessageSize else {
            events.append(.ended)  // more than we said that we take (RFC 8841 section 6.1)
            return
        }
        if flags & Int32(MSG_EOR) != 0 {
            events.append(.message(whole, stream: stream, number: number))
        } else {
            partial[stream] = whole
            partialSize += bytes.count
            if partialSize > 4 * maximumMessageSize { events.append(.ended) }
        }
    }

    private func notified(_ bytes: [UInt8]) {
        // The library's own structures, in host order.
        func field(_ offset: Int) -> Int32? {
            guard bytes.count >= offset + 2 else { return nil }
            return Int32(bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt16.self) })
        }
        switch field(0) {
        case SCTP_ASSOC_CHANGE:
            switch field(8) {
            case SCTP_COMM_UP: events.append(.up)
            case SCTP_COMM_LOST, SCTP_SHUTDOWN_COMP, SCTP_CANT_STR_ASSOC: events.append(.ended)
            default: break
            }
        case SCTP_SHUTDOWN_EVENT: events.append(.ended)
        case SCTP_STREAM_RESET_EVENT:
            guard let flags = field(2), flags & SCTP_STREAM_RESET_INCOMING_SSN != 0 else { return }
            let streams = stride(from: 12, to: bytes.count - 1, by: 2).compactMap { field($0) }
            events.append(.reset(streams.map { UInt16(truncatingIfNeeded: $0) }))
        default: break
        }
    }

    /// Tells the owner what happened since.
    func settle() {
        while !events.isEmpty {
            let happened = events
            events = []
            for event in happened {
                switch event {
                case .up: owner?.associationIsUp()
                case .ended: owner?.associationEnded()
                case .message(let bytes, let stream, let number):
                    owner?.associationReceived(bytes, stream: stream, number: number)
                case .reset(let streams): owner?.associationReset(streams)
                }
            }
        }
        owner?.associationSettled()
    }
}
