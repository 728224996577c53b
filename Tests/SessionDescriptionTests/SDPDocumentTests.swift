import SessionDescription
import Testing

struct SDPDocumentTests {
    @Test(arguments: CapturedDescription.names)
    func `writes every captured description back byte for byte`(name: String) throws {
        let descriptions = try CapturedDescription.all(of: name)
        #expect(!descriptions.isEmpty)
        for description in descriptions {
            let document = try SDPDocument(parsing: description.sdp)
            #expect(document.text == description.sdp)
            #expect(Array(document.text.utf8) == Array(description.sdp.utf8))
        }
    }

    @Test func `shows what a server offered`() throws {
        let offer = try SDPDocument(parsing: CapturedDescription.all(of: "vp8")[2].sdp)
        #expect(offer.bundledMids == ["0", "1", "2"])
        #expect(offer.media.map(\.mid) == ["0", "1", "2"])
        let (data, video, audio) = (offer.media[0], offer.media[1], offer.media[2])
        #expect(data.isDataChannel && data.sctpPort == 5000 && data.maximumMessageSize == 65_535)
        #expect(offer.setup(of: data) == .either)
        #expect(offer.fingerprints(of: video).first?.digest.count == 32)
        #expect(offer.credentials(of: audio) == offer.credentials(of: data))
        let candidate = try #require(data.attributes("candidate").first.flatMap { ICECandidate(value: $0) })
        #expect(candidate.address == "127.0.0.1" && candidate.kind == .host && candidate.component == 1)
        #expect(video.codecs.first?.name == "VP8")
        #expect(video.codecs.first?.feedback == [.fullIntraRequest, .nack, .pictureLoss, .receiverEstimate])
        #expect(video.codecs[1].associatedPayloadType == 96)
        #expect(audio.codecs.map(\.payloadType) == [111, 63] && audio.codecs[0].channels == 2)
        #expect(audio.codecs[1].redundantPayloadTypes == [111, 111])
        #expect(video.headerExtensions.map(\.uri).contains(HeaderExtensionURI.dependencyDescriptor))
        #expect(video.sourceGroups.first?.semantics == "FID" && video.sources.count == 2)
        let stream = try #require(video.streamIdentifiers.first)
        #expect(stream.stream == "\(video.sources[0].attributes["cname"] ?? "")")
        #expect(video.direction == .sendReceive)
    }

    @Test(arguments: [
        ("", SDPError.unsupportedVersion), ("v=1\r\n", .unsupportedVersion),
        ("v=0\r\nnonsense\r\n", .malformedLine(number: 2)),
        ("v=0\r\nm=audio\r\n", .malformedMediaLine(number: 2)),
        ("v=0\nm=audio 70000 X 1", .malformedMediaLine(number: 2)),
        ("v=0\nm=audio -1 X 1", .malformedMediaLine(number: 2)),
        ("v=0\nm=audio /2 X 1", .malformedMediaLine(number: 2)),
    ])
    func `refuses what is no description`(text: String, error: SDPError) {
        #expect(throws: error) { try SDPDocument(parsing: text) }
    }

    @Test func `refuses sizes beyond the limits`() {
        let line = "a=x\r\n"
        #expect(throws: SDPError.tooManyLines(limit: SDPLimits.lines)) {
            try SDPDocument(parsing: "v=0\r\n" + String(repeating: line, count: SDPLimits.lines))
        }
        #expect(throws: SDPError.tooManyMediaSections(limit: SDPLimits.mediaSections)) {
            try SDPDocument(parsing: "v=0\r\n" + String(repeating: "m=audio 9 X 0\n", count: 300))
        }
        let long = "v=0\r\na=" + String(repeating: "x", count: SDPLimits.bytes)
        #expect(throws: SDPError.tooLong(byteCount: long.utf8.count, limit: SDPLimits.bytes)) {
            try SDPDocument(parsing: long)
        }
    }

    @Test(arguments: [
        "candidate:2878742611 1 udp 2130706431 127.0.0.1 50195 typ host ufrag FxqzyxJiNCHwnJoz",
        "candidate:1 1 tcp 1671430143 fd00::2 7881 typ host tcptype passive",
        "candidate:842163049 1 udp 1677729535 203.0.113.5 40333 typ srflx raddr 10.0.0.1 rport 40333",
    ])
    func `reads and writes candidates`(text: String) throws {
        #expect(try #require(ICECandidate(text)).text == text)
        #expect(ICECandidate("a=\(text)") == ICECandidate(text))
    }

    @Test(arguments: [
        "", "candidate:", "candidate:1 1 udp 1 127.0.0.1 1", "candidate:1 1 udp 1 127.0.0.1 99999 typ host",
        "candidate:1 1 tcp 1 127.0.0.1 9 typ host", "candidate:1 1 sctp 1 127.0.0.1 9 typ host",
        "candidate:1 1 udp 1 a%s 9 typ host", "candidate:1 70000 udp 1 127.0.0.1 9 typ host",
    ])
    func `takes no malformed candidate`(text: String) { #expect(ICECandidate(text) == nil) }

    @Test(arguments: [
        ("42e01f", "42e01f", true), ("42e01f", "42e034", true), ("42e01f", "42001f", false), ("4d801f", "42c01f", true),
        ("4d001f", "4d0028", true), ("64001f", "640c1f", false), ("58c01f", "42e01f", true), ("58801f", "42001f", true),
    ])
    func `matches the profiles of H264 as RFC 6184 lists them`(one: String, other: String, areEqual: Bool) {
        func codec(_ profile: String, mode: Int = 1) -> RTPCodec {
            RTPCodec(
                payloadType: 100, name: "H264", clockRate: 90_000,
                parameters: FormatParameters("packetization-mode=\(mode);profile-level-id=\(profile)"))
        }
        #expect(codec(one).matches(codec(other)) == areEqual)
        #expect(!codec(one).matches(codec(one, mode: 0)))
    }
}
