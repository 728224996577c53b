internal import Cryptography

/// Addresses that a service account signed, with which anybody reads an object (GOOG4-RSA-SHA256).
struct GCPSignedURL: Sendable {
    var email: String
    var key: RSASigningKey
    /// Without the scheme.
    var host: String

    private static let algorithm = "GOOG4-RSA-SHA256"
    private static let unsignedPayload = "UNSIGNED-PAYLOAD"

    /// `path` and query of the address to GET, encoded. `path` has the bucket in it.
    func target(for path: String, at time: CivilTime, validity seconds: Int64) throws(CryptographyError) -> String {
        let scope = "\(time.basicDay)/auto/storage/goog4_request"
        // In the order of their names, as they are signed.
        let query = PercentEncoding.query([
            ("X-Goog-Algorithm", Self.algorithm), ("X-Goog-Credential", "\(email)/\(scope)"), ("X-Goog-Date", time.basic),
            ("X-Goog-Expires", "\(seconds)"), ("X-Goog-SignedHeaders", "host"),
        ])
        let path = PercentEncoding.encode(path, keepsSlashes: true)
        let request = ["GET", path, query, "host:\(host)", "", "host", Self.unsignedPayload].joined(separator: "\n")
        let digest = try SHA256.digest(of: Array(request.utf8).span)
        let text = [Self.algorithm, time.basic, scope, Hexadecimal.encode(digest)].joined(separator: "\n")
        let signature = try key.signature(of: Array(text.utf8).span)
        return "\(path)?\(query)&X-Goog-Signature=\(Hexadecimal.encode(signature))"
    }
}
