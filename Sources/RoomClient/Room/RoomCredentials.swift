public import Cryptography
internal import Foundation

/// What lets us into a room.
public struct RoomCredentials: Sendable {
    enum Kind: Sendable {
        case token(Secret)
        case key(AccessToken, secret: Secret, lifetime: Int64)
    }
    let kind: Kind

    /// A token that somebody made. It has to be valid when joining; the server refreshes it as long as we are there.
    public static func token(_ token: Secret) -> RoomCredentials { RoomCredentials(kind: .token(token)) }

    /// Tokens made here, a new one for each time that the room is joined.
    ///
    /// - Parameters:
    ///   - claims: Key, identity, grants and the rest; its times are set anew each time.
    ///   - lifetime: Of each token, in seconds.
    public static func key(_ claims: AccessToken, secret: Secret, lifetime: Int64 = 3600) -> RoomCredentials {
        RoomCredentials(kind: .key(claims, secret: secret, lifetime: lifetime))
    }

    /// Tokens made here that let `identity` do in `grant.room` what `grant` says.
    public static func key(
        _ apiKey: String, secret: Secret, identity: String, grant: VideoGrant
    ) -> RoomCredentials {
        key(AccessToken(apiKey: apiKey, identity: identity, video: grant, now: 0), secret: secret)
    }

    /// A token that is valid from now on.
    func token() throws(RoomError) -> Secret {
        switch kind {
        case .token(let token): return token
        case .key(var claims, let secret, let lifetime):
            let now = Int64(Date().timeIntervalSince1970)
            claims.issued = now
            // Clocks differ a little.
            claims.notBefore = now - 10
            claims.expires = now &+ lifetime
            do {
                return try claims.signed(with: secret)
            } catch {
                throw .credentialsUnusable("\(error)")
            }
        }
    }
}
