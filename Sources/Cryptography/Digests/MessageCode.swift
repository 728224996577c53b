internal import COpenSSL

/// HMAC (RFC 2104) under keys that are bytes, as request signatures derive them from secrets.
public enum MessageCode {
    public enum Algorithm: Hashable, Sendable { case sha1, sha256 }

    /// The code of `message` under `key`, which must not be empty: 20 bytes with SHA-1, 32 with SHA-256.
    public static func hmac(
        _ algorithm: Algorithm = .sha256, of message: Span<UInt8>, key: Span<UInt8>
    ) throws(CryptographyError) -> [UInt8] {
        guard !key.isEmpty else { throw .emptyKey }
        guard let keySize = Int32(exactly: key.count) else { throw .failed(.hmac, reason: "the key is too long") }
        var code = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var written: UInt32 = 0
        let type = algorithm == .sha1 ? EVP_sha1() : EVP_sha256()
        let result = key.withUnsafeBufferPointer { key in
            message.withUnsafeBufferPointer { message in
                HMAC(type, key.baseAddress, keySize, message.baseAddress, message.count, &code, &written)
            }
        }
        guard result != nil else { throw .openSSL(during: .hmac) }
        return Array(code.prefix(Int(written)))
    }
}
