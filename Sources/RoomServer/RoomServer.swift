internal import Cryptography
public import HTTPTransport
internal import ProtobufRuntime
internal import ProtocolModels
public import TwirpTransport
internal import WebRTCTransport

/// A room server for one machine: clients of LiveKit join it, publish and subscribe.
///
/// ``start(_:)`` gives it a listener of its own. What has one already makes rooms with ``init(_:)``, and lends them requests:
/// ``handle(_:)`` and ``webSockets``.
public final class RoomServer: Sendable {
    public let configuration: RoomServerConfiguration
    private let registry: RoomRegistry
    private let signals: SignalService
    private let twirp: TwirpServer

    /// Rooms without a listener.
    public init(_ configuration: RoomServerConfiguration) throws(RoomServerError) {
        self.configuration = configuration
        let identity: DTLSIdentity
        do {
            identity = try DTLSIdentity()
        } catch {
            throw .media("\(error)")
        }
        registry = RoomRegistry(RoomContext(configuration: configuration, identity: identity))
        let verifier = AccessTokenVerifier(apiKey: configuration.apiKey, apiSecret: configuration.apiSecret)
        signals = SignalService(registry: registry, verifier: verifier, limits: configuration.limits)
        var twirp = TwirpServer(
            authenticator: TwirpAuthenticator(verifier: verifier, now: { RoomClock.unixSeconds }))
        RoomServiceAPI(registry: registry).register(on: &twirp)
        self.twirp = twirp
    }

    /// Listens where the configuration says, and serves until the listener is stopped.
    public static func start(_ configuration: RoomServerConfiguration) throws(RoomServerError) -> RoomListener {
        try RoomListener(RoomServer(configuration))
    }

    // MARK: For a listener

    /// Whether a request is for rooms: `/rtc` and what is below it, and the room API.
    public func serves(path: String) -> Bool {
        path == "/rtc" || path.hasPrefix("/rtc/") || path.hasPrefix("/twirp/livekit.RoomService/")
    }

    /// Answers a request that is no upgrade.
    public func handle(_ request: HTTPRequest) async -> HTTPResponse {
        switch request.path {
        case "/": return .text("OK")
        case "/rtc/validate": return await signals.validate(request)
        case let path where twirp.serves(path: path): return await twirp.answer(request)
        default: return JoinRefusal.notFound("nothing is served at this path").response
        }
    }

    /// Takes clients' signalling connections.
    public var webSockets: WebSocketService {
        let limits = configuration.limits
        let options = WebSocketOptions(
            maximumMessageSize: limits.signalSize, maximumQueueSize: limits.queuedSignalSize,
            maximumUnreadSize: limits.signalSize, idleTimeout: .seconds(10), closeTimeout: .seconds(2))
        return WebSocketService(options: options, maximumSockets: limits.signalConnections) { [signals] request in
            await signals.answer(request)
        }
    }

    /// Adds the room API to a server of Twirp that has other services too.
    public func register(on server: inout TwirpServer) { RoomServiceAPI(registry: registry).register(on: &server) }

    /// Sends everybody away and closes all rooms; nobody is let in any more.
    public func close() async { await registry.stop() }
}
