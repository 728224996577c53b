/// What is wrong with bytes received as an HTTP answer to an upgrade.
public enum HTTPAnswerProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case notHTTP
    case headerTooLarge
    /// The connection ended inside the header.
    case incomplete
    /// The server agreed to something that was not asked for.
    case wrongUpgrade

    public var description: String {
        switch self {
        case .notHTTP: "the answer is not HTTP"
        case .headerTooLarge: "the answer's header is too large"
        case .incomplete: "the connection ended inside the answer"
        case .wrongUpgrade: "the server agreed to something that was not asked for"
        }
    }
}

/// Reads the answer to an upgrade request (RFC 9112) as its bytes come.
public struct HTTPAnswerReader: Sendable {
    public enum Progress: Sendable {
        case more
        /// Status 101, and what came after its header.
        case upgraded(HTTPResponse, rest: [UInt8])
        /// Another status; its body, or the first bytes of it.
        case answered(HTTPResponse)
    }

    private enum Body {
        case length(left: Int)
        case untilEnd
        case chunkSize
        case chunk(left: Int)
        case chunkEnd
    }

    private static let maximumHeaderSize = 65_536
    private static let maximumLineSize = 1_024

    private let maximumBodySize: Int
    private var header: [UInt8] = []
    private var answer: HTTPResponse?
    private var body = Body.untilEnd
    private var line: [UInt8] = []

    /// Of an answer's body no more than `maximumBodySize` bytes are kept.
    public init(maximumBodySize: Int) { self.maximumBodySize = maximumBodySize }

    /// Not called again once it gave something other than `more`.
    public mutating func read(_ bytes: Span<UInt8>) throws(HTTPAnswerProblem) -> Progress {
        for position in 0..<bytes.count {
            let byte = bytes[position]
            if answer == nil {
                guard try readHeader(byte) else { continue }
                if let answer, answer.status == 101 {
                    return .upgraded(answer, rest: Array(bytes: bytes, from: position + 1))
                }
                if isBodyEmpty { return finished() }
            } else if try readBody(byte) {
                return finished()
            }
        }
        return .more
    }

    /// The connection ended: what there is of the answer.
    public mutating func end() throws(HTTPAnswerProblem) -> HTTPResponse {
        guard let answer else { throw header.isEmpty ? .incomplete : .notHTTP }
        return answer
    }

    private func finished() -> Progress { answer.map { .answered($0) } ?? .more }

    private var isBodyEmpty: Bool {
        if case .length(0) = body { return true }
        return maximumBodySize <= 0 || answer?.allowsBody == false
    }

    // MARK: The header

    /// Whether it is complete; an interim answer before the final one is skipped.
    private mutating func readHeader(_ byte: UInt8) throws(HTTPAnswerProblem) -> Bool {
        guard header.count < HTTPAnswerReader.maximumHeaderSize else { throw .headerTooLarge }
        header.append(byte)
        guard byte == 10, header.suffix(4) == [13, 10, 13, 10] || header.suffix(2) == [10, 10] else { return false }
        let answer = try parsedHeader()
        header = []
        if (100...199).contains(answer.status), answer.status != 101 { return false }
        self.answer = answer
        body = try body(of: answer)
        return true
    }

    private func parsedHeader() throws(HTTPAnswerProblem) -> HTTPResponse {
        var lines = header.split(separator: 10).map { String(decoding: $0.filter { $0 != 13 }, as: UTF8.self) }
        guard let first = lines.first, first.hasPrefix("HTTP/1.") else { throw .notHTTP }
        let words = first.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[1].utf8.count == 3, let status = Int(words[1]), status >= 100 else {
            throw .notHTTP
        }
        lines.removeFirst()
        var answer = HTTPResponse(status: status)
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            let end = value.lastIndex { $0 != " " && $0 != "\t" }.map { value.index(after: $0) } ?? value.startIndex
            answer.headers[line[..<colon].lowercased()] = String(value[..<end])
        }
        return answer
    }

    private func body(of answer: HTTPResponse) throws(HTTPAnswerProblem) -> Body {
        if answer.headers["transfer-encoding"]?.lowercased().hasSuffix("chunked") == true { return .chunkSize }
        guard let text = answer.headers["content-length"] else { return .untilEnd }
        guard (1...15).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }),
            let length = Int(text)
        else { throw .notHTTP }
        return .length(left: length)
    }

    // MARK: The body

    /// Whether it is complete, or as long as is wanted.
    private mutating func readBody(_ byte: UInt8) throws(HTTPAnswerProblem) -> Bool {
        switch body {
        case .untilEnd: return keep(byte)
        case .length(let left):
            body = .length(left: left - 1)
            return keep(byte) || left == 1
        case .chunk(let left):
            body = left == 1 ? .chunkEnd : .chunk(left: left - 1)
            return keep(byte)
        case .chunkEnd:
            if byte == 10 { body = .chunkSize }
            return false
        case .chunkSize: return try readChunkSize(byte)
        }
    }

    private mutating func keep(_ byte: UInt8) -> Bool {
        answer?.body.append(byte)
        return (answer?.body.count ?? 0) >= maximumBodySize
    }

    private mutating func readChunkSize(_ byte: UInt8) throws(HTTPAnswerProblem) -> Bool {
        guard byte == 10 else {
            guard line.count < HTTPAnswerReader.maximumLineSize else { throw .notHTTP }
            line.append(byte)
            return false
        }
        let digits = line.prefix { $0 != 13 && $0 != UInt8(ascii: ";") && $0 != 32 }
        line = []
        guard (1...7).contains(digits.count), let size = Int(String(decoding: digits, as: UTF8.self), radix: 16),
            size >= 0
        else { throw .notHTTP }
        body = .chunk(left: size)
        return size == 0  // trailer fields are of no use here
    }
}

extension [UInt8] {
    fileprivate init(bytes: Span<UInt8>, from start: Int) {
        self = []
        bytes.extracting(start..<bytes.count).withUnsafeBufferPointer { append(contentsOf: $0) }
    }
}
