public import HTTPTransport

/// A ``RoomServer`` with a port of its own.
public final class RoomListener: Sendable {
    public let rooms: RoomServer
    private let server: HTTPServer
    private let host: String

    init(_ rooms: RoomServer) throws(RoomServerError) {
        self.rooms = rooms
        host = rooms.configuration.host
        do {
            server = try HTTPServer(
                host: host, port: rooms.configuration.port,
                maximumConnections: rooms.configuration.limits.signalConnections, webSockets: rooms.webSockets,
                handler: { await rooms.handle($0) })
        } catch {
            throw .listening(error)
        }
    }

    public var port: Int { server.port }

    /// What clients connect to, such as `ws://127.0.0.1:7880`.
    public var address: String { "ws://\(host == "0.0.0.0" ? "127.0.0.1" : host):\(port)" }

    /// Sends everybody away, and closes the port.
    public func stop() async {
        await rooms.close()
        await server.stop(patience: .seconds(1))
    }
}
