import MediaTypes

/// Turns one track's frame times into ticks that rise, counted from the first decode time.
struct TrackTimeline: Sendable {
    struct Place {
        var decodeTime: Int64
        var compositionOffset: Int32
    }

    /// The decode time of the first frame.
    private(set) var anchor: MediaTime?
    /// How many frames were moved because their times did not rise, or jumped further than a file can say.
    private(set) var adjustedCount = 0
    private let timescale: Int32
    private let allowsReordering: Bool
    private var last: Int64?

    /// Readers take longer steps between two samples for negative ones.
    private static let longestStep = Int64(Int32.max)

    init(timescale: UInt32, allowsReordering: Bool) {
        self.timescale = Int32(clamping: timescale)
        self.allowsReordering = allowsReordering
    }

    mutating func place(_ frame: EncodedFrame) -> Place {
        let anchor = self.anchor ?? frame.decodeTime
        self.anchor = anchor
        // Counted from the anchor, not from the movie's start: a sound track's times then stay on its sample grid.
        let decode = rising((frame.decodeTime - anchor).ticks(timescale: timescale))
        guard allowsReordering, frame.presentationTime != frame.decodeTime else {
            return Place(decodeTime: decode, compositionOffset: 0)
        }
        let offset = (frame.presentationTime - anchor).ticks(timescale: timescale) &- decode
        return Place(decodeTime: decode, compositionOffset: Int32(clamping: offset))
    }

    func ticks(_ duration: MediaTime) -> UInt32 {
        UInt32(clamping: min(duration.ticks(timescale: timescale), Self.longestStep))
    }

    private mutating func rising(_ decode: Int64) -> Int64 {
        guard let last else {
            self.last = decode
            return decode
        }
        let placed = min(max(decode, last + 1), last + Self.longestStep)
        if placed != decode { adjustedCount += 1 }
        self.last = placed
        return placed
    }
}
