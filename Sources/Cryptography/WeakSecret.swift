/// An API secret that gives less protection than the signature it makes (RFC 7518 section 3.2 wants 32 bytes).
///
/// Serving our own API with one is refused, because whoever guesses it commands the service; only the development mode
/// allows it. For somebody else's server the choice of secret was not ours, so that connecting warns.
public struct WeakSecret: Error, Hashable, Sendable {
    /// What the secret is for.
    public enum Use: Hashable, Sendable { case serving, servingInDevelopment, connecting }

    public static let minimumByteCount = 32

    public let byteCount: Int
    public let use: Use

    public init(byteCount: Int, use: Use) {
        self.byteCount = byteCount
        self.use = use
    }

    /// Throws where the secret must not be used; returns what to warn about, or nil for a good one. An empty secret is
    /// none and always thrown.
    public static func check(_ secret: Secret, for use: Use) throws(WeakSecret) -> WeakSecret? {
        let byteCount = secret.reveal().utf8.count
        guard byteCount < minimumByteCount else { return nil }
        let finding = WeakSecret(byteCount: byteCount, use: use)
        if byteCount == 0 || use == .serving { throw finding }
        return finding
    }
}

extension WeakSecret: CustomStringConvertible {
    public var description: String {
        let minimum = WeakSecret.minimumByteCount
        let remedy = "make one with: openssl rand -base64 \(minimum)"
        return switch use {
        case .serving:
            "api_secret has \(byteCount) bytes, and serving the API needs at least \(minimum); \(remedy)"
        case .servingInDevelopment where byteCount == 0: "api_secret is empty; \(remedy)"
        case .servingInDevelopment:
            "api_secret has \(byteCount) bytes, which is enough for development alone; \(remedy)"
        case .connecting:
            "api_secret has \(byteCount) bytes, and tokens signed with less than \(minimum) can be forged by guessing: "
                + "change the server's secret, \(remedy)"
        }
    }
}
