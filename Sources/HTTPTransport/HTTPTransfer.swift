internal import CCurl
internal import CCurlShims
internal import Synchronization

/// One request on its way through libcurl. `run` blocks its thread; `cancel` may come from any.
///
/// `@unchecked`: the easy handle and the answer belong to the thread in `run`, and before it to `init` alone.
final class HTTPTransfer: @unchecked Sendable {
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
    private let easy: UnsafeMutableRawPointer
    private let origin: String
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var routeList: UnsafeMutablePointer<curl_slist>?
    private var errorText = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
    private var collector: HTTPAnswerCollector
    private let upload: HTTPUploadBody?
    private let timeout: Duration
    /// What is being sent of the upload, and how much of it has left.
    private var chunk: (bytes: [UInt8], taken: Int) = ([], 0)
    private var isUploadPaused = false

    static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// With `upload` that is the body, and the timeout is how long the server may take nothing, or not answer after the end.
    init(
        _ request: HTTPClientRequest, upload: HTTPUploadBody? = nil, address: String?, client: HTTPClient
    ) throws(HTTPClientError) {
        origin = request.origin
        self.upload = upload
        timeout = client.timeout
        collector = HTTPAnswerCollector(maximumBodySize: client.maximumBodySize)
        guard request.hasSingleLines, HTTPTransfer.isLibraryReady, let handle = curl_easy_init() else {
            throw HTTPClientError(problem: .invalidRequest, origin: origin, detail: "")
        }
        easy = handle
        setRequest(request, address: address)
        setLimits(client)
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(headerList)
        curl_slist_free_all(routeList)
    }

    func cancel() {
        shared.withLock { shared in
            shared.isCancelled = true
            shared.waker?.wake()
        }
    }

    // MARK: Options

    private func setRequest(_ request: HTTPClientRequest, address: String?) {
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_URL, request.url)
        set(CURLOPT_CUSTOMREQUEST, request.method)
        // A URL's dots and slashes go out as they were signed and checked.
        set(CURLOPT_PATH_AS_IS, 1)
        // Not even the environment's proxy: it would resolve the host again, elsewhere.
        set(CURLOPT_PROXY, "")
        if let address {
            // An empty host and port stand for any: whatever the URL names, the connection goes here.
            routeList = curl_slist_append(nil, "::\(address.contains(":") ? "[\(address)]" : address):")
            _ = curl_shim_set_pointer(easy, CURLOPT_CONNECT_TO, routeList)
        }
        for line in request.headerLines { headerList = curl_slist_append(headerList, line) }
        // Off, since it waits a second for servers that do not know it.
        headerList = curl_slist_append(headerList, "Expect:")
        if upload != nil { headerList = curl_slist_append(headerList, "Transfer-Encoding: chunked") }
        _ = curl_shim_set_pointer(easy, CURLOPT_HTTPHEADER, headerList)
        if request.method == "HEAD" { set(CURLOPT_NOBODY, 1) }
        guard upload == nil else { return setUpload() }
        if !request.body.isEmpty || ["POST", "PUT", "PATCH"].contains(request.method) { setBody(request.body) }
    }

    private func setBody(_ body: [UInt8]) {
        set(CURLOPT_POST, 1)
        _ = curl_shim_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
        // The zero gives an empty body an address too; the library copies as much as was told above.
        _ = curl_shim_set_text(easy, CURLOPT_COPYPOSTFIELDS, body.map { CChar(bitPattern: $0) } + [0])
    }

    private func setUpload() {
        set(CURLOPT_POST, 1)
        // HTTP/2 has no chunks.
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        set(CURLOPT_UPLOAD_BUFFERSIZE, HTTPUploadBody.bufferSize)
    }

    private func setLimits(_ client: HTTPClient) {
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_CONNECTTIMEOUT_MS, client.connectTimeout.milliseconds)
        if upload == nil { set(CURLOPT_TIMEOUT_MS, client.timeout.milliseconds) }
        if let file = client.authoritiesFile { set(CURLOPT_CAINFO, file) }
    }

    private func set(_ option: CURLoption, _ value: Int) { _ = curl_shim_set_long(easy, option, value) }
    private func set(_ option: CURLoption, _ value: String) { _ = curl_shim_set_text(easy, option, value) }

    // MARK: On the transfer's thread

    func run() -> Result<HTTPResponse, any Error> {
        guard let multi = curl_multi_init() else { return .failure(failure(CURLE_OUT_OF_MEMORY)) }
        let code = errorText.withUnsafeMutableBufferPointer { text in
            _ = curl_shim_set_pointer(easy, CURLOPT_ERRORBUFFER, text.baseAddress)
            defer { _ = curl_shim_set_pointer(easy, CURLOPT_ERRORBUFFER, nil) }
            return perform(in: multi)
        }
        let isCancelled = shared.withLock { shared in
            shared.waker = nil
            return shared.isCancelled
        }
        curl_multi_remove_handle(multi, easy)
        curl_multi_cleanup(multi)
        if isCancelled { return .failure(HTTPClientError(problem: .cancelled, origin: origin, detail: "")) }
        guard code == CURLE_OK else { return .failure(failure(code)) }
        var status = 0
        _ = curl_shim_response_status(easy, &status)
        return .success(collector.finish(status: status))
    }

    private func perform(in multi: UnsafeMutableRawPointer) -> CURLcode {
        let context = Unmanaged.passUnretained(self).toOpaque()  // alive: `run` is one of its methods
        _ = curl_shim_set_receiver(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            HTTPTransfer.from(context).collector.receive(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        _ = curl_shim_set_pointer(easy, CURLOPT_WRITEDATA, context)
        _ = curl_shim_set_receiver(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            HTTPTransfer.from(context).collector.receive(header: UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        _ = curl_shim_set_pointer(easy, CURLOPT_HEADERDATA, context)
        guard curl_multi_add_handle(multi, easy) == CURLM_OK else { return CURLE_FAILED_INIT }
        let waker = Waker(handle: multi)
        shared.withLock { $0.waker = waker }
        beginUpload(context)
        var running: Int32 = 1
        while !shared.withLock({ $0.isCancelled }) {
            guard curl_multi_perform(multi, &running) == CURLM_OK else { return CURLE_FAILED_INIT }
            if running == 0 { break }
            guard let patience = uploadPatience else { return CURLE_OPERATION_TIMEDOUT }
            // Wakes for the network, a cancellation, more to upload, and the library's own timers, which hold the timeouts.
            guard curl_multi_poll(multi, nil, 0, patience, nil) == CURLM_OK else { return CURLE_FAILED_INIT }
            resumeUpload()
        }
        var left: Int32 = 0
        guard let message = curl_multi_info_read(multi, &left), message.pointee.msg == CURLMSG_DONE else {
            return CURLE_ABORTED_BY_CALLBACK
        }
        return message.pointee.data.result
    }

    // MARK: Uploads

    private func beginUpload(_ context: UnsafeMutableRawPointer) {
        guard let upload else { return }
        _ = curl_shim_set_receiver(easy, CURLOPT_READFUNCTION) { bytes, size, count, context in
            HTTPTransfer.from(context).send(UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
        }
        _ = curl_shim_set_pointer(easy, CURLOPT_READDATA, context)
        upload.begin { [weak self] in self?.wake() }
    }

    private func wake() { shared.withLock { $0.waker?.wake() } }

    /// Each answer becomes one HTTP chunk.
    private func send(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        if chunk.taken == chunk.bytes.count {
            switch upload?.next() ?? .end {
            case .chunk(let bytes): chunk = (bytes, 0)
            case .end: return 0
            case .nothingYet:
                isUploadPaused = true
                return Int(CURL_READFUNC_PAUSE)
            }
        }
        let count = min(buffer.count, chunk.bytes.count - chunk.taken)
        buffer.copyBytes(from: chunk.bytes[chunk.taken..<(chunk.taken + count)])
        chunk.taken += count
        return count
    }

    private func resumeUpload() {
        guard isUploadPaused, upload?.hasNext == true else { return }
        isUploadPaused = false
        curl_easy_pause(easy, CURLPAUSE_CONT)
    }

    /// How many milliseconds may pass until the server does something; nil when it has had them.
    private var uploadPatience: Int32? {
        guard let upload, let start = upload.waitingSince, curl_shim_has_connected(easy) else { return 60_000 }
        let rest = timeout - (.now - start)
        return rest > .zero ? Int32(clamping: min(rest.milliseconds + 1, 60_000)) : nil
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> HTTPTransfer {
        Unmanaged<HTTPTransfer>.fromOpaque(context!).takeUnretainedValue()
    }

    private func failure(_ code: CURLcode) -> HTTPClientError {
        let text = errorText.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let detail = text.isEmpty ? String(cString: curl_easy_strerror(code)) : String(decoding: text, as: UTF8.self)
        return HTTPClientError(problem: problem(code), origin: origin, detail: detail)
    }

    private func problem(_ code: CURLcode) -> HTTPClientError.Problem {
        if collector.isBodyTooLarge { return .answerTooLarge(limit: collector.maximumBodySize) }
        return HTTPClientError.Problem(code, hasConnected: curl_shim_has_connected(easy))
    }
}

extension HTTPClientError.Problem {
    /// What a failed connection or transfer comes to.
    init(_ code: CURLcode, hasConnected: Bool) {
        self =
            switch code {
            case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .invalidRequest
            case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .unresolved
            case CURLE_COULDNT_CONNECT: .unconnected
            case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE: .untrusted
            case CURLE_OPERATION_TIMEDOUT: hasConnected ? .timedOut : .unconnected
            default: .broken
            }
    }
}
