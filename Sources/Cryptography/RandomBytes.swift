internal import COpenSSL

/// Bytes from OpenSSL's cryptographic generator.
public enum RandomBytes {
    /// `count` bytes nobody can guess.
    public static func make(_ count: Int) throws(CryptographyError) -> [UInt8] {
        guard let size = Int32(exactly: count), size > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: count)
        guard RAND_bytes(&bytes, size) == 1 else { throw .openSSL(during: .random) }
        return bytes
    }

    /// `prefix` followed by `length` random letters and digits, as LiveKit names its objects (`RR_…`, `EG_…`).
    public static func identifier(prefix: String, length: Int = 12) throws(CryptographyError) -> String {
        let alphabet = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
        var text = Array(prefix.utf8)
        let end = text.count + max(0, length)
        while text.count < end {
            // Values beyond the last whole multiple would make the first letters likelier.
            let limit = UInt8(256 / alphabet.count * alphabet.count)
            for byte in try make(end - text.count) where byte < limit { text.append(alphabet[Int(byte) % alphabet.count]) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
