import Cryptography
import RoomClient
import RoomServer
import TestSupport
import WebRTCTransport

/// A room server on a port of its own, for our client and others.
struct TestRooms {
    static let key = "devkey"
    static let secret = Secret("a secret of more than thirty-two bytes")
    let listener: RoomListener

    init(_ change: (inout RoomServerConfiguration) -> Void = { _ in }) throws {
        var configuration = RoomServerConfiguration(apiKey: TestRooms.key, apiSecret: TestRooms.secret)
        change(&configuration)
        listener = try RoomServer.start(configuration)
    }

    static var options: RoomOptions {
        var options = RoomOptions()
        options.connectivity = .loopback
        return options
    }

    static func credentials(
        _ identity: String, _ grant: VideoGrant = VideoGrant(room: "studio", roomJoin: true), secret: Secret = secret
    ) -> RoomCredentials {
        .key(key, secret: secret, identity: identity, grant: grant)
    }

    /// Our client in the room `studio`, as a recorder unless told otherwise.
    func join(
        _ identity: String = "recorder", grant: VideoGrant = .recorder(in: "studio"),
        options: RoomOptions = options
    ) async throws -> Room {
        try await Room.connect(
            to: listener.address, credentials: TestRooms.credentials(identity, grant), options: options)
    }

    func stop() async { await listener.stop() }

    /// LiveKit's client in the same room.
    func peer(_ identity: String, _ arguments: [String: any Sendable] = [:]) async throws -> LiveKitPeer {
        let peer = try await LiveKitPeer()
        let token = try AccessToken(
            apiKey: TestRooms.key, identity: identity, video: VideoGrant(room: "studio", roomJoin: true),
            now: unixSeconds(), lifetime: 600
        ).signed(with: TestRooms.secret)
        try await peer.join(listener.address, token: token.reveal(), arguments)
        return peer
    }
}
