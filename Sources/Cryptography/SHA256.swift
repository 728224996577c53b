internal import COpenSSL

/// SHA-256 (FIPS 180-4).
public enum SHA256 {
    public static let byteCount = 32

    /// The 32-byte digest of `message`.
    public static func digest(of message: Span<UInt8>) throws(CryptographyError) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: byteCount)
        var written: UInt32 = 0
        let status = message.withUnsafeBufferPointer { message in
            EVP_Digest(message.baseAddress, message.count, &digest, &written, EVP_sha256(), nil)
        }
        guard status == 1, written == UInt32(byteCount) else { throw .openSSL(during: .digest) }
        return digest
    }
}
