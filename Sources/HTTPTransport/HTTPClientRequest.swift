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

    /// Whether no field smuggles in another line.
    var hasSingleLines: Bool {
        !([method, url] + headers.flatMap { [$0.key, $0.value] }).contains { $0.utf8.contains { $0 < 32 } }
    }

    /// As libcurl wants them: a semicolon is how it is told of an empty value.
    var headerLines: [String] {
        headers.sorted { $0.key < $1.key }.map { $1.isEmpty ? "\($0);" : "\($0): \($1)" }
    }

    /// Scheme, host and port, for errors: paths, queries and user names may hold secrets.
    var origin: String {
        guard let start = url.firstRange(of: "://")?.upperBound else { return "the given address" }
        let authority = url[start...].prefix { !"/?#\\".contains($0) }
        return "\(url[..<start])\(authority.split(separator: "@", omittingEmptySubsequences: false).last ?? "")"
    }
}
