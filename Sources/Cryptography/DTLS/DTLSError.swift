/// What went wrong with a DTLS session. A reason is OpenSSL's own text.
public enum DTLSError: Error, Hashable, Sendable {
    case unavailable(reason: String)
    /// The peer's certificate has none of the fingerprints that were announced for it.
    case fingerprintMismatch
    case handshakeFailed(reason: String)
    /// The peer agreed to none of our SRTP profiles.
    case noProtectionProfile
    /// The handshake is not over.
    case notEstablished
    case broken(reason: String)
}

extension DTLSError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unavailable(let reason): "no DTLS session could be made: \(reason); check the OpenSSL installation"
        case .fingerprintMismatch:
            "the peer's certificate is not the one its session description announced; the connection is refused"
        case .handshakeFailed(let reason): "the DTLS handshake failed: \(reason)"
        case .noProtectionProfile: "the peer agreed to no SRTP protection profile that is offered here"
        case .notEstablished: "the DTLS handshake is not over"
        case .broken(let reason): "the DTLS session broke: \(reason)"
        }
    }
}
