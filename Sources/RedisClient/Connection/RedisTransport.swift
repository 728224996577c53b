internal import Cryptography
internal import Glibc

/// A non-blocking TCP connection, plain or under TLS; sole owner of its socket.
struct RedisTransport: ~Copyable {
    let descriptor: Int32
    private var tls: TLSSession?
    /// Bytes for the network, of which the first `sent` are gone.
    private var outgoing: [UInt8] = []
    private var sent = 0
    private var incoming = [UInt8](repeating: 0, count: 65_536)

    /// Begins to connect: `finishConnecting` once the socket is writable.
    init(to address: SocketAddress, tls options: TLSClientOptions?) throws(TransportFailure) {
        do throws(TLSError) {
            tls = if let options { try TLSSession(client: options) } else { nil }
        } catch {
            throw TransportFailure(reason: "\(error)")
        }
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let socket = Glibc.socket(address.family, type, 0)
        guard socket >= 0 else { throw TransportFailure(code: errno) }
        var on: Int32 = 1
        // Each flush is a batch already; waiting for more would only delay it.
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        if let code = address.connect(socket) {
            close(socket)
            throw TransportFailure(code: code)
        }
        descriptor = socket
    }

    deinit { close(descriptor) }

    var hasOutput: Bool { sent < outgoing.count }

    func finishConnecting() throws(TransportFailure) {
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        guard code == 0 else { throw TransportFailure(code: code) }
    }

    /// True once plaintext can be exchanged; under TLS that takes a few turns.
    mutating func secure() throws(TransportFailure) -> Bool {
        guard tls != nil else { return true }
        do throws(TLSError) { try tls?.handshake() } catch {
            throw TransportFailure(reason: "\(error)")
        }
        tls?.takeOutput(appendingTo: &outgoing)
        try flush()
        return tls?.isEstablished == true
    }

    /// Takes `bytes` to be sent at the next flush.
    mutating func write(_ bytes: [UInt8]) throws(TransportFailure) {
        guard tls != nil else {
            outgoing += bytes
            return
        }
        do throws(TLSError) { try tls?.write(bytes.span) } catch { throw TransportFailure(reason: "\(error)") }
        tls?.takeOutput(appendingTo: &outgoing)
    }

    /// Sends as much as the socket takes.
    mutating func flush() throws(TransportFailure) {
        while sent < outgoing.count {
            let count = outgoing.withUnsafeBytes { bytes in
                send(descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else {
                if errno == EAGAIN || errno == EINTR { break }
                throw TransportFailure(code: errno)
            }
            sent += count
        }
        if sent == outgoing.count {
            outgoing.removeAll(keepingCapacity: outgoing.count < 1 << 20)
            sent = 0
        } else if sent > 1 << 20 {
            outgoing.removeFirst(sent)
            sent = 0
        }
    }

    /// Reads a bounded piece of what there is, and hands plaintext to `body`. Throws at the end of the stream.
    mutating func read(_ body: (Span<UInt8>) throws(RedisError) -> Void) throws {
        let count = recv(descriptor, &incoming, incoming.count, 0)
        guard count != 0 else { throw TransportFailure(reason: "the server closed the connection") }
        guard count > 0 else {
            if errno == EAGAIN || errno == EINTR { return }
            throw TransportFailure(code: errno)
        }
        try take(count, body)
    }

    private mutating func take(_ count: Int, _ body: (Span<UInt8>) throws(RedisError) -> Void) throws {
        guard tls != nil else { return try body(incoming.span.extracting(first: count)) }
        let ciphertext = incoming  // a reference, because a span of the property would hold the session too
        try tls?.receive(ciphertext.span.extracting(first: count))
        guard tls?.isEstablished == true else { return }
        var plaintext: [UInt8] = []
        while try tls?.read(appendingTo: &plaintext) == true {}
        tls?.takeOutput(appendingTo: &outgoing)  // a key update has an answer
        if !plaintext.isEmpty { try body(plaintext.span) }
        if tls?.hasEnded == true { throw TransportFailure(reason: "the server closed the connection") }
    }

    /// Says, under TLS, that nothing more will come.
    mutating func end() {
        tls?.end()
        tls?.takeOutput(appendingTo: &outgoing)
        try? flush()  // the socket is closed next, whatever came of this
    }

    /// Plaintext that came in the same piece as the end of the handshake.
    mutating func readPending(_ body: (Span<UInt8>) throws(RedisError) -> Void) throws {
        var plaintext: [UInt8] = []
        while try tls?.read(appendingTo: &plaintext) == true {}
        if !plaintext.isEmpty { try body(plaintext.span) }
    }
}

/// Why the network failed.
struct TransportFailure: Error {
    let reason: String

    init(reason: String) { self.reason = reason }

    /// `code` is an errno.
    init(code: Int32) { reason = String(cString: strerror(code)) }
}
