/// Subscriptions on a connection of their own, renewed after each loss. Confined to its loop's thread.
final class SubscriptionLane {
    typealias Instant = ContinuousClock.Instant
    typealias Handler = @Sendable ([UInt8]) -> Void

    let connection: RedisConnection
    private let timeout: Duration
    private var table = SubscriptionTable<Handler>()
    /// A silent server is asked for a sign of life after this long.
    private static let patience = Duration.seconds(5)
    private var heardFrom: Instant
    private var askedAt: Instant?

    init(connection: RedisConnection, timeout: Duration, now: Instant) {
        self.connection = connection
        self.timeout = timeout
        heardFrom = now
    }

    func add(
        _ handler: @escaping Handler, token: Int, to channel: String, now: Instant,
        waiter: @escaping SubscriptionTable<Handler>.Waiter
    ) {
        if table.add(handler, token: token, to: channel, waiter: waiter), connection.isReady {
            subscribe([channel], now)
        }
        satisfy(channel)
    }

    func remove(token: Int, from channel: String, now: Instant) {
        let (mustUnsubscribe, waiters) = table.remove(token: token, from: channel)
        for waiter in waiters { waiter(.cancelled) }
        guard mustUnsubscribe, connection.isReady else { return }
        connection.write(RedisCommand("UNSUBSCRIBE", channel).bytes, now: now)
    }

    var deadline: Instant? {
        let lifeSign = connection.isReady ? askedAt.map { $0 + timeout } ?? heardFrom + SubscriptionLane.patience : nil
        return [lifeSign, connection.deadline].compactMap { $0 }.min()
    }

    func advance(now: Instant) {
        if connection.isReady { askForSign(now) }
        connection.advance(now: now)
        connection.flush(now: now)
    }

    private func askForSign(_ now: Instant) {
        if let askedAt {
            if askedAt + timeout <= now { connection.fail("no sign of life within \(timeout)", now) }
        } else if heardFrom + SubscriptionLane.patience <= now {
            askedAt = now
            connection.write(RedisCommand("PING").bytes, now: now)
        }
    }

    func handle(_ event: RedisConnection.Event, now: Instant) {
        heardFrom = now
        askedAt = nil
        switch event {
        case .ready: subscribe(table.wanted, now)
        case .reply(.array(let parts)): take(parts)
        case .reply: break  // the answer to a PING before the first SUBSCRIBE
        case .lost: table.reset()
        }
    }

    func close() {
        for waiter in table.removeAll() { waiter(.closed) }
    }

    private func subscribe(_ channels: [String], _ now: Instant) {
        for channel in channels { table.issue(channel) }
        for start in stride(from: 0, to: channels.count, by: 500) {
            let batch = channels[start..<min(start + 500, channels.count)]
            connection.write(RedisCommand("SUBSCRIBE", batch.map { Array($0.utf8) }).bytes, now: now)
        }
    }

    private func take(_ parts: [RedisValue]) {
        guard parts.count == 3, let kind = parts[0].text, let channel = parts[1].text else { return }
        switch (kind, parts[2]) {
        case ("message", .bytes(let payload)):
            for handler in table.handlers(of: channel) { handler(payload) }
        case ("subscribe", _):
            table.confirm(channel)
            satisfy(channel)
        default: break
        }
    }

    private func satisfy(_ channel: String) {
        for waiter in table.satisfied(channel) { waiter(nil) }
    }
}
