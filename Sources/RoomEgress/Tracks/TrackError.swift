/// Why a track is not exported. Where the egress service documents a text, the description is that text.
public enum TrackError: Error, Hashable, Sendable {
    /// MIME type.
    case unsupportedCodec(String)
    case trackNotFound(String)
    case participantNotFound(String)
    /// The room's server was not reached, or did not let us in.
    case cannotJoin(String)
    /// The server does not let us have the track.
    case refused(String)
    /// The connection was lost for good.
    case disconnected(String)
    /// Somebody else joined under the same name.
    case replaced
}

extension TrackError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unsupportedCodec(let mimeType): "\(mimeType) is not yet supported"
        case .trackNotFound(let id): "track \(id) not found"
        case .participantNotFound(let identity): "participant \(identity) not found"
        case .cannotJoin(let reason): "the room cannot be joined: \(reason)"
        case .refused(let id): "the room's server does not hand out track \(id); check that the token may subscribe"
        case .disconnected: "recording ended early: connection to room failed"
        case .replaced: "another recorder joined the room in the place of this one"
        }
    }
}

extension TrackError {
    var failure: RecordingFailure {
        switch self {
        case .unsupportedCodec: .unsupported
        case .trackNotFound, .participantNotFound: .notFound
        case .cannotJoin, .refused, .disconnected: .room
        case .replaced: .replaced
        }
    }
}
