import Foundation
import HTTPTransport
import TestSupport
import Testing

struct HTTPClientTests {
    private static func echo(_ request: HTTPRequest) -> HTTPResponse {
        let body = String(decoding: request.body, as: UTF8.self)
        let fields = "\(request.headers["content-type"] ?? "-") \(request.headers["host"] ?? "-")"
        return .text("\(request.method) \(request.path) \(fields) \(body)", status: request.path == "/new" ? 201 : 200)
    }

    @Test func `method, path, headers and body arrive, status, headers and body come back`() async throws {
        let server = try HTTPServer(port: 0) { HTTPClientTests.echo($0) }
        let url = "http://127.0.0.1:\(server.port)/new"
        let request = HTTPClientRequest(
            method: "POST", url: url, headers: ["content-type": "application/json"], body: Array("{}".utf8))
        let answer = try await HTTPClient().send(request)
        #expect(answer.status == 201 && answer.headers["content-type"] == "text/plain; charset=utf-8")
        #expect(
            String(decoding: answer.body, as: UTF8.self) == "POST /new application/json 127.0.0.1:\(server.port) {}")
        let empty = try await HTTPClient().send(HTTPClientRequest(method: "POST", url: url))
        #expect(empty.status == 201)
        await server.stop()
    }

    @Test func `a redirect is an answer like any other`() async throws {
        let server = try HTTPServer(port: 0) { _ in .redirect(to: "http://127.0.0.1:1/elsewhere") }
        let answer = try await HTTPClient().send(HTTPClientRequest(url: "http://127.0.0.1:\(server.port)/"))
        #expect(answer.status == 302 && answer.headers["location"] == "http://127.0.0.1:1/elsewhere")
        await server.stop()
    }

    @Test func `the checked address is used, and the host only named`() async throws {
        let server = try HTTPServer(port: 0) { HTTPClientTests.echo($0) }
        let request = HTTPClientRequest(url: "http://nowhere.invalid:\(server.port)/")
        // The first of the two has nobody listening on that port.
        let answer = try await HTTPClient().send(request, to: ["127.0.0.2", "127.0.0.1"])
        #expect(String(decoding: answer.body, as: UTF8.self) == "GET / - nowhere.invalid:\(server.port) ")
        await server.stop()
    }

    @Test func `an answer beyond the limit is an error`() async throws {
        let server = try HTTPServer(port: 0) { _ in .text("12345") }
        let url = "http://127.0.0.1:\(server.port)/"
        #expect(try await HTTPClient(maximumBodySize: 5).send(HTTPClientRequest(url: url)).body.count == 5)
        let error = await #expect(throws: HTTPClientError.self) {
            try await HTTPClient(maximumBodySize: 4).send(HTTPClientRequest(url: url))
        }
        #expect(error?.problem == .answerTooLarge(limit: 4))
        await server.stop()
    }

    @Test(
        arguments: [
            ("ftp://127.0.0.1/", .invalidRequest), ("file:///etc/passwd", .invalidRequest), ("", .invalidRequest),
            ("http://127.0.0.1:1/?token=hunter2", .unconnected), ("http://user:hunter2@nowhere.invalid/", .unresolved),
            ("http://127.0.0.1/\r\nX: y", .invalidRequest),
        ] as [(String, HTTPClientError.Problem)])
    func `errors say what happened, without the address's secrets`(
        url: String, problem: HTTPClientError.Problem
    ) async throws {
        let error = await #expect(throws: HTTPClientError.self) {
            try await HTTPClient().send(HTTPClientRequest(url: url))
        }
        #expect(error?.problem == problem, "\(error.map { "\($0)" } ?? "")")
        #expect(error.map { "\($0)" }?.contains("hunter2") == false)
    }

    @Test func `a silent server ends at the timeout, and a cancelled call at once`() async throws {
        let (starts, start) = AsyncStream<Void>.makeStream()
        let server = try HTTPServer(port: 0) { request in
            if request.path == "/held" { start.yield() }
            for await _ in AsyncStream<Void>.makeStream().stream {}  // ends by cancellation alone
            return .text("never")
        }
        let url = "http://127.0.0.1:\(server.port)"
        let late = await #expect(throws: HTTPClientError.self) {
            try await HTTPClient(timeout: .milliseconds(50)).send(HTTPClientRequest(url: "\(url)/silent"))
        }
        #expect(late?.problem == .timedOut)
        let call = Task { try await HTTPClient(timeout: .seconds(3_600)).send(HTTPClientRequest(url: "\(url)/held")) }
        for await _ in starts { break }
        call.cancel()
        let cancelled = await #expect(throws: HTTPClientError.self) { try await call.value }
        #expect(cancelled?.problem == .cancelled)
        await server.stop()
    }

    @Test func `only a trusted certificate for the host is accepted`() async throws {
        let server = try await TLSServer()
        let request = HTTPClientRequest(url: "https://localhost:\(server.port)/")
        let untrusted = await #expect(throws: HTTPClientError.self) { try await HTTPClient().send(request) }
        #expect(untrusted?.problem == .untrusted)
        let trusting = HTTPClient(authoritiesFile: server.certificate)
        #expect(try await trusting.send(request, to: ["127.0.0.1"]).status == 200)
        let other = HTTPClientRequest(url: "https://other.test:\(server.port)/")
        let misnamed = await #expect(throws: HTTPClientError.self) { try await trusting.send(other, to: ["127.0.0.1"]) }
        #expect(misnamed?.problem == .untrusted)
        server.stop()
    }
}

/// `openssl s_server` with a certificate of its own for `localhost`.
private final class TLSServer {
    let port: Int
    let certificate: String
    private let folder: TemporaryFolder
    private let process = Process()

    init() async throws {
        let folder = try TemporaryFolder()
        let (certificate, key) = (folder.path("certificate.pem"), folder.path("key.pem"))
        _ = try await onThread {
            try ExternalTool("openssl", package: "openssl")(
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1", "-subj",
                "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate)
        }
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.start()
        // It prints `ACCEPT 127.0.0.1:<port>` once it listens.
        let line = try await onThread {
            var text = ""
            while !text.hasSuffix("\n") || !text.contains("ACCEPT ") {
                let byte = output.fileHandleForReading.readData(ofLength: 1)
                guard !byte.isEmpty else { break }
                text += String(decoding: byte, as: UTF8.self)
            }
            return text
        }
        port = try #require(line.split { !$0.isNumber }.last.flatMap { Int($0) })
        (self.folder, self.certificate) = (folder, certificate)
    }

    func stop() {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    deinit { stop() }
}
