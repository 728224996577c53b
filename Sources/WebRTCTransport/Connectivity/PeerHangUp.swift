internal import CNice
internal import CNiceShims
internal import Glibc

/// Sees the end of a pair's TCP connection before libnice does. For the loop's thread alone.
///
/// libnice 0.1.21 forgets the selected pair while it takes its socket away, and then asserts that there is one
/// (conncheck.c:3056), which aborts the process. So an agent whose pair is over TCP has to be closed before that.
final class PeerHangUp {
    private let socket: StreamSocket
    private var watch: LoopWatch?

    /// Nil when there is no such connection. `action` gets what came last, whole packets only, and that nothing more will.
    init?(
        _ agent: OpaquePointer, _ stream: guint, _ component: guint, of remote: UnsafeMutablePointer<NiceCandidate>, loop: TransportLoop,
        action: @escaping (_ last: [[UInt8]]) -> Void
    ) {
        let descriptor = nice_shim_stream_to(agent, stream, component, remote)
        guard descriptor >= 0 else { return nil }
        socket = StreamSocket(owning: descriptor)
        watch = LoopWatch(loop, descriptor, comesFirst: true) { [unowned self] in action(last()) }
        watch?.wantsHangUp()
    }

    /// Such as the word that the peer closed the session: framed by RFC 4571.
    private func last() -> [[UInt8]] {
        let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = max(0, recv(socket.descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT)))
        }
        var packets: [[UInt8]] = []
        var rest = bytes[...]
        while rest.count > 2 {
            let size = Int(rest[rest.startIndex]) << 8 | Int(rest[rest.startIndex + 1])
            guard size > 0, rest.count >= size + 2 else { break }
            packets.append(Array(rest.dropFirst(2).prefix(size)))
            rest = rest.dropFirst(size + 2)
        }
        return packets
    }
}
