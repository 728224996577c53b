internal import Cryptography
internal import Foundation

/// What a service account says of itself to get a token: a JSON web token of its own (RFC 7523 section 3), signed by RS256.
struct GCPAssertion: Sendable {
    var email: String
    /// The address that gives tokens: nobody else accepts it.
    var audience: String
    /// Seconds since 1970.
    var issuedAt: Int64

    /// To read, write and delete objects, but not to change who may.
    static let scope = "https://www.googleapis.com/auth/devstorage.read_write"
    /// The longest that is accepted, in seconds.
    static let validity: Int64 = 3_600

    private struct Header: Encodable {
        var alg = "RS256"
        var typ = "JWT"
        var kid: String?
    }

    private struct Claims: Encodable {
        var iss: String
        var scope: String
        var aud: String
        var iat: Int64
        var exp: Int64
    }

    func token(key: RSASigningKey, keyID: String?) throws -> Secret {
        let claims = Claims(
            iss: email, scope: Self.scope, aud: audience, iat: issuedAt, exp: issuedAt + Self.validity)
        let parts = try [JSONEncoder().encode(Header(kid: keyID)), JSONEncoder().encode(claims)]
        let text = parts.map { Base64URL.encode(Array($0).span) }.joined(separator: ".")
        let signature = try key.signature(of: Array(text.utf8).span)
        return Secret("\(text).\(Base64URL.encode(signature.span))")
    }
}
