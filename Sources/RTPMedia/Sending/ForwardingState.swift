import MediaTypes

/// How packets of the source that is forwarded become packets of the stream, and which source comes next.
struct ForwardingState: Sendable {
    /// The source's SSRC.
    var wanted: UInt32?
    var current: UInt32?
    /// The source's sequence numbers over their wraps.
    var sequences = SequenceUnwrapper()
    /// The first packet forwarded of the source; older ones are not part of the stream.
    var firstSequence: Int64 = 0
    /// Added to the source's numbers.
    var sequenceOffset: Int64 = 0
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

    static let mostReports = 16

    /// What to add to the timestamps of a source that begins: by both sources' reports, which tell the same instant on
    /// both, otherwise by the time that passed.
    func offset(for source: UInt32, first timestamp: UInt32, clockRate: Int32, at now: MediaTime) -> UInt32 {
        let elapsed = max(1, (now - lastArrival).ticks(timescale: clockRate))
        let byArrival = lastTimestamp &+ UInt32(truncatingIfNeeded: elapsed) &- timestamp
        guard let current, let old = reports[current], let new = reports[source] else { return byArrival }
        let between = new.time.since(old.time).ticks(timescale: clockRate)
        let same = old.timestamp &+ UInt32(truncatingIfNeeded: between) &+ timestampOffset
        let byReport = same &- new.timestamp
        // Two reports that disagree with the time that passed are not of one clock.
        let difference = Int32(bitPattern: byReport &- byArrival)
        let isForward = Int32(bitPattern: timestamp &+ byReport &- lastTimestamp) > 0
        return isForward && Int64(difference.magnitude) < Int64(clockRate) ? byReport : byArrival
    }
}
