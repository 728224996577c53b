internal import Cryptography

/// Signature version 4 of Alibaba Cloud OSS, over headers or as a query. The body is not covered, as in all of the vendor's
/// libraries: TLS protects it, and a checksum is compared afterwards.
struct AliOSSSignature: Sendable {
    var accessKey: String
    var secret: Secret
    /// As the endpoint names it: `cn-hangzhou`.
    var region: String

    private static let algorithm = "OSS4-HMAC-SHA256"
    private static let unsignedPayload = "UNSIGNED-PAYLOAD"

    /// What of a request is signed.
    struct Subject: Sendable {
        var method: String
        /// `/bucket/key`, whatever the style of the address; not encoded.
        var resource: String
        /// Not encoded.
        var query: [(name: String, value: String)] = []
        /// Names in lower case.
        var headers: [String: String] = [:]
    }

    /// The headers to add to `subject`'s.
    func headers(for subject: Subject, at time: CivilTime) throws(CryptographyError) -> [String: String] {
        var added = ["x-oss-date": time.basic, "x-oss-content-sha256": Self.unsignedPayload]
        var subject = subject
        subject.headers.merge(added) { $1 }
        let signature = try signature(of: subject, at: time)
        added["authorization"] = "\(Self.algorithm) Credential=\(accessKey)/\(scope(time)),Signature=\(signature)"
        return added
    }

    /// `subject`'s query, encoded, with the signature as its last parameter.
    func query(for subject: Subject, at time: CivilTime, validity seconds: Int64) throws(CryptographyError) -> String {
        var subject = subject
        subject.query += [
            ("x-oss-signature-version", Self.algorithm), ("x-oss-date", time.basic), ("x-oss-expires", "\(seconds)"),
            ("x-oss-credential", "\(accessKey)/\(scope(time))"),
        ]
        let signature = try signature(of: subject, at: time)
        return PercentEncoding.query(subject.query) + "&x-oss-signature=\(signature)"
    }

    private func scope(_ time: CivilTime) -> String { "\(time.basicDay)/\(region)/oss/aliyun_v4_request" }

    private func signature(of subject: Subject, at time: CivilTime) throws(CryptographyError) -> String {
        let digest = try SHA256.digest(of: Array(Self.canonical(subject).utf8).span)
        let text = [Self.algorithm, time.basic, scope(time), Hexadecimal.encode(digest)].joined(separator: "\n")
        var key = Array("aliyun_v4\(secret.reveal())".utf8)
        for step in [time.basicDay, region, "oss", "aliyun_v4_request"] {
            key = try MessageCode.hmac(of: Array(step.utf8).span, key: key.span)
        }
        return Hexadecimal.encode(try MessageCode.hmac(of: Array(text.utf8).span, key: key.span))
    }

    private static func canonical(_ subject: Subject) -> String {
        let query = subject.query.map { (PercentEncoding.encode($0.name), PercentEncoding.encode($0.value)) }
            .sorted { Array($0.0.utf8).lexicographicallyPrecedes(Array($1.0.utf8)) }
            .map { $0.1.isEmpty ? $0.0 : "\($0.0)=\($0.1)" }
        let headers = subject.headers.filter { isSigned($0.key) }
            .sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
            .map { "\($0.key):\($0.value)\n" }
        return [
            subject.method, PercentEncoding.encode(subject.resource, keepsSlashes: true), query.joined(separator: "&"),
            headers.joined(), "", unsignedPayload,
        ].joined(separator: "\n")
    }

    private static func isSigned(_ name: String) -> Bool {
        name.hasPrefix("x-oss-") || name == "content-type" || name == "content-md5"
    }
}
