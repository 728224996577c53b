/// What our own descriptions say of the transport below them.
public struct LocalTransport: Hashable, Sendable {
    public var credentials: ICECredentials
    public var fingerprint: CertificateFingerprint
    /// Those gathered so far; later ones trickle.
    public var candidates: [ICECandidate]
    public var hasAllCandidates: Bool

    public init(
        credentials: ICECredentials, fingerprint: CertificateFingerprint, candidates: [ICECandidate] = [],
        hasAllCandidates: Bool = false
    ) {
        self.credentials = credentials
        self.fingerprint = fingerprint
        self.candidates = candidates
        self.hasAllCandidates = hasAllCandidates
    }
}

/// What the peer's description says of the one transport that everything shares.
public struct RemoteTransport: Hashable, Sendable {
    public var credentials: ICECredentials
    public var fingerprints: [CertificateFingerprint]
    public var setup: DTLSSetup
    public var isLite: Bool
    /// Of component 1, and those with a name instead of an address left out.
    public var candidates: [ICECandidate]
    public var hasAllCandidates: Bool
}
