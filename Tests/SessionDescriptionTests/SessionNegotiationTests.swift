import SessionDescription
import Testing

struct SessionNegotiationTests {
    /// Two sides, and one round between them.
    private struct Pair {
        var caller = SessionNegotiation(settings: NegotiationSettings())
        var callee = SessionNegotiation(settings: NegotiationSettings())

        @discardableResult
        mutating func negotiate() throws -> (offer: SDPDocument, answer: SDPDocument) {
            let offer = try caller.createOffer(.sample("caller"))
            try caller.setLocal(.offer, offer)
            try callee.setRemote(.offer, SDPDocument(parsing: offer))
            let answer = try callee.createAnswer(.sample("callee", digest: 9))
            try callee.setLocal(.answer, answer)
            try caller.setRemote(.answer, SDPDocument(parsing: answer))
            return (try SDPDocument(parsing: offer), try SDPDocument(parsing: answer))
        }
    }

    @Test func `agrees on tracks, data channels and roles`() throws {
        var pair = Pair()
        let audio = pair.caller.addTransceiver(
            .audio, direction: .sendOnly, sending: SendingTrack(stream: "stream", track: "microphone"))
        pair.caller.requestDataChannels()
        #expect(pair.caller.needsNegotiation)
        let (offer, answer) = try pair.negotiate()
        #expect(offer.bundledMids == ["0", "1"] && answer.bundledMids == ["0", "1"])
        #expect(pair.caller[audio]?.currentDirection == .sendOnly)
        let received = try #require(pair.callee.transceivers.first)
        #expect(received.currentDirection == .receiveOnly && received.mid == "0")
        #expect(received.receiving.identifiers == [StreamIdentifier(stream: "stream", track: "microphone")])
        #expect(received.receiving.sources.first?.ssrc == pair.caller[audio]?.sending?.encodings[0].ssrc)
        #expect(received.codecs == pair.caller[audio]?.codecs)
        #expect(received.codecs.map(\.name) == ["opus", "red", "PCMU", "PCMA"])
        #expect(pair.caller.data?.mid == "1" && pair.callee.data?.remotePort == 5000)
        #expect(pair.caller.setup == .passive && pair.callee.setup == .active)
        #expect(pair.caller.isFirstOfferer == true && pair.callee.isFirstOfferer == false)
        #expect(!pair.caller.needsNegotiation && !pair.callee.needsNegotiation)
        #expect(pair.callee.remoteTransport?.credentials.usernameFragment == "caller")
    }

    @Test func `answers a captured server as its own client did`() throws {
        for name in ["vp8", "h264", "vp9", "av1", "vp8-simulcast"] {
            var client = SessionNegotiation(settings: NegotiationSettings())
            let captured = try CapturedDescription.all(of: name)
            for round in 0..<2 {
                try client.setRemote(.offer, SDPDocument(parsing: captured[2 * round].sdp))
                let text = try client.createAnswer(.sample())
                try client.setLocal(.answer, text)
                let answer = try SDPDocument(parsing: text)
                let expected = try SDPDocument(parsing: captured[2 * round + 1].sdp)
                #expect(answer.bundledMids == expected.bundledMids)
                #expect(answer.media.map(\.mid) == expected.media.map(\.mid))
                for (ours, theirs) in zip(answer.media, expected.media) where ours.mediaKind != nil {
                    #expect(ours.direction == theirs.direction)
                    #expect(Set(ours.formats).isSuperset(of: theirs.formats), "\(name)")
                    #expect(Set(theirs.headerExtensions).isSubset(of: ours.headerExtensions))
                    #expect(answer.setup(of: ours) == .active)
                }
            }
            let video = try #require(client.transceivers.first { $0.kind == .video })
            #expect(video.receiving.identifiers.first?.track?.utf8.starts(with: "TR_VC".utf8) == true)
            #expect(client.data?.remoteMaximumMessageSize == 65_535)
            #expect(client.remoteTransport?.candidates.count == 2)
        }
    }

    @Test func `answers a captured browser library that publishes`() throws {
        let captured = try CapturedDescription.all(of: "publisher-v0")
        var server = SessionNegotiation(settings: NegotiationSettings())
        for round in 0..<3 {
            try server.setRemote(.offer, SDPDocument(parsing: captured[2 * round].sdp))
            let answer = try server.createAnswer(.sample())
            try server.setLocal(.answer, answer)
            let document = try SDPDocument(parsing: answer)
            let expected = try SDPDocument(parsing: captured[2 * round + 1].sdp)
            #expect(document.media.count == expected.media.count)
            #expect(document.bundledMids == expected.bundledMids)
        }
        let sending = server.transceivers.filter { $0.currentDirection == .receiveOnly }
        #expect(sending.map(\.kind) == [.video, .audio])
    }

    @Test func `gives the place of a stopped transceiver to a new one`() throws {
        var pair = Pair()
        let first = pair.caller.addTransceiver(.video, sending: SendingTrack(track: "camera"))
        try pair.negotiate()
        try pair.caller.stop(first)
        #expect(pair.caller.needsNegotiation)
        let (offer, answer) = try pair.negotiate()
        #expect(offer.media[0].isRejected && answer.media[0].isRejected)
        #expect(pair.caller.transceivers.isEmpty && pair.callee.transceivers.isEmpty)
        let second = pair.caller.addTransceiver(.audio, sending: SendingTrack(track: "microphone"))
        let again = try pair.negotiate()
        #expect(again.offer.media.count == 1 && again.offer.media[0].media == "audio")
        #expect(pair.caller[second]?.mid != "0")
        #expect(pair.callee.transceivers.map(\.kind) == [.audio])
    }

    @Test func `refuses a section without its formats, and takes it when it is offered as something it knows`() throws {
        var pair = Pair()
        pair.caller.addTransceiver(.audio, direction: .sendOnly, sending: SendingTrack(track: "microphone"))
        pair.caller.addTransceiver(.video, direction: .sendOnly, sending: SendingTrack(track: "camera"))
        let offer = try pair.caller.createOffer(.sample("caller"))
        var unknown = offer
        for name in ["VP8", "VP9", "H264", "H265", "AV1"] { unknown = unknown.replacing(" \(name)/", with: " \(name)X/") }
        try pair.callee.setRemote(.offer, SDPDocument(parsing: unknown))
        let refusal = try pair.callee.createAnswer(.sample("callee", digest: 9))
        try pair.callee.setLocal(.answer, refusal)
        let refused = try SDPDocument(parsing: refusal).media
        #expect(!refused[0].isRejected && refused[1].isRejected && refused[1].formats == ["0"])
        #expect(pair.callee.transceivers.map(\.kind) == [.audio])

        try pair.callee.setRemote(.offer, SDPDocument(parsing: offer))
        let answer = try pair.callee.createAnswer(.sample("callee", digest: 9))
        try pair.callee.setLocal(.answer, answer)
        #expect(try SDPDocument(parsing: answer).media.allSatisfy { !$0.isRejected })
        let video = try #require(pair.callee.transceivers.first { $0.kind == .video })
        #expect(video.currentDirection == .receiveOnly && video.receiving.identifiers.first?.track == "camera")
    }

    @Test func `keeps a section over a change of its track`() throws {
        var pair = Pair()
        let id = pair.caller.addTransceiver(.audio, direction: .sendOnly, sending: SendingTrack(track: "one"))
        try pair.negotiate()
        try pair.caller.setDirection(.inactive, of: id)
        #expect(pair.caller.needsNegotiation)
        try pair.negotiate()
        #expect(pair.callee.transceivers.first?.currentDirection == .inactive)
        try pair.caller.setSending(SendingTrack(track: "two"), of: id)
        try pair.caller.setDirection(.sendOnly, of: id)
        try pair.negotiate()
        #expect(pair.callee.transceivers.count == 1)
        #expect(pair.callee.transceivers.first?.receiving.identifiers.first?.track == "two")
        #expect(!pair.caller.needsNegotiation)
    }

    @Test func `sends from the answering side in a section it was offered`() throws {
        var pair = Pair()
        let offered = pair.caller.addTransceiver(.video, direction: .receiveOnly)
        let answered = pair.callee.addTransceiver(
            .video, direction: .sendOnly, sending: SendingTrack(stream: "PA_1|camera", track: "TR_1"))
        try pair.negotiate()
        #expect(pair.callee.transceivers.count == 1)
        #expect(pair.callee[answered]?.currentDirection == .sendOnly)
        #expect(pair.caller[offered]?.currentDirection == .receiveOnly)
        #expect(pair.caller[offered]?.receiving.identifiers.first?.track == "TR_1")
        #expect(!pair.callee.needsNegotiation)
    }

    @Test func `offers simulcast and learns what is taken of it`() throws {
        var pair = Pair()
        let encodings = ["q", "h", "f"].map { SendingTrack.Encoding(rid: $0) }
        let id = pair.caller.addTransceiver(
            .video, direction: .sendOnly, sending: SendingTrack(track: "camera", encodings: encodings))
        let (offer, answer) = try pair.negotiate()
        #expect(offer.media[0].simulcast == Simulcast(send: ["q", "h", "f"]))
        #expect(offer.media[0].sources.isEmpty)
        #expect(answer.media[0].rids("recv") == ["q", "h", "f"])
        #expect(pair.caller[id]?.acceptedEncodings == ["q", "h", "f"])
        #expect(pair.callee.transceivers.first?.receiving.rids == ["q", "h", "f"])
    }

    @Test func `leaves out what only one side knows`() throws {
        var pair = Pair()
        pair.callee = SessionNegotiation(
            settings: NegotiationSettings(
                audioCodecs: [RTPCodec.standardAudio[0]],
                videoCodecs: RTPCodec.standardVideo.filter { $0.isNamed("VP8") }, videoExtensions: []))
        let audio = pair.caller.addTransceiver(.audio, sending: SendingTrack(track: "a"))
        let video = pair.caller.addTransceiver(.video, sending: SendingTrack(track: "v"))
        try pair.negotiate()
        #expect(pair.caller[audio]?.codecs.map(\.name) == ["opus"])
        #expect(pair.caller[video]?.codecs.map(\.name) == ["VP8"])
        #expect(pair.caller[video]?.headerExtensions == [])
        let none = pair.caller.addTransceiver(
            .video, sending: SendingTrack(track: "w"), codecs: RTPCodec.standardVideo.filter { $0.isNamed("AV1") })
        let (_, answer) = try pair.negotiate()
        #expect(answer.media[2].isRejected)
        #expect(pair.caller[none] == nil)
    }

    @Test func `keeps the peer's payload types in its own later offers`() throws {
        var pair = Pair()
        let opus = RTPCodec(payloadType: 96, name: "opus", clockRate: 48_000, channels: 2)
        _ = pair.caller.addTransceiver(.audio, sending: SendingTrack(track: "a"), codecs: [opus])
        try pair.negotiate()
        _ = pair.callee.addTransceiver(.video, sending: SendingTrack(track: "v"))
        let text = try pair.callee.createOffer(.sample("callee", digest: 9))
        let offer = try SDPDocument(parsing: text)
        #expect(offer.media[0].codecs.first?.payloadType == 96)
        let types = offer.media[1].codecs.map(\.payloadType)
        #expect(!types.contains(96) && Set(types).count == types.count && types.count == RTPCodec.standardVideo.count)
        try pair.callee.setLocal(.offer, text)
        try pair.caller.setRemote(.offer, offer)
        try pair.caller.setLocal(.answer, pair.caller.createAnswer(.sample("caller")))
    }

    @Test func `refuses calls out of turn, and descriptions that are not its own`() throws {
        var pair = Pair()
        _ = pair.caller.addTransceiver(.audio)
        #expect(throws: SDPError.wrongState(.stable, operation: .createAnswer)) {
            try pair.caller.createAnswer(.sample())
        }
        let offer = try pair.caller.createOffer(.sample())
        #expect(throws: SDPError.modifiedDescription) { try pair.caller.setLocal(.offer, offer + "a=x\r\n") }
        try pair.caller.setLocal(.offer, offer)
        #expect(throws: SDPError.wrongState(.haveLocalOffer, operation: .setRemoteOffer)) {
            try pair.caller.setRemote(.offer, SDPDocument(parsing: offer))
        }
        let few = try SDPDocument(parsing: "v=0\r\n")
        #expect(throws: SDPError.sectionsDiffer(section: 0)) { try pair.caller.setRemote(.answer, few) }
        #expect(pair.caller.state == .haveLocalOffer)
    }

    @Test func `refuses another certificate, and floods of candidates`() throws {
        var pair = Pair()
        _ = pair.caller.addTransceiver(.audio)
        try pair.negotiate()
        let changed = try pair.caller.createOffer(.sample("caller", digest: 8))
        let document = try SDPDocument(parsing: changed)
        #expect(throws: SDPError.fingerprintChanged) { try pair.callee.setRemote(.offer, document) }
        var flood = try SDPDocument(parsing: pair.caller.createOffer(.sample("caller")))
        for port in 1...10_000 {
            flood.media[0].append(attribute: "candidate", "1 1 udp 1 10.0.0.1 \(port) typ host")
        }
        #expect(throws: SDPError.tooManyCandidates(limit: SDPLimits.candidates)) {
            try pair.callee.setRemote(.offer, flood)
        }
        #expect(pair.callee.state == .stable)
    }

    @Test func `answers sixty video sections, and offers as many itself`() throws {
        var offer = try SDPDocument(parsing: CapturedDescription.all(of: "publisher-v0")[0].sdp)
        let video = try #require(offer.media.first { $0.mediaKind == .video })
        offer.media = (0..<60).map { index in
            var section = SDPMediaSection(media: "video", transport: video.transport, formats: [])
            let lines = video.lines.filter { $0.attribute("mid") == nil }
            section.lines = lines + [SDPLine(attribute: "mid", value: "m\(index)")]
            let known = section.lines.compactMap { $0.attribute("rtpmap")?.split(separator: " ").first }
            section.formats = known.map { String($0) }
            return section
        }
        offer.lines.removeAll { $0.attribute("group") != nil }
        offer.append(attribute: "group", "BUNDLE " + offer.media.compactMap(\.mid).joined(separator: " "))
        var negotiation = SessionNegotiation(settings: NegotiationSettings())
        try negotiation.setRemote(.offer, SDPDocument(parsing: offer.text))
        try negotiation.setLocal(.answer, negotiation.createAnswer(.sample()))
        #expect(negotiation.transceivers.count == 60)
        #expect(negotiation.transceivers.allSatisfy { !$0.codecs.isEmpty })
        let again = try SDPDocument(parsing: negotiation.createOffer(.sample()))
        #expect(again.media.count == 60)
    }
}
