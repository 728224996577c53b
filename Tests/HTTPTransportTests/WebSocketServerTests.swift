import Foundation
import HTTPTransport
import Synchronization
import TestSupport
import Testing

/// Held against aiohttp's client, bare sockets, and our own client.
@Suite(.timeLimit(.minutes(2))) struct WebSocketServerTests {
    private static func echo(_ request: HTTPRequest) -> WebSocketService.Answer {
        guard request.path == "/echo" else {
            return .refuse(HTTPResponse(status: 404, headers: ["x-reason": "path"], body: Array("nothing here".utf8)))
        }
        guard request.queryValue("access_token") != "wrong" else { return .refuse(.text("no", status: 401)) }
        return .accept(subprotocol: request.offeredSubprotocols.last) { socket in
            do {
                for try await message in socket.messages { try await socket.send(message) }
            } catch {}
        }
    }

    private func server(
        maximumConnections: Int = 256, maximumSockets: Int = 1_024, options: WebSocketOptions = .init(),
        handler: @escaping WebSocketService.Handler = { WebSocketServerTests.echo($0) }
    ) throws -> HTTPServer {
        let service = WebSocketService(options: options, maximumSockets: maximumSockets, handler: handler)
        return try HTTPServer(
            port: 0, maximumConnections: maximumConnections, headerTimeout: .seconds(1), webSockets: service
        ) { .text("plain \($0.path)") }
    }

    @Test func `messages of all sizes go both ways, and plain requests on the same port`() async throws {
        let server = try server()
        #expect(try await WebSocketPeer.client("echo", server.port) == "4001")
        #expect(try await WebSocketPeer.client("pings", server.port) == "PONG payload")
        let plain = try await HTTPClient().send(HTTPClientRequest(url: "http://127.0.0.1:\(server.port)/a"))
        #expect(plain.body == Array("plain /a".utf8))
        await server.stop()
    }

    @Test func `the handler's refusal is an ordinary answer`() async throws {
        let server = try server()
        let key = "dGhlIHNhbXBsZSBub25jZQ=="
        let answers = try await WebSocketPeer.client(
            "refused", server.port, "/other", "13", key, "/echo?access_token=wrong", "13", key, "/echo", "12", key,
            "/echo", "13", "short")
        let lines = answers.split(separator: "\n")
        #expect(lines[0] == "404 path nothing here" && lines[1] == "401 - no")
        #expect(lines[2].hasPrefix("426") && lines[3].hasPrefix("400"))
        await server.stop()
    }

    @Test func `the server's messages and close arrive`() async throws {
        let server = try server { _ in
            .accept { socket in
                _ = socket.offer(.text("one"))
                try? await socket.send(.text("two"))
                await socket.close(code: 4004, reason: "room closed")
            }
        }
        #expect(try await WebSocketPeer.client("closed", server.port, "/") == "one\ntwo\nCLOSE 4004 room closed")
        await server.stop()
    }

    @Test func `who returns closes with 1000, and who stops the server with 1001`() async throws {
        let short = try server { _ in .accept { _ in } }
        #expect(try await WebSocketPeer.client("closed", short.port, "/") == "CLOSE 1000 ")
        await short.stop()
        let (starts, start) = AsyncStream<Void>.makeStream()
        let long = try server { _ in
            .accept { socket in
                start.yield()
                do throws(WebSocketError) {
                    let message = try await socket.receive()
                    #expect(message == nil)
                } catch { Issue.record(error) }
            }
        }
        async let closed = WebSocketPeer.client("closed", long.port, "/")
        for await _ in starts { break }
        await long.stop()
        #expect(try await closed == "CLOSE 1001 ")
    }

    /// Masked with zeros, so that the payload is readable.
    private static let violations: [(String, Int)] = [
        ("818200000000c328", 1007), ("810161", 1002), ("c1810000000061", 1002), ("82ff000000000010000100000000", 1009),
        ("01810000000061-01810000000062", 1002), ("88820000000003ed", 1002),
    ]

    @Test func `a violation ends the connection with its code`() async throws {
        let server = try server()
        let hex = WebSocketServerTests.violations.map(\.0).joined(separator: ",")
        let answers = try await WebSocketPeer.client("raw", server.port, hex).split(separator: "\n")
        #expect(answers.count == WebSocketServerTests.violations.count)
        for (answer, violation) in zip(answers, WebSocketServerTests.violations) {
            let code = Int(answer.dropFirst(4).prefix(4), radix: 16)
            #expect(answer.hasPrefix("88") && code == violation.1, "\(violation): \(answer)")
        }
        await server.stop()
    }

    @Test func `fragments are put together, with a ping between them`() async throws {
        let server = try server(options: .init(closeTimeout: .milliseconds(100))) { _ in
            .accept { socket in
                guard let message = try? await socket.receive() else { return }
                try? await socket.send(message)
            }
        }
        let answer = try await WebSocketPeer.client("raw", server.port, "01810000000061-898000000000-80810000000062")
        #expect(answer == "8a00" + "81026162" + "880203e8")
        await server.stop()
    }

    @Test func `a client that leaves without a word is an error to the owner alone`() async throws {
        let (ends, end) = AsyncStream<WebSocketError?>.makeStream()
        let server = try server { _ in
            .accept { socket in
                do throws(WebSocketError) { _ = try await socket.receive() } catch { end.yield(error) }
            }
        }
        _ = try await WebSocketPeer.client("abrupt", server.port)
        for await error in ends {
            guard case .lost? = error else { return #expect(Bool(false), "\(String(describing: error))") }
            break
        }
        await (try WebSocketClient().connect("ws://127.0.0.1:\(server.port)/")).close()
        await server.stop()
    }

    @Test func `hundreds are open at once, and one too many gets 503`() async throws {
        let server = try server(maximumConnections: 64, maximumSockets: 300)
        #expect(try await WebSocketPeer.client("many", server.port, "300") == "300")
        let full = try self.server(maximumSockets: 1)
        let url = "ws://127.0.0.1:\(full.port)/echo"
        let first = try await WebSocketClient().connect(url)
        let error = await #expect(throws: WebSocketError.self) { try await WebSocketClient().connect(url) }
        guard case .refused(_, let answer)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(answer.status == 503)
        await first.close()
        try await eventually { (try? await WebSocketClient().connect(url)) != nil }
        await full.stop()
        await server.stop()
    }

    @Test func `half-open handshakes give way`() async throws {
        let server = try server(maximumConnections: 32)
        #expect(try await WebSocketPeer.client("half_open", server.port, "100") == "810141")
        await server.stop()
    }

    @Test func `closed, released and refused sockets give their descriptors back`() async throws {
        func descriptors() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }
        let before = try descriptors()
        let server = try server()
        let url = "ws://127.0.0.1:\(server.port)"
        for _ in 0..<50 {
            await (try WebSocketClient().connect("\(url)/echo")).close()
            _ = try await WebSocketClient().connect("\(url)/echo")
            await #expect(throws: WebSocketError.self) { try await WebSocketClient().connect("\(url)/other") }
        }
        await server.stop()
        // The loop, which stays, has two; other tests come and go.
        try await eventually { try descriptors() <= before + 20 }
    }

    @Test func `a peer that does not read costs the sender its queue and no more`() async throws {
        let (counts, count) = AsyncStream<Int>.makeStream()
        let piece = WebSocketMessage.binary([UInt8](repeating: 3, count: 100_000))
        let server = try server(options: .init(maximumQueueSize: 500_000)) { _ in
            .accept { socket in
                var taken = 0
                for _ in 0..<50_000 {
                    if socket.offer(piece) { taken += 1 } else { await Task.yield() }
                }
                count.yield(taken)
                _ = try? await socket.receive()
            }
        }
        let client = WebSocketClient(options: .init(maximumUnreadSize: 200_000))
        let socket = try await client.connect("ws://127.0.0.1:\(server.port)/")
        for await taken in counts {
            // Both queues and what the kernel holds of a connection, some megabytes.
            #expect(taken < 300, "\(taken) messages of 100 kB were taken")
            for _ in 0..<taken { #expect(try await socket.receive() == piece) }
            break
        }
        await socket.close()
        await server.stop()
    }

    @Test func `everything arrives in order at a slow reader`() async throws {
        let server = try server { _ in
            .accept { socket in
                for index in 0..<3_000 {
                    let text = "\(index) " + String(repeating: "x", count: index % 700)
                    if (try? await socket.send(.text(text))) == nil { return }
                }
            }
        }
        let client = WebSocketClient(options: .init(maximumUnreadSize: 2_000))
        let socket = try await client.connect("ws://127.0.0.1:\(server.port)/")
        var next = 0
        for try await message in socket.messages {
            guard case .text(let text) = message else { return #expect(Bool(false), "binary") }
            #expect(text.hasPrefix("\(next) ") && text.utf8.count == "\(next) ".utf8.count + next % 700)
            next += 1
            await Task.yield()
        }
        #expect(next == 3_000)
        await server.stop()
    }
}
