import HTTPTransport
import Testing

struct HTTPAnswerReaderTests {
    private func read(_ text: String, limit: Int = 100, byBytes: Bool) throws -> (HTTPResponse?, rest: String) {
        var reader = HTTPAnswerReader(maximumBodySize: limit)
        let bytes = Array(text.utf8)
        for piece in byBytes ? bytes.map({ [$0] }) : [bytes] {
            switch try reader.read(piece.span) {
            case .more: continue
            case .upgraded(let answer, let rest): return (answer, String(decoding: rest, as: UTF8.self))
            case .answered(let answer): return (answer, "")
            }
        }
        return (try reader.end(), "")
    }

    @Test(arguments: [true, false])
    func `lengths, chunks and ends are understood`(byBytes: Bool) throws {
        let length = try read("HTTP/1.1 401 No\r\nContent-Length: 3\r\n\r\nabcd", byBytes: byBytes).0
        #expect(length?.status == 401 && length?.body == Array("abc".utf8) && length?.headers["content-length"] == "3")
        let chunks = try read(
            "HTTP/1.1 404 \r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nab\r\n1\r\nc\r\n0\r\n\r\n", byBytes: byBytes
        ).0
        #expect(chunks?.status == 404 && chunks?.body == Array("abc".utf8))
        #expect(try read("HTTP/1.0 500 x\n\nabc", byBytes: byBytes).0?.body == Array("abc".utf8))
        #expect(try read("HTTP/1.1 200 x\r\n\r\nabcdef", limit: 4, byBytes: byBytes).0?.body == Array("abcd".utf8))
    }

    @Test func `an interim answer is skipped, and what follows an upgrade is kept`() throws {
        let text = "HTTP/1.1 103 Hints\r\n\r\nHTTP/1.1 101 Yes\r\nUpgrade: websocket\r\n\r\nframes"
        let (answer, rest) = try read(text, byBytes: false)
        #expect(answer?.status == 101 && answer?.headers["upgrade"] == "websocket" && rest == "frames")
    }

    @Test(
        arguments: [
            ("SSH-2.0-x\r\n\r\n", .notHTTP), ("HTTP/1.1 abc\r\n\r\n", .notHTTP), ("", .incomplete),
            ("HTTP/1.1 200 x\r\nContent-Length: -1\r\n\r\n", .notHTTP),
            ("HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n", .notHTTP),
            (String(repeating: "x", count: 70_000), .headerTooLarge),
        ] as [(String, HTTPAnswerProblem)])
    func `what is no answer is a typed error`(text: String, problem: HTTPAnswerProblem) {
        #expect(throws: problem) { try read(text, byBytes: false) }
    }
}
