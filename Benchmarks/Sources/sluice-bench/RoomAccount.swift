import Cryptography
import RoomClient

/// What all parts of the room subject join with.
enum RoomAccount {
    static let key = "benchmark"
    static let secret = Secret("a-secret-of-the-benchmark-that-is-long-enough")
    static let room = "benchmark"
    static let publisher = "publisher"

    static func credentials(_ identity: String, _ grant: VideoGrant) -> RoomCredentials {
        .key(key, secret: secret, identity: identity, grant: grant)
    }
}
