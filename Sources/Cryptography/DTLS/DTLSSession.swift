internal import COpenSSL

/// One end of a DTLS 1.2 session (RFC 6347) with a peer known by the fingerprint of its certificate; sole owner of its
/// handle. Nothing is accepted from a peer before its certificate has been compared.
///
/// It does no I/O and has no clock: the owner brings datagrams, sends what `takeOutput` gives after every call, and
/// calls `handleTimeout` when `timeout` has passed. For one thread at a time.
public struct DTLSSession: ~Copyable {
    public enum Role: Sendable {
        case client, server
    }
    private let handle: OpaquePointer
    private let wire: DTLSWire
    /// Keeps the key and the certificate.
    private let identity: DTLSIdentity
    private let role: Role
    public private(set) var isEstablished = false
    /// The peer said that nothing more will come.
    public private(set) var hasEnded = false

    /// A session that has not begun: a client begins with `handshake`.
    public init(_ role: Role, identity: DTLSIdentity, peer fingerprints: [DTLSFingerprint]) throws(DTLSError) {
        ERR_clear_error()
        let wire = DTLSWire(expecting: fingerprints)
        guard let handle = DTLSSession.newHandle(role, identity, wire) else {
            throw .unavailable(reason: TLSError.pendingReason())
        }
        self.handle = handle
        self.wire = wire
        self.identity = identity
        self.role = role
    }

    deinit { SSL_free(handle) }

    private static func newHandle(_ role: Role, _ identity: DTLSIdentity, _ wire: DTLSWire) -> OpaquePointer? {
        guard let context = SSL_CTX_new(DTLS_method()) else { return nil }
        defer { SSL_CTX_free(context) }  // the session keeps it
        // What the macro SSL_CTX_set_min_proto_version stands for.
        guard SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(DTLS1_2_VERSION), nil) == 1,
            SSL_CTX_use_certificate(context, identity.certificate) == 1,
            SSL_CTX_use_PrivateKey(context, identity.key) == 1,
            // Answers 0 for success. GCM first: it is several times as fast.
            SSL_CTX_set_tlsext_use_srtp(context, "SRTP_AEAD_AES_128_GCM:SRTP_AES128_CM_SHA1_80") == 0
        else { return nil }
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nil)
        SSL_CTX_set_cert_verify_callback(
            context,
            { store, wire in
                guard let store, let wire else { return 0 }
                return Unmanaged<DTLSWire>.fromOpaque(wire).takeUnretainedValue().accepts(store) ? 1 : 0
            }, Unmanaged.passUnretained(wire).toOpaque())
        guard let handle = SSL_new(context) else { return nil }
        guard let buffer = wire.newBuffer() else {
            SSL_free(handle)
            return nil
        }
        SSL_set_bio(handle, buffer, buffer)
        configure(handle, role)
        return handle
    }

    private static func configure(_ handle: OpaquePointer, _ role: Role) {
        // Fits every path that carries IPv6, below UDP and TURN (RFC 8831 section 5 asks for the same of SCTP).
        _ = SSL_set_options(handle, 1 << 12)  // the macro SSL_OP_NO_QUERY_MTU
        _ = SSL_ctrl(handle, SSL_CTRL_SET_MTU, 1200, nil)
        DTLS_set_timer_cb(handle) { _, microseconds in
            // The standard's second would hold up every call that loses one packet.
            microseconds == 0 ? 100_000 : min(2 * microseconds, 2_000_000)
        }
        if role == .client { SSL_set_connect_state(handle) } else { SSL_set_accept_state(handle) }
    }

    /// Goes on with the handshake as far as what was received allows; `isEstablished` tells when it is done.
    public mutating func handshake() throws(DTLSError) {
        guard !isEstablished else { return }
        ERR_clear_error()
        let status = SSL_do_handshake(handle)
        if status == 1 {
            isEstablished = true
            return
        }
        let kind = SSL_get_error(handle, status)
        guard kind != SSL_ERROR_WANT_READ, kind != SSL_ERROR_WANT_WRITE else { return }
        if wire.hasMismatch {
            ERR_clear_error()
            throw .fingerprintMismatch
        }
        throw .handshakeFailed(reason: TLSError.pendingReason())
    }

    /// Takes one datagram from the network and hands each plaintext in it to `deliver`.
    public mutating func receive(_ datagram: RawSpan, deliver: (RawSpan) -> Void) throws(DTLSError) {
        guard datagram.byteCount > 0, !hasEnded else { return }
        // Only until the end of this call does the wire hold the borrowed bytes.
        let result: Result<Void, DTLSError> = datagram.withUnsafeBytes { bytes in
            wire.input = bytes.assumingMemoryBound(to: UInt8.self)
            defer { wire.input = nil }
            do throws(DTLSError) {
                try handshake()
                if isEstablished { try read(deliver) }
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    private mutating func read(_ deliver: (RawSpan) -> Void) throws(DTLSError) {
        try withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 8) { buffer throws(DTLSError) in
            while true {
                ERR_clear_error()
                var count = 0
                let status = SSL_read_ex(handle, buffer.baseAddress, buffer.count, &count)
                if status == 1 {
                    deliver(RawSpan(_unsafeBytes: UnsafeRawBufferPointer(rebasing: buffer[..<count])))
                    continue
                }
                switch SSL_get_error(handle, status) {
                case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return
                case SSL_ERROR_ZERO_RETURN:
                    hasEnded = true
                    return
                default: throw .broken(reason: TLSError.pendingReason())
                }
            }
        }
    }

    /// Encrypts one datagram, at most 16 KiB, into the output.
    public mutating func write(_ plaintext: RawSpan) throws(DTLSError) {
        guard isEstablished else { throw .notEstablished }
        guard plaintext.byteCount > 0 else { return }
        ERR_clear_error()
        var written = 0
        let status = plaintext.withUnsafeBytes { SSL_write_ex(handle, $0.baseAddress, $0.count, &written) }
        guard status == 1 else { throw .broken(reason: TLSError.pendingReason()) }
    }

    /// Tells the peer that nothing more will come.
    public mutating func end() {
        ERR_clear_error()
        if isEstablished { _ = SSL_shutdown(handle) }
    }

    /// How long until `handleTimeout` is due; nil when nothing waits for an answer.
    public var timeout: Duration? {
        // A timeval.
        var left: (seconds: Int, microseconds: Int) = (0, 0)
        guard SSL_ctrl(handle, DTLS_CTRL_GET_TIMEOUT, 0, &left) == 1 else { return nil }
        return .seconds(left.seconds) + .microseconds(left.microseconds)
    }

    /// Sends the last flight again when its time is over.
    public mutating func handleTimeout() throws(DTLSError) {
        ERR_clear_error()
        guard SSL_ctrl(handle, DTLS_CTRL_HANDLE_TIMEOUT, 0, nil) >= 0 else {
            throw .handshakeFailed(reason: "the peer does not answer")
        }
    }

    /// Removes the datagrams that wait for the network, in their order.
    public mutating func takeOutput() -> [[UInt8]] {
        defer { wire.output.removeAll() }
        return wire.output
    }

    /// The SRTP keys of the session, once it is established.
    public func srtpKeys() throws(DTLSError) -> SRTPKeyingMaterial {
        guard isEstablished else { throw .notEstablished }
        let profile: SRTPKeyingMaterial.Profile
        switch SSL_get_selected_srtp_profile(handle)?.pointee.id {
        case UInt(SRTP_AEAD_AES_128_GCM): profile = .aeadAES128GCM
        case UInt(SRTP_AES128_CM_SHA1_80): profile = .aes128CounterSHA1
        default: throw .noProtectionProfile
        }
        let (key, salt) = (16, profile.saltCount)
        let label = Array("EXTRACTOR-dtls_srtp".utf8).map { CChar(bitPattern: $0) }
        var isExported = false
        let material = [UInt8](unsafeUninitializedCapacity: 2 * (key + salt)) { buffer, count in
            isExported =
                SSL_export_keying_material(
                    handle, buffer.baseAddress, buffer.count, label, label.count, nil, 0, 0) == 1
            count = isExported ? 2 * (key + salt) : 0
        }
        guard isExported else { throw .broken(reason: TLSError.pendingReason()) }
        // Client key, server key, client salt, server salt.
        let client = Array(material[..<key] + material[(2 * key)..<(2 * key + salt)])
        let server = Array(material[key..<(2 * key)] + material[(2 * key + salt)...])
        return SRTPKeyingMaterial(
            profile: profile, outgoing: role == .client ? client : server,
            incoming: role == .client ? server : client)
    }
}
