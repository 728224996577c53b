public import MediaTypes

/// Which packets are missing, and when to ask for each (RFC 4585 section 6.2.1).
///
/// Asking waits a little, since packets may only be out of order, and is repeated after the round trip, up to a limit.
public struct LossTracker: Sendable {
    private struct Missing: Sendable {
        var sequence: Int64
        var due: MediaTime
        var asked: MediaTime
        var tries: UInt8
    }

    /// Ascending.
    private var missing: [Missing] = []
    /// Not later than the first due; `nil` when there is nothing to ask for.
    public private(set) var nextDeadline: MediaTime?
    /// From a request to what it asked for, smoothed.
    public private(set) var roundTrip = MediaTime.milliseconds(100)
    private let reorderingTolerance: MediaTime
    private let mostTries: UInt8
    private let capacity: Int

    /// More than `capacity` missing packets are not asked for: a key frame costs less.
    public init(
        reorderingTolerance: MediaTime = .milliseconds(10), mostTries: UInt8 = 10, capacity: Int = 512
    ) {
        self.reorderingTolerance = reorderingTolerance
        self.mostTries = mostTries
        self.capacity = capacity
    }

    public var isEmpty: Bool { missing.isEmpty }
    public var count: Int { missing.count }

    /// `range` was passed over, and is behind everything that is missing so far.
    public mutating func note(gap range: Range<Int64>, at now: MediaTime) {
        let due = now + reorderingTolerance
        for sequence in range.suffix(capacity) {
            missing.append(Missing(sequence: sequence, due: due, asked: now, tries: 0))
        }
        if missing.count > capacity { missing.removeFirst(missing.count - capacity) }
        nextDeadline = min(nextDeadline ?? due, due)
    }

    /// A packet came after others behind it. True if it was missing.
    @discardableResult
    public mutating func note(arrival sequence: Int64, at now: MediaTime) -> Bool {
        guard let index = index(of: sequence) else { return false }
        let entry = missing.remove(at: index)
        // Only what was asked for once tells which request was answered.
        if entry.tries == 1 {
            let sample = min(max((now - entry.asked).nanoseconds, 1_000_000), 2_000_000_000)
            roundTrip = MediaTime(nanoseconds: (roundTrip.nanoseconds * 7 + sample) / 8)
        }
        if missing.isEmpty { nextDeadline = nil }
        return true
    }

    /// Packets before `sequence` are given up.
    public mutating func forget(before sequence: Int64) {
        let kept = missing.firstIndex { $0.sequence >= sequence } ?? missing.count
        missing.removeFirst(kept)
        if missing.isEmpty { nextDeadline = nil }
    }

    /// Appends what to ask for now, at most `limit` numbers.
    public mutating func takeDue(at now: MediaTime, limit: Int = 256, into numbers: inout [UInt16]) {
        guard let nextDeadline, now >= nextDeadline else { return }
        var earliest: MediaTime?
        var taken = 0
        for index in missing.indices where missing[index].tries < mostTries {
            if missing[index].due <= now, taken < limit {
                taken += 1
                missing[index].tries += 1
                missing[index].asked = now
                missing[index].due = now + interval(after: missing[index].tries)
                numbers.append(UInt16(truncatingIfNeeded: missing[index].sequence))
            }
            if missing[index].tries < mostTries { earliest = min(earliest ?? missing[index].due, missing[index].due) }
        }
        self.nextDeadline = earliest
    }

    /// A round trip and half of it; longer from the fourth time on.
    private func interval(after tries: UInt8) -> MediaTime {
        let trip = max(roundTrip.nanoseconds * 3 / 2, 20_000_000)
        return MediaTime(nanoseconds: trip * Int64(max(1, Int(tries) - 2)))
    }

    private func index(of sequence: Int64) -> Int? {
        var low = 0
        var high = missing.count
        while low < high {
            let middle = (low + high) / 2
            if missing[middle].sequence < sequence { low = middle + 1 } else { high = middle }
        }
        return low < missing.count && missing[low].sequence == sequence ? low : nil
    }
}
