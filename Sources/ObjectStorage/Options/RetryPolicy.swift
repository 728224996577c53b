/// How often, and after which waits, one call to a store is repeated.
public struct RetryPolicy: Hashable, Sendable {
    /// Beyond the first try.
    public var maximumRetries: Int
    /// The first wait is at most this.
    public var minimumDelay: Duration
    /// No wait of ours is longer; one that the store asks for may be.
    public var maximumDelay: Duration

    /// What a store may make a single call wait when it names a time; beyond that the call fails instead.
    public static let longestRequestedDelay = Duration.seconds(60)

    public init(
        maximumRetries: Int = 5, minimumDelay: Duration = .milliseconds(100), maximumDelay: Duration = .seconds(5)
    ) {
        self.maximumRetries = maximumRetries
        self.minimumDelay = minimumDelay
        self.maximumDelay = maximumDelay
    }

    /// The wait before retry `number` (from 1): random up to a limit that doubles from try to try, so that those who failed
    /// together do not come back together. At least what the store asked for. Nil when it should not be tried again.
    public func delay(
        beforeRetry number: Int, after problem: StorageProblem, using random: inout some RandomNumberGenerator
    ) -> Duration? {
        guard number >= 1, number <= maximumRetries, problem.isTransient else { return nil }
        let doublings = min(number - 1, 30)
        let limit = min(minimumDelay * (1 << doublings), max(maximumDelay, minimumDelay))
        let delay = limit * (Double(random.next(upperBound: UInt32(1_001))) / 1_000)
        guard case .throttled(let requested?) = problem else { return delay }
        return requested > Self.longestRequestedDelay ? nil : max(delay, requested)
    }
}
