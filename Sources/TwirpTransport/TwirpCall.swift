public import Cryptography

/// What a handler knows of a call beside its request.
public struct TwirpCall: Sendable {
    /// As in `livekit.Egress/ListEgress`.
    public let method: String
    /// The caller's token, verified.
    public let claims: AccessToken
}
