internal import Synchronization

/// A client of one Redis server or cluster: pipelined commands on one connection, subscriptions on a second one, both served by
/// one thread and renewed by themselves whenever they are lost.
///
/// A command is sent at most once. While Redis is away commands wait, up to the options' `readTimeout` and 16 MiB in
/// all; beyond that they fail at once. Subscriptions are renewed with the connection; what was published meanwhile is
/// lost, as always with Redis.
public final class RedisClient: Sendable {
    private let loop: RedisLoop
    private let nextToken = Atomic(0)

    private init(loop: RedisLoop) { self.loop = loop }

    /// Connects, authenticates and pings, each once; with Sentinels or a cluster, at each of their addresses until one works. `onEvent` runs on the client's thread and must not block it.
    public static func connect(
        _ options: RedisOptions, onEvent: @escaping @Sendable (RedisEvent) -> Void = { _ in }
    ) async throws(RedisError) -> RedisClient {
        let start = ConnectionStart(places: max(1, options.clusterAddresses.count, options.sentinel?.addresses.count ?? 0))
        let loop = try RedisLoop(options: options) { event in
            start.observe(event)
            onEvent(event)
        }
        loop.start()
        if let error = await start.outcome() {
            await loop.stop()
            throw error
        }
        return RedisClient(loop: loop)
    }

    deinit { loop.requestStop() }

    /// Sends `command`; `completion` runs on the client's thread and must not block it, and may send further ones.
    public func send(
        _ command: RedisCommand, completion: @escaping @Sendable (Result<RedisValue, RedisError>) -> Void
    ) {
        loop.submit(command, completion)
    }

    /// Sends `command` and waits for its reply.
    public func run(_ command: RedisCommand) async throws(RedisError) -> RedisValue {
        let result = await withCheckedContinuation { continuation in
            loop.submit(command) { continuation.resume(returning: $0) }
        }
        return try result.get()
    }

    /// Publishes and returns how many subscribers the server reached.
    @discardableResult
    public func publish(_ payload: [UInt8], to channel: String) async throws(RedisError) -> Int {
        guard case .integer(let count) = try await run(.publish(payload, to: channel)) else {
            throw .unexpectedReply(to: "PUBLISH")
        }
        return Int(clamping: count)
    }

    /// Sets `key` for `expiry` seconds unless it is there already; whether it did.
    public func setIfAbsent(_ key: String, to value: String, expiry: Int) async throws(RedisError) -> Bool {
        switch try await run(.setIfAbsent(key, to: value, expiry: expiry)) {
        case .status("OK"): return true
        case .null: return false
        default: throw .unexpectedReply(to: "SET")
        }
    }

    /// Calls `handler` with each payload published on `channel` from when this returns until the result is cancelled
    /// or released. While Redis is away this waits for it. The handler runs on the client's thread, must not block it,
    /// and may be called once more while `cancel` waits.
    public func subscribe(
        to channel: String, _ handler: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(RedisError) -> RedisSubscription {
        let token = nextToken.wrappingAdd(1, ordering: .relaxed).newValue
        let subscription = RedisSubscription(channel: channel, token: token, loop: loop)
        let error: RedisError? = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isTaken = loop.submit(
                    .subscribe(channel: channel, token: token, handler: handler) { continuation.resume(returning: $0) })
                if !isTaken { continuation.resume(returning: .closed) }
                // The handler below may have run before there was anything to withdraw.
                if Task.isCancelled { _ = loop.submit(.unsubscribe(channel: channel, token: token, done: {})) }
            }
        } onCancel: {
            _ = loop.submit(.unsubscribe(channel: channel, token: token, done: {}))
        }
        if let error { throw error }
        return subscription
    }

    /// Closes both connections and waits for the thread's end. What is unanswered fails with `closed`.
    public func close() async { await loop.stop() }
}

/// Waits for the first outcome of both connections.
private final class ConnectionStart: Sendable {
    private struct State {
        var connected: Set<RedisEvent.Purpose> = []
        var failures: [RedisEvent.Purpose: Int] = [:]
        var isDecided = false
        var outcome: RedisError?
        var waiter: CheckedContinuation<RedisError?, Never>?
    }

    private let state = Mutex(State())
    private let places: Int

    /// `places` is how many addresses there are to try.
    init(places: Int) { self.places = places }

    func observe(_ event: RedisEvent) {
        let waiter = state.withLock { state -> CheckedContinuation<RedisError?, Never>? in
            guard !state.isDecided else { return nil }
            switch event {
            case .connected(let purpose):
                state.connected.insert(purpose)
                guard state.connected.count == 2 else { return nil }
            case .disconnected(let purpose, let error):
                state.failures[purpose, default: 0] += 1
                guard state.failures[purpose] == places else { return nil }
                state.outcome = error
            }
            state.isDecided = true
            return state.waiter.take()
        }
        waiter?.resume(returning: state.withLock { $0.outcome })
    }

    func outcome() async -> RedisError? {
        await withCheckedContinuation { continuation in
            let isDecided = state.withLock { state in
                if !state.isDecided { state.waiter = continuation }
                return state.isDecided
            }
            if isDecided { continuation.resume(returning: state.withLock { $0.outcome }) }
        }
    }
}
