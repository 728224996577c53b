/// Where a bucket is: host, scheme and whether the bucket's name goes into the host or the path.
struct S3Address: Hashable, Sendable {
    var scheme: String
    /// With its port, without the bucket.
    var host: String
    /// Before the bucket; empty or with a leading slash.
    var basePath: String
    var bucket: String
    var isPathStyle: Bool
    /// Whether it is Amazon's own, whose host has the region in it.
    var isAmazon: Bool

    /// Nil for a bucket or an endpoint that is none.
    init?(endpoint: String, bucket: String, forcePathStyle: Bool) {
        guard !bucket.isEmpty, !bucket.utf8.contains(where: { $0 <= 32 || "/?#%@:\\".utf8.contains($0) }) else { return nil }
        self.bucket = bucket
        isAmazon = endpoint.isEmpty
        let text = endpoint.isEmpty ? "s3.amazonaws.com" : endpoint
        guard !text.utf8.contains(where: { $0 <= 32 || "?#@\\".utf8.contains($0) }) else { return nil }
        let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        scheme = parts.count == 2 ? parts[0].lowercased() : "https"
        guard ["http", "https"].contains(scheme), let rest = parts.last else { return nil }
        host = rest.prefix { $0 != "/" }.lowercased()
        basePath = String(rest.drop { $0 != "/" })
        while basePath.hasSuffix("/") { basePath.removeLast() }
        guard !host.isEmpty else { return nil }
        // The bucket would be part of a name that does not resolve, or that no certificate is for.
        isPathStyle =
            forcePathStyle || S3Address.isBare(host) || !S3Address.isHostLabel(bucket)
            || scheme == "https" && bucket.contains(".")
    }

    /// The host to send to. `region` counts for Amazon only, where it is empty until it is known.
    func host(region: String) -> String {
        var host = host
        if isAmazon, !region.isEmpty { host = "s3.\(region).amazonaws.com\(region.hasPrefix("cn-") ? ".cn" : "")" }
        return isPathStyle ? host : "\(bucket).\(host)"
    }

    /// Percent-encoded, for a key or, without one, the bucket.
    func path(of key: String?) -> String {
        let object = key.map { "/" + PercentEncoding.encode($0, keepsSlashes: true) } ?? ""
        let path = basePath + (isPathStyle ? "/\(bucket)" : "") + object
        return path.isEmpty ? "/" : path
    }

    /// What users are told of an object's place.
    func location(of key: String) -> String {
        isPathStyle ? "\(scheme)://\(host)\(basePath)/\(bucket)/\(key)" : "\(scheme)://\(bucket).\(host)\(basePath)/\(key)"
    }

    /// Whether it is an address, this machine, or has a port: servers there seldom have a name for each bucket.
    private static func isBare(_ host: String) -> Bool {
        if host.contains(":") || host == "localhost" || host.hasSuffix(".localhost") { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func isHostLabel(_ bucket: String) -> Bool {
        bucket.utf8.count <= 63 && bucket.utf8.allSatisfy {
            $0 >= 97 && $0 <= 122 || $0 >= 48 && $0 <= 57 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        }
    }
}
