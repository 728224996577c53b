/// What happens when the connection breaks: it is resumed, and where that fails joined anew, at growing distances.
public struct ReconnectionPolicy: Hashable, Sendable {
    /// How often it is tried; zero never tries.
    public var attempts = 10
    /// Before the second attempt; the n-th waits n² times as long.
    public var delay = Duration.milliseconds(300)
    public var longestDelay = Duration.seconds(60)
    /// For one attempt, from the socket to media.
    public var attemptTimeout = Duration.seconds(15)
    /// After joining anew: how long tracks that were being received may take to be there again.
    public var trackReturnTimeout = Duration.seconds(10)

    public init() {}

    /// Before attempt `number`, which counts from zero; nil when it is not made any more.
    func delay(before number: Int) -> Duration? {
        guard number < attempts else { return nil }
        return min(delay * (number * number), longestDelay)
    }
}
