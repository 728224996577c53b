import Foundation
import HTTPTransport
import Synchronization
import TestSupport
import Testing

/// Held against curl, an independent client.
struct HTTPServerTests {
    private static func echo(_ request: HTTPRequest) -> HTTPResponse {
        let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "|")
        let agent = request.headers["user-agent"] ?? "-"
        return .text("\(request.method) \(request.path) \(query) \(agent) \(String(decoding: request.body, as: UTF8.self))")
    }

    @Test func `a free port is chosen and told`() async throws {
        let server = try HTTPServer(port: 0) { _ in .text("hello") }
        #expect(server.port > 0)
        #expect(try await curl("http://127.0.0.1:\(server.port)/").body == "hello")
        await server.stop()
    }

    @Test func `the handler sees method, path, query, headers and body`() async throws {
        let server = try HTTPServer(port: 0) { HTTPServerTests.echo($0) }
        let base = "http://127.0.0.1:\(server.port)"
        let get = try await curl("\(base)/a%20b/c?x=1%262&y=&z", "-A", "probe")
        #expect(get.body == "GET /a b/c x=1&2|y=|z= probe ")
        let post = try await curl("\(base)/p", "-A", "probe", "--data-binary", "payload")
        #expect(post.body == "POST /p  probe payload")
        let empty = try await curl("\(base)/p", "-A", "probe", "-X", "POST", "-d", "")
        #expect(empty.body == "POST /p  probe ")
        let emptyPut = try await curl("\(base)/p", "-A", "probe", "-X", "PUT", "-d", "")
        #expect(emptyPut.body == "PUT /p  probe ")
        let put = try await curl("\(base)/p", "-A", "probe", "-X", "PUT", "--data-binary", "new")
        #expect(put.body == "PUT /p  probe new")
        let delete = try await curl("\(base)/p", "-A", "probe", "-X", "DELETE")
        #expect(delete.body == "DELETE /p  probe ")
        await server.stop()
    }

    @Test(arguments: [200, 201, 302, 404, 500, 503])
    func `status and headers arrive`(status: Int) async throws {
        let server = try HTTPServer(port: 0) { _ in
            HTTPResponse(status: status, headers: ["location": "/next", "x-note": "yes"], body: Array("text".utf8))
        }
        let answer = try await curl("http://127.0.0.1:\(server.port)/", "-i")
        #expect(answer.body.hasPrefix("HTTP/1.1 \(status)"))
        let lines = answer.body.lowercased().split(whereSeparator: \.isNewline)
        #expect(lines.contains("location: /next") && lines.contains("x-note: yes"))
        #expect(lines.contains("content-length: 4") && lines.last == "text")
        await server.stop()
    }

    @Test func `redirects lead to the page`() async throws {
        let server = try HTTPServer(port: 0) { $0.path == "/" ? .redirect(to: "/page") : .html("<p>page</p>") }
        #expect(try await curl("http://127.0.0.1:\(server.port)/", "-L").body == "<p>page</p>")
        await server.stop()
    }

    @Test func `a large body goes both ways whole`() async throws {
        let server = try HTTPServer(port: 0, maximumBodySize: 1 << 20) { HTTPResponse(body: $0.body) }
        let body = String(repeating: "0123456789abcdef", count: 60_000)
        let answer = try await curl("http://127.0.0.1:\(server.port)/", "--data-binary", "@-", input: body)
        #expect(answer.body == body)
        await server.stop()
    }

    @Test func `a body beyond the limit is refused`() async throws {
        let server = try HTTPServer(port: 0, maximumBodySize: 10) { HTTPServerTests.echo($0) }
        let url = "http://127.0.0.1:\(server.port)/"
        #expect(try await curl(url, "-w", "%{http_code}", "-o", "/dev/null", "-d", "12345678901").body == "413")
        #expect(try await curl(url, "-w", "%{http_code}", "-o", "/dev/null", "-d", "1234567890").body == "200")
        await server.stop()
    }

    @Test func `a connection carries several requests`() async throws {
        let server = try HTTPServer(port: 0) { HTTPServerTests.echo($0) }
        let base = "http://127.0.0.1:\(server.port)"
        let answer = try await curl("\(base)/one", "\(base)/two", "-A", "", "-w", "(%{num_connects})")
        #expect(answer.body == "GET /one  - (1)GET /two  - (0)")
        await server.stop()
    }

    @Test func `a slow answer holds up nobody else`() async throws {
        let (releases, release) = AsyncStream<Void>.makeStream()
        let (starts, start) = AsyncStream<Void>.makeStream()
        let server = try HTTPServer(port: 0) { request in
            guard request.path == "/slow" else { return .text("quick") }
            start.yield()
            for await _ in releases { break }
            return .text("slow")
        }
        let base = "http://127.0.0.1:\(server.port)"
        async let slow = curl("\(base)/slow")
        for await _ in starts { break }
        #expect(try await curl("\(base)/quick").body == "quick")
        release.yield()
        #expect(try await slow.body == "slow")
        await server.stop()
    }

    @Test func `stopping cancels handlers, closes connections and frees the port`() async throws {
        let (starts, start) = AsyncStream<Void>.makeStream()
        let wasCancelled = Mutex(false)
        let server = try HTTPServer(port: 0) { _ in
            start.yield()
            for await _ in AsyncStream<Void>.makeStream().stream {}  // ends by cancellation alone
            wasCancelled.withLock { $0 = Task.isCancelled }
            return .text("never")
        }
        async let answer = curl("http://127.0.0.1:\(server.port)/")
        for await _ in starts { break }
        await server.stop()
        await server.stop()
        #expect(wasCancelled.withLock { $0 })
        #expect(try await answer.status != 0)
        let again = try HTTPServer(port: server.port) { _ in .text("second") }
        #expect(try await curl("http://127.0.0.1:\(again.port)/").body == "second")
        await again.stop()
    }

    @Test func `a client that leaves early costs nothing, and the server goes on`() async throws {
        let (starts, start) = AsyncStream<Void>.makeStream()
        let (releases, release) = AsyncStream<Void>.makeStream()
        let server = try HTTPServer(port: 0) { request in
            guard request.path == "/slow" else { return .text("quick") }
            start.yield()
            for await _ in releases { break }
            return .text("nobody reads this")
        }
        let base = "http://127.0.0.1:\(server.port)"
        let client = Process()
        client.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
        client.arguments = ["-sS", "--noproxy", "*", "\(base)/slow"]
        try client.start()
        for await _ in starts { break }
        kill(client.processIdentifier, SIGKILL)  // a pool's threads may pass on a mask that blocks SIGTERM
        #expect(try await curl("\(base)/").body == "quick")
        release.yield()
        #expect(try await curl("\(base)/").body == "quick")
        await server.stop()
    }

    @Test func `requests sent ahead are answered in order`() async throws {
        let server = try HTTPServer(port: 0) { .text($0.path + "\n") }
        let requests = ["one", "two", "three"].map { "GET /\($0) HTTP/1.1\r\nHost: h\r\n\r\n" }.joined()
        let script = """
            import socket, sys
            s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
            s.sendall(sys.argv[2].encode())
            text = b''
            while b'/three\\n' not in text: text += s.recv(4096)
            print([line for line in text.decode().split() if line.startswith('/')])
            """
        let answer = try await run("python3", ["-c", script, "\(server.port)", requests])
        #expect(answer.body == "['/one', '/two', '/three']\n")
        await server.stop()
    }

    @Test func `a port in use and a wrong port are typed errors`() async throws {
        let server = try HTTPServer(port: 0) { _ in .text("first") }
        #expect(throws: HTTPServerError.cannotListen(host: "127.0.0.1", port: server.port)) {
            try HTTPServer(port: server.port) { _ in .text("second") }
        }
        #expect(throws: HTTPServerError.invalidPort(65_536)) { try HTTPServer(port: 65_536) { _ in .text("") } }
        await server.stop()
    }

    private func curl(_ arguments: String..., input: String = "") async throws -> (status: Int32, body: String) {
        try await run("curl", ["-sS", "--max-time", "60", "--noproxy", "*"] + arguments, input: input)
    }

    private func run(_ tool: String, _ arguments: [String], input: String = "") async throws -> (status: Int32, body: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/\(tool)")
        process.arguments = arguments
        let (output, standardInput) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = Pipe()
        process.standardInput = standardInput
        do { try process.start() } catch {
            Issue.record("\(tool) is missing; install the Debian package \(tool)")
            throw error
        }
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                standardInput.fileHandleForWriting.write(Data(input.utf8))
                try? standardInput.fileHandleForWriting.close()
            }
            Thread.detachNewThread {
                let data = output.fileHandleForReading.readDataToEndOfFile()
                process.waitUntilExit()
                continuation.resume(returning: (process.terminationStatus, String(decoding: data, as: UTF8.self)))
            }
        }
    }
}
