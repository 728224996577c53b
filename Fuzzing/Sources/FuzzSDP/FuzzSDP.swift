import SessionDescription

/// The input is a description: what reads must write the same again, and both as an offer and as an answer it must
/// leave a negotiation that still works.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSDP(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    _ = ICECandidate(text)
    guard let document = try? SDPDocument(parsing: text) else { return 0 }
    let again = try! SDPDocument(parsing: document.text)
    precondition(again == document)
    answer(document)
    offer(document)
    return 0
}

private let local = LocalTransport(
    credentials: ICECredentials(usernameFragment: "ours", password: "a-password-of-24-letters"),
    fingerprint: CertificateFingerprint(algorithm: "sha-256", digest: Array(repeating: 7, count: 32)))

private func answer(_ document: SDPDocument) {
    var negotiation = SessionNegotiation(settings: NegotiationSettings())
    _ = negotiation.addTransceiver(.video, sending: SendingTrack(track: "v"))
    for _ in 0..<2 {
        guard (try? negotiation.setRemote(.offer, document)) != nil else { return }
        let answer = try! negotiation.createAnswer(local)
        _ = try! SDPDocument(parsing: answer)
        try! negotiation.setLocal(.answer, answer)
    }
    let next = try! negotiation.createOffer(local)
    _ = try! SDPDocument(parsing: next)
    try! negotiation.setLocal(.offer, next)
}

private func offer(_ document: SDPDocument) {
    var negotiation = SessionNegotiation(settings: NegotiationSettings())
    _ = negotiation.addTransceiver(.audio, sending: SendingTrack(track: "a"))
    negotiation.requestDataChannels()
    try! negotiation.setLocal(.offer, negotiation.createOffer(local))
    try? negotiation.setRemote(.answer, document)
    if negotiation.state == .stable { _ = try! negotiation.createOffer(local) }
}
