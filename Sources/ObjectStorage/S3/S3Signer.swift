internal import Cryptography

/// Signs requests by AWS Signature Version 4, as S3 wants it: each path segment encoded once, the payload's digest in a header.
struct S3Signer {
    /// What a signature covers of a request.
    struct Request {
        var method: String
        /// Percent-encoded, with its leading slash, as it is sent.
        var path: String
        /// Plain, in any order.
        var query: [(name: String, value: String)] = []
        /// All are signed, `host` among them; lower-case names.
        var headers: [String: String]
        /// A digest in hexadecimal, or one of the words that stand in its place.
        var payload: String
    }

    static let algorithm = "AWS4-HMAC-SHA256"
    static let unsignedPayload = "UNSIGNED-PAYLOAD"
    static let chunkedPayload = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"

    let credentials: S3Credentials
    let region: String
    /// `s3` or `sts`.
    var service = "s3"
    let time: CivilTime

    private var scope: String { "\(time.basicDay)/\(region)/\(service)/aws4_request" }

    /// `request`'s headers with what a signature adds to them. `x-amz-content-sha256` is for S3 alone.
    func signedHeaders(of request: Request) throws(CryptographyError) -> (headers: [String: String], signature: String) {
        var request = request
        request.headers["x-amz-date"] = time.basic
        if service == "s3" { request.headers["x-amz-content-sha256"] = request.payload }
        if let token = credentials.sessionToken { request.headers["x-amz-security-token"] = token.reveal() }
        let signature = try signature(of: request)
        request.headers["authorization"] = """
            \(S3Signer.algorithm) Credential=\(credentials.accessKey)/\(scope), \
            SignedHeaders=\(S3Signer.names(of: request.headers)), Signature=\(signature)
            """
        return (request.headers, signature)
    }

    /// A query that signs by itself for `seconds`: whoever has it may do what it says.
    func presignedQuery(of request: Request, seconds: Int) throws(CryptographyError) -> String {
        var request = request
        request.payload = S3Signer.unsignedPayload
        request.query += [
            ("X-Amz-Algorithm", S3Signer.algorithm), ("X-Amz-Credential", "\(credentials.accessKey)/\(scope)"),
            ("X-Amz-Date", time.basic), ("X-Amz-Expires", "\(seconds)"),
            ("X-Amz-SignedHeaders", S3Signer.names(of: request.headers)),
        ]
        if let token = credentials.sessionToken { request.query.append(("X-Amz-Security-Token", token.reveal())) }
        return PercentEncoding.query(request.query) + "&X-Amz-Signature=\(try signature(of: request))"
    }

    /// The signature of a chunk of a body, which covers that of the chunk before or of the request.
    func signature(ofChunk bytes: [UInt8], after previous: String, key: [UInt8]) throws(CryptographyError) -> String {
        let text = [
            "\(S3Signer.algorithm)-PAYLOAD", time.basic, scope, previous, S3Signer.emptyDigest,
            Hexadecimal.encode(try SHA256.digest(of: bytes.span)),
        ].joined(separator: "\n")
        return Hexadecimal.encode(try S3Signer.code(of: text, key: key))
    }

    /// The digest of nothing.
    static let emptyDigest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    /// The key of a day, region and service.
    func signingKey() throws(CryptographyError) -> [UInt8] {
        var key = Array("AWS4\(credentials.secret.reveal())".utf8)
        for part in [time.basicDay, region, service, "aws4_request"] {
            key = try S3Signer.code(of: part, key: key)
        }
        return key
    }

    private func signature(of request: Request) throws(CryptographyError) -> String {
        let canonical = Array(S3Signer.canonical(request).utf8)
        let digest = Hexadecimal.encode(try SHA256.digest(of: canonical.span))
        let text = [S3Signer.algorithm, time.basic, scope, digest].joined(separator: "\n")
        return Hexadecimal.encode(try S3Signer.code(of: text, key: try signingKey()))
    }

    private static func code(of text: String, key: [UInt8]) throws(CryptographyError) -> [UInt8] {
        let message = Array(text.utf8)
        return try MessageCode.hmac(of: message.span, key: key.span)
    }

    private static func canonical(_ request: Request) -> String {
        // Sorted as bytes after encoding, names first.
        let query = request.query
            .map { (PercentEncoding.encode($0.name), PercentEncoding.encode($0.value)) }
            .sorted { $0.0 == $1.0 ? utf8($0.1, isBefore: $1.1) : utf8($0.0, isBefore: $1.0) }
            .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
        let headers = request.headers.sorted { utf8($0.key, isBefore: $1.key) }.map { "\($0.key):\(trimmed($0.value))\n" }
        return [
            request.method, request.path, query, headers.joined(), names(of: request.headers), request.payload,
        ].joined(separator: "\n")
    }

    private static func names(of headers: [String: String]) -> String {
        headers.keys.sorted { utf8($0, isBefore: $1) }.joined(separator: ";")
    }

    /// Without spaces around it, and runs of them as one.
    private static func trimmed(_ value: String) -> String {
        value.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    }

    private static func utf8(_ first: String, isBefore second: String) -> Bool {
        first.utf8.lexicographicallyPrecedes(second.utf8)
    }
}
