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

    /// Whether one more message is allowed now.
    mutating func take(at now: MediaTime) -> Bool {
        tokens = min(capacity, tokens + (now - last).seconds * rate)
        last = now
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }
}
