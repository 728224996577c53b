internal import COpenSSL

/// A digest of a message that comes in pieces.
public struct MessageDigest: ~Copyable {
    public enum Algorithm: Hashable, Sendable {
        /// For checksums that stores ask for, never for trust (RFC 6151).
        case md5
        /// For signatures of old protocols, which use it in an HMAC alone.
        case sha1
        case sha256
    }

    private let context: OpaquePointer

    public init(_ algorithm: Algorithm) throws(CryptographyError) {
        guard let context = EVP_MD_CTX_new() else { throw .openSSL(during: .digest) }
        let type = switch algorithm {
        case .md5: EVP_md5()
        case .sha1: EVP_sha1()
        case .sha256: EVP_sha256()
        }
        guard EVP_DigestInit_ex(context, type, nil) == 1 else {
            EVP_MD_CTX_free(context)
            throw .openSSL(during: .digest)
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    public mutating func update(_ bytes: Span<UInt8>) throws(CryptographyError) {
        let status = bytes.withUnsafeBufferPointer { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        guard status == 1 else { throw .openSSL(during: .digest) }
    }

    /// The digest of all that came.
    public consuming func finish() throws(CryptographyError) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var written: UInt32 = 0
        guard EVP_DigestFinal_ex(context, &digest, &written) == 1 else { throw .openSSL(during: .digest) }
        return Array(digest.prefix(Int(written)))
    }

    /// The digest of a message in memory.
    public static func of(_ message: Span<UInt8>, _ algorithm: Algorithm) throws(CryptographyError) -> [UInt8] {
        var digest = try MessageDigest(algorithm)
        try digest.update(message)
        return try digest.finish()
    }
}
