internal import CWebSockets
internal import Dispatch
internal import Foundation
internal import Synchronization

/// The thread that owns a server's libwebsockets context, and the door through which others reach it.
///
/// `@unchecked`: `exchanges` is touched on the loop thread alone, everything else is immutable or behind the mutex.
final class ServerLoop: @unchecked Sendable {
    private struct Shared {
        /// Nil before the loop runs and after it ended; waking the loop is allowed only in between.
        var context: LibraryContext?
        var isStopping = false
        var hasEnded = false
        var answers: [(exchange: Int, response: HTTPResponse)] = []
        var tasks: [Int: Task<Void, Never>] = [:]
        var waiters: [CheckedContinuation<Void, Never>] = []
        /// Requests are refused from then on.
        var isDraining = false
        /// Those handed to the handler whose answer is not written yet.
        var unanswered: Set<Int> = []
        var drainWaiters: [CheckedContinuation<Void, Never>] = []

        mutating func takeDrainWaiters() -> [CheckedContinuation<Void, Never>] {
            defer { drainWaiters = [] }
            return drainWaiters
        }
    }

    private let shared = Mutex(Shared())
    private let bodyRule: HTTPBodyRule
    private let refusalAnswer: HTTPServer.RefusalHandler
    private let handler: HTTPServer.Handler
    private let gate: WebSocketGate?
    private var exchanges: [OpaquePointer: HTTPExchange] = [:]
    private var nextExchange = 0

    init(
        maximumBodySize: Int, refusal: @escaping HTTPServer.RefusalHandler, webSockets: WebSocketService?,
        handler: @escaping HTTPServer.Handler
    ) {
        bodyRule = HTTPBodyRule(maximumBodySize: maximumBodySize)
        refusalAnswer = refusal
        self.handler = handler
        gate = webSockets.map { WebSocketGate($0) }
    }

    // MARK: From any thread

    /// Starts the thread and returns the port once it listens.
    func start(host: String, port: Int, limits: HTTPListener.Limits) throws(HTTPServerError) -> Int {
        let outcome = Mutex<Result<Int, HTTPServerError>>(.failure(.unavailable))
        let listening = DispatchSemaphore(value: 0)
        Thread.detachNewThread { [self] in
            do throws(HTTPServerError) {
                let listener = try HTTPListener(host: host, port: port, limits: limits, loop: self)
                shared.withLock { $0.context = listener.context }
                outcome.withLock { $0 = .success(listener.port) }
                listening.signal()
                run(listener)
            } catch {
                outcome.withLock { $0 = .failure(error) }
                listening.signal()
            }
        }
        listening.wait()
        return try outcome.withLock { $0 }.get()
    }

    func requestStop() {
        gate?.requestStop()
        shared.withLock { shared in
            shared.isStopping = true
            shared.context?.wake()
        }
    }

    func stop() async {
        requestStop()
        await withCheckedContinuation { continuation in
            let hasEnded = shared.withLock { shared in
                if !shared.hasEnded { shared.waiters.append(continuation) }
                return shared.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
        for task in shared.withLock({ Array($0.tasks.values) }) { await task.value }
        await gate?.stop()
    }

    /// Returns when every request that was taken is answered, or after `patience`.
    func drain(patience: Duration) async {
        gate?.stopAdmitting()
        let deadline = Task {
            try? await Task.sleep(for: patience)
            for waiter in shared.withLock({ $0.takeDrainWaiters() }) { waiter.resume() }
        }
        await withCheckedContinuation { continuation in
            let waiters = shared.withLock { shared in
                shared.isDraining = true
                shared.drainWaiters.append(continuation)
                return shared.unanswered.isEmpty ? shared.takeDrainWaiters() : []
            }
            for waiter in waiters { waiter.resume() }
        }
        deadline.cancel()
        await deadline.value
    }

    /// The exchange needs no answer any more: it is written, or nobody is left to read it.
    private func settle(_ exchange: Int) {
        let waiters = shared.withLock { shared in
            shared.unanswered.remove(exchange)
            return shared.isDraining && shared.unanswered.isEmpty ? shared.takeDrainWaiters() : []
        }
        for waiter in waiters { waiter.resume() }
    }

    private func answer(_ exchange: Int, with response: HTTPResponse) {
        shared.withLock { shared in
            shared.tasks[exchange] = nil
            shared.answers.append((exchange, response))
            shared.context?.wake()
        }
    }

    // MARK: On the loop thread

    private func run(_ listener: HTTPListener) {
        // Waits for events without a timeout of its own; another thread wakes it through the context's `wake`.
        while !shared.withLock({ $0.isStopping }), listener.context.service() {}
        let tasks = shared.withLock { shared in
            shared.context = nil
            shared.isStopping = true
            return Array(shared.tasks.values)
        }
        for task in tasks { task.cancel() }
        listener.close()
        let waiters = shared.withLock { shared in
            shared.hasEnded = true
            return shared.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// One event of the library; a result other than 0 closes the connection.
    func handle(_ reason: lws_callback_reasons, connection: OpaquePointer?, bytes: UnsafeRawBufferPointer) -> Int32 {
        if reason == LWS_CALLBACK_EVENT_WAIT_CANCELLED {
            deliverAnswers()
            return 0
        }
        guard let connection else { return 0 }
        switch reason {
        case LWS_CALLBACK_HTTP: return begin(connection)
        case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE:
            handOver(connection)
            return -1
        // CONNECT, which the library takes as a wish for raw bytes.
        case LWS_CALLBACK_RAW_ADOPT, LWS_CALLBACK_RAW_RX: return -1
        case LWS_CALLBACK_HTTP_BODY:
            exchanges[connection]?.receive(bytes)
            return 0
        case LWS_CALLBACK_HTTP_BODY_COMPLETION:
            dispatch(connection)
            return 0
        case LWS_CALLBACK_HTTP_WRITEABLE: return write(connection)
        case LWS_CALLBACK_CLOSED_HTTP:
            end(connection)
            return 0
        default: return 0
        }
    }

    /// Gives the connection of an upgrade to the gate. The library would have to know the answer, and the subprotocols,
    /// within the callback; so it is left with another socket to close.
    private func handOver(_ connection: OpaquePointer) {
        guard let gate, let request = HTTPRequest(readingFrom: connection),
            request.headers["upgrade"]?.lowercased() == "websocket", exchanges[connection] == nil,
            let descriptor = HandedOverSocket.take(from: lws_get_socket_fd(connection))
        else { return }
        gate.admit(owning: descriptor, request: request)
    }

    private func begin(_ connection: OpaquePointer) -> Int32 {
        guard let request = HTTPRequest(readingFrom: connection) else { return -1 }
        nextExchange += 1
        let verdict = bodyRule.verdict(method: request.method, headers: request.headers)
        switch verdict {
        case .none:
            exchanges[connection] = HTTPExchange(
                identifier: nextExchange, request: request, expectedBodySize: 0, refusal: nil)
            dispatch(connection)
        case .expected(let byteCount):
            exchanges[connection] = HTTPExchange(
                identifier: nextExchange, request: request, expectedBodySize: byteCount, refusal: nil)
            // That a body of no bytes is complete, the library says for POST alone.
            if byteCount == 0, request.method != "POST" { dispatch(connection) }
        case .refused(let refusal, let mustDrain):
            exchanges[connection] = HTTPExchange(
                identifier: nextExchange, request: request, expectedBodySize: 0, refusal: refusal)
            if !mustDrain { dispatch(connection) }
        }
        return 0
    }

    private func dispatch(_ connection: OpaquePointer) {
        guard let exchange = exchanges[connection], !exchange.isDispatched else { return }
        exchange.isDispatched = true
        if let refusal = exchange.refusal {
            exchange.response = refusalAnswer(refusal)
            lws_callback_on_writable(connection)
            return
        }
        // The handler may take as long as it likes: the library's own patience is for the network.
        lws_set_timeout(connection, NO_PENDING_TIMEOUT, 0)
        // The library would spin on what it leaves unread meanwhile: a next request, or the end of a connection whose
        // client left. Input is off until there is an answer.
        lws_rx_flow_control(connection, 0)
        let (identifier, request, handler, refusal) = (exchange.identifier, exchange.request, handler, refusalAnswer)
        // The task cannot remove itself before it is entered, because both happen under the lock.
        shared.withLock { shared in
            if !shared.isDraining { shared.unanswered.insert(identifier) }
            shared.tasks[identifier] = Task { [isDraining = shared.isDraining] in
                self.answer(identifier, with: isDraining ? refusal(.stopping) : await handler(request))
            }
        }
    }

    private func deliverAnswers() {
        let answers = shared.withLock { shared in
            defer { shared.answers = [] }
            return shared.answers
        }
        for (identifier, response) in answers {
            // A client that left in the meantime has no exchange any more.
            guard let found = exchanges.first(where: { $0.value.identifier == identifier }) else { continue }
            found.value.response = response
            lws_rx_flow_control(found.key, 1)  // while it is off, room for output is not reported either
            lws_callback_on_writable(found.key)
        }
    }

    private func write(_ connection: OpaquePointer) -> Int32 {
        guard let exchange = exchanges[connection], exchange.response != nil else { return 0 }
        switch exchange.writeNext(to: connection) {
        case .more:
            lws_callback_on_writable(connection)
            return 0
        case .failed: return -1
        case .finished:
            exchanges[connection] = nil
            settle(exchange.identifier)
            return exchange.refusal != nil || lws_http_transaction_completed(connection) != 0 ? -1 : 0
        }
    }

    private func end(_ connection: OpaquePointer) {
        guard let exchange = exchanges.removeValue(forKey: connection) else { return }
        settle(exchange.identifier)
        shared.withLock { $0.tasks[exchange.identifier] }?.cancel()
    }
}
