import RedisClient
import Synchronization

/// Whether Redis is there, by the client's events.
final class RedisHealth: Sendable {
    private let away = Mutex<Set<RedisEvent.Purpose>>([])

    /// Takes an event in, on the client's thread.
    func note(_ event: RedisEvent) {
        away.withLock { away in
            switch event {
            case .connected(let purpose): away.remove(purpose)
            case .disconnected(let purpose, _): away.insert(purpose)
            }
        }
    }

    /// Whether both connections stand, that which hears requests and that which answers.
    var isConnected: Bool { away.withLock { $0.isEmpty } }
}
