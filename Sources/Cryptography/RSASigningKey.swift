internal import COpenSSL

/// A private RSA key that signs with SHA-256 (RFC 8017 section 8.2, PKCS #1 v1.5), as JSON web tokens name `RS256`.
public final class RSASigningKey: Sendable {
    private struct Handle: @unchecked Sendable {  // never changed after it was read; OpenSSL counts the references atomically
        let key: OpaquePointer
    }

    private let handle: Handle

    /// The smallest key that counts as safe, in bits.
    private static let minimumSize: Int32 = 2_048
    /// Far beyond any key; a longer text is not read.
    private static let maximumTextSize = 64 << 10

    /// Reads an unencrypted key in PEM, PKCS #8 or PKCS #1.
    public init(pem: Secret) throws(CryptographyError) {
        let text = Array(pem.reveal().utf8)
        guard text.count <= Self.maximumTextSize, let buffer = BIO_new_mem_buf(text, Int32(text.count)) else {
            throw .unusableKey(reason: "it is too long")
        }
        defer { BIO_free(buffer) }
        // A key under a passphrase would be asked for on the terminal: the callback has none.
        guard let key = PEM_read_bio_PrivateKey(buffer, nil, { _, _, _, _ in 0 }, nil) else {
            ERR_clear_error()
            throw .unusableKey(reason: "it is no private key in PEM, or is encrypted")
        }
        guard EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA, EVP_PKEY_get_bits(key) >= Self.minimumSize else {
            EVP_PKEY_free(key)
            throw .unusableKey(reason: "it is no RSA key of \(Self.minimumSize) bits or more")
        }
        handle = Handle(key: key)
    }

    deinit { EVP_PKEY_free(handle.key) }

    /// The signature of `message`, as long as the key's modulus.
    public func signature(of message: Span<UInt8>) throws(CryptographyError) -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { throw .openSSL(during: .signature) }
        defer { EVP_MD_CTX_free(context) }
        guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, handle.key) == 1 else {
            throw .openSSL(during: .signature)
        }
        var length = Int(EVP_PKEY_get_size(handle.key))
        var signature = [UInt8](repeating: 0, count: length)
        let status = message.withUnsafeBufferPointer { message in
            EVP_DigestSign(context, &signature, &length, message.baseAddress, message.count)
        }
        guard status == 1, length == signature.count else { throw .openSSL(during: .signature) }
        return signature
    }
}
