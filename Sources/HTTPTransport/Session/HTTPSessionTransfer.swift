internal import CCurl
internal import CCurlShims
internal import Cryptography
internal import Glibc
internal import Synchronization

/// One request of a session on its way through libcurl. `run` blocks its thread; `cancel` may come from any.
///
/// `@unchecked`: all but `shared` belongs to the thread in `run`, and before it to `init` alone.
final class HTTPSessionTransfer: @unchecked Sendable {
    private struct Shared {
        var isRunning = false
        var isCancelled = false
    }

    private let shared = Mutex(Shared())
    private let request: HTTPClientRequest
    private let body: HTTPBody?
    private let options: HTTPSessionOptions
    private let connection: CurlConnection
    private var collector: HTTPAnswerCollector
    private var reader: HTTPBodyReader?
    private var unreadable: String?
    /// Why the last address was not connected to, and whether another was.
    private var refusal: (reason: String?, hasOthers: Bool) = (nil, false)
    private var lastProgress = ContinuousClock.now
    /// When something of the request left last.
    private var lastSent = ContinuousClock.now
    private var unsent = 0
    private var errorText = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))

    /// Large enough that a fast network is not kept waiting.
    private static let uploadBufferSize = 256 << 10

    init(_ request: HTTPClientRequest, body: HTTPBody?, options: HTTPSessionOptions, connection: CurlConnection) {
        self.request = request
        let needsBody = !request.body.isEmpty || ["POST", "PUT", "PATCH"].contains(request.method)
        self.body = body ?? (needsBody ? .bytes(request.body) : nil)
        self.options = options
        self.connection = connection
        collector = HTTPAnswerCollector(maximumBodySize: options.maximumBodySize)
    }

    func cancel() {
        shared.withLock { shared in
            shared.isCancelled = true
            // The one call allowed on any thread; the handle lives at least as long as this object.
            if shared.isRunning { curl_multi_wakeup(connection.multi) }
        }
    }

    // MARK: On the transfer's thread

    func run() -> Result<HTTPResponse, HTTPClientError> {
        guard request.hasSingleLines, options.proxy.map(HTTPSessionTransfer.isUsable) ?? true else {
            return .failure(failure(.invalidRequest))
        }
        do { reader = try body.map(HTTPBodyReader.init) } catch {
            return .failure(failure(.unreadableBody, (error as? HTTPBodyReader.Failure)?.detail ?? "\(error)"))
        }
        let headers = setOptions()
        defer {
            curl_easy_reset(connection.easy)  // which keeps the connection, but no pointer to us
            curl_slist_free_all(headers)
        }
        let code = errorText.withUnsafeMutableBufferPointer { text in
            connection.set(CURLOPT_ERRORBUFFER, text.baseAddress)
            defer { connection.set(CURLOPT_ERRORBUFFER, nil as UnsafeMutableRawPointer?) }
            return perform()
        }
        return result(code)
    }

    private static func isUsable(_ proxy: HTTPProxy) -> Bool {
        let scheme = proxy.url.prefix { $0 != ":" }.lowercased()
        return ["http", "https"].contains(scheme) && !proxy.url.utf8.contains { $0 < 33 }
    }

    private func perform() -> CURLcode {
        guard curl_multi_add_handle(connection.multi, connection.easy) == CURLM_OK else { return CURLE_FAILED_INIT }
        defer { curl_multi_remove_handle(connection.multi, connection.easy) }
        shared.withLock { $0.isRunning = true }
        defer { shared.withLock { $0.isRunning = false } }
        lastProgress = .now
        lastSent = lastProgress
        var running: Int32 = 1
        while !shared.withLock({ $0.isCancelled }) {
            guard curl_multi_perform(connection.multi, &running) == CURLM_OK else { return CURLE_FAILED_INIT }
            if running == 0 { break }
            guard let patience else { return CURLE_OPERATION_TIMEDOUT }
            // Wakes for the network, a cancellation and the library's own timers, which hold the connect timeout.
            guard curl_multi_poll(connection.multi, nil, 0, patience, nil) == CURLM_OK else { return CURLE_FAILED_INIT }
        }
        var left: Int32 = 0
        guard let message = curl_multi_info_read(connection.multi, &left), message.pointee.msg == CURLMSG_DONE else {
            return CURLE_ABORTED_BY_CALLBACK
        }
        return message.pointee.data.result
    }

    /// How many milliseconds may pass until something moves; nil when nothing has for too long.
    private var patience: Int32? {
        // What the kernel still has to send is progress too: on a slow link that takes longer than the timeout.
        let unsent = Int(curl_shim_unsent(connection.descriptor))
        if unsent != self.unsent {
            lastProgress = .now
            lastSent = lastProgress
        }
        self.unsent = unsent
        guard curl_shim_has_connected(connection.easy) else { return 1_000 }
        let rest = min(options.stallTimeout - (.now - lastProgress), options.answerTimeout - (.now - lastSent))
        return rest > .zero ? Int32(clamping: min(rest.milliseconds + 1, 1_000)) : nil
    }

    // MARK: Options

    /// The header list, to be freed after the transfer.
    private func setOptions() -> UnsafeMutablePointer<curl_slist>? {
        connection.set(CURLOPT_PROTOCOLS_STR, "http,https")
        connection.set(CURLOPT_URL, request.url)
        // A URL's dots and slashes go out as they were signed.
        connection.set(CURLOPT_PATH_AS_IS, 1)
        // Uploads gain nothing from HTTP/2's streams, and lose to its flow control.
        connection.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        connection.set(CURLOPT_NOSIGNAL, 1)
        connection.set(CURLOPT_TCP_KEEPALIVE, 1)
        connection.set(CURLOPT_SSL_VERIFYPEER, 1)
        connection.set(CURLOPT_SSL_VERIFYHOST, 2)
        connection.set(CURLOPT_CONNECTTIMEOUT_MS, options.connectTimeout.milliseconds)
        if let file = options.authoritiesFile {
            connection.set(CURLOPT_CAINFO, file)
            connection.set(CURLOPT_PROXY_CAINFO, file)
        }
        setProxy()
        setCallbacks()
        setBody()
        connection.set(CURLOPT_CUSTOMREQUEST, request.method)
        // Expect is off, since it waits a second for servers that do not know it.
        let list = (request.headerLines + ["Expect:"]).reduce(nil) { curl_slist_append($0, $1) }
        connection.set(CURLOPT_HTTPHEADER, UnsafeMutableRawPointer(list))
        return list
    }

    private func setProxy() {
        // Not even the environment's, nor its exceptions.
        connection.set(CURLOPT_PROXY, options.proxy?.url ?? "")
        connection.set(CURLOPT_NOPROXY, "")
        guard let proxy = options.proxy, !proxy.username.isEmpty else { return }
        connection.set(CURLOPT_PROXYUSERNAME, proxy.username)
        connection.set(CURLOPT_PROXYPASSWORD, proxy.password.reveal())
    }

    private func setBody() {
        if request.method == "HEAD" { return connection.set(CURLOPT_NOBODY, 1) }
        guard let body else { return connection.set(CURLOPT_HTTPGET, 1) }
        connection.set(CURLOPT_UPLOAD, 1)
        connection.set(CURLOPT_UPLOAD_BUFFERSIZE, HTTPSessionTransfer.uploadBufferSize)
        _ = curl_shim_set_offset(connection.easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(clamping: body.count))
    }

    private func setCallbacks() {
        let context = Unmanaged.passUnretained(self).toOpaque()  // alive: `run` is one of its methods
        _ = curl_shim_set_receiver(connection.easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            HTTPSessionTransfer.from(context).receive { collector in
                collector.receive(UnsafeRawBufferPointer(start: bytes, count: size * count))
            }
        }
        _ = curl_shim_set_receiver(connection.easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            HTTPSessionTransfer.from(context).receive { collector in
                collector.receive(header: UnsafeRawBufferPointer(start: bytes, count: size * count))
            }
        }
        _ = curl_shim_set_receiver(connection.easy, CURLOPT_READFUNCTION) { bytes, size, count, context in
            HTTPSessionTransfer.from(context).send(UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
        }
        _ = curl_shim_set_seeker(connection.easy) { context, offset, origin in
            HTTPSessionTransfer.from(context).seek(to: offset, from: origin)
        }
        _ = curl_shim_set_socket_watcher(connection.easy) { context, descriptor, _ in
            HTTPSessionTransfer.from(context).connection.descriptor = descriptor
            return CURL_SOCKOPT_OK
        }
        if options.addressRefusal != nil {
            _ = curl_shim_set_socket_opener(connection.easy) { context, _, address in
                HTTPSessionTransfer.from(context).openSocket(to: address)
            }
        }
        for option in [
            CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_READDATA, CURLOPT_SEEKDATA, CURLOPT_SOCKOPTDATA,
            CURLOPT_OPENSOCKETDATA,
        ] {
            connection.set(option, context)
        }
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> HTTPSessionTransfer {
        Unmanaged<HTTPSessionTransfer>.fromOpaque(context!).takeUnretainedValue()
    }

    /// What is looked at is what is connected to: a name server has no second word.
    private func openSocket(to address: UnsafeMutablePointer<curl_sockaddr>?) -> curl_socket_t {
        guard let address else { return CURL_SOCKET_BAD }
        if let reason = refusalReason(of: address) {
            refusal.reason = reason
            return CURL_SOCKET_BAD
        }
        refusal.hasOthers = true
        let place = address.pointee
        return socket(place.family, place.socktype | Int32(SOCK_CLOEXEC.rawValue), place.`protocol`)
    }

    private func refusalReason(of address: UnsafeMutablePointer<curl_sockaddr>) -> String? {
        var text = [CChar](repeating: 0, count: 128)
        guard curl_shim_address_text(address, &text, text.count) else { return "the address is of no version of IP" }
        // Without the interface, which link-local addresses have behind them.
        let figures = text.prefix { $0 != 0 && $0 != CChar(bitPattern: UInt8(ascii: "%")) }.map { UInt8(bitPattern: $0) }
        return options.addressRefusal?(String(decoding: figures, as: UTF8.self))
    }

    // MARK: Bytes

    private func receive(_ take: (inout HTTPAnswerCollector) -> Int) -> Int {
        lastProgress = .now
        return take(&collector)
    }

    private func send(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        lastProgress = .now
        lastSent = lastProgress
        return reading { try $0.read(into: buffer) } ?? Int(CURL_READFUNC_ABORT)
    }

    /// The library goes back when it has to send the request again, and to the beginning only.
    private func seek(to offset: curl_off_t, from origin: Int32) -> Int32 {
        guard offset == 0, origin == 0 else { return CURL_SEEKFUNC_FAIL }
        return reading { try $0.rewind() } == nil ? CURL_SEEKFUNC_FAIL : CURL_SEEKFUNC_OK
    }

    private func reading<Value>(_ work: (HTTPBodyReader) throws -> Value) -> Value? {
        guard let reader else { return nil }
        do { return try work(reader) } catch {
            unreadable = (error as? HTTPBodyReader.Failure)?.detail ?? "\(error)"
            return nil
        }
    }

    // MARK: The end

    private func result(_ code: CURLcode) -> Result<HTTPResponse, HTTPClientError> {
        if shared.withLock({ $0.isCancelled }) { return .failure(failure(.cancelled)) }
        if let unreadable { return .failure(failure(.unreadableBody, unreadable)) }
        if collector.isBodyTooLarge { return .failure(failure(.answerTooLarge(limit: options.maximumBodySize))) }
        var status = 0
        if code == CURLE_OK {
            _ = curl_shim_response_status(connection.easy, &status)
            guard status == 407, options.proxy != nil else { return .success(collector.finish(status: status)) }
            return .failure(failure(.proxyRefused(status: status)))
        }
        if let reason = refusal.reason, !refusal.hasOthers { return .failure(failure(.refusedAddress(reason: reason))) }
        _ = curl_shim_proxy_status(connection.easy, &status)
        if status >= 300 { return .failure(failure(.proxyRefused(status: status))) }
        let text = errorText.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let detail = text.isEmpty ? String(cString: curl_easy_strerror(code)) : String(decoding: text, as: UTF8.self)
        return .failure(failure(.init(code, hasConnected: curl_shim_has_connected(connection.easy)), detail))
    }

    private func failure(_ problem: HTTPClientError.Problem, _ detail: String = "") -> HTTPClientError {
        HTTPClientError(problem: problem, origin: request.origin, detail: detail)
    }
}
