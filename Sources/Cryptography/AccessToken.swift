internal import FoundationEssentials

/// The claims of a LiveKit access token: a JSON web token (RFC 7519) signed with HMAC SHA-256.
///
/// Times are whole seconds since the Unix epoch; the caller brings the clock. A claim that is nil or empty is left out.
public struct AccessToken: Hashable, Sendable {
    /// `iss`: the API key.
    public var apiKey: String
    /// `sub`: the participant's identity.
    public var identity: String
    /// `iat`, for information.
    public var issued: Int64?
    /// `nbf`: not valid before.
    public var notBefore: Int64?
    /// `exp`: not valid from then on.
    public var expires: Int64
    public var name: String?
    /// What the participant is: `standard`, `ingress`, `egress`, `sip` or `agent`.
    public var kind: String?
    public var metadata: String?
    public var attributes: [String: String]?
    public var video: VideoGrant
    public var sip: SIPGrant?
    public var inference: InferenceGrant?
    public var observability: ObservabilityGrant?
    public var agent: AgentGrant?
    public var agentEndpoint: AgentEndpointGrant?
    public var agentThread: AgentThreadGrant?
    /// Base64 of a body's digest, in a webhook's token.
    public var sha256: String?
    public var roomPreset: String?
    /// A `livekit.RoomConfiguration` in proto3 JSON.
    public var roomConfiguration: ClaimValue?

    /// Claims valid for `lifetime` seconds (a day) from `now`.
    public init(apiKey: String, identity: String, video: VideoGrant, now: Int64, lifetime: Int64 = 86_400) {
        self.apiKey = apiKey
        self.identity = identity
        self.video = video
        issued = now
        notBefore = now
        let (end, overflow) = now.addingReportingOverflow(lifetime)
        expires = overflow ? .max : end
    }

    /// The compact form `header.claims.signature`, itself a secret: who holds it may join.
    public func signed(with apiSecret: Secret) throws -> Secret {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let claims = Base64URL.encode(Array(try encoder.encode(self)).span)
        let message = "\(AccessToken.header).\(claims)"
        let signature = try HMACSHA256.code(for: Array(message.utf8).span, key: apiSecret)
        return Secret("\(message).\(Base64URL.encode(signature.span))")
    }

    private static let header = Base64URL.encode(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8).span)
}
