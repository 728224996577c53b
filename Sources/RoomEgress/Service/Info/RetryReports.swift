internal import ProtocolModels

/// Decides which changes of streams are told: retries alone once a minute, all others at once.
struct RetryReports {
    private static let interval: Int64 = 60 * 1_000_000_000
    private var lastReport: Int64?
    private var hasUntold = false

    mutating func isWorthReporting(
        from before: [LiveKit.StreamInfo], to after: [LiveKit.StreamInfo], at time: Int64
    ) -> Bool {
        if before != after { hasUntold = true }
        guard before.map(RetryReports.withoutRetries) == after.map(RetryReports.withoutRetries) else {
            hasUntold = false
            return true
        }
        guard hasUntold, lastReport.map({ time >= $0 &+ RetryReports.interval }) ?? true else { return false }
        hasUntold = false
        lastReport = time
        return true
    }

    private static func withoutRetries(_ stream: LiveKit.StreamInfo) -> LiveKit.StreamInfo {
        var stream = stream
        stream.retries = 0
        stream.lastRetryAt = 0
        return stream
    }
}
