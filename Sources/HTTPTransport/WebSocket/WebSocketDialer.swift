internal import CCurl
internal import CCurlShims
internal import Synchronization

/// One attempt to open a WebSocket. `run` blocks its thread; `cancel` may come from any.
///
/// `@unchecked`: what is not behind the mutex belongs to the thread in `run`, and before it to `init` alone.
final class WebSocketDialer: @unchecked Sendable {
    private struct Shared {
        /// Nil before and after the run; waking is allowed only in between.
        var waker: Waker?
        var isCancelled = false
    }

    private struct Waker: @unchecked Sendable {  // curl_multi_wakeup is the one call allowed on any thread
        let handle: UnsafeMutableRawPointer

        func wake() { curl_multi_wakeup(handle) }
    }

    private let shared = Mutex(Shared())
    private let call: WebSocketCall
    private let options: WebSocketOptions
    private let deadline: ContinuousClock.Instant
    private let stream: CurlStream
    private let easy: UnsafeMutableRawPointer
    private let multi: UnsafeMutableRawPointer
    private var routeList: UnsafeMutablePointer<curl_slist>?
    private var answerReader: HTTPAnswerReader

    init(
        _ call: WebSocketCall, address: String?, client: WebSocketClient, deadline: ContinuousClock.Instant
    ) throws(WebSocketError) {
        guard HTTPTransfer.isLibraryReady, let easy = curl_easy_init() else { throw .unavailable }
        guard let multi = curl_multi_init() else {
            curl_easy_cleanup(easy)
            throw .unavailable
        }
        (self.call, self.deadline, self.easy, self.multi) = (call, deadline, easy, multi)
        options = client.options
        stream = CurlStream(owning: easy, in: multi)
        answerReader = HTTPAnswerReader(maximumBodySize: client.maximumRefusalSize)
        setOptions(client, address: address)
    }

    deinit { curl_slist_free_all(routeList) }

    func cancel() {
        shared.withLock { shared in
            shared.isCancelled = true
            shared.waker?.wake()
        }
    }

    private func setOptions(_ client: WebSocketClient, address: String?) {
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        // The origin alone: the library never sees the path and the query, which may hold a token.
        set(CURLOPT_URL, call.target.origin)
        set(CURLOPT_CONNECT_ONLY, 1)
        // HTTP/2 would be agreed on with the certificate, and has no such upgrade.
        set(CURLOPT_SSL_ENABLE_ALPN, 0)
        // Not even the environment's proxy: it would resolve the host again, elsewhere.
        set(CURLOPT_PROXY, "")
        if let address {
            // An empty host and port stand for any: whatever the URL names, the connection goes here.
            routeList = curl_slist_append(nil, "::\(address.contains(":") ? "[\(address)]" : address):")
            _ = curl_shim_set_pointer(easy, CURLOPT_CONNECT_TO, routeList)
        }
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_SSL_VERIFYPEER, client.acceptsAnyCertificate ? 0 : 1)
        set(CURLOPT_SSL_VERIFYHOST, client.acceptsAnyCertificate ? 0 : 2)
        set(CURLOPT_CONNECTTIMEOUT_MS, max(deadline - .now, .zero).milliseconds)
        if let file = client.authoritiesFile { set(CURLOPT_CAINFO, file) }
    }

    private func set(_ option: CURLoption, _ value: Int) { _ = curl_shim_set_long(easy, option, value) }
    private func set(_ option: CURLoption, _ value: String) { _ = curl_shim_set_text(easy, option, value) }

    // MARK: On the thread

    func run(loop: WebSocketLoop) -> Result<WebSocket, WebSocketError> {
        defer { shared.withLock { $0.waker = nil } }
        let waker = Waker(handle: multi)
        shared.withLock { $0.waker = waker }
        do throws(WebSocketError) {
            try connect()
            try write(call.request)
            return .success(try open(with: try answer(), loop: loop))
        } catch {
            return .failure(error)
        }
    }

    private func connect() throws(WebSocketError) {
        guard stream.join() else { throw failure(.broken) }
        var running: Int32 = 1
        repeat {
            try checkCancellation()
            guard curl_multi_perform(multi, &running) == CURLM_OK else { throw failure(.broken) }
            // Wakes for the network, a cancellation and the library's own timers, which hold the timeout.
            if running != 0 { curl_multi_poll(multi, nil, 0, 60_000, nil) }
        } while running != 0
        var left: Int32 = 0
        guard let message = curl_multi_info_read(multi, &left), message.pointee.msg == CURLMSG_DONE else {
            throw failure(.broken)
        }
        let code = message.pointee.data.result
        guard code == CURLE_OK else {
            let problem = HTTPClientError.Problem(code, hasConnected: curl_shim_has_connected(easy))
            throw failure(problem, detail: String(cString: curl_easy_strerror(code)))
        }
        guard stream.take() else { throw failure(.broken) }
    }

    private func write(_ bytes: [UInt8]) throws(WebSocketError) {
        var written = 0
        while written < bytes.count {
            switch bytes.withUnsafeBytes({ stream.write(UnsafeRawBufferPointer(rebasing: $0[written...])) }) {
            case .moved(let count): written += count
            case .blocked: try wait(for: CURL_WAIT_POLLOUT)
            case .ended: throw failure(.broken)
            }
        }
    }

    private func answer() throws(WebSocketError) -> HTTPAnswerReader.Progress {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            switch buffer.withUnsafeMutableBytes({ stream.read(into: $0) }) {
            case .moved(let count):
                let progress = try checked { () throws(HTTPAnswerProblem) in
                    try answerReader.read(buffer.span.extracting(0..<count))
                }
                if case .more = progress { continue }
                return progress
            case .blocked: try wait(for: CURL_WAIT_POLLIN)
            case .ended: return .answered(try checked { () throws(HTTPAnswerProblem) in try answerReader.end() })
            }
        }
    }

    private func open(
        with progress: HTTPAnswerReader.Progress, loop: WebSocketLoop
    ) throws(WebSocketError) -> WebSocket {
        guard case .upgraded(let answer, let rest) = progress else {
            guard case .answered(let answer) = progress else { throw failure(.broken) }
            throw .refused(origin: call.target.origin, answer: answer)
        }
        guard call.isAccepted(by: answer) else {
            throw .notUpgraded(origin: call.target.origin, problem: .wrongUpgrade)
        }
        let connection = WebSocketConnection(stream, isClient: true, early: rest, options: options, loop: loop)
        connection.start()
        return WebSocket(connection, subprotocol: answer.headers["sec-websocket-protocol"])
    }

    // MARK: Waiting and failing

    private func wait(for events: Int32) throws(WebSocketError) {
        try checkCancellation()
        let rest = deadline - .now
        guard rest > .zero else { throw failure(.timedOut) }
        var descriptor = curl_waitfd(fd: stream.descriptor, events: Int16(events), revents: 0)
        guard curl_multi_poll(multi, &descriptor, 1, Int32(clamping: rest.milliseconds), nil) == CURLM_OK else {
            throw failure(.broken)
        }
        try checkCancellation()
    }

    private func checkCancellation() throws(WebSocketError) {
        if shared.withLock({ $0.isCancelled }) { throw .cancelled }
    }

    private func checked<Value>(_ read: () throws(HTTPAnswerProblem) -> Value) throws(WebSocketError) -> Value {
        do throws(HTTPAnswerProblem) {
            return try read()
        } catch {
            throw .notUpgraded(origin: call.target.origin, problem: error)
        }
    }

    private func failure(_ problem: HTTPClientError.Problem, detail: String = "") -> WebSocketError {
        .notConnected(HTTPClientError(problem: problem, origin: call.target.origin, detail: detail))
    }
}
