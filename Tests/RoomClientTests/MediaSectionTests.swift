import ProtocolModels
import RTPMedia
import SessionDescription
import Testing

@testable import RoomClient

struct MediaSectionTests {
    /// What a recorded server's offers come to, answered with our settings.
    private func layouts() throws -> [[MediaSection]] {
        let settings = NegotiationSettings(RoomOptions(), canonicalName: "test")
        var negotiation = SessionNegotiation(settings: settings)
        let local = LocalTransport(
            credentials: ICECredentials(usernameFragment: "abcd", password: "0123456789012345678901"),
            fingerprint: CertificateFingerprint(algorithm: "sha-256", digest: Array(repeating: 1, count: 32)))
        var layouts: [[MediaSection]] = []
        for response in try Capture("subscriber").responses() {
            guard case .offer(let offer)? = response.message else { continue }
            try negotiation.setRemote(.offer, SDPDocument(parsing: offer.sdp))
            let answer = try negotiation.createAnswer(local)
            try negotiation.setLocal(.answer, answer)
            layouts.append(negotiation.transceivers.compactMap { MediaSection($0, names: offer.midToTrackID) })
        }
        return layouts
    }

    @Test func `finds the tracks in a recorded server's offers`() throws {
        let layouts = try layouts()
        #expect(layouts.first?.isEmpty == true)
        let sections = try #require(layouts.last)
        #expect(sections.map { $0.trackSID?.prefix(5) } == ["TR_VC", "TR_AM"])
        #expect(sections.allSatisfy { $0.participantSID == "PA_mV2NDAFbHJHc" })
        #expect(sections.allSatisfy { $0.source != nil })
        #expect(sections[0].retransmissionSource != nil)
        #expect(sections[0].formats[96] == .codec(.vp8))
        #expect(sections[0].formats[97] == .retransmission(of: 96))
        #expect(sections[0].extensions[.absoluteCaptureTime] == 2)
    }

    @Test func `asks for plain Opus, without redundancy`() throws {
        let audio = try #require(try layouts().last?.last)
        #expect(audio.formats == [111: .codec(.opus)])
    }

    @Test func `accepts only the codecs that were asked for`() throws {
        var options = RoomOptions()
        options.videoCodecs = ["VP8"]
        let settings = NegotiationSettings(options, canonicalName: "test")
        #expect(settings.videoCodecs.map(\.name) == ["VP8", "rtx"])
        options.acceptsRedundantAudio = true
        #expect(NegotiationSettings(options, canonicalName: "").audioCodecs.map(\.name) == ["opus", "red"])
    }
}
