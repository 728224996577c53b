internal import RTPMedia
internal import SessionDescription

/// A media section of a publisher's connection, and the track that comes in it. An object, so that a packet costs no copy.
final class UplinkSection {
    let mid: String
    let formats: PayloadFormats
    /// The encodings of a simulcast, the smallest first; empty without.
    let rids: [String]
    /// The SSRCs the description names: the track's, and that of its retransmissions.
    let source: UInt32?
    let repairSource: UInt32?
    let media: PublishedMedia

    init(_ transceiver: RTPTransceiver, mid: String, media: PublishedMedia) {
        self.mid = mid
        self.media = media
        formats = PayloadFormats(transceiver.codecs)
        rids = UplinkSection.ascending(transceiver.receiving.rids)
        // With rids, packets tell whose they are.
        let isSimulcast = !rids.isEmpty
        let group = transceiver.receiving.sourceGroups.first { $0.semantics == "FID" && $0.sources.count == 2 }
        source = isSimulcast ? nil : group?.sources.first ?? transceiver.receiving.sources.first?.ssrc
        repairSource = isSimulcast ? nil : group?.sources.last
    }

    /// By what the names that SDKs use mean; other names are in their order.
    static func ascending(_ rids: [String]) -> [String] {
        for known in [["q", "h", "f"], ["2", "1", "0"]] where rids.allSatisfy({ known.contains($0) }) {
            return known.filter(rids.contains)
        }
        return rids
    }
}
