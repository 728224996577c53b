import Cryptography
import Foundation
import RoomServer

/// A room server on a port of its own, and tokens for it.
struct TestRooms {
    static let key = "devkey"
    static let secret = Secret("a secret of more than thirty-two bytes")
    let listener: RoomListener

    init(_ change: (inout RoomServerConfiguration) -> Void = { _ in }) throws {
        var configuration = RoomServerConfiguration(apiKey: TestRooms.key, apiSecret: TestRooms.secret)
        change(&configuration)
        listener = try RoomServer.start(configuration)
    }

    /// A token to join the room `studio`, as `change` makes it.
    func token(_ identity: String, _ change: (inout AccessToken) -> Void = { _ in }) throws -> String {
        var claims = AccessToken(
            apiKey: TestRooms.key, identity: identity, video: VideoGrant(room: "studio", roomJoin: true),
            now: Int64(Date().timeIntervalSince1970))
        change(&claims)
        return try claims.signed(with: TestRooms.secret).reveal()
    }
}
