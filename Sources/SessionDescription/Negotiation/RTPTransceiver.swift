/// A media section and the track each side may send in it (RFC 8829 section 3.4), as a value at one moment.
public struct RTPTransceiver: Hashable, Sendable, Identifiable {
    /// Constant over the connection's life, also while there is no mid yet.
    public struct ID: Hashable, Sendable {
        let number: Int
    }
    public let id: ID
    public let kind: MediaKind
    /// The section's name; nil until it is part of a description that was set.
    public internal(set) var mid: String?
    /// What we are willing to do; the next negotiation makes it happen.
    public internal(set) var direction: MediaDirection
    /// What was agreed; nil before that.
    public internal(set) var currentDirection: MediaDirection?
    /// The track we send when the direction lets us.
    public internal(set) var sending: SendingTrack?
    /// The track that the peer announced last, also while it is inactive.
    public internal(set) var receiving = ReceivedTrack()
    /// What was agreed on, best first; empty before that.
    public internal(set) var codecs: [RTPCodec] = []
    public internal(set) var headerExtensions: [HeaderExtension] = []
    /// RTCP packets may be of reduced size (RFC 5506).
    public internal(set) var allowsReducedSizeRTCP = false
    /// Of our encodings those that the peer takes, when it was asked for simulcast.
    public internal(set) var acceptedEncodings: [String] = []
    public internal(set) var isStopped = false
    /// Overrides the connection's codecs.
    var preferredCodecs: [RTPCodec]?
    /// Whether an incoming section may become this transceiver (RFC 8829 section 5.10).
    var takesIncomingSection: Bool { mid == nil && !isStopped && sending != nil }

    init(id: ID, kind: MediaKind, direction: MediaDirection, sending: SendingTrack?, preferredCodecs: [RTPCodec]?) {
        self.id = id
        self.kind = kind
        self.direction = direction
        self.sending = sending
        self.preferredCodecs = preferredCodecs
    }
}
