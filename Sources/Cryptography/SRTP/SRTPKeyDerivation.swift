internal import COpenSSL

/// The session keys and salts of SRTP, from a master key (RFC 3711 section 4.3, with a key derivation rate of zero).
package enum SRTPKeyDerivation {
    /// What a derived value is for (RFC 3711 section 4.3.1).
    package enum Label: UInt8 {
        case encryption = 0
        case authentication = 1
        case salt = 2
        case controlEncryption = 3
        case controlAuthentication = 4
        case controlSalt = 5
    }

    /// `count` bytes for a label. A salt of fewer than 14 bytes is followed by zeros (RFC 7714 section 11).
    package static func derive(
        _ label: Label, count: Int, key: [UInt8], salt: [UInt8]
    ) throws(CryptographyError) -> [UInt8] {
        var block = Array(salt.prefix(14)) + [UInt8](repeating: 0, count: 16 - min(14, salt.count))
        block[7] ^= label.rawValue
        return try keystream(count: count, key: key, initial: block)
    }

    /// Counter mode (RFC 3711 section 4.1.1) over zeros.
    package static func keystream(
        count: Int, key: [UInt8], initial block: [UInt8]
    ) throws(CryptographyError) -> [UInt8] {
        guard key.count == 16, block.count == 16, let context = EVP_CIPHER_CTX_new() else {
            throw .failed(.keyDerivation, reason: "the key is not of 16 bytes")
        }
        defer { EVP_CIPHER_CTX_free(context) }
        var stream = [UInt8](repeating: 0, count: count)
        var written: Int32 = 0
        guard EVP_EncryptInit_ex(context, EVP_aes_128_ctr(), nil, key, block) == 1,
            EVP_EncryptUpdate(context, &stream, &written, [UInt8](repeating: 0, count: count), Int32(count)) == 1
        else { throw .openSSL(during: .keyDerivation) }
        return stream
    }
}
