internal import COpenSSL

/// The network as a DTLS session sees it: one write is one datagram, which OpenSSL's memory buffers would join.
final class DTLSWire {
    let expected: [DTLSFingerprint]
    /// The datagram that is being read.
    var input: UnsafeBufferPointer<UInt8>?
    var output: [[UInt8]] = []
    /// A certificate came, and was not the one announced.
    var hasMismatch = false

    init(expecting fingerprints: [DTLSFingerprint]) { expected = fingerprints }

    /// A buffer of OpenSSL's that reads and writes here, without owning it.
    func newBuffer() -> OpaquePointer? {
        guard let buffer = BIO_new(DTLSWire.method) else { return nil }
        BIO_set_data(buffer, Unmanaged.passUnretained(self).toOpaque())
        BIO_set_init(buffer, 1)
        return buffer
    }

    /// Whether the certificate of a chain is one that was announced.
    func accepts(_ store: OpaquePointer) -> Bool {
        guard let certificate = X509_STORE_CTX_get0_cert(store), expected.contains(where: { $0.matches(certificate) })
        else {
            hasMismatch = true
            return false
        }
        return true
    }

    private func read(into buffer: UnsafeMutablePointer<CChar>, _ capacity: Int) -> Int32? {
        guard let datagram = input, let start = datagram.baseAddress else { return nil }
        input = nil
        // A datagram larger than the buffer loses its end, as on a socket.
        let count = min(capacity, datagram.count)
        UnsafeMutableRawPointer(buffer).copyMemory(from: UnsafeRawPointer(start), byteCount: count)
        return Int32(count)
    }

    private static func wire(of buffer: OpaquePointer?) -> DTLSWire {
        Unmanaged<DTLSWire>.fromOpaque(BIO_get_data(buffer)).takeUnretainedValue()
    }

    /// Never freed: one for the process. Written once, before its first use.
    nonisolated(unsafe) private static let method: OpaquePointer? = {
        guard let method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "datagrams") else { return nil }
        BIO_meth_set_write(method) { buffer, bytes, count in
            guard let bytes, count > 0 else { return 0 }
            wire(of: buffer).output.append(Array(UnsafeRawBufferPointer(start: bytes, count: Int(count))))
            return count
        }
        BIO_meth_set_read(method) { buffer, bytes, capacity in
            BIO_clear_flags(buffer, BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY)
            if let bytes, capacity > 0, let count = wire(of: buffer).read(into: bytes, Int(capacity)) { return count }
            BIO_set_flags(buffer, BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY)
            return -1
        }
        // Of all the questions only "flush" must be answered with yes.
        BIO_meth_set_ctrl(method) { _, command, _, _ in command == BIO_CTRL_FLUSH ? 1 : 0 }
        return method
    }()

    private static let BIO_TYPE_SOURCE_SINK: Int32 = 0x0400
    private static let BIO_FLAGS_READ: Int32 = 1
    private static let BIO_FLAGS_SHOULD_RETRY: Int32 = 8
}
