public import Cryptography

/// How a recorder gets into a room.
public struct RoomAccess: Sendable {
    /// `ws://`, `wss://`, or the http forms of them.
    public var url: String
    public var credentials: Credentials

    public enum Credentials: Sendable {
        /// An access token that names the room.
        case token(Secret)
        /// Signs its own token, for a hidden recorder.
        case key(String, secret: Secret, room: String, identity: String)
    }

    public init(url: String, credentials: Credentials) {
        self.url = url
        self.credentials = credentials
    }
}
