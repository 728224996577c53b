internal import Cryptography
internal import Glibc

/// One connection that is always either usable or on its way to be: it connects, secures, greets, and after a loss
/// tries again with a back-off. Confined to its loop's thread.
final class RedisConnection {
    typealias Instant = ContinuousClock.Instant

    /// What became of it; handed out on the loop's thread.
    enum Event {
        case ready
        case reply(RedisValue)
        /// What was sent on it may or may not have arrived. Also after each failed attempt.
        case lost(RedisError)
    }

    private enum Phase {
        case waiting(until: Instant)
        case connecting(until: Instant, others: ArraySlice<SocketAddress>)
        case securing(until: Instant)
        case greeting(until: Instant, RedisGreeting)
        case ready
    }

    var onEvent: (Event) -> Void = { _ in }
    private let options: RedisOptions
    private var phase: Phase
    private var route: RedisRoute
    private var backoff = ReconnectBackoff()
    private var transport: RedisTransport?
    private var replies: RedisReplyReader?

    init(options: RedisOptions, now: Instant) {
        self.options = options
        route = RedisRoute(options)
        phase = .waiting(until: now)
    }

    var isReady: Bool { if case .ready = phase { true } else { false } }
    var address: RedisAddress { route.next.address }
    var descriptor: Int32 { transport?.descriptor ?? -1 }

    /// What to wait for on the descriptor.
    var events: Int16 {
        switch phase {
        case .waiting: 0
        case .connecting: Int16(POLLOUT)
        case .securing, .greeting, .ready: Int16(POLLIN) | (transport?.hasOutput == true ? Int16(POLLOUT) : 0)
        }
    }

    /// When `advance` is due even if nothing happens.
    var deadline: Instant? {
        switch phase {
        case .waiting(let time), .connecting(let time, _), .securing(let time), .greeting(let time, _): time
        case .ready: nil
        }
    }

    // MARK: Sending

    /// Queues `bytes`; only while ready.
    func write(_ bytes: [UInt8], now: Instant) {
        attempt(now) { try self.transport?.write(bytes) }
    }

    func flush(now: Instant) {
        guard isReady, transport?.hasOutput == true else { return }
        attempt(now) { try self.transport?.flush() }
    }

    // MARK: Driving

    /// Does what is due by the clock.
    func advance(now: Instant) {
        guard let deadline, deadline <= now else { return }
        switch phase {
        case .waiting: attempt(now) { try self.connect(now) }
        case .connecting(_, let others):
            // The next of the host's addresses, if there is one, gets its own time.
            attempt(now) { try self.connect(to: others, now, after: "no answer within \(self.options.dialTimeout)") }
        case .securing, .greeting: fail("no answer within \(options.dialTimeout)", now)
        case .ready: break
        }
    }

    /// Does what the descriptor is ready for.
    func handle(_ events: Int16, now: Instant) {
        guard events != 0 else { return }
        switch phase {
        case .waiting: break
        case .connecting(_, let others): finishConnecting(others, now)
        case .securing(let until): attempt(now) { try self.secure(until, now) }
        case .greeting, .ready:
            if events & Int16(POLLOUT) != 0 { attempt(now) { try self.transport?.flush() } }
            if events & ~Int16(POLLOUT) != 0 { attempt(now) { try self.read(now) } }
        }
    }

    /// Ends it for good.
    func close() {
        if isReady { transport?.end() }
        transport = nil
    }

    /// Gives the connection up and begins anew.
    func fail(_ reason: String, _ now: Instant) { fail(lost(reason), now) }

    private func fail(_ error: RedisError, _ now: Instant) {
        transport = nil
        replies = nil
        route.failed()
        phase = .waiting(until: now + backoff.next())
        onEvent(.lost(error))
    }

    private func lost(_ reason: String) -> RedisError {
        isReady ? .connectionLost(reason: reason) : .unableToConnect(address: "\(address)", reason: reason)
    }

    private func attempt(_ now: Instant, _ body: () throws -> Void) {
        do { try body() } catch let error as RedisError { fail(error, now) } catch let error as TransportFailure {
            fail(error.reason, now)
        } catch { fail("\(error)", now) }
    }

    private func connect(_ now: Instant) throws {
        let addresses = try SocketAddress.resolve(route.next.address)
        try connect(to: addresses[...], now, after: "the host has no address")
    }

    private func connect(to addresses: ArraySlice<SocketAddress>, _ now: Instant, after reason: String) throws {
        var (others, reason) = (addresses, reason)
        while let first = others.popFirst() {
            do throws(TransportFailure) {
                transport = try RedisTransport(to: first, tls: options.tls?.clientOptions(for: route.next.address))
                phase = .connecting(until: now + options.dialTimeout, others: others)
                return
            } catch { reason = error.reason }
        }
        throw TransportFailure(reason: reason)
    }

    private func finishConnecting(_ others: ArraySlice<SocketAddress>, _ now: Instant) {
        attempt(now) {
            do throws(TransportFailure) { try self.transport?.finishConnecting() } catch {
                return try self.connect(to: others, now, after: error.reason)
            }
            try self.secure(now + self.options.dialTimeout, now)
        }
    }

    private func secure(_ until: Instant, _ now: Instant) throws {
        phase = .securing(until: until)
        if options.tls != nil, try transport?.secure() != true {
            try transport?.read { _ in }  // for the session; there is no plaintext yet
            guard try transport?.secure() == true else { return }
        }
        try greet(until)
        try transport?.readPending { bytes throws(RedisError) in try self.take(bytes) }
        deliver(now)
    }

    private func greet(_ until: Instant) throws {
        let greeting =
            switch route.next {
            case .server(let address): RedisGreeting(server: address, options: options)
            case .sentinel(let address):
                // A route leads to a Sentinel only where there are options for it.
                RedisGreeting(sentinel: address, options: options.sentinel!)
            }
        replies = try RedisReplyReader()
        phase = .greeting(until: until, greeting)
        for command in greeting.commands { try transport?.write(command.bytes) }
        try transport?.flush()
    }

    private func read(_ now: Instant) throws {
        do {
            try transport?.read { bytes throws(RedisError) in try self.take(bytes) }
        } catch {
            // What came before the end counts: a server says why it closes.
            deliver(now)
            if transport != nil { throw error }
        }
        deliver(now)
    }

    private func take(_ bytes: Span<UInt8>) throws(RedisError) {
        try replies?.feed(bytes)
    }

    private func deliver(_ now: Instant) {
        attempt(now) {
            while let reply = try self.replies?.next() {
                guard case .greeting(let until, var greeting) = self.phase else {
                    self.onEvent(.reply(reply))
                    continue
                }
                let outcome = try greeting.receive(reply)
                self.phase = .greeting(until: until, greeting)
                try self.finish(outcome, now)
            }
        }
    }

    private func finish(_ outcome: RedisGreeting.Outcome, _ now: Instant) throws {
        switch outcome {
        case .more: break
        case .ready:
            phase = .ready
            backoff.reset()
            onEvent(.ready)
        case .master(let address):
            route.found(master: address)
            transport = nil
            replies = nil
            try connect(now)
        }
    }
}
