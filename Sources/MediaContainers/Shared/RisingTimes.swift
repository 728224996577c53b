import MediaTypes

/// Turns one track's frame times into ticks that rise, counted from an origin; for containers that write presentation
/// times only.
struct RisingTimes: Sendable {
    private(set) var adjustedCount = 0
    /// The ticks of the last frame.
    private(set) var last: Int64?
    /// What frames lasted that did not say it: the time from the one before the last to the last.
    private var lastStep: Int64 = 0
    private var lastDuration: Int64 = 0
    private let timescale: Int32

    init(timescale: Int32) { self.timescale = timescale }

    /// The frame's ticks from `origin`: never before it, and after the last frame's.
    mutating func place(_ frame: EncodedFrame, at time: MediaTime, origin: MediaTime) -> Int64 {
        let ticks = (time - origin).ticks(timescale: timescale)
        let placed = max(ticks, last.map { $0 + 1 } ?? 0)
        if placed != ticks { adjustedCount += 1 }
        lastStep = last.map { placed - $0 } ?? 0
        lastDuration = frame.duration.ticks(timescale: timescale)
        last = placed
        return placed
    }

    /// The last frame's end, in ticks, as far as a ``MediaTime`` goes; where it does not say how long it is, it is as long as
    /// the one before.
    var end: Int64 {
        let end = (last ?? 0).addingReportingOverflow(lastDuration > 0 ? lastDuration : lastStep)
        let limit = Int64.max / 1_000_000_000 * Int64(timescale)
        return end.overflow ? limit : min(end.partialValue, limit)
    }
}
