public import Cryptography

/// An HTTP proxy. Requests to `https` addresses pass it in a tunnel, others are read and passed on by it.
public struct HTTPProxy: Hashable, Sendable {
    /// `http://host:port`, or `https`.
    public var url: String
    /// Empty for none. Sent by the Basic scheme (RFC 7617) with the first request.
    public var username: String
    public var password: Secret

    public init(url: String, username: String = "", password: Secret = Secret("")) {
        self.url = url
        self.username = username
        self.password = password
    }
}
