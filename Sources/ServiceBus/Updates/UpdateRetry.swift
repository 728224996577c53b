/// When an `UpdateQueue` tries again, and how long it waits before.
public struct UpdateRetry: Sendable {
    /// Whether an update that failed so is kept; if not, it is dropped.
    public var keeps: @Sendable (any Error) -> Bool
    public var firstPause: Duration
    /// The pause doubles up to this.
    public var longestPause: Duration

    public init(
        firstPause: Duration = .milliseconds(500), longestPause: Duration = .seconds(60),
        keeps: @escaping @Sendable (any Error) -> Bool = { ($0 as? RPCError)?.isUnanswered == true }
    ) {
        self.keeps = keeps
        self.firstPause = firstPause
        self.longestPause = longestPause
    }

    /// The pause after the given number of failures, which is at least 1.
    func pause(after failures: Int) -> Duration { min(firstPause * (1 << min(failures - 1, 20)), longestPause) }
}
