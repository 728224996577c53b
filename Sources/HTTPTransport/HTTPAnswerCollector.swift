/// Gathers an answer that libcurl hands over in pieces, within limits.
struct HTTPAnswerCollector {
    /// Whether the body went beyond the limit, for which the transfer was ended.
    private(set) var isBodyTooLarge = false
    private(set) var answer = HTTPResponse()
    let maximumBodySize: Int
    private var headerSize = 0

    private static let maximumHeaderSize = 256 << 10

    init(maximumBodySize: Int) { self.maximumBodySize = maximumBodySize }

    /// Answering another count than given ends the transfer.
    mutating func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard bytes.count <= maximumBodySize - answer.body.count else {
            isBodyTooLarge = true
            return 0
        }
        answer.body.append(contentsOf: bytes)
        return bytes.count
    }

    /// One header line, the status line first.
    mutating func receive(header bytes: UnsafeRawBufferPointer) -> Int {
        headerSize += bytes.count
        guard headerSize <= HTTPAnswerCollector.maximumHeaderSize else { return 0 }
        let line = String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") { answer.headers = [:] }  // after an interim answer
        guard let colon = line.firstIndex(of: ":") else { return bytes.count }
        let value = line[line.index(after: colon)...].drop(while: \.isWhitespace)
        let end = value.lastIndex { !$0.isWhitespace }.map { value.index(after: $0) } ?? value.startIndex
        let (name, field) = (line[..<colon].lowercased(), String(value[..<end]))
        // Lines of one name are one list (RFC 9110 section 5.3).
        answer.headers[name] = answer.headers[name].map { "\($0), \(field)" } ?? field
        return bytes.count
    }

    mutating func finish(status: Int) -> HTTPResponse {
        answer.status = status
        return answer
    }
}
