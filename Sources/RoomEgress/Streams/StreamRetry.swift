/// When a stream destination is connected, given up and ended: fed with what happens and with the time.
struct StreamRetry {
    typealias Instant = ContinuousClock.Instant

    enum Input: Hashable, Sendable {
        case begin
        /// The server accepted the stream.
        case accepted
        /// Total bytes of this connection, and whether frames are waiting to be sent.
        case sent(bytes: Int64, isWaiting: Bool)
        case failed(String)
        /// Nothing happened until the instant that was asked for.
        case time
        case endRequested
        /// What was queued is sent, or cannot be any more.
        case flushed
    }

    enum Action: Hashable, Sendable {
        case none, connect
        /// Drop the connection, if there is one; a later `connect` follows.
        case disconnect(String)
        case flush
        case end(StreamResult.Status, error: String?)
    }

    private enum State: Hashable {
        case idle
        case connecting(since: Instant)
        case streaming(bytes: Int64, progressAt: Instant)
        case waiting(until: Instant)
        case flushing(since: Instant)
        case ended
    }

    private let policy: StreamPolicy
    private var state = State.idle
    private var delay: Duration
    private var hasStreamed = false
    private var hasProgressed = false
    private var lastError: String?
    /// Since when the destination has been out of reach; `nil` while it streams.
    private var unreachableSince: Instant?
    private(set) var retries = 0

    init(policy: StreamPolicy) {
        self.policy = policy
        delay = policy.firstDelay
    }

    /// When `.time` should be fed next; `nil` when only another input can change anything.
    var deadline: Instant? {
        switch state {
        case .idle, .ended: nil
        case .connecting(let since): since + policy.stallLimit
        case .streaming(_, let progressAt): progressAt + policy.stallLimit
        case .waiting(let until): until
        case .flushing(let since): since + policy.flushLimit
        }
    }

    mutating func handle(
        _ input: Input, now: Instant, using random: inout some RandomNumberGenerator
    ) -> Action {
        switch (state, input) {
        case (.ended, _): return .none
        case (.idle, .begin):
            unreachableSince = now
            state = .connecting(since: now)
            return .connect
        case (.connecting, .accepted):
            hasStreamed = true
            hasProgressed = false
            state = .streaming(bytes: 0, progressAt: now)
            return .none
        case (.streaming(let bytes, let progressAt), .sent(let total, let isWaiting)):
            return handleProgress(from: bytes, to: total, isWaiting: isWaiting, since: progressAt, now: now)
        case (.connecting(let since), .time) where now - since >= policy.stallLimit:
            return fail("no answer within \(policy.stallLimit)", now: now, using: &random)
        case (.streaming(_, let progressAt), .time) where now - progressAt >= policy.stallLimit:
            return fail("stream wedged: nothing sent for \(policy.stallLimit)", now: now, using: &random)
        case (.connecting, .failed(let error)), (.streaming, .failed(let error)):
            return fail(error, now: now, using: &random)
        case (.waiting(let until), .time) where now >= until:
            retries += 1
            state = .connecting(since: now)
            return .connect
        case (.streaming, .endRequested):
            state = .flushing(since: now)
            return .flush
        case (.idle, .endRequested), (.connecting, .endRequested), (.waiting, .endRequested):
            // Also one that was reached before: what came after is not there.
            return end(.failed)
        case (.flushing, .flushed), (.flushing, .failed):
            return end(.finished)
        case (.flushing(let since), .time) where now - since >= policy.flushLimit:
            return end(.finished)
        case (.idle, _), (.connecting, _), (.streaming, _), (.waiting, _), (.flushing, _):
            return .none
        }
    }

    private mutating func handleProgress(
        from bytes: Int64, to total: Int64, isWaiting: Bool, since: Instant, now: Instant
    ) -> Action {
        // Nothing to send is no stall.
        state = .streaming(bytes: total, progressAt: total > bytes || !isWaiting ? now : since)
        if total > Self.realProgress, !hasProgressed {
            // Not sooner: a server that accepts and closes at once would be asked again without growing delay.
            hasProgressed = true
            delay = policy.firstDelay
            unreachableSince = nil
            lastError = nil
        }
        return .none
    }

    private mutating func fail(
        _ error: String, now: Instant, using random: inout some RandomNumberGenerator
    ) -> Action {
        lastError = error
        let since = unreachableSince ?? now
        unreachableSince = since
        if let limit = policy.giveUpAfter, now - since >= limit { return end(.failed) }
        var wait = delay * Double.random(in: 0.8...1.2, using: &random)
        if let limit = policy.giveUpAfter { wait = min(wait, since + limit - now) }
        delay = min(delay * 2, policy.longestDelay)
        state = .waiting(until: now + wait)
        return .disconnect(error)
    }

    private mutating func end(_ status: StreamResult.Status) -> Action {
        state = .ended
        let neverReached = hasStreamed ? nil : "the destination was never reached"
        return .end(status, error: lastError ?? (status == .failed ? neverReached : nil))
    }

    /// Bytes on a connection above which the server evidently takes the stream.
    private static let realProgress: Int64 = 16 << 10
}
