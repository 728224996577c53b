import MediaTypes

/// What stands in front of a WebM file's clusters, and what of it is overwritten when the file ends.
///
/// In place of the index of elements and of the duration there are void elements of the same length until then.
struct WebMHeader: Sendable {
    let bytes: [UInt8]
    /// Where the segment's size stands, which is unknown while the file grows.
    let segmentSizeOffset: UInt64
    /// Where the segment's contents begin: positions count from here.
    let segmentStart: UInt64
    private let durationOffset: UInt64
    private let infoPosition: UInt64
    private let tracksPosition: UInt64

    private static let seekHeadLength = 68
    private static let durationLength = 11

    init(_ tracks: [WebMTrack]) {
        let start = Self.documentHeader + EBMLElement.identifier(WebMElement.segment) + EBMLElement.unknownSize
        segmentStart = UInt64(start.count)
        segmentSizeOffset = segmentStart - 8
        let information = [
            EBMLElement.unsigned(0x2AD7B1, 1_000_000),  // nanoseconds in a tick
            EBMLElement.text(0x4D80, "Sluice"),  // the muxer, and the program
            EBMLElement.text(0x5741, "Sluice"),
            EBMLElement.void(Self.durationLength),
        ]
        let info = EBMLElement.master(WebMElement.info, information)
        infoPosition = UInt64(Self.seekHeadLength)
        tracksPosition = infoPosition + UInt64(info.count)
        durationOffset = segmentStart + tracksPosition - UInt64(Self.durationLength)
        bytes = start + EBMLElement.void(Self.seekHeadLength) + info
            + EBMLElement.master(WebMElement.tracks, tracks.map(\.entry))
    }

    private static let documentHeader = EBMLElement.master(
        WebMElement.ebml,
        [
            EBMLElement.unsigned(0x4286, 1),  // EBML version, and the one to read it with
            EBMLElement.unsigned(0x42F7, 1),
            EBMLElement.unsigned(0x42F2, 4),  // longest identifier and size
            EBMLElement.unsigned(0x42F3, 8),
            EBMLElement.text(0x4282, "webm"),
            EBMLElement.unsigned(0x4287, 4),  // WebM version, and the one to read it with
            EBMLElement.unsigned(0x4285, 2),
        ])

    /// What finishes the header: bytes and their offsets. `cuesPosition` counts from the segment's start.
    func ending(
        cuesPosition: UInt64, duration: Double, byteCount: UInt64
    ) -> [(offset: UInt64, bytes: [UInt8])] {
        let seeks = [
            (WebMElement.info, infoPosition), (WebMElement.tracks, tracksPosition), (WebMElement.cues, cuesPosition),
        ].map { id, position in
            EBMLElement.master(
                WebMElement.seek,
                [
                    EBMLElement.binary(WebMElement.seekID, EBMLElement.identifier(id)),
                    EBMLElement.longUnsigned(WebMElement.seekPosition, position),
                ])
        }
        return [
            (segmentStart, EBMLElement.master(WebMElement.seekHead, seeks)),
            (durationOffset, EBMLElement.float(WebMElement.duration, duration)),
            (segmentSizeOffset, EBMLElement.longSize(byteCount - segmentStart)),
        ]
    }
}
