import Cryptography
import HTTPTransport
import ProtobufRuntime
import ProtocolModels
import Testing
import TwirpTransport

struct TwirpClientTests {
    @Test func `calls and answers of both sides agree`() async throws {
        let fixture = try EgressFixture()
        let client = TwirpClient(url: "ws://127.0.0.1:\(fixture.http.port)/")
        let token = try EgressFixture.token()
        let info = try await client.call(
            LiveKit.Egress.startWebEgress, .with { $0.url = "https://example.com" }, token: token)
        #expect(info.egressID == "EG_1" && info.roomName == "caller")
        #expect(
            try await client.call(LiveKit.Egress.listEgress, LiveKit.ListEgressRequest(), token: token).items == [info])
        await #expect(throws: TwirpError(.notFound, "egress does not exist")) {
            try await client.call(LiveKit.Egress.stopEgress, .with { $0.egressID = "EG_9" }, token: token)
        }
        await #expect(throws: TwirpError(.invalidArgument, "no url", meta: ["field": "url"])) {
            try await client.call(LiveKit.Egress.startWebEgress, LiveKit.WebEgressRequest(), token: token)
        }
        await fixture.http.stop()
        let gone = await #expect(throws: HTTPClientError.self) {
            try await client.call(LiveKit.Egress.listEgress, LiveKit.ListEgressRequest(), token: token)
        }
        #expect(gone?.problem == .unconnected)
    }

    @Test(
        arguments: [
            (301, .internal), (400, .internal), (401, .unauthenticated), (403, .permissionDenied), (404, .badRoute),
            (429, .unavailable), (500, .unknown), (502, .unavailable), (503, .unavailable), (504, .unavailable),
            (204, .unknown),
        ] as [(Int, TwirpErrorCode)])
    func `an answer of somebody in between is told by its status`(status: Int, code: TwirpErrorCode) async throws {
        let server = try HTTPServer(port: 0) { _ in .html("<h1>a proxy</h1>", status: status) }
        let client = TwirpClient(url: "http://127.0.0.1:\(server.port)")
        let error = await #expect(throws: TwirpError.self) {
            try await client.call(LiveKit.Egress.listEgress, LiveKit.ListEgressRequest(), token: Secret("t"))
        }
        #expect(error?.code == code && error?.meta["status_code"] == "\(status)")
        await server.stop()
    }

    @Test func `the path of the address stays, and an answer that is none is an error`() async throws {
        let server = try HTTPServer(port: 0) { request in
            request.path == "/proxy/twirp/livekit.Egress/ListEgress"
                ? HTTPResponse(body: [0xFF]) : .text("", status: 404)
        }
        let client = TwirpClient(url: "http://127.0.0.1:\(server.port)/proxy//?x=y")
        let error = await #expect(throws: TwirpError.self) {
            try await client.call(LiveKit.Egress.listEgress, LiveKit.ListEgressRequest(), token: Secret("t"))
        }
        #expect(error?.code == .internal)
        await server.stop()
    }
}
