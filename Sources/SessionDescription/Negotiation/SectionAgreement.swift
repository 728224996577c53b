/// What the answer to one offered audio or video section says.
struct SectionAgreement: Hashable, Sendable {
    var codecs: [RTPCodec]
    var extensions: [HeaderExtension]
    var direction: MediaDirection
    var simulcast: Simulcast?
    var allowsReducedSizeRTCP: Bool

    /// Nil when no codec is common to both. `own` are our codecs, best first when `prefersOwn`.
    init?(
        offered section: SDPMediaSection, direction offered: MediaDirection, transceiver: RTPTransceiver,
        own: [RTPCodec], prefersOwn: Bool, extensions uris: [String]
    ) {
        codecs = SectionAgreement.common(section.codecs, own, prefersOwn: prefersOwn)
        guard codecs.contains(where: { !$0.isRetransmission && !$0.isRedundancy }) else { return nil }
        var seen: Set<String> = []
        extensions = section.headerExtensions.filter { uris.contains($0.uri) && seen.insert($0.uri).inserted }
            .map { HeaderExtension(identifier: $0.identifier, uri: $0.uri, direction: $0.direction?.reversed) }
        direction = transceiver.effectiveDirection.intersection(offered.reversed)
        allowsReducedSizeRTCP = section.attribute("rtcp-rsize") != nil
        simulcast = section.simulcast?.reversed
        let named = (send: section.rids("recv"), receive: section.rids("send"))
        let ours = transceiver.sending?.encodings.compactMap(\.rid) ?? []
        simulcast?.receive.removeAll { !named.receive.contains($0) || !direction.receives }
        simulcast?.send.removeAll { !named.send.contains($0) || !ours.contains($0) || !direction.sends }
        if let simulcast, simulcast.send.isEmpty, simulcast.receive.isEmpty { self.simulcast = nil }
    }

    private static func common(_ offered: [RTPCodec], _ own: [RTPCodec], prefersOwn: Bool) -> [RTPCodec] {
        // Our payload type of each offered one that both can use.
        var types: [UInt8: RTPCodec] = [:]
        for codec in offered where !codec.isRetransmission && !codec.isRedundancy {
            types[codec.payloadType] = own.first { $0.matches(codec) }
        }
        var accepted = offered.compactMap { codec -> (codec: RTPCodec, rank: Int)? in
            guard let mine = counterpart(of: codec, among: own, types) else { return nil }
            return (codec.answered(by: mine), own.firstIndex(of: mine) ?? own.count)
        }
        if prefersOwn { accepted.sort { $0.rank < $1.rank } }
        return accepted.map(\.codec)
    }

    private static func counterpart(
        of codec: RTPCodec, among own: [RTPCodec], _ types: [UInt8: RTPCodec]
    ) -> RTPCodec? {
        if codec.isRetransmission {
            guard let repeated = codec.associatedPayloadType.flatMap({ types[$0] }) else { return nil }
            return own.first { $0.isRetransmission && $0.associatedPayloadType == repeated.payloadType }
        }
        if codec.isRedundancy {
            guard codec.redundantPayloadTypes.allSatisfy({ types[$0] != nil }) else { return nil }
            return own.first { $0.isRedundancy && $0.clockRate == codec.clockRate }
        }
        return types[codec.payloadType]
    }
}

extension RTPCodec {
    /// The offered codec as the answer gives it back: its payload type, the feedback both know, our parameters.
    fileprivate func answered(by mine: RTPCodec) -> RTPCodec {
        var result = self
        result.feedback = feedback.filter { mine.feedback.contains($0) }
        if isRetransmission || isRedundancy || mine.parameters.isEmpty { return result }
        result.parameters = mine.parameters
        guard isNamed("H264"),
            parameters["level-asymmetry-allowed"] != "1" || mine.parameters["level-asymmetry-allowed"] != "1"
        else { return result }
        // Without asymmetry both ways use the lower level (RFC 6184 section 8.2.2).
        let offered = H264Profile.ProfileLevel(parameters)
        if offered.level < H264Profile.ProfileLevel(mine.parameters).level { result.parameters = parameters }
        return result
    }
}
