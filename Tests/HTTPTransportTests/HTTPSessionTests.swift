import Cryptography
import Foundation
import HTTPTransport
import TestSupport
import Testing

/// Held against a server and a proxy on bare asyncio, which see each connection.
@Suite(.timeLimit(.minutes(1))) struct HTTPSessionTests {
    /// The server, and what it saw.
    private struct Receiver {
        let peer: PythonPeer
        let origin: String
        let proxy: String

        init(_ certificates: TestCertificates? = nil) async throws {
            let script = PythonTool.repository.appending(path: "Tests/HTTPTransportTests/Python/object_receiver.py")
            peer = try await PythonPeer(script, arguments: certificates.map { [$0.certificate, $0.key] } ?? [])
            let ports = try #require(try await peer.ask(["do": "ports"]).result)
            origin = "\(certificates == nil ? "http://127.0.0.1" : "https://localhost"):\(ports[0])"
            proxy = "http://127.0.0.1:\(ports[1])"
        }

        /// Request line, number of the connection, MD5 and size of the body, transfer-encoding, expect, proxy-authorization.
        func request() async throws -> [String] { try #require(try await peer.ask(["do": "request"]).result) }
    }

    private func bytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }

    private func digest(_ bytes: some Sequence<UInt8>) throws -> String {
        Hexadecimal.encode(try MessageDigest.of(Array(bytes).span, .md5))
    }

    @Test func `bodies of any size arrive by one connection, from memory, files and pieces`() async throws {
        let receiver = try await Receiver()
        let session = HTTPSession()
        let folder = try TemporaryFolder()
        for size in [0, 1, 65_536, 300_001, 3_000_000] {
            let content = bytes(size + 20)
            let path = try folder.write(content, as: "\(size)")
            let middle = Array(content[10..<(10 + size)])
            let bodies: [HTTPBody] = [
                .bytes(middle), .file(path: path, offset: 10, count: UInt64(size)),
                .pieces(count: UInt64(size)) {
                    var rest = middle[...]
                    return {
                        defer { rest = rest.dropFirst(70_000) }
                        return Array(rest.prefix(70_000))
                    }
                },
            ]
            for body in bodies {
                let request = HTTPClientRequest(method: "PUT", url: "\(receiver.origin)/a", headers: ["X-A": "1"])
                let answer = try await session.send(request, body: body)
                let expected = try digest(middle)
                #expect(answer.status == 200 && answer.headers["etag"] == "\"\(expected)\"")
                #expect(try await receiver.request() == ["PUT /a HTTP/1.1", "1", expected, "\(size)", "", "", ""])
            }
        }
    }

    @Test func `other methods have no body unless they are given one`() async throws {
        let receiver = try await Receiver()
        let session = HTTPSession()
        for (method, size) in [("GET", 0), ("HEAD", 0), ("DELETE", 0), ("POST", 3)] {
            let request = HTTPClientRequest(method: method, url: "\(receiver.origin)/b", body: bytes(size))
            #expect(try await session.send(request).status == 200)
            #expect(try await receiver.request()[3] == "\(size)")
        }
    }

    @Test func `a kept connection that was closed is replaced, and the body sent again from its start`() async throws {
        let receiver = try await Receiver()
        let session = HTTPSession()
        let content = bytes(200_000)
        for number in 1...4 {
            let request = HTTPClientRequest(method: "PUT", url: "\(receiver.origin)/close")
            #expect(try await session.send(request, body: .bytes(content)).status == 200)
            let seen = try await receiver.request()
            let expected = try digest(content)
            #expect(seen[1] == "\(number)" && seen[2] == expected)
        }
    }

    @Test func `requests at the same time have a connection each, and leave them to later ones`() async throws {
        let receiver = try await Receiver()
        let session = HTTPSession()
        for _ in 0..<2 {
            try await withThrowingTaskGroup { group in
                for number in 0..<6 {
                    let content = bytes(500_000, seed: UInt64(number))
                    group.addTask {
                        let request = HTTPClientRequest(method: "PUT", url: "\(receiver.origin)/\(number)")
                        return (try await session.send(request, body: .bytes(content)).body, content)
                    }
                }
                for try await (answer, content) in group {
                    #expect(String(decoding: answer, as: UTF8.self) == (try digest(content)))
                }
            }
        }
        var used: Set<String> = []
        for _ in 0..<12 { used.insert(try await receiver.request()[1]) }
        #expect(used.count <= 6)
    }

    @Test func `TLS wants the authority, and a proxy its user and password, with a tunnel and without`() async throws {
        let certificates = try TestCertificates()
        for isSecure in [true, false] {
            let receiver = try await Receiver(isSecure ? certificates : nil)
            var options = HTTPSessionOptions(authoritiesFile: certificates.authority)
            options.proxy = HTTPProxy(url: receiver.proxy, username: "käthe", password: Secret("p@ss:wörd"))
            let content = bytes(400_000)
            let request = HTTPClientRequest(method: "PUT", url: "\(receiver.origin)/p", headers: ["authorization": "x"])
            #expect(try await HTTPSession(options).send(request, body: .bytes(content)).status == 200)
            #expect(try await receiver.request()[2] == (try digest(content)))
            let line = isSecure ? "CONNECT \(receiver.origin.dropFirst(8))" : "PUT \(receiver.origin)/p"
            #expect(try await receiver.peer.ask(["do": "proxied"]).result == [line])

            options.proxy?.password = Secret("guessed")
            let refused = await #expect(throws: HTTPClientError.self) { try await HTTPSession(options).send(request) }
            #expect(refused?.problem == .proxyRefused(status: 407))
            guard isSecure else { continue }
            let untrusted = await #expect(throws: HTTPClientError.self) { try await HTTPSession().send(request) }
            #expect(untrusted?.problem == .untrusted)
        }
    }

    @Test func `what stalls is timed out, and what is slow is not`() async throws {
        let receiver = try await Receiver()
        let session = HTTPSession(HTTPSessionOptions(stallTimeout: .milliseconds(400)))
        for path in ["/deaf", "/mute"] {
            let request = HTTPClientRequest(method: "PUT", url: receiver.origin + path)
            let error = await #expect(throws: HTTPClientError.self) {
                try await session.send(request, body: .bytes([UInt8](repeating: 1, count: path == "/deaf" ? 20_000_000 : 10)))
            }
            #expect(error?.problem == .timedOut)
        }
        // Takes longer than nothing may move for, most of it after the kernel has taken the last byte.
        let patient = HTTPSession(HTTPSessionOptions(stallTimeout: .milliseconds(1_500)))
        let request = HTTPClientRequest(method: "PUT", url: "\(receiver.origin)/slow")
        #expect(try await patient.send(request, body: .bytes([UInt8](repeating: 1, count: 3_500_000))).status == 200)
    }

    @Test func `an answer that comes a byte now and then is timed out`() async throws {
        let receiver = try await Receiver()
        let session = HTTPSession(HTTPSessionOptions(answerTimeout: .milliseconds(400)))
        let request = HTTPClientRequest(method: "PUT", url: "\(receiver.origin)/drip")
        let error = await #expect(throws: HTTPClientError.self) { try await session.send(request, body: .bytes([1])) }
        #expect(error?.problem == .timedOut)
    }

    @Test func `an address that is refused is not connected to, be it the server's or the proxy's`() async throws {
        let receiver = try await Receiver()
        let refusal: @Sendable (String) -> String? = { $0 == "127.0.0.1" ? "not there" : nil }
        let urls = [receiver.origin, receiver.origin.replacing("127.0.0.1", with: "localhost")]
        for url in urls {
            // Here localhost may be ::1 as well, where nobody listens.
            let session = HTTPSession(HTTPSessionOptions(addressRefusal: { refusal($0) ?? ($0 == "::1" ? "nor there" : nil) }))
            let error = await #expect(throws: HTTPClientError.self) { try await session.send(HTTPClientRequest(url: url)) }
            guard case .refusedAddress(let reason)? = error?.problem else { return #expect(error == nil) }
            #expect(reason == "not there" || reason == "nor there")
        }
        let proxied = HTTPSession(
            HTTPSessionOptions(proxy: HTTPProxy(url: receiver.proxy), addressRefusal: refusal))
        let error = await #expect(throws: HTTPClientError.self) {
            try await proxied.send(HTTPClientRequest(url: "http://store.example/"))
        }
        #expect(error?.problem == .refusedAddress(reason: "not there"))
        let open = HTTPSession(HTTPSessionOptions(addressRefusal: { $0 == "127.0.0.1" ? nil : "elsewhere" }))
        #expect(try await open.send(HTTPClientRequest(url: receiver.origin)).status == 200)
    }

    @Test func `a refusal in the middle of the body is its answer, a broken connection an error`() async throws {
        let receiver = try await Receiver()
        let session = HTTPSession()
        let content = HTTPBody.bytes(bytes(2_000_000))
        for (path, problem) in [("/reset", HTTPClientError.Problem.broken), ("/short", .broken)] {
            let error = await #expect(throws: HTTPClientError.self) {
                try await session.send(HTTPClientRequest(method: "PUT", url: receiver.origin + path), body: content)
            }
            #expect(error?.problem == problem)
        }
        let answer = try await session.send(HTTPClientRequest(method: "PUT", url: "\(receiver.origin)/refuse"), body: .bytes([1]))
        #expect(answer.status == 403 && answer.body == Array("no".utf8))
    }

    @Test func `a file that is missing or too short, and a cancelled call, are told apart`() async throws {
        let receiver = try await Receiver()
        let folder = try TemporaryFolder()
        let path = try folder.write(bytes(100), as: "short")
        let request = HTTPClientRequest(method: "PUT", url: "\(receiver.origin)/a")
        for body in [
            HTTPBody.file(path: path, offset: 0, count: 101), .file(path: path, offset: 200, count: 1),
            .file(path: folder.path("none"), offset: 0, count: 1), .file(path: path, offset: .max, count: 1),
            .pieces(count: 5) { { [] } },
        ] {
            let error = await #expect(throws: HTTPClientError.self) { try await HTTPSession().send(request, body: body) }
            #expect(error?.problem == .unreadableBody)
        }
        let call = Task {
            try await HTTPSession().send(HTTPClientRequest(method: "PUT", url: "\(receiver.origin)/mute"), body: .bytes([1]))
        }
        call.cancel()
        let cancelled = await #expect(throws: HTTPClientError.self) { try await call.value }
        #expect(cancelled?.problem == .cancelled)
    }
}
