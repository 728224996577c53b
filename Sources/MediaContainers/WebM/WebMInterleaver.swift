import MediaTypes

/// Brings the frames of several tracks into the order of their times, which the blocks of a cluster have.
struct WebMInterleaver: Sendable {
    struct Item: Sendable {
        let track: Int
        let time: Int64
        let frame: EncodedFrame
    }

    private var waiting: [Item] = []
    /// The last time of each track.
    private var reached: [Int64]

    /// A track that stays behind further than this many milliseconds is not waited for.
    private static let longestWait: Int64 = 1_000

    init(trackCount: Int) { reached = Array(repeating: 0, count: trackCount) }

    mutating func append(_ item: Item) {
        reached[item.track] = item.time
        // From the end: nearly always the place is there.
        var place = waiting.count
        while place > 0, waiting[place - 1].time > item.time { place -= 1 }
        waiting.insert(item, at: place)
    }

    /// The items that no other can precede any more.
    mutating func take() -> [Item] {
        let newest = reached.max() ?? 0
        let limit = max(reached.min() ?? 0, newest - Self.longestWait)
        let count = waiting.firstIndex { $0.time > limit } ?? waiting.count
        defer { waiting.removeFirst(count) }
        return Array(waiting[..<count])
    }

    mutating func takeAll() -> [Item] {
        defer { waiting = [] }
        return waiting
    }
}
