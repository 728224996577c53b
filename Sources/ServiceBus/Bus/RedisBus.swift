internal import Cryptography
internal import FoundationEssentials
public import RedisClient
internal import Synchronization

/// The bus over Redis: PUBLISH and SUBSCRIBE, and a lock per message for queues.
///
/// Every queue subscriber anywhere gets every message. Whoever first sets a key derived from the payload's bytes keeps
/// it; the key lives five seconds. When the key cannot be set the message is left to the others.
public final class RedisBus: MessageBus {
    private let client: RedisClient
    private let queues = Mutex<[String: QueueGroup]>([:])
    private let nextToken = Atomic(0)

    /// A bus over `client`, which stays the caller's to close.
    public init(_ client: RedisClient) { self.client = client }

    public func publish(_ payload: [UInt8], to channel: String, completion: @escaping @Sendable (BusError?) -> Void) {
        client.send(.publish(payload, to: channel)) { result in
            switch result {
            case .success: completion(nil)
            case .failure(let error): completion(.publishFailed(channel: channel, reason: "\(error)"))
            }
        }
    }

    public func subscribe(
        to channel: String, as kind: BusSubscription.Kind, handler: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(BusError) -> BusSubscription {
        switch kind {
        case .every:
            let subscription = try await subscribe(to: channel, handler)
            // A subscription keeps its bus.
            return BusSubscription {
                await subscription.cancel()
            } onRelease: {
                withExtendedLifetime(self) {}
            }
        case .queue: return try await join(channel, handler)
        }
    }

    private func subscribe(
        to channel: String, _ handler: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(BusError) -> RedisSubscription {
        do {
            return try await client.subscribe(to: channel, handler)
        } catch {
            throw .subscribeFailed(channel: channel, reason: "\(error)")
        }
    }

    // MARK: Queues

    private func join(
        _ channel: String, _ handler: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(BusError) -> BusSubscription {
        let token = nextToken.wrappingAdd(1, ordering: .relaxed).newValue
        queues.withLock { $0[channel, default: QueueGroup()].add(token, handler) }
        do throws(BusError) {
            let subscription = try await subscribe(to: channel) { [weak self] payload in
                self?.receive(payload, on: channel, by: token)
            }
            // A subscription keeps its bus.
            return BusSubscription {
                self.leave(channel, token)
                await subscription.cancel()
            } onRelease: {
                self.leave(channel, token)
            }
        } catch {
            leave(channel, token)
            throw error
        }
    }

    private func leave(_ channel: String, _ token: Int) {
        queues.withLock { queues in
            queues[channel]?.remove(token)
            if queues[channel]?.isEmpty == true { queues[channel] = nil }
        }
    }

    private func receive(_ payload: [UInt8], on channel: String, by token: Int) {
        // Each member of this process is called; one of them acts for all.
        guard queues.withLock({ $0[channel]?.leader }) == token, let key = RedisBus.lockKey(of: payload) else { return }
        let value = String(UInt32.random(in: .min ... .max))
        client.send(.setIfAbsent(key, to: value, expiry: 5)) { [weak self] result in
            guard let self, case .success(.status("OK")) = result else { return }
            queues.withLock { $0[channel]?.next() }?(payload)
        }
    }

    /// Base64 of the payload's SHA-256.
    static func lockKey(of payload: [UInt8]) -> String? {
        guard let digest = try? SHA256.digest(of: payload.span) else { return nil }
        return Data(digest).base64EncodedString()
    }
}

/// The queue subscribers of one channel in this process, who take turns.
private struct QueueGroup {
    typealias Handler = @Sendable ([UInt8]) -> Void

    private var members: [(token: Int, handler: Handler)] = []
    private var turn = 0

    var isEmpty: Bool { members.isEmpty }
    var leader: Int? { members.first?.token }

    mutating func add(_ token: Int, _ handler: @escaping Handler) { members.append((token, handler)) }

    mutating func remove(_ token: Int) { members.removeAll { $0.token == token } }

    mutating func next() -> Handler? {
        guard !members.isEmpty else { return nil }
        turn = (turn + 1) % members.count
        return members[turn].handler
    }
}
