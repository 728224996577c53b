internal import MediaTypes

/// How many messages a client may still send: a bucket that fills at a steady rate.
struct SignalBudget {
    private let capacity: Double
    private let rate: Double
    private var tokens: Double
    private var last: MediaTime

    init(burst: Int, perSecond: Int, now: MediaTime) {
        capacity = Double(max(1, burst))
        rate = Double(max(1, perSecond))
        tokens = capacity
        last = now
    }

    /// Whether one more message of so many bytes is allowed now. A large one counts as several.
    mutating func take(byteCount: Int = 0, at now: MediaTime) -> Bool {
        tokens = min(capacity, tokens + (now - last).seconds * rate)
        last = now
        let cost = 1 + Double(byteCount / SignalBudget.unit)
        guard tokens >= cost else { return false }
        tokens -= cost
        return true
    }

    /// What one message may have without counting as more.
    private static let unit = 4_096

    /// The size of a message that takes a whole burst.
    static func byteCount(of burst: Int) -> Int { max(0, burst - 1).multipliedReportingOverflow(by: unit).partialValue }
}
