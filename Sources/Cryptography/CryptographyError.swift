/// An operation of the cryptographic library that failed.
public enum CryptographyError: Error, Hashable, Sendable {
    /// OpenSSL refused; `reason` is its own text.
    case failed(Operation, reason: String)
    /// A key that would give no protection.
    case emptyKey
    /// A private key that cannot be read, or gives no protection.
    case unusableKey(reason: String)

    /// What was tried.
    public enum Operation: String, Hashable, Sendable {
        case hmac = "computing an HMAC"
        case digest = "computing a digest"
        case random = "drawing random bytes"
        case keyDerivation = "deriving SRTP keys"
        case encryption = "setting up AES-GCM"
        case signature = "signing with an RSA key"
    }
}

extension CryptographyError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .failed(let operation, let reason):
            "\(operation.rawValue) failed: \(reason); check that the OpenSSL 3 default provider is installed"
        case .emptyKey: "the key is empty; set the API secret"
        case .unusableKey(let reason): "the private key cannot be used: \(reason); check where it was copied from"
        }
    }
}
