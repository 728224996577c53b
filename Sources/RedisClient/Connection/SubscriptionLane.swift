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
    /// The commands that were not answered yet. An error says nothing but that it answers the first.
    private var unanswered = FirstInFirstOut<Asked>()
    /// When a channel that was refused is asked for again: permissions come and go while a service runs.
    private var asksAgainAt: Instant?
    private static let pauseAfterRefusal = Duration.seconds(1)

    private enum Asked {
        case subscribe(Batch)
        case unsubscribe, ping
    }

    /// The channels of one SUBSCRIBE; each is confirmed on its own, but they are refused together.
    private final class Batch {
        let channels: [String]
        var confirmed = 0

        init(_ channels: [String]) { self.channels = channels }
    }

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
        ask(RedisCommand("UNSUBSCRIBE", channel), .unsubscribe, now)
    }

    var deadline: Instant? {
        let lifeSign = connection.isReady ? askedAt.map { $0 + timeout } ?? heardFrom + SubscriptionLane.patience : nil
        return [lifeSign, connection.isReady ? asksAgainAt : nil, connection.deadline].compactMap { $0 }.min()
    }

    func advance(now: Instant) {
        if connection.isReady {
            askForSign(now)
            askAgain(now)
        }
        connection.advance(now: now)
        connection.flush(now: now)
    }

    private func askForSign(_ now: Instant) {
        if let askedAt {
            if askedAt + timeout <= now { connection.fail("no sign of life within \(timeout)", now) }
        } else if heardFrom + SubscriptionLane.patience <= now {
            askedAt = now
            ask(RedisCommand("PING"), .ping, now)
        }
    }

    private func askAgain(_ now: Instant) {
        guard let time = asksAgainAt, time <= now else { return }
        asksAgainAt = nil
        subscribe(table.refused, now)
    }

    func handle(_ event: RedisConnection.Event, now: Instant) {
        heardFrom = now
        askedAt = nil
        switch event {
        case .ready: subscribe(table.wanted, now)
        case .reply(.array(let parts)): take(parts)
        case .reply(.error(let text)): refuse(text, now)
        case .reply: _ = unanswered.popFirst()  // a PING before the first SUBSCRIBE is answered so
        case .lost:
            table.reset()
            _ = unanswered.removeAll()
            asksAgainAt = nil
        }
    }

    func close() {
        for waiter in table.removeAll() { waiter(.closed) }
    }

    private func subscribe(_ channels: [String], _ now: Instant) {
        for channel in channels { table.issue(channel) }
        for start in stride(from: 0, to: channels.count, by: 500) {
            askFor(Batch(Array(channels[start..<min(start + 500, channels.count)])), now)
        }
    }

    private func askFor(_ batch: Batch, _ now: Instant) {
        ask(RedisCommand("SUBSCRIBE", batch.channels.map { Array($0.utf8) }), .subscribe(batch), now)
    }

    private func ask(_ command: RedisCommand, _ asked: Asked, _ now: Instant) {
        unanswered.append(asked)
        connection.write(command.bytes, now: now)
    }

    private func refuse(_ text: String, _ now: Instant) {
        guard case .subscribe(let batch)? = unanswered.popFirst() else { return }
        guard batch.channels.count == 1, let channel = batch.channels.first else {
            // One that is forbidden does not take the others with it.
            for channel in batch.channels { askFor(Batch([channel]), now) }
            return
        }
        for waiter in table.refuse(channel) { waiter(.refused(text)) }
        if !table.refused.isEmpty { asksAgainAt = now + SubscriptionLane.pauseAfterRefusal }
    }

    private func take(_ parts: [RedisValue]) {
        if parts.first?.text == "pong" {
            _ = unanswered.popFirst()
            return
        }
        guard parts.count == 3, let kind = parts[0].text, let channel = parts[1].text else { return }
        switch (kind, parts[2]) {
        case ("message", .bytes(let payload)):
            for handler in table.handlers(of: channel) { handler(payload) }
        case ("subscribe", _):
            if case .subscribe(let batch)? = unanswered.first {
                batch.confirmed += 1
                if batch.confirmed == batch.channels.count { _ = unanswered.popFirst() }
            }
            table.confirm(channel)
            satisfy(channel)
        case ("unsubscribe", _): _ = unanswered.popFirst()
        default: break
        }
    }

    private func satisfy(_ channel: String) {
        for waiter in table.satisfied(channel) { waiter(nil) }
    }
}
