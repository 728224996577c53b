public import MediaTypes

/// Records when the packets of a transport arrived, and reports it to their sender
/// (draft-holmer-rmcat-transport-wide-cc-extensions-01). One for each transport.
public struct TransportFeedbackRecorder: Sendable {
    private var sequences = SequenceUnwrapper()
    /// In units of 250 µs; -1 for what did not arrive. By sequence number modulo the capacity.
    private var arrivals = [Int64](repeating: -1, count: capacity)
    /// The first sequence number that was not reported; -1 before the first packet.
    private var first: Int64 = -1
    private var feedbackCount: UInt8 = 0
    private let interval: MediaTime
    /// When a report is due.
    public private(set) var nextDeadline: MediaTime?

    private static let capacity = 4_096
    /// Statuses in a message, so that it fits into a packet.
    private static let mostStatuses = 512

    public init(interval: MediaTime = .milliseconds(100)) { self.interval = interval }

    /// Takes a packet's transport-wide sequence number.
    @inline(__always)
    public mutating func note(_ number: UInt16, at now: MediaTime) {
        let sequence = sequences.unwrap(number)
        if first < 0 { first = sequence }
        guard sequence >= first else { return }  // reported as missing already
        if sequence - first >= Int64(Self.capacity) { forget(before: sequence - Int64(Self.capacity) + 1) }
        arrivals[Self.index(sequence)] = max(0, now.nanoseconds) / 250_000
        if nextDeadline == nil { nextDeadline = now + interval }
    }

    /// The report that is due, of `sender` about the stream `media`; `nil` when there is none. More may be due.
    public mutating func takeReport(sender: UInt32, media: UInt32, at now: MediaTime) -> TransportFeedback? {
        guard let deadline = nextDeadline, deadline <= now, first >= 0, first <= sequences.highest else { return nil }
        // A report begins with a packet that arrived.
        while first < sequences.highest, arrivals[Self.index(first)] < 0 { first += 1 }
        let start = arrivals[Self.index(first)]
        let reference = max(0, start) / 256
        var feedback = TransportFeedback(
            sender: sender, media: media, baseSequence: UInt16(truncatingIfNeeded: first),
            referenceTime: Int32(truncatingIfNeeded: reference << 8) >> 8, feedbackCount: feedbackCount, deltas: [])
        var previous = reference * 256
        var sequence = first
        while sequence <= sequences.highest, feedback.deltas.count < Self.mostStatuses {
            let arrival = arrivals[Self.index(sequence)]
            if arrival < 0 {
                feedback.deltas.append(nil)
            } else {
                // What no delta can say begins a message of its own.
                guard let delta = Int16(exactly: arrival - previous) else { break }
                feedback.deltas.append(delta)
                previous = arrival
            }
            sequence += 1
        }
        forget(before: sequence)
        feedbackCount &+= 1
        if first > sequences.highest { nextDeadline = nil }
        return feedback
    }

    private mutating func forget(before sequence: Int64) {
        guard sequence > first else { return }
        if sequence - first >= Int64(Self.capacity) {
            arrivals = [Int64](repeating: -1, count: Self.capacity)
        } else {
            for old in first..<sequence { arrivals[Self.index(old)] = -1 }
        }
        first = sequence
    }

    private static func index(_ sequence: Int64) -> Int { Int(truncatingIfNeeded: sequence) & (capacity - 1) }
}
