public import MediaTypes

/// Where one sender's wall clock lies on the local clock, learnt from its sender reports.
///
/// All streams of one participant share one, so that sound and picture keep their distance. The estimate follows the
/// reports that travelled fastest, and slowly those that come later, as with clocks that drift apart.
public struct SenderClock: Sendable {
    private var reference: NTPTime?
    /// Local time of `reference`.
    private var local = MediaTime.zero
    private var lastReport = MediaTime.zero
    private var doubtful: MediaTime?

    /// The estimate moves this part of the time that passes towards reports that arrive later than it says: 500 parts
    /// in a million, twice the drift of bad crystals.
    private static let upwardDrift: Int64 = 2_000
    /// A clock that was set anew, rather than a slow network.
    private static let jump = MediaTime.seconds(1)

    public init() {}

    public var isKnown: Bool { reference != nil }

    /// Takes a sender report. False when it contradicts those before, and is therefore not used; the second such report
    /// is taken for a clock that was set anew.
    public mutating func note(report time: NTPTime, arrival: MediaTime) -> Bool {
        guard reference != nil, let estimate = localTime(of: time) else {
            return accept(time, at: arrival, arrival: arrival)
        }
        let difference = arrival - estimate
        guard difference < Self.jump, MediaTime.zero - Self.jump < difference else {
            defer { doubtful = difference }
            guard let doubtful, (doubtful - difference).nanoseconds.magnitude < Self.jump.nanoseconds.magnitude else {
                return false
            }
            return accept(time, at: arrival, arrival: arrival)
        }
        doubtful = nil
        let elapsed = max(0, (arrival - lastReport).nanoseconds)
        let most = elapsed / Self.upwardDrift
        let step = difference < .zero ? difference : MediaTime(nanoseconds: min(difference.nanoseconds, most))
        return accept(time, at: estimate + step, arrival: arrival)
    }

    private mutating func accept(_ time: NTPTime, at localTime: MediaTime, arrival: MediaTime) -> Bool {
        reference = time
        local = localTime
        lastReport = arrival
        return true
    }

    /// When, on the local clock, the sender's clock showed `time`; `nil` before the first report.
    public func localTime(of time: NTPTime) -> MediaTime? { reference.map { local + time.since($0) } }
}
