/// Offer and answer (RFC 8829) as a value: it is told what the application wants and what the peer says, makes the
/// descriptions, and knows what is agreed. Everything shares one transport (BUNDLE, RFC 8843), and RTP shares it with
/// RTCP; sections that cannot are refused.
///
/// A mutation that throws changes nothing.
public struct SessionNegotiation: Sendable {
    public let settings: NegotiationSettings
    public internal(set) var state = SignalingState.stable
    public internal(set) var transceivers: [RTPTransceiver] = []
    /// Nil until both sides want data channels.
    public internal(set) var data: DataAgreement?
    /// What the peer said last of its transport.
    public internal(set) var remoteTransport: RemoteTransport?
    /// Our side of the DTLS handshake: active or passive, nil until agreed.
    public internal(set) var setup: DTLSSetup?
    /// Whether the first description was an offer of ours, which makes us the controlling ICE agent (RFC 8445 6.1.1).
    public internal(set) var isFirstOfferer: Bool?

    var wantsData = false
    var slots: [SectionSlot] = []
    var offerDraft: OfferDraft?
    var answerDraft: AnswerDraft?
    var remoteOffer: SDPDocument?
    private var transceiverCount = 0
    private var midCount = 0
    private let identifier = UInt64.random(in: 1...(1 << 62))
    private var version: UInt64 = 0

    public init(settings: NegotiationSettings) { self.settings = settings }

    // MARK: What the application wants

    /// Adds a section that the next offer brings, or that takes the place of one that the peer offers.
    public mutating func addTransceiver(
        _ kind: MediaKind, direction: MediaDirection = .sendReceive, sending: SendingTrack? = nil,
        codecs: [RTPCodec]? = nil
    ) -> RTPTransceiver.ID {
        let id = RTPTransceiver.ID(number: transceiverCount)
        transceiverCount += 1
        transceivers.append(
            RTPTransceiver(id: id, kind: kind, direction: direction, sending: sending, preferredCodecs: codecs))
        return id
    }

    public mutating func setDirection(_ direction: MediaDirection, of id: RTPTransceiver.ID) throws(SDPError) {
        transceivers[try index(of: id)].direction = direction
    }

    /// Gives the transceiver another track to send, or none.
    public mutating func setSending(_ track: SendingTrack?, of id: RTPTransceiver.ID) throws(SDPError) {
        transceivers[try index(of: id)].sending = track
    }

    /// The next negotiation refuses the section; later ones may use its place for another.
    public mutating func stop(_ id: RTPTransceiver.ID) throws(SDPError) {
        transceivers[try index(of: id)].isStopped = true
        // What no description ever named just disappears.
        transceivers.removeAll { $0.isStopped && $0.mid == nil }
    }

    public mutating func requestDataChannels() { wantsData = true }

    public subscript(id: RTPTransceiver.ID) -> RTPTransceiver? { transceivers.first { $0.id == id } }

    /// Whether an offer would say something new.
    public var needsNegotiation: Bool {
        if wantsData, !slots.contains(where: { $0.content == .data && !$0.isRejected }) { return true }
        return transceivers.contains { transceiver in
            guard let slot = slots.first(where: { $0.content == .media(transceiver.id) }) else {
                return !transceiver.isStopped
            }
            return slot.isRejected != transceiver.isStopped
                || (!slot.isRejected && slot.described != described(transceiver, offered: slot.offered))
        }
    }

    func described(_ transceiver: RTPTransceiver, offered: MediaDirection?) -> SectionSlot.Described {
        let direction = transceiver.effectiveDirection.intersection(offered?.reversed ?? .sendReceive)
        return SectionSlot.Described(
            direction: direction, identifier: direction.sends ? transceiver.sending?.identifier : nil)
    }

    func index(of id: RTPTransceiver.ID) throws(SDPError) -> Int {
        guard let index = transceivers.firstIndex(where: { $0.id == id && !$0.isStopped }) else {
            throw .unknownTransceiver
        }
        return index
    }

    // MARK: Descriptions

    mutating func newMid(besides slots: [SectionSlot]) -> String {
        while true {
            let mid = String(midCount)
            midCount += 1
            if !slots.contains(where: { $0.mid == mid }) { return mid }
        }
    }

    /// A description without media sections.
    mutating func newDocument(bundled mids: [String]) -> SDPDocument {
        version += 1
        var document = SDPDocument(lines: [
            SDPLine(kind: "v", value: "0"), SDPLine(kind: "o", value: "- \(identifier) \(version) IN IP4 127.0.0.1"),
            SDPLine(kind: "s", value: "-"), SDPLine(kind: "t", value: "0 0"),
        ])
        if !mids.isEmpty { document.append(attribute: "group", "BUNDLE \(mids.joined(separator: " "))") }
        document.append(attribute: "extmap-allow-mixed")
        document.append(attribute: "msid-semantic", " WMS *")
        return document
    }

    func check(_ operation: SDPError.Operation, in states: SignalingState...) throws(SDPError) {
        guard states.contains(state) else { throw .wrongState(state, operation: operation) }
    }

    /// Makes the newest local description the current one. It must be exactly the text that was made.
    public mutating func setLocal(_ kind: DescriptionKind, _ text: String) throws(SDPError) {
        switch kind {
        case .offer: try setLocalOffer(text)
        case .answer: try setLocalAnswer(text)
        }
    }

    /// Takes the peer's description.
    public mutating func setRemote(_ kind: DescriptionKind, _ document: SDPDocument) throws(SDPError) {
        var next = self
        switch kind {
        case .offer: try next.applyRemoteOffer(document)
        case .answer: try next.applyRemoteAnswer(document)
        }
        self = next
    }
}

extension RTPTransceiver {
    /// Without a track there is nothing to send.
    var effectiveDirection: MediaDirection {
        isStopped ? .inactive : MediaDirection(sends: direction.sends && sending != nil, receives: direction.receives)
    }
}
