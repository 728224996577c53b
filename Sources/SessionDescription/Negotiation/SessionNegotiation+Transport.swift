extension SessionNegotiation {
    /// The section whose transport everything uses: the first accepted one of the group (RFC 8843 section 7.2).
    func taggedSection(of document: SDPDocument, among accepted: [Int]) -> Int? {
        guard let mids = document.bundledMids else { return accepted.first }
        for mid in mids {
            if let index = accepted.first(where: { document.media[$0].mid == mid }) { return index }
        }
        return nil
    }

    mutating func takeTransport(_ document: SDPDocument, section index: Int, isAnswer: Bool) throws(SDPError) {
        let section = document.media[index]
        guard let credentials = document.credentials(of: section) else {
            throw .missingAttribute(name: "ice-ufrag", section: index)
        }
        guard credentials.areValid else { throw .malformedAttribute(name: "ice-pwd", section: index) }
        let fingerprints = document.fingerprints(of: section)
        guard !fingerprints.isEmpty else { throw .missingAttribute(name: "fingerprint", section: index) }
        // Another certificate would need a new DTLS session on the same transport, which no peer of ours does.
        if let known = remoteTransport, Set(known.fingerprints).isDisjoint(with: fingerprints) {
            throw .fingerprintChanged
        }
        let setup = try agreeSetup(document, section: index, isAnswer: isAnswer)
        let candidates = section.attributes("candidate")
        guard candidates.count <= SDPLimits.candidates else { throw .tooManyCandidates(limit: SDPLimits.candidates) }
        remoteTransport = RemoteTransport(
            credentials: credentials, fingerprints: fingerprints, setup: setup, isLite: document.isICELite,
            candidates: candidates.compactMap { ICECandidate(value: $0) }.filter { $0.component == 1 },
            hasAllCandidates: section.attribute("end-of-candidates") != nil)
    }

    /// Notes our role, once; a later description may say it otherwise, but the session is there (RFC 8842 section 5.5).
    private mutating func agreeSetup(
        _ document: SDPDocument, section index: Int, isAnswer: Bool
    ) throws(SDPError) -> DTLSSetup {
        let said = document.setup(of: document.media[index]) ?? (isAnswer ? .active : .either)
        if isAnswer, said == .either { throw .malformedAttribute(name: "setup", section: index) }
        if setup == nil { setup = said == .active ? .passive : .active }
        return said
    }
}

extension SessionNegotiation {
    /// The mid that stands for the transport in candidates: that of the first section in use.
    public var transportMid: String? { slots.first { !$0.isRejected }?.mid }
}
