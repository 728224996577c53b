/// When which bytes of a growing file came, coarsely: so many marks at most, that a long outage takes no memory.
struct ArrivalMarks: Sendable {
    private struct Mark {
        /// Bytes before here had come by then.
        var end: UInt64
        var time: Duration
    }

    private static let limit = 64
    private var marks: [Mark] = []

    mutating func arrived(upTo end: UInt64, at time: Duration) {
        guard end > (marks.last?.end ?? 0) else { return }
        if marks.count == Self.limit {
            // Every other mark goes; the later bytes of a pair then count as old as the earlier ones.
            marks = stride(from: 0, to: marks.count - 1, by: 2).map {
                Mark(end: marks[$0 + 1].end, time: marks[$0].time)
            }
        }
        marks.append(Mark(end: end, time: time))
    }

    /// When the oldest byte came of those that are not among the first `sent`.
    mutating func oldest(sent: UInt64) -> Duration? {
        marks.removeAll { $0.end <= sent }
        return marks.first?.time
    }
}
