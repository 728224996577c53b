import Foundation
import HTTPTransport
import TestSupport
import Testing

/// What a server answers to input that no client should send. Sent over plain sockets from Python.
struct HTTPRefusalTests {
    /// The answer's first line, or nothing where the connection just ends; in both cases the connection ends.
    private static let inputs: [(input: String, answer: String)] = [
        ("GARBAGE\r\n\r\n", "HTTP/1.0 403 Forbidden"),
        ("\\x00\\x01\\xff\\xfe\r\n\r\n", "HTTP/1.0 403 Forbidden"),
        ("BREW / HTTP/1.1\r\nHost: h\r\n\r\n", "HTTP/1.0 403 Forbidden"),
        ("GET /%zz%00 HTTP/1.1\r\nHost: h\r\n\r\n", "HTTP/1.0 403 Forbidden"),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/1.0 403 Forbidden"),
        ("POST / HTTP/1.1\r\nHost: h\r\n\r\nabc", "HTTP/1.1 411 Length Required"),
        ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "HTTP/1.1 411 Length Required"),
        (
            "POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            "HTTP/1.1 411 Length Required"
        ),
        ("POST / HTTP/1.1\r\nContent-Length: abc\r\n\r\nabc", "HTTP/1.1 400 Bad Request"),
        ("POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\nabc", "HTTP/1.1 400 Bad Request"),
        ("POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc", "HTTP/1.1 400 Bad Request"),
        ("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\nabc", "HTTP/1.1 400 Bad Request"),
        ("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\nabc", "HTTP/1.1 413 Content Too Large"),
        ("GET / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", "HTTP/1.1 400 Bad Request"),
        ("CONNECT a:1 HTTP/1.1\r\nHost: h\r\n\r\n", ""),
        ("GET / HTTP/1.1\r\nX-Long: \(String(repeating: "a", count: 100_000))\r\n\r\n", ""),
        ("GET /\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\n\r\n", ""),
        (
            "GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n", ""
        ),
        (
            "GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n", ""
        ),
    ]

    @Test func `malformed and oversized input is refused as documented, and the server goes on`() async throws {
        let server = try HTTPServer(port: 0) { _ in .text("handled") }
        let inputs = HTTPRefusalTests.inputs.map(\.input) + ["GET / HTTP/1.1\r\nConnection: close\r\n\r\n"]
        let lines = try await send(inputs, to: server.port)
        for (index, expected) in HTTPRefusalTests.inputs.enumerated() {
            // The library's own words for 413 differ between versions.
            let isSame =
                lines[index] == expected.answer
                || expected.answer.contains("413") && lines[index].hasPrefix("HTTP/1.1 413 ")
            #expect(isSame, "\(expected.input.prefix(80)): \(lines[index])")
        }
        #expect(lines.last == "HTTP/1.1 200 OK")
        await server.stop()
    }

    /// Mutated requests from a seed; each connection ends, and at the end the server answers as before.
    @Test func `hundreds of mutated requests harm nothing`() async throws {
        let server = try HTTPServer(port: 0, maximumBodySize: 100) { .text("\($0.method) \($0.body.count)") }
        let script = """
            import random, socket, sys
            chance = random.Random(11)
            templates = [
                b'POST /twirp/a.B/C HTTP/1.1\\r\\nHost: h\\r\\nContent-Type: application/json\\r\\nContent-Length: 12\\r\\n\\r\\n{"a":"b c d"}',
                b'GET /a%20b?c=d&e=%26 HTTP/1.1\\r\\nHost: h\\r\\nAuthorization: Bearer x.y.z\\r\\nConnection: keep-alive\\r\\n\\r\\n',
                b'PUT / HTTP/1.0\\r\\nContent-Length: 0\\r\\nExpect: 100-continue\\r\\n\\r\\n']
            pieces = [b'\\r\\n', b'\\r\\n\\r\\n', b'\\0', b'\\xff', b': ', b'%', b'Content-Length: 7\\r\\n', b' HTTP/1.1', b'/', b'-1']
            answers = 0
            for _ in range(400):
                data = bytearray(chance.choice(templates) * chance.randint(1, 2))
                for _ in range(chance.randint(1, 6)):
                    at = chance.randrange(len(data) + 1)
                    kind = chance.randrange(4)
                    if kind == 0: data[at:at] = chance.choice(pieces)
                    elif kind == 1: del data[at:at + chance.randint(1, 9)]
                    elif kind == 2 and at < len(data): data[at] = chance.randrange(256)
                    elif kind == 3: data = data[:at] + data[chance.randrange(len(data) + 1):]
                with socket.create_connection(('127.0.0.1', int(sys.argv[1]))) as s:
                    try:
                        s.sendall(data)
                        s.shutdown(socket.SHUT_WR)
                        answer = b''
                        while part := s.recv(65536): answer += part
                    except OSError: pass
                    assert not answer or answer.startswith(b'HTTP/1.'), answer
                    answers += bool(answer)
            assert answers > 100, answers
            """
        let port = server.port
        let result = try await onThread {
            try ExternalTool("python3", package: "python3").run(["-c", script, "\(port)"])
        }
        #expect(result.status == 0, "\(result.errors)")
        let url = "http://127.0.0.1:\(port)/"
        #expect(try await HTTPClient().send(HTTPClientRequest(url: url)).body == Array("GET 0".utf8))
        await server.stop()
    }

    @Test func `connections beyond the limit wait until one ends`() async throws {
        let server = try HTTPServer(port: 0, maximumConnections: 4) { .text($0.path) }
        let script = """
            import socket, sys
            sockets = [socket.create_connection(('127.0.0.1', int(sys.argv[1]))) for _ in range(40)]
            for number, s in enumerate(sockets): s.sendall(b'GET /%d HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n' % number)
            sockets[-1].setblocking(False)
            try: sockets[-1].recv(1)
            except BlockingIOError: print('waits')
            sockets[-1].setblocking(True)
            for number, s in enumerate(sockets):
                text = b''
                while not text.endswith(b'/%d' % number): text += s.recv(4096)
                s.close()
            print('all answered')
            """
        let port = server.port
        let result = try await onThread {
            try ExternalTool("python3", package: "python3").run(["-c", script, "\(port)"])
        }
        #expect(String(decoding: result.output, as: UTF8.self) == "waits\nall answered\n", "\(result.errors)")
        await server.stop()
    }

    @Test func `a token of 12 kB fits into a header`() async throws {
        let server = try HTTPServer(port: 0) { .text("\($0.headers["authorization"]?.utf8.count ?? 0)") }
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(server.port)/")
        request.headers["authorization"] = "Bearer " + String(repeating: "t", count: 12_000)
        #expect(try await HTTPClient().send(request).body == Array("12007".utf8))
        await server.stop()
    }

    @Test func `the service words its refusals itself`() async throws {
        let server = try HTTPServer(
            port: 0, maximumBodySize: 4, refusal: { HTTPResponse(status: $0.status, body: Array("<\($0)>".utf8)) },
            handler: { _ in .text("handled") })
        let url = "http://127.0.0.1:\(server.port)/"
        let answer = try await HTTPClient().send(HTTPClientRequest(method: "POST", url: url, body: [1, 2, 3, 4, 5]))
        #expect(answer.status == 413)
        #expect(String(decoding: answer.body, as: UTF8.self) == "<\(HTTPRefusal.bodyTooLarge(limit: 4))>")
        await server.stop()
    }

    private func send(_ inputs: [String], to port: Int) async throws -> [String] {
        let script = """
            import json, socket, sys
            for text in json.load(open(sys.argv[2])):
                with socket.create_connection(('127.0.0.1', int(sys.argv[1]))) as s:
                    answer = b''
                    try:
                        s.sendall(text.encode().decode('unicode_escape').encode('latin-1'))
                        while part := s.recv(65536): answer += part
                    except (ConnectionResetError, BrokenPipeError): pass
                    print(answer.split(b'\\r\\n')[0].decode())
            """
        let folder = try TemporaryFolder()
        let file = try folder.write(Array(try JSONEncoder().encode(inputs)), as: "inputs.json")
        let output = try await onThread {
            try ExternalTool("python3", package: "python3").run(["-c", script, "\(port)", file]).output
        }
        withExtendedLifetime(folder) {}
        return String(decoding: output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast().map(String.init)
    }
}

/// Waits for what blocks away from the pool that the server's handlers need.
func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
}
