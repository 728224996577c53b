internal import COpenSSL

/// A digest that the peer's certificate must have.
public struct DTLSFingerprint: Hashable, Sendable {
    /// As session descriptions name it: `sha-256`, `sha-384` or `sha-512`. Others never match: they are too weak.
    public var algorithm: String
    public var digest: [UInt8]

    public init(algorithm: String, digest: [UInt8]) {
        self.algorithm = algorithm
        self.digest = digest
    }

    func matches(_ certificate: OpaquePointer) -> Bool {
        let method: OpaquePointer? =
            switch algorithm {
            case "sha-256": EVP_sha256()
            case "sha-384": EVP_sha384()
            case "sha-512": EVP_sha512()
            default: nil
            }
        return certificateDigest(certificate, method) == digest
    }
}
