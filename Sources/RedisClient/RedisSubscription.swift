/// One handler's subscription to one channel, from `RedisClient.subscribe`.
public final class RedisSubscription: Sendable {
    public let channel: String
    private let token: Int
    private let loop: RedisLoop

    init(channel: String, token: Int, loop: RedisLoop) {
        self.channel = channel
        self.token = token
        self.loop = loop
    }

    deinit { _ = loop.submit(.unsubscribe(channel: channel, token: token, done: {})) }

    /// Ends it: once this returns, the handler is not called any more.
    public func cancel() async {
        await withCheckedContinuation { continuation in
            let isTaken = loop.submit(
                .unsubscribe(channel: channel, token: token, done: { continuation.resume() }))
            if !isTaken { continuation.resume() }
        }
    }
}
