internal import CEpoll
internal import Synchronization

/// One WebSocket's life on the I/O thread, and what other threads share with it.
///
/// `@unchecked`: the stream, the reader and everything mutable outside the mutex is touched on the loop's thread alone.
final class WebSocketConnection: @unchecked Sendable {
    private enum Phase {
        case open
        /// Closed by this side, not yet by the peer.
        case closing(until: ContinuousClock.Instant)
        /// Everything is said; what is left to do is to write it and wait for the peer to hang up.
        case draining(until: ContinuousClock.Instant)
        case ended
    }

    private struct Shared {
        var pings = WaiterList<[UInt8], Result<Duration, WebSocketError>>()
        var nextPing: UInt64 = 0
        var closers = WaiterList<Void, Void>()
        var nextCloser: UInt64 = 0
        var closeRequest: WebSocketClose?
        /// The reason that the owner was told, or would be.
        var outcome: WebSocketError?
        var acknowledgedMessages = 0
        var hasEnded = false
    }

    private static let lastIdentifier = Mutex<UInt64>(0)

    let identifier: UInt64
    let outbox: WebSocketOutbox
    private(set) var inbox: WebSocketInbox!  // set in `init`, where it needs `self`
    let writer: WebSocketFrameWriter
    private let options: WebSocketOptions
    private let loop: WebSocketLoop
    private let shared = Mutex(Shared())

    // On the loop's thread alone.
    private var stream: (any ByteStream)?
    private var reader: WebSocketFrameReader
    private var early: [UInt8]
    private var phase: Phase
    /// Not changed while a part of it is unwritten, which TLS requires.
    private var output: [UInt8]
    private var written = 0
    private var receipts = WebSocketReceipts()
    /// The last read did not find the end of what is there.
    private var mayRead = true
    private var mayWrite = true
    private var isInboxFull = false
    private var hasEndedWriting = false
    private var hasWrittenClose = false
    private var watched: UInt32?
    private var lastHeard = ContinuousClock.now
    private var hasProbed = false

    private static let outputAmount = 16_384
    /// Reads and writes in one turn, after which others have theirs.
    private static let turnLength = 16

    /// `opening` is written first; `early` was read already. With `isRefusal` the connection ends after `opening`.
    init(
        _ stream: any ByteStream, isClient: Bool, opening: [UInt8] = [], early: [UInt8] = [], isRefusal: Bool = false,
        options: WebSocketOptions, loop: WebSocketLoop
    ) {
        identifier = WebSocketConnection.lastIdentifier.withLock { last in
            last += 1
            return last
        }
        self.stream = stream
        self.options = options
        self.loop = loop
        self.early = early
        output = opening
        phase = isRefusal ? .draining(until: .now + options.closeTimeout) : .open
        outbox = WebSocketOutbox(limit: options.maximumQueueSize)
        writer = WebSocketFrameWriter(isMasked: isClient)
        reader = WebSocketFrameReader(isMasked: !isClient, maximumMessageSize: options.maximumMessageSize)
        inbox = WebSocketInbox(limit: options.maximumUnreadSize) { [weak self] in
            guard let self else { return }
            self.loop.call(self)
        }
    }

    // MARK: From any thread

    func start() { loop.call(self) }

    func send(_ message: WebSocketMessage) async throws(WebSocketError) {
        if let error = await outbox.send(writer.frame(message)) { throw error }
        loop.call(self)
    }

    func offer(_ message: WebSocketMessage) -> Bool {
        guard outbox.offer(writer.frame(message)) else { return false }
        loop.call(self)
        return true
    }

    func waitForRoom(_ count: Int) async { await outbox.waitForRoom(count + WebSocketFrameWriter.largestHeader) }

    func ping() async throws(WebSocketError) -> Duration {
        let start = ContinuousClock.now
        let (identifier, payload) = shared.withLock { shared in
            shared.nextPing += 1
            let payload = withUnsafeBytes(of: shared.nextPing.bigEndian) { Array($0) }
            return (shared.nextPing, payload)
        }
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let error: WebSocketError? = shared.withLock { shared in
                    if shared.hasEnded { return .lost }
                    if Task.isCancelled { return .cancelled }
                    shared.pings.append(.init(identifier: identifier, request: payload, continuation: continuation))
                    return nil
                }
                if let error { return continuation.resume(returning: .failure(error)) }
                outbox.ping(writer.frame(.ping, payload: payload.span))
                loop.call(self)
            }
        } onCancel: {
            let waiter = shared.withLock { $0.pings.remove(identifier) }
            waiter?.continuation.resume(returning: .failure(.cancelled))
        }
        return try answer.map { _ in ContinuousClock.now - start }.get()
    }

    func requestClose(_ close: WebSocketClose) {
        shared.withLock { if $0.closeRequest == nil { $0.closeRequest = close } }
        let frame = writer.frame(.close, payload: close.payload.span)
        outbox.finish(.closed(close), closeFrame: frame, isAbrupt: false)
        loop.call(self)
    }

    /// How many messages the peer's system has acknowledged.
    var acknowledgedMessages: Int { shared.withLock { $0.acknowledgedMessages } }

    /// Why it ended, as far as is known.
    var outcome: WebSocketError? { shared.withLock { $0.outcome } }

    /// Returns when the connection is gone, or the task is cancelled.
    func waitForEnd() async {
        let identifier = shared.withLock { shared in
            shared.nextCloser += 1
            return shared.nextCloser
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isWaiting = shared.withLock { shared in
                    guard !shared.hasEnded, !Task.isCancelled else { return false }
                    shared.closers.append(.init(identifier: identifier, request: (), continuation: continuation))
                    return true
                }
                if !isWaiting { continuation.resume() }
            }
        } onCancel: {
            shared.withLock { $0.closers.remove(identifier) }?.continuation.resume()
        }
    }

    // MARK: On the loop's thread

    var hasEnded: Bool { if case .ended = phase { true } else { false } }

    var deadline: ContinuousClock.Instant? {
        switch phase {
        // While the owner does not read, the peer is not heard either.
        case .open: isReading ? options.idleTimeout.map { lastHeard + $0 * (hasProbed ? 2 : 1) } : nil
        case .closing(let until), .draining(let until): until
        case .ended: nil
        }
    }

    private var isReading: Bool {
        if case .open = phase { !isInboxFull } else { true }
    }

    /// False when it is over already, or cannot be watched.
    func begin(in loop: WebSocketLoop) -> Bool {
        guard !hasEnded, let stream else { return false }
        watched = 0
        guard loop.watch(stream.descriptor, as: identifier, events: 0, isNew: true) else {
            watched = nil
            end(.failure(.unavailable))
            return false
        }
        parse(early.span)
        early = []
        return true
    }

    func handle(events: UInt32, in loop: WebSocketLoop) {
        if events & (EPOLLIN.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 { mayRead = true }
        if events & (EPOLLOUT.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 { mayWrite = true }
        if events & (EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0, !isReading {
            // Reported for as long as it is watched. What came before is still read once the owner makes room.
            unwatch()
        }
        if isInboxFull { isInboxFull = inbox.isFull }
        takeCloseRequest()
        let hasMore = readAvailable()
        writeAvailable()
        guard !hasEnded else { return }
        if hasMore { loop.call(self) }
        updateInterest()
    }

    func handleDeadline(now: ContinuousClock.Instant, in loop: WebSocketLoop) {
        switch phase {
        case .open where !hasProbed:
            hasProbed = true
            outbox.ping(writer.frame(.ping, payload: [UInt8]().span))
            writeAvailable()
            if !hasEnded { updateInterest() }
        case .open: end(.failure(.silent((options.idleTimeout ?? .zero) * 2)))
        case .closing: end(.failure(.closeUnanswered))
        case .draining, .ended: end(.failure(.lost))
        }
    }

    private func takeCloseRequest() {
        guard case .open = phase, shared.withLock({ $0.closeRequest }) != nil else { return }
        phase = .closing(until: .now + options.closeTimeout)
    }

    private func updateInterest() {
        guard watched != nil, let stream else { return }
        var events: UInt32 = isReading && !mayRead ? EPOLLIN.rawValue : 0
        if !mayWrite { events |= EPOLLOUT.rawValue }
        guard events != watched else { return }
        watched = events
        _ = loop.watch(stream.descriptor, as: identifier, events: events, isNew: false)
    }

    private func unwatch() {
        guard watched != nil, let stream else { return }
        watched = nil
        loop.unwatch(stream.descriptor)
    }

    // MARK: Reading

    /// Whether another turn is needed for the rest.
    private func readAvailable() -> Bool {
        for _ in 0..<WebSocketConnection.turnLength {
            guard isReading, mayRead, let stream, !hasEnded else { return false }
            switch stream.read(into: loop.buffer) {
            case .moved(let count):
                lastHeard = .now
                hasProbed = false
                let bytes = UnsafeRawBufferPointer(rebasing: loop.buffer[..<count])
                bytes.withMemoryRebound(to: UInt8.self) { parse($0.span) }
            case .blocked:
                mayRead = false
                return false
            case .ended:
                end(.failure(.lost))
                return false
            }
        }
        return true
    }

    private func parse(_ bytes: Span<UInt8>) {
        if case .draining = phase { return }
        var events: [WebSocketFrameReader.Event] = []
        do throws(WebSocketViolation) {
            try reader.read(bytes, into: &events)
            for event in events { take(event) }
        } catch {
            for event in events { take(event) }
            let close = WebSocketClose(code: error.closeCode, reason: "\(error)")
            conclude(.failure(.violated(error)), sending: close)
        }
    }

    private func take(_ event: WebSocketFrameReader.Event) {
        switch event {
        case .message(let message):
            guard case .open = phase else { return }  // who closes is not interested any more
            if !inbox.deliver(message) { isInboxFull = true }
        case .ping(let payload): outbox.answerPing(writer.frame(.pong, payload: payload.span))
        case .pong(let payload): answerPings(until: payload)
        case .close(let close):
            let outcome = shared.withLock { $0.closeRequest } ?? close
            conclude(.failure(.closed(outcome)), sending: WebSocketClose(code: close.code))
        }
    }

    /// A pong answers earlier pings too (RFC 6455 section 5.5.3).
    private func answerPings(until payload: [UInt8]) {
        let answered = shared.withLock { shared in
            guard let last = shared.pings.waiters.firstIndex(where: { $0.request == payload }) else {
                return [WaiterList<[UInt8], Result<Duration, WebSocketError>>.Waiter]()
            }
            return (0...last).map { _ in shared.pings.removeFirst() }
        }
        for waiter in answered { waiter.continuation.resume(returning: .success(.zero)) }
    }

    /// Tells the owner how it ended and the peer that it did, unless it was told already.
    private func conclude(_ outcome: Result<Void, WebSocketError>, sending close: WebSocketClose) {
        if case .draining = phase { return }
        phase = .draining(until: .now + options.closeTimeout)
        // Before the owner is told, whose own close would take this one's place, and so that it finds the reason.
        if case .failure(let error) = outcome {
            outbox.finish(error, closeFrame: writer.frame(.close, payload: close.payload.span), isAbrupt: true)
        }
        report(outcome)
    }

    // MARK: Writing

    private func writeAvailable() {
        while mayWrite, let stream, !hasEnded {
            if written == output.count {
                output.removeAll(keepingCapacity: output.capacity <= 2 * WebSocketConnection.outputAmount)
                written = 0
                outbox.take(into: &output, amount: WebSocketConnection.outputAmount) {
                    // Everything before these bytes is written.
                    receipts.expect(after: $0)
                }
            }
            guard written < output.count else { return finishWriting() }
            let result = output.withUnsafeBytes { stream.write(UnsafeRawBufferPointer(rebasing: $0[written...])) }
            switch result {
            case .moved(let count):
                written += count
                receipts.write(count)
                noteReceipts()
            case .blocked: mayWrite = false
            case .ended: end(.failure(.lost))
            }
        }
    }

    private func finishWriting() {
        switch phase {
        case .draining where !hasEndedWriting:
            hasEndedWriting = true
            stream?.endWriting()
        case .closing where !hasWrittenClose:
            hasWrittenClose = true
            // The time it took to write what was queued is not the peer's.
            phase = .closing(until: .now + options.closeTimeout)
        case .open, .closing, .draining, .ended: break
        }
    }

    private func noteReceipts() {
        guard let stream, receipts.acknowledge(unacknowledged: stream.unacknowledgedCount) else { return }
        shared.withLock { $0.acknowledgedMessages = receipts.acknowledgedMessages }
    }

    // MARK: The end

    private func report(_ outcome: Result<Void, WebSocketError>) {
        var end = outcome
        if case .failure(let error) = outcome {
            shared.withLock { $0.outcome = $0.outcome ?? error }
            if case .closed = error { end = .success(()) }
        }
        inbox.finish(end)
    }

    /// Closes the socket. An outcome that was reported before stays.
    private func end(_ outcome: Result<Void, WebSocketError>) {
        guard !hasEnded else { return }
        phase = .ended
        unwatch()
        noteReceipts()
        stream = nil
        output = []
        let error: WebSocketError = if case .failure(let error) = outcome { error } else { .lost }
        outbox.finish(error, closeFrame: nil, isAbrupt: true)
        report(outcome)
        let (pings, closers) = shared.withLock { shared in
            shared.hasEnded = true
            return (shared.pings.removeAll(), shared.closers.removeAll())
        }
        for ping in pings { ping.continuation.resume(returning: .failure(error)) }
        for closer in closers { closer.continuation.resume() }
    }
}
