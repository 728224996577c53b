/// How far an offer and its answer have come (RFC 8829 section 3.2).
public enum SignalingState: String, Hashable, Sendable {
    case stable, haveLocalOffer, haveRemoteOffer
}

/// Which half of a negotiation a description is.
public enum DescriptionKind: String, Hashable, Sendable {
    case offer, answer
}
