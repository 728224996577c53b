/// One request for an ``HTTPClient``.
public struct HTTPClientRequest: Sendable {
    /// Upper case.
    public var method: String
    /// `http` or `https`.
    public var url: String
    public var headers: [String: String]
    public var body: [UInt8]

    public init(method: String = "GET", url: String, headers: [String: String] = [:], body: [UInt8] = []) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }

    /// Scheme, host and port, for errors: paths, queries and user names may hold secrets.
    var origin: String {
        guard let start = url.firstRange(of: "://")?.upperBound else { return "the given address" }
        let authority = url[start...].prefix { !"/?#\\".contains($0) }
        return "\(url[..<start])\(authority.split(separator: "@", omittingEmptySubsequences: false).last ?? "")"
    }
}
