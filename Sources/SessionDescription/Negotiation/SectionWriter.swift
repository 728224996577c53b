/// Writes media sections of our own descriptions.
struct SectionWriter {
    struct Media {
        var kind: MediaKind
        var mid: String
        var direction: MediaDirection
        var codecs: [RTPCodec]
        var extensions: [HeaderExtension]
        var simulcast: Simulcast?
        var reducedSizeRTCP: Bool
        /// Nil when nothing is sent.
        var sending: SendingTrack?
    }

    let local: LocalTransport
    let setup: DTLSSetup
    let canonicalName: String

    private static let connection = SDPLine(kind: "c", value: "IN IP4 0.0.0.0")

    func rejected(media: String, mid: String) -> SDPMediaSection {
        let isData = media == "application"
        let section = SDPMediaSection(
            media: media, port: "0", transport: isData ? "UDP/DTLS/SCTP" : "UDP/TLS/RTP/SAVPF",
            formats: [isData ? "webrtc-datachannel" : "0"])
        return rejected(section, mid: mid)
    }

    /// Refuses `offered`. Of the formats of a refused section nothing follows (RFC 3264 section 6); those that were offered
    /// would stand here without their mappings, for which some peers refuse the whole description.
    func rejected(_ offered: SDPMediaSection, mid: String) -> SDPMediaSection {
        var section = SDPMediaSection(
            media: offered.media, port: "0", transport: offered.transport,
            formats: offered.isDataChannel ? offered.formats : ["0"], lines: [SectionWriter.connection])
        section.append(attribute: "mid", mid)
        if !offered.isDataChannel { section.append(attribute: "inactive") }
        return section
    }

    func data(mid: String, _ maximumMessageSize: Int, carriesCandidates: Bool) -> SDPMediaSection {
        var section = SDPMediaSection(
            media: "application", transport: "UDP/DTLS/SCTP", formats: ["webrtc-datachannel"],
            lines: [SectionWriter.connection])
        writeTransport(mid: mid, carriesCandidates: carriesCandidates, to: &section)
        section.append(attribute: "sctp-port", "5000")
        section.append(attribute: "max-message-size", "\(maximumMessageSize)")
        return section
    }

    func media(_ media: Media, carriesCandidates: Bool) -> SDPMediaSection {
        var section = SDPMediaSection(
            media: media.kind.rawValue, transport: "UDP/TLS/RTP/SAVPF",
            formats: media.codecs.map { "\($0.payloadType)" },
            lines: [SectionWriter.connection])
        writeTransport(mid: media.mid, carriesCandidates: carriesCandidates, to: &section)
        for item in media.extensions { section.append(attribute: "extmap", item.text) }
        section.append(attribute: media.direction.rawValue)
        if let sending = media.sending { section.append(attribute: "msid", sending.identifier.text) }
        section.append(attribute: "rtcp-mux")
        if media.reducedSizeRTCP { section.append(attribute: "rtcp-rsize") }
        for codec in media.codecs { write(codec, to: &section) }
        if let simulcast = media.simulcast {
            for rid in simulcast.send { section.append(attribute: "rid", "\(rid) send") }
            for rid in simulcast.receive { section.append(attribute: "rid", "\(rid) recv") }
            section.append(attribute: "simulcast", simulcast.text)
        }
        // With rids the sources are announced by header extensions instead.
        if let sending = media.sending, media.simulcast?.send.isEmpty ?? true {
            write(sending, retransmits: media.codecs.contains(where: \.isRetransmission), to: &section)
        }
        return section
    }

    private func writeTransport(mid: String, carriesCandidates: Bool, to section: inout SDPMediaSection) {
        if carriesCandidates {
            for candidate in local.candidates { section.append(attribute: "candidate", candidate.value) }
            if local.hasAllCandidates { section.append(attribute: "end-of-candidates") }
        }
        section.append(attribute: "ice-ufrag", local.credentials.usernameFragment)
        section.append(attribute: "ice-pwd", local.credentials.password)
        section.append(attribute: "ice-options", "trickle")
        section.append(attribute: "fingerprint", local.fingerprint.text)
        section.append(attribute: "setup", setup.rawValue)
        section.append(attribute: "mid", mid)
    }

    private func write(_ codec: RTPCodec, to section: inout SDPMediaSection) {
        section.append(attribute: "rtpmap", codec.mapText)
        for feedback in codec.feedback { section.append(attribute: "rtcp-fb", "\(codec.payloadType) \(feedback.text)") }
        if !codec.parameters.isEmpty {
            section.append(attribute: "fmtp", "\(codec.payloadType) \(codec.parameters.text)")
        }
    }

    private func write(_ sending: SendingTrack, retransmits: Bool, to section: inout SDPMediaSection) {
        guard let encoding = sending.encodings.first else { return }
        var sources = [encoding.ssrc]
        if retransmits {
            sources.append(encoding.retransmissionSSRC)
            section.append(attribute: "ssrc-group", "FID \(sources[0]) \(sources[1])")
        }
        for source in sources {
            section.append(attribute: "ssrc", "\(source) cname:\(canonicalName)")
            section.append(attribute: "ssrc", "\(source) msid:\(sending.identifier.text)")
        }
    }
}
