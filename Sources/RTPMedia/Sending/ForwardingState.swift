import MediaTypes

/// How packets of the source that is forwarded become packets of the stream, and which source comes next.
struct ForwardingState: Sendable {
    /// The source's SSRC.
    var wanted: UInt32?
    var current: UInt32?
    /// The source's sequence numbers over their wraps.
    var unwrapper = SequenceUnwrapper()
    /// From the source's numbers, from the first packet that is forwarded, to the stream's.
    var sequences = SequenceMap()
    var timestampOffset: UInt32 = 0
    var pictureOffset: UInt16 = 0
    var baseLayerOffset: UInt8 = 0
    /// The stream's greatest so far.
    var highestSequence: Int64 = -1
    var lastTimestamp: UInt32 = 0
    var lastArrival = MediaTime.zero
    var lastPictureID: UInt16 = 0
    var lastBaseLayerIndex: UInt8 = 0
    /// The last report of each source; bounded, since a peer's SSRCs are its own choice.
    var reports: [UInt32: (time: NTPTime, timestamp: UInt32)] = [:]

    /// A source whose key frame was too old to go on with.
    private var refused: UInt32?

    static let mostReports = 16

    /// How much later a source's packets may arrive than another's: longer than senders hold them back.
    private static let longestDelay: Int64 = 10
    /// Ticks between two pictures that are not the same, at 90 kHz: 10 ms.
    private static let picture: Int32 = 900

    /// What to add to the timestamps of a source that begins with a packet of `timestamp`: by both sources' reports, which
    /// tell the same instant on both, otherwise by the time that passed. Nil when the packet is from before what was
    /// forwarded last; a source whose clock is a little behind is so with every key frame, and is not refused a second time.
    mutating func offset(for source: UInt32, first timestamp: UInt32, clockRate: Int32, at now: MediaTime) -> UInt32? {
        let elapsed = max(1, (now - lastArrival).ticks(timescale: clockRate))
        let byArrival = lastTimestamp &+ UInt32(truncatingIfNeeded: elapsed) &- timestamp
        guard let current, let old = reports[current], let new = reports[source] else { return byArrival }
        let between = new.time.since(old.time).ticks(timescale: clockRate)
        let same = old.timestamp &+ UInt32(truncatingIfNeeded: between) &+ timestampOffset
        let byReport = same &- new.timestamp
        // Two reports that disagree with the time that passed are not of one clock. A little is what packets of a source
        // waited longer than those of the other: seconds, where a sender has just found that its network is narrow.
        let difference = Int32(bitPattern: byReport &- byArrival)
        guard Int64(difference.magnitude) < Int64(clockRate) * Self.longestDelay else { return byArrival }
        let ahead = Int32(bitPattern: timestamp &+ byReport &- lastTimestamp)
        if ahead <= -Self.picture, refused != source || ahead <= -clockRate {
            refused = source
            return nil
        }
        refused = nil
        // The picture that was forwarded last, from another layer, comes right behind itself.
        return ahead > 0 ? byReport : byReport &+ UInt32(bitPattern: 1 - ahead)
    }
}
