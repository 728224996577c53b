internal import CWebSockets

/// One request on a connection, and its answer as far as it is written. Lives on the loop thread.
final class HTTPExchange {
    enum Progress { case more, finished, failed }

    let identifier: Int
    private(set) var request: HTTPRequest
    var isDispatched = false
    var response: HTTPResponse?
    /// Set when the handler is not asked; the connection ends with the answer.
    let refusal: HTTPRefusal?
    private let expectedBodySize: Int
    private var areHeadersWritten = false
    private var written = 0

    /// What is handed to the library at a time, so that a slow reader costs no more than this.
    private static let chunk = 32_768
    /// The library writes protocol framing in front of what it is given: `LWS_PRE`, a macro built from others, which
    /// is a maximal WebSocket frame header rounded up to pointers.
    private static let headroom = 16

    /// `expectedBodySize` is what the header announced; what the library reads beyond it is not kept.
    init(identifier: Int, request: HTTPRequest, expectedBodySize: Int, refusal: HTTPRefusal?) {
        self.identifier = identifier
        self.request = request
        self.expectedBodySize = expectedBodySize
        self.refusal = refusal
    }

    func receive(_ bytes: UnsafeRawBufferPointer) {
        guard refusal == nil, bytes.count <= expectedBodySize - request.body.count else { return }
        request.body.append(contentsOf: bytes)
    }

    /// Writes the header, then one chunk of the body per call.
    func writeNext(to connection: OpaquePointer) -> Progress {
        guard let response else { return .failed }
        let hasBody = response.allowsBody && request.method != "HEAD" && !response.body.isEmpty
        if !areHeadersWritten {
            guard writeHeaders(response, to: connection) else { return .failed }
            areHeadersWritten = true
            return hasBody ? .more : .finished
        }
        let end = min(written + HTTPExchange.chunk, response.body.count)
        let isLast = end == response.body.count
        var buffer = [UInt8](repeating: 0, count: HTTPExchange.headroom)
        buffer.append(contentsOf: response.body[written..<end])
        let sent = buffer.withUnsafeMutableBufferPointer { buffer in
            lws_write(
                connection, buffer.baseAddress! + HTTPExchange.headroom, end - written,
                isLast ? LWS_WRITE_HTTP_FINAL : LWS_WRITE_HTTP)
        }
        guard sent >= end - written else { return .failed }
        written = end
        return isLast ? .finished : .more
    }

    private func writeHeaders(_ response: HTTPResponse, to connection: OpaquePointer) -> Bool {
        let fields = response.headers.filter { $0.key.lowercased() != "content-length" }
        let size = fields.reduce(1_024) { $0 + $1.key.utf8.count + $1.value.utf8.count + 8 }
        var buffer = [UInt8](repeating: 0, count: HTTPExchange.headroom + size)
        return buffer.withUnsafeMutableBufferPointer { buffer in
            let start = buffer.baseAddress! + HTTPExchange.headroom
            let end = start + size
            var cursor: UnsafeMutablePointer<UInt8>? = start
            guard lws_add_http_header_status(connection, UInt32(clamping: response.status), &cursor, end) == 0 else {
                return false
            }
            for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
                // A line break in a value would start a header of its own.
                guard !(name + value).utf8.contains(where: { $0 == 10 || $0 == 13 }) else { return false }
                let status = lws_add_http_header_by_name(
                    connection, name + ":", value, Int32(clamping: value.utf8.count), &cursor, end)
                guard status == 0 else { return false }
            }
            if refusal != nil {
                guard lws_add_http_header_by_name(connection, "connection:", "close", 5, &cursor, end) == 0 else {
                    return false
                }
            }
            if response.allowsBody {
                let length = lws_filepos_t(response.body.count)
                guard lws_add_http_header_content_length(connection, length, &cursor, end) == 0 else { return false }
            }
            return lws_finalize_write_http_header(connection, start, &cursor, end) == 0
        }
    }
}
