import Foundation
import HTTPTransport
import TestSupport
import Testing

/// Held against a server on bare sockets, which sees each chunk.
@Suite(.timeLimit(.minutes(1))) struct HTTPUploadTests {
    private static let shared = Task { try await TrackReceiver() }

    private func url(_ receiver: TrackReceiver, _ path: String) -> String { "http://127.0.0.1:\(receiver.uploadPort)\(path)" }

    private func chunk(_ size: Int, _ seed: Int = 0) -> [UInt8] { [UInt8](repeating: UInt8(truncatingIfNeeded: seed), count: size) }

    @Test func `what is offered leaves as one chunk each, of any size`() async throws {
        let receiver = try await TrackReceiver()
        let body = HTTPUploadBody()
        let request = HTTPClientRequest(url: url(receiver, "/ok?a=1"), headers: ["Content-Type": "video/vp8"])
        async let answer = HTTPClient().upload(request, body: body)
        let sizes = [1, 15, 16, 255, 256, 1_000, 16_384, 65_524, 65_536, 70_000, 300_000, 3, HTTPUploadBody.largestChunk]
        for (number, size) in sizes.enumerated() { #expect(body.offer(chunk(size, number))) }
        #expect(body.offer([]))
        body.finish()
        #expect(!body.offer([1]) && body.isFinished)
        let result = try await answer
        #expect(result.status == 200 && result.body == Array("thanks".utf8) && body.isOver)
        let upload = try await receiver.upload()
        #expect(upload.requestLine == "POST /ok?a=1 HTTP/1.1" && upload.contentType == "video/vp8")
        #expect(upload.transferEncoding == "chunked" && upload.expectation.isEmpty)
        #expect(upload.chunkSizes == sizes)
        let expected = Array(sizes.enumerated().dropLast().map { chunk($1, $0) }.joined())
        #expect(upload.body.prefix(expected.count) == Data(expected))
    }

    @Test func `a body that comes slowly is sent as it comes`() async throws {
        let receiver = try await TrackReceiver()
        let body = HTTPUploadBody()
        let request = HTTPClientRequest(url: url(receiver, "/ok"))
        // The wait for more is no timeout of the server's.
        async let answer = HTTPClient(timeout: .seconds(30)).upload(request, body: body)
        for number in 0..<500 {
            #expect(body.offer(chunk(100 + number)))
            await Task.yield()
        }
        body.finish()
        #expect(try await answer.status == 200)
        #expect(try await receiver.upload().chunkSizes == (0..<500).map { 100 + $0 })
    }

    @Test func `TLS and the checked address are used`() async throws {
        let certificates = try TestCertificates()
        let receiver = try await TrackReceiver(certificates: certificates)
        let client = HTTPClient(authoritiesFile: certificates.authority)
        let body = HTTPUploadBody()
        _ = body.offer(chunk(100_000))
        body.finish()
        let request = HTTPClientRequest(url: "https://localhost:\(receiver.uploadPort)/ok")
        #expect(try await client.upload(request, body: body, to: ["127.0.0.2", "127.0.0.1"]).status == 200)
        let upload = try await receiver.upload()
        #expect(upload.host == "localhost:\(receiver.uploadPort)" && upload.chunkSizes == [100_000])
        let untrusted = await #expect(throws: HTTPClientError.self) {
            try await HTTPClient().upload(request, body: HTTPUploadBody(), to: ["127.0.0.1"])
        }
        #expect(untrusted?.problem == .untrusted)
    }

    @Test(arguments: [("/refuse", 403), ("/redirect", 307)])
    func `an answer that is no success ends the upload, and no redirect is followed`(path: String, status: Int) async throws {
        let receiver = try await Self.shared.value
        let body = HTTPUploadBody()
        let sender = Task {
            while !body.isOver {
                if !body.offer(chunk(1_000)) { await Task.yield() }
            }
            body.finish()
        }
        if status == 307 { body.finish() }
        let answer = try await HTTPClient().upload(HTTPClientRequest(url: url(receiver, path)), body: body)
        #expect(answer.status == status)
        await sender.value
        #expect(!body.offer([1]))
    }

    @Test func `a server that takes nothing, or does not answer, is timed out`() async throws {
        let receiver = try await Self.shared.value
        for (path, isLong) in [("/stuck", true), ("/silent", false)] {
            let body = HTTPUploadBody(capacity: 64 << 20)
            for _ in 0..<(isLong ? 40 : 1) { _ = body.offer(chunk(1 << 20)) }
            body.finish()
            let error = await #expect(throws: HTTPClientError.self) {
                try await HTTPClient(timeout: .milliseconds(300)).upload(HTTPClientRequest(url: url(receiver, path)), body: body)
            }
            #expect(error?.problem == .timedOut)
        }
    }

    @Test func `a broken connection is an error, a full body refuses, and a cancelled upload ends at once`() async throws {
        let receiver = try await Self.shared.value
        let body = HTTPUploadBody(capacity: 100_000)
        for _ in 0..<4 { #expect(body.offer(chunk(20_000))) }
        #expect(!body.offer(chunk(20_001)) && body.offer(chunk(20_000)) && !body.isOver)
        // A server that hangs up is noticed when there is something to send.
        let sender = Task {
            while !body.isOver {
                if !body.offer(chunk(1_000)) { await Task.yield() }
            }
        }
        let error = await #expect(throws: HTTPClientError.self) {
            try await HTTPClient().upload(HTTPClientRequest(url: url(receiver, "/break")), body: body)
        }
        #expect(error?.problem == .broken)
        await sender.value
        let call = Task { try await HTTPClient().upload(HTTPClientRequest(url: url(receiver, "/ok")), body: HTTPUploadBody()) }
        call.cancel()
        let cancelled = await #expect(throws: HTTPClientError.self) { try await call.value }
        #expect(cancelled?.problem == .cancelled)
    }
}
