/// Commands in order, pipelined on one connection. Confined to its loop's thread.
///
/// A command is written at most once: when the connection is lost, those already written fail and the others wait for
/// the next one, until their time is over.
final class CommandLane {
    typealias Instant = ContinuousClock.Instant
    typealias Completion = @Sendable (Result<RedisValue, RedisError>) -> Void

    struct Entry {
        let command: RedisCommand
        let deadline: Instant
        let completion: Completion
    }

    let connection: RedisConnection
    private let timeout: Duration
    /// All have the same timeout, so that both queues are in the order of their deadlines.
    private var unwritten = FirstInFirstOut<Entry>()
    private var written = FirstInFirstOut<Entry>()
    private var lastError: RedisError?

    init(connection: RedisConnection, timeout: Duration) {
        self.connection = connection
        self.timeout = timeout
    }

    func submit(_ entry: Entry) { unwritten.append(entry) }

    /// Whether nothing waits for it.
    var isIdle: Bool { unwritten.isEmpty && written.isEmpty }

    var deadline: Instant? {
        [unwritten.first?.deadline, written.first?.deadline, connection.deadline].compactMap { $0 }.min()
    }

    func advance(now: Instant) {
        if let first = written.first, first.deadline <= now {
            // The replies behind it are late too, and one that came later could not be told from the next.
            connection.fail("no reply within \(timeout)", now)
        }
        while let first = unwritten.first, first.deadline <= now {
            let error = lastError ?? .timedOut(address: "\(connection.address)", after: timeout)
            unwritten.popFirst()?.completion(.failure(error))
        }
        connection.advance(now: now)
        writeAll(now)
    }

    func handle(_ event: RedisConnection.Event) {
        switch event {
        case .ready: lastError = nil
        case .reply(.error(let text)): written.popFirst()?.completion(.failure(.refused(text)))
        case .reply(let value): written.popFirst()?.completion(.success(value))
        case .lost(let error):
            lastError = error
            for entry in written.removeAll() { entry.completion(.failure(error)) }
        }
    }

    func close() {
        for entry in written.removeAll() + unwritten.removeAll() { entry.completion(.failure(.closed)) }
    }

    private func writeAll(_ now: Instant) {
        while connection.isReady, let entry = unwritten.popFirst() {
            written.append(entry)
            connection.write(entry.command.bytes, now: now)
        }
        connection.flush(now: now)
    }
}
