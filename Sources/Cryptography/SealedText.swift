internal import COpenSSL

/// Bytes that only who knows a secret can read or make, for files that must not give anything away: AES-256-GCM (NIST SP
/// 800-38D) under a key of its own for every purpose and secret, derived by HMAC-SHA256.
///
/// One version byte, a nonce of 12 bytes drawn at random, the encrypted bytes, a tag of 16.
public enum SealedText {
    private static let version: UInt8 = 1
    private static let nonceCount = 12
    private static let tagCount = 16

    /// - Parameter purpose: What is sealed for one purpose does not open for another.
    public static func seal(_ plain: [UInt8], with secret: Secret, purpose: String) throws(CryptographyError) -> [UInt8] {
        let nonce = try RandomBytes.make(nonceCount)
        var text = plain
        let tag = try crypt(&text, nonce, secret, purpose, tag: nil)
        return [version] + nonce + text + tag
    }

    /// Nil when it was sealed with another secret or for another purpose, or was changed.
    public static func open(_ sealed: [UInt8], with secret: Secret, purpose: String) throws(CryptographyError) -> [UInt8]? {
        guard sealed.first == version, sealed.count >= 1 + nonceCount + tagCount else { return nil }
        let nonce = Array(sealed.dropFirst().prefix(nonceCount))
        var text = Array(sealed.dropFirst(1 + nonceCount).dropLast(tagCount))
        let tag = Array(sealed.suffix(tagCount))
        return try crypt(&text, nonce, secret, purpose, tag: tag).isEmpty ? nil : text
    }

    /// Encrypts in place and answers the tag; with a `tag` decrypts, and answers none when it does not fit.
    private static func crypt(
        _ text: inout [UInt8], _ nonce: [UInt8], _ secret: Secret, _ purpose: String, tag: [UInt8]?
    ) throws(CryptographyError) -> [UInt8] {
        let key = try HMACSHA256.code(for: Array("sluice \(purpose)".utf8).span, key: secret)
        guard let size = Int32(exactly: text.count), let context = EVP_CIPHER_CTX_new() else {
            throw .failed(.encryption, reason: "\(text.count) bytes are too many")
        }
        defer { EVP_CIPHER_CTX_free(context) }
        var result = tag ?? [UInt8](repeating: 0, count: tagCount)
        var written: Int32 = 0
        let input = text
        guard EVP_CipherInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce, tag == nil ? 1 : 0) == 1,
            tag == nil || EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagCount), &result) == 1,
            text.isEmpty || EVP_CipherUpdate(context, &text, &written, input, size) == 1
        else { throw .openSSL(during: .encryption) }
        var rest = [UInt8](repeating: 0, count: tagCount)
        guard EVP_CipherFinal_ex(context, &rest, &written) == 1 else {
            ERR_clear_error()
            return []
        }
        guard tag == nil else { return result }
        guard EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tagCount), &result) == 1 else {
            throw .openSSL(during: .encryption)
        }
        return result
    }
}
