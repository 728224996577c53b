internal import HTTPTransport
internal import ProtocolModels
internal import RoomSignalling
internal import SessionDescription
internal import WebRTCTransport

/// Everything that is concluded from a server's frames, without a server or a connection: for fuzzing.
@_spi(Fuzzing) public struct SignalReplay {
    private var model = RoomModel()
    private var answers = RequestAnswers()
    private var negotiation = SessionNegotiation(
        settings: NegotiationSettings(RoomOptions(), canonicalName: "replay"))

    public init() {}

    /// How many events the frame came to.
    @discardableResult
    public mutating func take(binary frame: [UInt8]) -> Int {
        take(SignalConnection.read(.binary(frame)))
    }

    @discardableResult
    public mutating func take(text frame: String) -> Int { take(SignalConnection.read(.text(frame))) }

    /// What a data channel brought.
    public func read(packet: [UInt8]) -> ReceivedData? { ReceivedData(packet: packet, isReliable: true) }

    private mutating func take(_ response: LiveKit.SignalResponse?) -> Int {
        switch response?.message {
        case .join(let join):
            _ = ConnectivitySettings.Server.servers(join.iceServers)
            return model.join(join).count
        case .update(let update): return model.update(update).count
        case .roomUpdate(let update): return update.room.map { model.update($0).count } ?? 0
        case .requestResponse(let response): answers.note(response) { $0 == "cid" }
        case .trickle(let trickle):
            if let candidate = try? CandidateInit(json: trickle.candidateInit) { _ = ICECandidate(candidate.candidate) }
        case .offer(let offer): answer(offer)
        default: break
        }
        return 0
    }

    private mutating func answer(_ offer: LiveKit.SessionDescription) {
        let local = LocalTransport(
            credentials: ICECredentials(usernameFragment: "abcd", password: "0123456789012345678901"),
            fingerprint: CertificateFingerprint(algorithm: "sha-256", digest: Array(repeating: 1, count: 32)))
        do {
            try negotiation.setRemote(.offer, SDPDocument(parsing: offer.sdp))
            try negotiation.setLocal(.answer, negotiation.createAnswer(local))
            _ = negotiation.transceivers.compactMap { MediaSection($0, names: offer.midToTrackID) }
        } catch {
            // As with a connection: the offer is not taken.
        }
    }
}
