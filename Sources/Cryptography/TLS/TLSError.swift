/// What went wrong with a TLS session. A reason is OpenSSL's own text.
public enum TLSError: Error, Hashable, Sendable {
    case unavailable(reason: String)
    /// A file of the options could not be used.
    case unusableFile(path: String, reason: String)
    /// The server's certificate was refused.
    case untrustedServer(name: String, reason: String)
    case handshakeFailed(name: String, reason: String)
    /// The bytes received are no TLS records of this session.
    case broken(reason: String)
}

extension TLSError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unavailable(let reason): "no TLS session could be made: \(reason); check the OpenSSL installation"
        case .unusableFile(let path, let reason):
            "\(path) could not be used for TLS: \(reason); it must be a readable PEM file"
        case .untrustedServer(let name, let reason):
            "the certificate of \(name) is refused: \(reason); check the server's name and the file of authorities"
        case .handshakeFailed(let name, let reason):
            "the TLS handshake with \(name) failed: \(reason); check that TLS is spoken on that port"
        case .broken(let reason): "the TLS session broke: \(reason)"
        }
    }
}
