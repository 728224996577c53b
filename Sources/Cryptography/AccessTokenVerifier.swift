internal import FoundationEssentials

/// Checks access tokens signed with one API key and its secret.
public struct AccessTokenVerifier: Sendable {
    private let apiKey: String
    private let apiSecret: Secret
    private let leeway: Int64

    /// Longer tokens are refused unread.
    public static let maximumByteCount = 64 * 1_024

    /// `leeway` is the tolerated clock difference, in seconds.
    public init(apiKey: String, apiSecret: Secret, leeway: Int64 = 10) {
        self.apiKey = apiKey
        self.apiSecret = apiSecret
        self.leeway = max(0, leeway)
    }

    /// The claims of `token`, once signature, issuer and times (seconds since the Unix epoch) are right.
    public func verify(_ token: Secret, now: Int64) throws -> AccessToken {
        guard token.reveal().utf8.count <= AccessTokenVerifier.maximumByteCount else {
            throw AccessTokenError.malformed
        }
        let parts = token.reveal().utf8.split(
            separator: UInt8(ascii: "."), maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, let signature = Base64URL.decode(parts[2]) else { throw AccessTokenError.malformed }
        // The algorithm is ours to choose: a header that names another, "none" included, is refused.
        guard let header = decode(Header.self, from: parts[0]) else { throw AccessTokenError.malformed }
        guard header.alg == "HS256" else { throw AccessTokenError.unsupportedAlgorithm(String(header.alg.prefix(16))) }
        guard header.crit == nil else { throw AccessTokenError.malformed }  // RFC 7515 section 4.1.11
        let message = Array(parts[0]) + [UInt8(ascii: ".")] + Array(parts[1])
        let expected = try HMACSHA256.code(for: message.span, key: apiSecret)
        guard ConstantTime.isEqual(expected, signature) else { throw AccessTokenError.wrongSignature }
        guard let claims = decode(AccessToken.self, from: parts[1]) else { throw AccessTokenError.malformed }
        try check(claims, now: now)
        return claims
    }

    private struct Header: Decodable {
        var alg: String
        /// Extensions that must be understood; none is here.
        var crit: ClaimValue?
    }

    private func decode<Value: Decodable>(_ type: Value.Type, from part: some Sequence<UInt8>) -> Value? {
        Base64URL.decode(part).flatMap { try? JSONDecoder().decode(type, from: Data($0)) }
    }

    private func check(_ claims: AccessToken, now: Int64) throws(AccessTokenError) {
        guard claims.apiKey == apiKey else { throw .unknownIssuer }
        if let start = claims.notBefore, now < start.subtractingSaturated(leeway) { throw .notYetValid(from: start) }
        guard now.subtractingSaturated(leeway) < claims.expires else { throw .expired(at: claims.expires) }
    }
}

/// Why an access token is refused.
public enum AccessTokenError: Error, Hashable, Sendable, CustomStringConvertible {
    case malformed
    /// The name as given, its beginning only.
    case unsupportedAlgorithm(String)
    case wrongSignature
    case unknownIssuer
    /// Seconds since the Unix epoch.
    case notYetValid(from: Int64)
    case expired(at: Int64)

    public var description: String {
        switch self {
        case .malformed: "the access token is not a JSON web token with LiveKit's claims"
        case .unsupportedAlgorithm(let name): "the access token is signed with \(name); sign it with HS256"
        case .wrongSignature: "the access token's signature does not match; sign it with this service's API secret"
        case .unknownIssuer: "the access token names another API key; use this service's key"
        case .notYetValid(let time): "the access token is valid from \(time) on; check both clocks"
        case .expired(let time): "the access token expired at \(time); make a new one"
        }
    }
}

extension Int64 {
    fileprivate func subtractingSaturated(_ other: Int64) -> Int64 {
        let (value, overflow) = subtractingReportingOverflow(other)
        return overflow ? .min : value
    }
}
