public import MediaTypes

/// Which track is meant.
public enum TrackSelection: Hashable, Sendable {
    case sid(String)
    case source(TrackSource, identity: String)
    case kind(MediaKind, identity: String)

    public func matches(_ track: PublishedTrack) -> Bool {
        switch self {
        case .sid(let sid): track.sid == sid
        case .source(let source, let identity): track.source == source && track.participantIdentity == identity
        case .kind(let kind, let identity): track.kind == kind && track.participantIdentity == identity
        }
    }
}
