internal import RTPMedia
internal import SessionDescription

/// What was agreed about one media section in which a track comes.
struct MediaSection: Hashable, Sendable {
    var mid: String
    /// The server's name of the track; nil where it did not say.
    var trackSID: String?
    var participantSID: String
    var isVideo: Bool
    /// Announced, or nil: then the first packet tells.
    var source: UInt32?
    var retransmissionSource: UInt32?
    var formats: [UInt8: RTPPayloadFormat]
    var extensions: [RTPMedia.HeaderExtension: UInt8]
    var allowsReducedSizeRTCP: Bool
}

extension MediaSection {
    /// Nil where nothing is received.
    ///
    /// - Parameter names: The tracks' names by mid, where the server gave them with its description.
    init?(_ transceiver: RTPTransceiver, names: [String: String]) {
        guard let mid = transceiver.mid, transceiver.currentDirection?.receives == true, !transceiver.isStopped else {
            return nil
        }
        self.mid = mid
        isVideo = transceiver.kind == .video
        let identifier = transceiver.receiving.identifiers.first
        (participantSID, trackSID) = MediaSection.names(identifier)
        if let name = names[mid] { trackSID = name }
        let sources = transceiver.receiving.sources.map(\.ssrc)
        let group = transceiver.receiving.sourceGroups.first { $0.semantics == "FID" && $0.sources.count == 2 }
        source = group?.sources[0] ?? sources.first
        retransmissionSource = group?.sources[1]
        formats = MediaSection.formats(transceiver.codecs)
        extensions = [:]
        for item in transceiver.headerExtensions {
            guard let kind = RTPMedia.HeaderExtension(uri: item.uri) else { continue }
            extensions[kind] = item.identifier
        }
        allowsReducedSizeRTCP = transceiver.allowsReducedSizeRTCP
    }

    /// `PA_x|stream TR_y`, and of older servers `PA_x|TR_y` with anything behind.
    private static func names(_ identifier: StreamIdentifier?) -> (participant: String, track: String?) {
        guard let identifier else { return ("", nil) }
        let parts = identifier.stream.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        let participant = String(parts[0])
        if parts.count > 1, parts[1].hasPrefix("TR_") { return (participant, String(parts[1])) }
        return (participant, identifier.track)
    }

    private static func formats(_ codecs: [SessionDescription.RTPCodec]) -> [UInt8: RTPPayloadFormat] {
        var formats: [UInt8: RTPPayloadFormat] = [:]
        for codec in codecs where codec.payloadType < 128 {
            if codec.isRetransmission {
                guard let original = codec.associatedPayloadType else { continue }
                formats[codec.payloadType] = .retransmission(of: original)
            } else if codec.isRedundancy {
                formats[codec.payloadType] = .redundantAudio
            } else if let known = RTPMedia.RTPCodec(encodingName: codec.name) {
                formats[codec.payloadType] = .codec(known)
            }
        }
        return formats
    }
}
