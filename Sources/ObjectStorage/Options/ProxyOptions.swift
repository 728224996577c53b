public import Cryptography

/// An HTTP proxy between us and a store.
public struct ProxyOptions: Hashable, Sendable {
    /// `http://host:port`, or `https`.
    public var url: String
    public var username: String
    public var password: Secret

    public init(url: String, username: String = "", password: Secret = Secret("")) {
        self.url = url
        self.username = username
        self.password = password
    }
}
