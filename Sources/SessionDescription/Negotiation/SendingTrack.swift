/// A track we send: its names for the peer, and the RTP sources it is sent with.
public struct SendingTrack: Hashable, Sendable {
    public struct Encoding: Hashable, Sendable {
        /// Its name in simulcast; nil for a single encoding.
        public var rid: String?
        public var ssrc: UInt32
        /// Carries its retransmissions, where RTX is agreed.
        public var retransmissionSSRC: UInt32

        public init(rid: String? = nil, ssrc: UInt32 = .randomSource(), retransmissionSSRC: UInt32 = .randomSource()) {
            self.rid = rid
            self.ssrc = ssrc
            self.retransmissionSSRC = retransmissionSSRC
        }
    }

    public var identifier: StreamIdentifier
    /// One, or several with rids.
    public var encodings: [Encoding]

    public init(stream: String = "-", track: String, encodings: [Encoding] = [Encoding()]) {
        identifier = StreamIdentifier(stream: stream, track: track)
        self.encodings = encodings
    }

    var usesSimulcast: Bool { encodings.count > 1 && encodings.allSatisfy { $0.rid != nil } }
}

extension UInt32 {
    /// A random SSRC (RFC 3550 section 8.1); zero is left out, which some peers take for "none".
    public static func randomSource() -> UInt32 { .random(in: 1...(.max)) }
}

/// What the peer announced of the track it sends in a section.
public struct ReceivedTrack: Hashable, Sendable {
    public var identifiers: [StreamIdentifier] = []
    public var sources: [RTPSource] = []
    public var sourceGroups: [RTPSourceGroup] = []
    /// The rids of its simulcast encodings, in their order.
    public var rids: [String] = []

    init() {}

    init(_ section: SDPMediaSection) {
        identifiers = section.streamIdentifiers
        sources = section.sources
        sourceGroups = section.sourceGroups
        let named = section.rids("send")
        rids = section.simulcast.map { $0.send.filter(named.contains) } ?? named
    }
}
