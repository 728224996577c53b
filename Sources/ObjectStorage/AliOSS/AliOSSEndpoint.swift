/// Where a bucket is, read from the endpoint of the options.
struct AliOSSEndpoint: Hashable, Sendable {
    /// `https` unless the endpoint says otherwise.
    var scheme: String
    /// With the port, if there is one.
    var host: String
    var region: String
    /// Whether the bucket stands in the path rather than in the host.
    var isPathStyle: Bool

    /// Nil when it names no host or no region.
    init?(_ endpoint: String, region: String) {
        var rest = endpoint[...]
        scheme = "https"
        if let mark = endpoint.firstRange(of: "://") {
            scheme = endpoint[..<mark.lowerBound].lowercased()
            rest = endpoint[mark.upperBound...]
        }
        host = String(rest.prefix { !"/?#".contains($0) })
        guard ["http", "https"].contains(scheme), !host.isEmpty else { return nil }
        let name = host.prefix { $0 != ":" }
        isPathStyle = name == "localhost" || name.allSatisfy { $0.isNumber || $0 == "." } || host.hasPrefix("[")
        self.region = region.isEmpty ? Self.region(in: name) : region
        guard !self.region.isEmpty else { return nil }
    }

    /// `oss-cn-hangzhou.aliyuncs.com`, `oss-cn-hangzhou-internal…`, and, for both versions of IP,
    /// `cn-hangzhou.oss.aliyuncs.com`.
    private static func region(in host: Substring) -> String {
        let labels = host.split(separator: ".")
        guard host.hasSuffix(".aliyuncs.com"), let first = labels.first else { return "" }
        if labels.count == 4, labels[1] == "oss" { return String(first) }
        guard first.hasPrefix("oss-"), !first.hasPrefix("oss-accelerate") else { return "" }
        let region = first.dropFirst(4)
        return String(region.hasSuffix("-internal") ? region.dropLast(9) : region)
    }

    /// Scheme, host and path to a key, encoded; the bucket itself without one.
    func address(bucket: String, key: String = "") -> String {
        let path = PercentEncoding.encode(key, keepsSlashes: true)
        return isPathStyle ? "\(scheme)://\(host)/\(bucket)/\(path)" : "\(scheme)://\(bucket).\(host)/\(path)"
    }
}
