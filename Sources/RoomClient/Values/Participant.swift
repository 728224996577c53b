internal import ProtocolModels

/// Somebody in the room, at one moment.
public struct Participant: Hashable, Sendable, Identifiable {
    public enum Kind: String, Hashable, Sendable {
        case standard, ingress, egress, sip, agent, connector, bridge, other
    }

    /// The server's name of this connection (`PA_…`); a participant that connects anew gets a new one.
    public var sid: String
    /// Who it is, unique in the room.
    public var identity: String
    public var name: String
    public var metadata: String
    public var attributes: [String: String]
    public var kind: Kind
    /// Media can flow to and from it.
    public var isActive: Bool
    public var isPublisher: Bool
    /// In milliseconds since 1970; zero where unknown.
    public var joinedAt: Int64
    /// In the server's order.
    public var tracks: [PublishedTrack]

    public var id: String { sid }

    /// What a participant of an honest server has at most; more are not looked at.
    static let mostTracks = 256

    init(_ info: LiveKit.ParticipantInfo) {
        sid = info.sid
        identity = info.identity
        name = info.name
        metadata = info.metadata
        attributes = info.attributes
        kind = Kind(info.kind)
        isActive = info.state == .active
        isPublisher = info.isPublisher
        joinedAt =
            info.joinedAtMs != 0 ? info.joinedAtMs : info.joinedAt.multipliedReportingOverflow(by: 1000).partialValue
        tracks = info.tracks.prefix(Participant.mostTracks).filter { $0.type == .audio || $0.type == .video }
            .map { PublishedTrack($0, of: info) }
    }
}

extension Participant.Kind {
    init(_ kind: LiveKit.ParticipantInfo.Kind) {
        self =
            switch kind {
            case .standard: .standard
            case .ingress: .ingress
            case .egress: .egress
            case .sip: .sip
            case .agent: .agent
            case .connector: .connector
            case .bridge: .bridge
            case .unrecognized: .other
            }
    }
}
