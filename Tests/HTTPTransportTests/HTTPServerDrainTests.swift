import HTTPTransport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct HTTPServerDrainTests {
    @Test func `a patient stop lets running requests finish and refuses new ones`() async throws {
        let (starts, start) = AsyncStream<Void>.makeStream()
        let (releases, release) = AsyncStream<Void>.makeStream()
        let server = try HTTPServer(port: 0) { request in
            guard request.path == "/slow" else { return .text("quick") }
            start.yield()
            for await _ in releases { break }
            return .text(Task.isCancelled ? "cancelled" : "slow")
        }
        let base = "http://127.0.0.1:\(server.port)"
        let client = HTTPClient(timeout: .seconds(60))
        async let slow = client.send(HTTPClientRequest(url: "\(base)/slow"))
        for await _ in starts { break }
        async let stopped: Void = server.stop(patience: .seconds(60))
        try await eventually { try await client.send(HTTPClientRequest(url: "\(base)/quick")).status != 200 }
        #expect(try await client.send(HTTPClientRequest(url: "\(base)/quick")).status == 503)
        release.yield()
        #expect(try await slow.body == Array("slow".utf8))
        await stopped
    }

    @Test func `patience ends`() async throws {
        let (starts, start) = AsyncStream<Void>.makeStream()
        let server = try HTTPServer(port: 0) { _ in
            start.yield()
            for await _ in AsyncStream<Void>.makeStream().stream {}  // ends by cancellation alone
            return .text("never")
        }
        let request = HTTPClientRequest(url: "http://127.0.0.1:\(server.port)/")
        let answer = Task { try await HTTPClient(timeout: .seconds(60)).send(request) }
        for await _ in starts { break }
        await server.stop(patience: .milliseconds(10))
        let error = await #expect(throws: HTTPClientError.self) { try await answer.value }
        #expect(error?.problem == .broken)
    }
}
