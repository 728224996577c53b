internal import Cryptography

/// Keys that sign, lasting or for some time.
struct S3Credentials: Hashable, Sendable {
    var accessKey: String
    var secret: Secret
    /// Sent along with temporary keys.
    var sessionToken: Secret?
    /// Seconds since 1970; nil for keys that last.
    var expiresAt: Int64?

    init(accessKey: String, secret: Secret, sessionToken: Secret? = nil, expiresAt: Int64? = nil) {
        self.accessKey = accessKey
        self.secret = secret
        self.sessionToken = sessionToken
        self.expiresAt = expiresAt
    }
}
