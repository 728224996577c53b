/// Which channels are wanted, by whom, and which of them the server has confirmed.
///
/// Confirmations come in the order of the commands, but say only the channel; so they are counted, and who waits for
/// the second SUBSCRIBE of a channel is not satisfied by the confirmation of the first.
struct SubscriptionTable<Handler> {
    typealias Waiter = @Sendable (RedisError?) -> Void

    private struct Channel {
        var handlers: [(token: Int, handler: Handler)] = []
        var issued = 0
        var confirmed = 0
        /// The server has refused it, and it is to be asked for again.
        var isRefused = false
        var waiters: [(token: Int, ordinal: Int, waiter: Waiter)] = []

        var isSettled: Bool { handlers.isEmpty && issued == confirmed }
    }

    private var channels: [String: Channel] = [:]

    /// All that is wanted.
    var wanted: [String] { channels.filter { !$0.value.handlers.isEmpty }.map(\.key) }

    /// What the server has refused and is wanted still.
    var refused: [String] { channels.filter { $0.value.isRefused }.map(\.key) }

    func handlers(of channel: String) -> [Handler] { channels[channel]?.handlers.map(\.handler) ?? [] }

    /// True when a SUBSCRIBE has to be sent, if there is a connection. `waiter` is called once it is effective.
    mutating func add(_ handler: Handler, token: Int, to channel: String, waiter: @escaping Waiter) -> Bool {
        var entry = channels[channel] ?? Channel()
        let isFirst = entry.handlers.isEmpty
        entry.handlers.append((token, handler))
        entry.waiters.append((token, isFirst || entry.isRefused ? entry.issued + 1 : entry.issued, waiter))
        channels[channel] = entry
        return isFirst
    }

    /// A SUBSCRIBE was written.
    mutating func issue(_ channel: String) {
        channels[channel]?.issued += 1
        channels[channel]?.isRefused = false
    }

    /// The waiters that are satisfied now; for an `add` that needed no command too.
    mutating func satisfied(_ channel: String) -> [Waiter] {
        guard var entry = channels[channel] else { return [] }
        let ready = entry.waiters.filter { $0.ordinal <= entry.confirmed }
        guard !ready.isEmpty else { return [] }
        entry.waiters.removeAll { $0.ordinal <= entry.confirmed }
        channels[channel] = entry
        return ready.map(\.waiter)
    }

    mutating func confirm(_ channel: String) {
        guard let entry = channels[channel], entry.confirmed < entry.issued else { return }
        channels[channel]?.confirmed += 1
        settle(channel)
    }

    /// The SUBSCRIBE whose answer is due was refused: whoever waited for it is told, and has no handler any more. Those who
    /// had the channel before, on another connection, keep it wanted.
    mutating func refuse(_ channel: String) -> [Waiter] {
        guard var entry = channels[channel], entry.confirmed < entry.issued else { return [] }
        entry.confirmed += 1
        let failed = entry.waiters.filter { $0.ordinal <= entry.confirmed }
        entry.waiters.removeAll { $0.ordinal <= entry.confirmed }
        entry.handlers.removeAll { handler in failed.contains { $0.token == handler.token } }
        entry.isRefused = !entry.handlers.isEmpty && entry.issued == entry.confirmed
        channels[channel] = entry
        settle(channel)
        return failed.map(\.waiter)
    }

    /// Whether an UNSUBSCRIBE has to be sent, and who waited in vain.
    mutating func remove(token: Int, from channel: String) -> (mustUnsubscribe: Bool, waiters: [Waiter]) {
        guard var entry = channels[channel], entry.handlers.contains(where: { $0.token == token }) else {
            return (false, [])
        }
        let waiters = entry.waiters.filter { $0.token == token }.map(\.waiter)
        entry.handlers.removeAll { $0.token == token }
        entry.waiters.removeAll { $0.token == token }
        channels[channel] = entry
        settle(channel)
        return (entry.handlers.isEmpty, waiters)
    }

    /// The connection is gone: whoever still waits, waits for the first confirmation on the next one.
    mutating func reset() {
        for (name, entry) in channels {
            guard !entry.handlers.isEmpty else {
                channels[name] = nil
                continue
            }
            channels[name]?.issued = 0
            channels[name]?.confirmed = 0
            channels[name]?.isRefused = false
            channels[name]?.waiters = entry.waiters.map { ($0.token, 1, $0.waiter) }
        }
    }

    /// Empties the table; returns all waiters.
    mutating func removeAll() -> [Waiter] {
        defer { channels = [:] }
        return channels.values.flatMap { $0.waiters.map(\.waiter) }
    }

    private mutating func settle(_ channel: String) {
        if channels[channel]?.isSettled == true { channels[channel] = nil }
    }
}
