import HTTPTransport
import ProtobufRuntime
import ProtocolModels
import Synchronization

@testable import RoomClient

/// A room's server that says what a test tells it, and remembers what it heard.
final class ScriptedServer: Sendable {
    private let server: HTTPServer
    private let log: Log

    /// What came in, over all connections.
    final class Log: Sendable {
        let requests = Mutex<[HTTPRequest]>([])
        let messages = Mutex<[LiveKit.SignalRequest.Message]>([])
    }

    /// One connection of the client.
    struct Connection: Sendable {
        let socket: WebSocket
        let log: Log
        let isResuming: Bool

        func say(_ message: LiveKit.SignalResponse.Message) async {
            var response = LiveKit.SignalResponse()
            response.message = message
            try? await socket.send(.binary(response.encoded()))
        }

        /// Remembers what comes, until the client closes, or `until` finds what it waits for.
        func listen(until: (LiveKit.SignalRequest.Message) -> Bool = { _ in false }) async {
            while case .binary(let bytes)? = try? await socket.receive() {
                guard let message = (try? LiveKit.SignalRequest(protobuf: bytes))?.message else { continue }
                log.messages.withLock { $0.append(message) }
                if until(message) { return }
            }
        }
    }

    init(_ script: @escaping @Sendable (Connection) async -> Void) throws {
        let log = Log()
        self.log = log
        let service = WebSocketService { request in
            log.requests.withLock { $0.append(request) }
            let isResuming = request.queryValue("reconnect") == "1"
            return .accept { socket in
                await script(Connection(socket: socket, log: log, isResuming: isResuming))
            }
        }
        server = try HTTPServer(port: 0, webSockets: service) { _ in .text("no", status: 404) }
    }

    var address: String { "ws://127.0.0.1:\(server.port)" }
    var requests: [HTTPRequest] { log.requests.withLock { $0 } }
    var messages: [LiveKit.SignalRequest.Message] { log.messages.withLock { $0 } }

    func stop() async { await server.stop() }

    static func join(pingInterval: Int32 = 0, sid: String = "PA_me") -> LiveKit.SignalResponse.Message {
        var response = LiveKit.JoinResponse()
        response.participant = .with { $0.sid = sid }
        response.subscriberPrimary = true
        response.pingInterval = pingInterval
        return .join(response)
    }
}
