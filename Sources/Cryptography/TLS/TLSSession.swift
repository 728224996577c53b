internal import COpenSSL

/// The client's end of one TLS connection over memory buffers; sole owner of its handle.
///
/// It does no I/O: the owner carries bytes between it and the network. What comes from the network goes in through
/// `receive`, and after every call what `takeOutput` gives must be sent. For one thread at a time.
public struct TLSSession: ~Copyable {
    private let handle: OpaquePointer
    /// Both belong to `handle`: what the network brought, and what it shall carry.
    private let input: OpaquePointer
    private let output: OpaquePointer
    private let serverName: String
    public private(set) var isEstablished = false
    /// The server said that nothing more will come.
    public private(set) var hasEnded = false

    /// A session that has not begun: call `handshake`, then send its output.
    public init(client options: TLSClientOptions) throws(TLSError) {
        let context = try TLSContext(options)
        guard let handle = SSL_new(context.handle) else { throw .unavailable(reason: TLSError.pendingReason()) }
        guard let input = BIO_new(BIO_s_mem()), let output = BIO_new(BIO_s_mem()) else {
            SSL_free(handle)
            throw .unavailable(reason: "out of memory")
        }
        SSL_set_bio(handle, input, output)
        SSL_set_connect_state(handle)
        guard TLSSession.expect(options, of: handle) else {
            SSL_free(handle)
            throw .unavailable(reason: TLSError.pendingReason())
        }
        self.handle = handle
        self.input = input
        self.output = output
        serverName = options.serverName
    }

    deinit { SSL_free(handle) }  // and both buffers with it

    private static func expect(_ options: TLSClientOptions, of handle: OpaquePointer) -> Bool {
        let name = options.serverName
        // A certificate states addresses apart from names, and an address is never sent as a server name.
        if X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(handle), name) == 1 { return true }
        ERR_clear_error()
        var sent = Array(name.utf8CString)
        // What the macro SSL_set_tlsext_host_name stands for.
        let type = Int(TLSEXT_NAMETYPE_host_name)
        guard SSL_ctrl(handle, SSL_CTRL_SET_TLSEXT_HOSTNAME, type, &sent) == 1 else { return false }
        return SSL_set1_host(handle, name) == 1
    }

    /// Goes on with the handshake as far as the bytes received allow; `isEstablished` tells when it is done.
    public mutating func handshake() throws(TLSError) {
        guard !isEstablished else { return }
        ERR_clear_error()
        let status = SSL_do_handshake(handle)
        if status == 1 {
            isEstablished = true
            return
        }
        let kind = SSL_get_error(handle, status)
        guard kind != SSL_ERROR_WANT_READ, kind != SSL_ERROR_WANT_WRITE else { return }
        let verdict = SSL_get_verify_result(handle)
        guard verdict == X509_V_OK else {
            ERR_clear_error()
            let reason = X509_verify_cert_error_string(verdict).map { String(cString: $0) } ?? "refused"
            throw .untrustedServer(name: serverName, reason: reason)
        }
        throw .handshakeFailed(name: serverName, reason: TLSError.pendingReason())
    }

    /// Takes bytes from the network. They are kept until read, so that the caller reads before it brings more.
    public mutating func receive(_ bytes: Span<UInt8>) throws(TLSError) {
        guard bytes.count > 0 else { return }
        var written = 0
        let status = bytes.withUnsafeBufferPointer { BIO_write_ex(input, $0.baseAddress, $0.count, &written) }
        guard status == 1, written == bytes.count else { throw .broken(reason: TLSError.pendingReason()) }
    }

    /// Appends up to a record of what the server sent to `plaintext`; false when more has to come from the network, or
    /// nothing will (`hasEnded`).
    public mutating func read(appendingTo plaintext: inout [UInt8]) throws(TLSError) -> Bool {
        guard !hasEnded else { return false }
        ERR_clear_error()
        var count = 0
        var status: Int32 = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, size in
            status = SSL_read_ex(handle, buffer.baseAddress, buffer.count, &count)
            size = status == 1 ? count : 0
        }
        if status == 1 {
            plaintext += chunk
            return true
        }
        switch SSL_get_error(handle, status) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return false
        case SSL_ERROR_ZERO_RETURN:
            hasEnded = true
            return false
        default: throw .broken(reason: TLSError.pendingReason())
        }
    }

    /// Encrypts `plaintext`, all of it, into the output. The handshake must be over.
    public mutating func write(_ plaintext: Span<UInt8>) throws(TLSError) {
        guard plaintext.count > 0 else { return }
        ERR_clear_error()
        var written = 0
        let status = plaintext.withUnsafeBufferPointer { SSL_write_ex(handle, $0.baseAddress, $0.count, &written) }
        guard status == 1, written == plaintext.count else { throw .broken(reason: TLSError.pendingReason()) }
    }

    /// Tells the server that nothing more will come.
    public mutating func end() {
        ERR_clear_error()
        if isEstablished { _ = SSL_shutdown(handle) }
    }

    /// Removes what waits for the network and appends it to `ciphertext`.
    public mutating func takeOutput(appendingTo ciphertext: inout [UInt8]) {
        let waiting = BIO_ctrl_pending(output)
        guard waiting > 0 else { return }
        ciphertext += [UInt8](unsafeUninitializedCapacity: waiting) { buffer, count in
            if BIO_read_ex(output, buffer.baseAddress, waiting, &count) != 1 { count = 0 }
        }
    }
}
