internal import RTPMedia
internal import SessionDescription

/// A media section of a publisher's connection, and the track that comes in it.
struct UplinkSection {
    var mid: String
    var formats: PayloadFormats
    /// The encodings of a simulcast, the smallest first; empty without.
    var rids: [String]
    /// The SSRCs the description names: the track's, and that of its retransmissions.
    var source: UInt32?
    var repairSource: UInt32?
    var media: PublishedMedia

    init(_ transceiver: RTPTransceiver, mid: String, media: PublishedMedia) {
        self.mid = mid
        self.media = media
        formats = PayloadFormats(transceiver.codecs)
        rids = UplinkSection.ascending(transceiver.receiving.rids)
        guard rids.isEmpty else { return }
        let group = transceiver.receiving.sourceGroups.first { $0.semantics == "FID" && $0.sources.count == 2 }
        source = group?.sources.first ?? transceiver.receiving.sources.first?.ssrc
        repairSource = group?.sources.last
    }

    /// By what the names that SDKs use mean; other names are in their order.
    static func ascending(_ rids: [String]) -> [String] {
        for known in [["q", "h", "f"], ["2", "1", "0"]] where rids.allSatisfy({ known.contains($0) }) {
            return known.filter(rids.contains)
        }
        return rids
    }
}
