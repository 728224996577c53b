internal import COpenSSL

/// A fresh key (ECDSA on P-256) with a certificate signed by itself, as WebRTC uses (RFC 8827 section 6.5): what
/// vouches for it is its fingerprint, which travels over another way. Sole owner of both handles.
public final class DTLSIdentity: @unchecked Sendable {  // the handles are written once, before publication
    let key: OpaquePointer
    let certificate: OpaquePointer
    /// The SHA-256 digest of the certificate.
    public let fingerprint: [UInt8]

    public init() throws(DTLSError) {
        ERR_clear_error()
        guard let key = DTLSIdentity.newKey() else { throw .unavailable(reason: TLSError.pendingReason()) }
        guard let certificate = X509_new(), DTLSIdentity.fill(certificate, key: key),
            let digest = certificateDigest(certificate, EVP_sha256())
        else {
            EVP_PKEY_free(key)
            throw .unavailable(reason: TLSError.pendingReason())
        }
        self.key = key
        self.certificate = certificate
        fingerprint = digest
    }

    deinit {
        X509_free(certificate)
        EVP_PKEY_free(key)
    }

    private static func newKey() -> OpaquePointer? {
        guard let context = EVP_PKEY_CTX_new_from_name(nil, "EC", nil) else { return nil }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_group_name(context, "P-256") == 1,
            EVP_PKEY_generate(context, &key) == 1
        else { return nil }
        return key
    }

    private static func fill(_ certificate: OpaquePointer, key: OpaquePointer) -> Bool {
        let day = 86_400
        let name = Array("Sluice".utf8)
        guard X509_set_version(certificate, 2) == 1,
            ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), .random(in: 1...(1 << 62))) == 1,
            // A day back: the peer's clock may be behind.
            X509_gmtime_adj(X509_getm_notBefore(certificate), -day) != nil,
            X509_gmtime_adj(X509_getm_notAfter(certificate), 30 * day) != nil,
            X509_set_pubkey(certificate, key) == 1, let subject = X509_get_subject_name(certificate),
            X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, name, Int32(name.count), -1, 0) == 1,
            X509_set_issuer_name(certificate, subject) == 1
        else { return false }
        return X509_sign(certificate, key, EVP_sha256()) > 0
    }

    /// What the macro MBSTRING_UTF8 stands for.
    private static let MBSTRING_UTF8: Int32 = 0x1000
}

/// The digest of a whole certificate (RFC 8122 section 5).
func certificateDigest(_ certificate: OpaquePointer, _ algorithm: OpaquePointer?) -> [UInt8]? {
    guard let algorithm else { return nil }
    var count: UInt32 = 0
    let digest = [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, size in
        size = X509_digest(certificate, algorithm, buffer.baseAddress, &count) == 1 ? Int(count) : 0
    }
    return digest.isEmpty ? nil : digest
}
