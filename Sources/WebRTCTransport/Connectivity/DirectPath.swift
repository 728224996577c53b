internal import CNice
internal import CNiceShims

/// The socket and the peer's address of the pair in use, where a datagram can go out by one call of the system. For
/// the loop's thread alone.
final class DirectPath {
    private let socket: UnsafeMutablePointer<GSocket>
    private let address = UnsafeMutableRawPointer.allocate(byteCount: Int(nice_shim_address_size), alignment: 16)
    private let addressLength: guint

    /// Nil for pairs over a relay or TCP.
    init?(
        _ agent: OpaquePointer, _ stream: guint, _ component: guint, from local: UnsafeMutablePointer<NiceCandidate>,
        to remote: UnsafeMutablePointer<NiceCandidate>
    ) {
        guard let socket = nice_shim_direct_socket(agent, stream, component, local) else {
            address.deallocate()
            return nil
        }
        self.socket = socket
        addressLength = nice_shim_address(remote, address)
    }

    deinit {
        nice_shim_release_socket(socket)
        address.deallocate()
    }

    /// Whether the kernel took it; nil when the library has closed the socket.
    @inline(__always)
    func send(_ bytes: UnsafeRawBufferPointer) -> Bool? {
        guard let start = bytes.baseAddress else { return false }
        let sent = nice_shim_send(socket, address, addressLength, start, gsize(bytes.count))
        return sent == -2 ? nil : sent >= 0
    }
}
