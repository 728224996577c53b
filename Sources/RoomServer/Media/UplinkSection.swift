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

    convenience init(_ transceiver: RTPTransceiver, mid: String, media: PublishedMedia) {
        let group = transceiver.receiving.sourceGroups.first { $0.semantics == "FID" && $0.sources.count == 2 }
        self.init(
            mid: mid, codecs: transceiver.codecs, rids: transceiver.receiving.rids,
            source: group?.sources.first ?? transceiver.receiving.sources.first?.ssrc,
            repairSource: group?.sources.last, media: media)
    }

    init(
        mid: String, codecs: [SessionDescription.RTPCodec], rids: [String], source: UInt32?, repairSource: UInt32?,
        media: PublishedMedia
    ) {
        self.mid = mid
        self.media = media
        formats = PayloadFormats(codecs)
        self.rids = UplinkSection.ascending(rids)
        // With rids, packets tell whose they are.
        self.source = rids.isEmpty ? source : nil
        self.repairSource = rids.isEmpty ? repairSource : nil
    }

    /// By what the names that SDKs use mean; other names are in their order.
    static func ascending(_ rids: [String]) -> [String] {
        for known in [["q", "h", "f"], ["2", "1", "0"]] where rids.allSatisfy({ known.contains($0) }) {
            return known.filter(rids.contains)
        }
        return rids
    }
}
