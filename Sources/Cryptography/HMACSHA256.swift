internal import COpenSSL

/// HMAC (RFC 2104) over SHA-256.
public enum HMACSHA256 {
    /// The 32-byte code of `message` under `key`, which must not be empty.
    public static func code(for message: Span<UInt8>, key: Secret) throws(CryptographyError) -> [UInt8] {
        guard !key.isEmpty else { throw .emptyKey }
        guard let context = Algorithm.hmac.makeContext() else { throw .openSSL(during: .hmac) }
        defer { EVP_MAC_CTX_free(context) }
        let key = Array(key.reveal().utf8)
        guard initialize(context, key: key) else { throw .openSSL(during: .hmac) }
        let updated = message.withUnsafeBufferPointer { EVP_MAC_update(context, $0.baseAddress, $0.count) }
        var code = [UInt8](repeating: 0, count: SHA256.byteCount)
        var written = 0
        guard updated == 1, EVP_MAC_final(context, &code, &written, code.count) == 1, written == code.count else {
            throw .openSSL(during: .hmac)
        }
        return code
    }

    private static func initialize(_ context: OpaquePointer, key: [UInt8]) -> Bool {
        var digest = Array("SHA256".utf8CString)
        // The parameters keep pointers to name and value, which must therefore outlive the call.
        return OSSL_MAC_PARAM_DIGEST.withCString { name in
            digest.withUnsafeMutableBufferPointer { digest in
                let parameters = [
                    OSSL_PARAM_construct_utf8_string(name, digest.baseAddress, 0), OSSL_PARAM_construct_end(),
                ]
                return EVP_MAC_init(context, key, key.count, parameters) == 1
            }
        }
    }

    /// The fetched algorithm, kept because fetching searches the providers each time.
    private struct Algorithm: @unchecked Sendable {  // written once; OpenSSL shares a fetched EVP_MAC among threads
        static let hmac = Algorithm(handle: EVP_MAC_fetch(nil, OSSL_MAC_NAME_HMAC, nil))
        let handle: OpaquePointer?

        func makeContext() -> OpaquePointer? { handle.flatMap { EVP_MAC_CTX_new($0) } }
    }
}
