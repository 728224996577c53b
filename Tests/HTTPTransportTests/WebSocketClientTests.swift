import Foundation
import HTTPTransport
import TestSupport
import Testing

/// Held against aiohttp's server.
@Suite(.serialized, .timeLimit(.minutes(2))) struct WebSocketClientTests {
    @Test func `messages of all sizes go both ways, pings are answered`() async throws {
        let peer = try await WebSocketPeer.shared.value
        let url = "ws://127.0.0.1:\(peer.port)/echo"
        let socket = try await WebSocketClient().connect(url, subprotocols: ["first", "x"])
        #expect(socket.subprotocol == "first")
        for text in ["", "hello", "grüße 🎬", String(repeating: "x", count: 70_000)] {
            try await socket.send(.text(text))
            #expect(try await socket.receive() == .text(text))
        }
        for size in [0, 1, 125, 126, 65_535, 65_536, 1_000_000] {
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            try await socket.send(.binary(bytes))
            #expect(try await socket.receive() == .binary(bytes))
        }
        #expect(try await socket.ping() > .zero)
        await socket.close()
        #expect(try await socket.receive() == nil)
        await #expect(throws: WebSocketError.self) { try await socket.send(.text("late")) }
        #expect(!socket.offer(.text("late")))
    }

    @Test func `the checked address is used, and path, query, headers and host arrive`() async throws {
        let peer = try await WebSocketPeer.shared.value
        let url = "ws://nowhere.invalid:\(peer.port)/told?access_token=a%20b&x=1#fragment"
        let socket = try await WebSocketClient().connect(
            url, headers: ["Authorization": "Bearer t"], to: ["127.0.0.2", "127.0.0.1"])
        guard case .text(let text) = try await socket.receive() else { return #expect(Bool(false), "no text") }
        #expect(text.contains(#""path": "/told?access_token=a%20b&x=1""#) && text.contains(#""token": "Bearer t""#))
        #expect(text.contains(#""host": "nowhere.invalid:\#(peer.port)""#))
        await socket.close(code: 4002, reason: "that was all")
        #expect(try await peer.lastClose() == "CLOSE 4002 that was all")
    }

    @Test func `a released socket is closed with 1001`() async throws {
        let peer = try await WebSocketPeer.shared.value
        _ = try await WebSocketClient().connect("ws://127.0.0.1:\(peer.port)/told").receive()
        try await eventually { try await peer.lastClose() == "CLOSE 1001 " }
    }

    @Test func `the peer's close ends the messages and is told`() async throws {
        let peer = try await WebSocketPeer.shared.value
        let url = "ws://127.0.0.1:\(peer.port)/close?code=4003&reason=room%20closed"
        let socket = try await WebSocketClient().connect(url)
        for try await message in socket.messages { Issue.record("unexpected \(message)") }
        guard case .closed(let close)? = socket.end else { return #expect(Bool(false), "not closed") }
        #expect(close == WebSocketClose(code: 4003, reason: "room closed", isFromPeer: true))
    }

    @Test func `the peer's ping is answered`() async throws {
        let peer = try await WebSocketPeer.shared.value
        let socket = try await WebSocketClient().connect("ws://127.0.0.1:\(peer.port)/pings")
        #expect(try await socket.receive() == .text("PONG are you there"))
    }

    private static let refusals: [(String, Int, String)] = [
        ("/refuse", 401, "the token is expired"), ("/refuse-in-chunks", 404, "no such room"),
        ("/redirect", 302, "302: Found"),
    ]

    @Test(arguments: refusals)
    func `an ordinary answer is an error with status and body`(path: String, status: Int, body: String) async throws {
        let peer = try await WebSocketPeer.shared.value
        let error = await #expect(throws: WebSocketError.self) {
            try await WebSocketClient().connect("ws://127.0.0.1:\(peer.port)\(path)?access_token=hunter2")
        }
        guard case .refused(_, let answer)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(answer.status == status && String(decoding: answer.body, as: UTF8.self) == body)
        #expect(!"\(error!)".contains("hunter2"))
    }

    @Test func `no more of a refusal's body than wanted is kept`() async throws {
        let peer = try await WebSocketPeer.shared.value
        let error = await #expect(throws: WebSocketError.self) {
            try await WebSocketClient(maximumRefusalSize: 9).connect("ws://127.0.0.1:\(peer.port)/refuse")
        }
        guard case .refused(_, let answer)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(answer.body == Array("the token".utf8) && answer.headers["x-reason"] == "expired")
    }

    @Test func `a fragmented message comes whole, with a ping between its parts`() async throws {
        let peer = try await WebSocketPeer.shared.value
        // "gr" + ping + half of "ü" | the other half + "n"
        let socket = try await open(peer, "01026772-8900-0001c3-8002bc6e")
        #expect(try await socket.receive() == .text("grün"))
    }

    private static let violations: [(String, UInt16)] = [
        ("8102c328", 1007), ("0102c328-800161", 1007), ("c10161", 1002), ("830161", 1002), ("81810000000061", 1002),
        ("800161", 1002), ("010161-810162", 1002), ("090161", 1002), ("897e0080", 1002), ("827f8000000000000000", 1002),
        ("827e000100", 1002), ("827f0000000000100001", 1009), ("880103", 1002), ("880203ed", 1002),
        ("880403e8c328", 1007),
    ]

    @Test(arguments: violations)
    func `a violation ends the connection with its code`(hex: String, code: UInt16) async throws {
        let peer = try await WebSocketPeer.shared.value
        let socket = try await open(peer, hex)
        let error = await #expect(throws: WebSocketError.self) { while try await socket.receive() != nil {} }
        guard case .violated(let violation)? = error else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
        #expect(violation.closeCode == code)
        try await eventually { try await peer.lastClose() == "CLOSE \(code)" }
    }

    @Test func `what came before an abrupt end is read, then the end is an error`() async throws {
        let peer = try await WebSocketPeer.shared.value
        let socket = try await open(peer, "810161&abort=1")
        #expect(try await socket.receive() == .text("a"))
        await #expect(throws: WebSocketError.self) { try await socket.receive() }
    }

    @Test func `a peer that answers nothing is lost after twice the idle time`() async throws {
        let peer = try await WebSocketPeer.shared.value
        let client = WebSocketClient(options: .init(idleTimeout: .milliseconds(50)))
        let socket = try await client.connect("ws://127.0.0.1:\(peer.port)/deaf")
        let error = await #expect(throws: WebSocketError.self) { try await socket.receive() }
        guard case .silent? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    }

    @Test func `a full queue refuses offers and makes senders wait, until cancelled`() async throws {
        let peer = try await WebSocketPeer.shared.value
        let client = WebSocketClient(options: .init(maximumQueueSize: 100_000, idleTimeout: nil))
        let socket = try await client.connect("ws://127.0.0.1:\(peer.port)/deaf")
        let piece = WebSocketMessage.binary([UInt8](repeating: 1, count: 50_000))
        let sender = Task { while true { try await socket.send(piece) } }
        try await eventually { !socket.offer(piece) }
        sender.cancel()
        let error = await #expect(throws: WebSocketError.self) { try await sender.value }
        guard case .cancelled? = error else { return #expect(Bool(false), "\(String(describing: error))") }
        let waiting = Task { try await socket.ping() }
        waiting.cancel()
        await #expect(throws: WebSocketError.self) { try await waiting.value }
    }

    @Test func `who waits for room learns of it, and of the end`() async throws {
        let peer = try await WebSocketPeer.shared.value
        let client = WebSocketClient(
            options: .init(maximumQueueSize: 100_000, idleTimeout: nil, closeTimeout: .milliseconds(10)))
        let socket = try await client.connect("ws://127.0.0.1:\(peer.port)/deaf")
        let piece = WebSocketMessage.binary([UInt8](repeating: 1, count: 50_000))
        var offered = 0
        try await eventually {
            if socket.offer(piece) { offered += 1 }
            return socket.acknowledgedMessages < offered - 2 && !socket.offer(piece)
        }
        let cancelled = Task { await socket.waitForRoom(50_000) }
        cancelled.cancel()
        await cancelled.value
        let waiting = Task { await socket.waitForRoom(50_000) }
        guard case .closeUnanswered? = await socket.close() else { return #expect(Bool(false), "somebody answered") }
        await waiting.value
        #expect(socket.acknowledgedMessages < offered)
    }

    @Test func `what the peer took is known, and whether it closed`() async throws {
        let peer = try await WebSocketPeer.shared.value
        let socket = try await WebSocketClient().connect("ws://127.0.0.1:\(peer.port)/echo")
        for size in [0, 10, 70_000] { try await socket.send(.binary([UInt8](repeating: 1, count: size))) }
        for _ in 0..<3 { _ = try await socket.receive() }
        await socket.waitForRoom(1_000)
        let problem = await socket.close()
        #expect(problem == nil && socket.acknowledgedMessages == 3)
        let gone = try await open(peer, "810161&abort=1")
        while let _ = try? await gone.receive() {}
        guard case .lost? = await gone.close() else { return #expect(Bool(false), "it closed in good order") }
    }

    @Test func `a cancelled reader gets nil and the connection goes on`() async throws {
        let peer = try await WebSocketPeer.shared.value
        let socket = try await WebSocketClient().connect("ws://127.0.0.1:\(peer.port)/echo")
        let reader = Task { try await socket.receive() }
        reader.cancel()
        #expect(try await reader.value == nil)
        try await socket.send(.text("still here"))
        #expect(try await socket.receive() == .text("still here"))
        await socket.close()
    }

    @Test func `TLS needs a trusted certificate for the host's name`() async throws {
        let certificates = try TestCertificates()
        let peer = try await WebSocketPeer(certificates: certificates)
        var client = WebSocketClient(authoritiesFile: certificates.authority)
        let socket = try await client.connect("wss://localhost:\(peer.port)/echo", to: ["127.0.0.1"])
        let large = WebSocketMessage.binary([UInt8](repeating: 7, count: 1_000_000))
        for _ in 0..<4 { try await socket.send(large) }
        for _ in 0..<4 { #expect(try await socket.receive() == large) }
        await socket.close()
        await expectUntrusted(client, "wss://other.example:\(peer.port)/echo")
        client.authoritiesFile = nil
        await expectUntrusted(client, "wss://localhost:\(peer.port)/echo")
        client.acceptsAnyCertificate = true
        await (try client.connect("wss://other.example:\(peer.port)/echo", to: ["127.0.0.1"])).close()
    }

    @Test func `a silent server ends at the timeout, a cancelled call at once`() async throws {
        let peer = try await WebSocketPeer.shared.value
        let url = "ws://127.0.0.1:\(peer.port)/silent"
        let late = await #expect(throws: WebSocketError.self) {
            try await WebSocketClient(timeout: .milliseconds(50)).connect(url)
        }
        guard case .notConnected(let error)? = late else { return #expect(Bool(false), "\(String(describing: late))") }
        #expect(error.problem == .timedOut)
        let call = Task { try await WebSocketClient(timeout: .seconds(60)).connect(url) }
        call.cancel()
        let cancelled = await #expect(throws: WebSocketError.self) { try await call.value }
        guard case .cancelled? = cancelled else { return #expect(Bool(false), "\(String(describing: cancelled))") }
    }

    @Test(arguments: [
        "ftp://127.0.0.1/hunter2", "", "ws://", "ws://user:hunter2@127.0.0.1/", "ws://127.0.0.1/ hunter2",
        "ws://127.0.0.1/\r\nX: hunter2", "ws://127.0.0.1:1/?access_token=hunter2",
    ])
    func `errors say nothing of what may be secret`(url: String) async throws {
        let error = await #expect(throws: WebSocketError.self) { try await WebSocketClient().connect(url) }
        #expect(error.map { "\($0)" }?.contains("hunter2") == false)
        await #expect(throws: WebSocketError.self) {
            try await WebSocketClient().connect("ws://127.0.0.1:1/", headers: ["X": "a\r\nY: b"])
        }
    }

    private func open(_ peer: WebSocketPeer, _ query: String) async throws -> WebSocket {
        try await WebSocketClient().connect("ws://127.0.0.1:\(peer.port)/raw?hex=\(query)")
    }

    private func expectUntrusted(_ client: WebSocketClient, _ url: String) async {
        let error = await #expect(throws: WebSocketError.self) { try await client.connect(url, to: ["127.0.0.1"]) }
        guard case .notConnected(let cause)? = error else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
        #expect(cause.problem == .untrusted)
    }
}
