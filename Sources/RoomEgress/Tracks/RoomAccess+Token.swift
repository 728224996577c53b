import Cryptography
import RoomClient

extension RoomAccess {
    /// The token to join with. `now` is in seconds since the Unix epoch.
    func token(now: Int64) throws -> Secret {
        switch credentials {
        case .token(let token): token
        case .key(let key, let secret, let room, let identity):
            try RoomAccess.claims(key, room, identity, now: now).signed(with: secret)
        }
    }

    /// The same for as long as it takes, also when the room has to be joined again.
    var roomCredentials: RoomCredentials {
        switch credentials {
        case .token(let token): .token(token)
        case .key(let key, let secret, let room, let identity):
            .key(RoomAccess.claims(key, room, identity, now: 0), secret: secret)
        }
    }

    private static func claims(_ key: String, _ room: String, _ identity: String, now: Int64) -> AccessToken {
        var token = AccessToken(apiKey: key, identity: identity, video: .recorder(in: room), now: now)
        token.kind = "egress"
        return token
    }
}
