internal import Cryptography

/// TLS to a TURN server, which libnice does not speak: a port of this machine where libnice finds the server in plain
/// TCP. For the loop's thread alone.
final class TLSTunnel {
    /// libnice opens one for each local address.
    private static let maximumConnections = 16

    /// On 127.0.0.1.
    let port: UInt16
    private let loop: TransportLoop
    private let server: ResolvedServer
    private let options: TLSClientOptions
    private let listener: StreamSocket
    private var watch: LoopWatch?
    private var connections: [TLSTunnelConnection] = []

    /// Nil when there is no port to be had.
    init?(to server: ResolvedServer, authorityFile: String?, loop: TransportLoop) {
        guard let listener = StreamSocket.listener() else { return nil }
        let descriptor = listener.descriptor
        port = listener.port
        self.listener = listener
        self.loop = loop
        self.server = server
        options = TLSClientOptions(serverName: server.host, authorityFile: authorityFile)
        watch = LoopWatch(loop, descriptor) { [unowned self] in accept() }
        watch?.wants(reading: true, writing: false)
    }

    private func accept() {
        guard let inner = listener.accepted() else {
            watch = nil  // out of descriptors: to ask again and again would hold up the loop
            return
        }
        guard connections.count < TLSTunnel.maximumConnections,
            let outer = StreamSocket.connecting(to: server.address, port: server.port),
            let session = try? TLSSession(client: options)
        else { return }
        let connection = TLSTunnelConnection(inner, outer, session, loop)
        connections.append(connection)
        connection.begin()
    }
}
