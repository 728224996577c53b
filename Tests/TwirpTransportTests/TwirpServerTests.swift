import Cryptography
import Foundation
import HTTPTransport
import ProtobufRuntime
import ProtocolModels
import Synchronization
import TestSupport
import Testing
import TwirpTransport

struct TwirpServerTests {
    @Test func `livekit-api starts, lists and stops, and sees our errors`() async throws {
        let fixture = try EgressFixture()
        let script = """
            import asyncio, sys
            from livekit import api
            async def main():
                url, key, secret = sys.argv[1:]
                async with api.LiveKitAPI(url, key, secret) as lk:
                    info = await lk.egress.start_web_egress(api.WebEgressRequest(
                        url='https://example.com/ä', file_outputs=[api.EncodedFileOutput(filepath='a.mp4')]))
                    assert info.egress_id == 'EG_1' and info.started_at == 2**63 - 1, info
                    assert info.web.file_outputs[0].filepath == 'a.mp4' and info.web.url.endswith('ä'), info
                    assert info.status == api.EgressStatus.EGRESS_ACTIVE, info
                    found = await lk.egress.list_egress(api.ListEgressRequest(egress_id='EG_1'))
                    assert [item.egress_id for item in found.items] == ['EG_1'], found
                    assert not (await lk.egress.list_egress(api.ListEgressRequest(egress_id='EG_2'))).items
                    assert (await lk.egress.stop_egress(api.StopEgressRequest(egress_id='EG_1'))).egress_id == 'EG_1'
                    await fails(lk.egress.stop_egress(api.StopEgressRequest(egress_id='EG_9')), 'not_found', 404)
                    await fails(lk.egress.start_web_egress(api.WebEgressRequest()), 'invalid_argument', 400, {'field': 'url'})
                    await fails(lk.egress.update_stream(api.UpdateStreamRequest(egress_id='EG_1')), 'internal', 500)
                    await fails(lk.egress.start_track_egress(api.TrackEgressRequest()), 'bad_route', 404)
                    await fails(lk.egress.start_web_egress(api.WebEgressRequest(url='h' * 10000)), 'resource_exhausted', 413)
                    await fails(lk.ingress.list_ingress(api.ListIngressRequest()), 'bad_route', 404)
                async with api.LiveKitAPI(url, key, 'another-secret-of-thirty-two-bytes') as lk:
                    await fails(lk.egress.list_egress(api.ListEgressRequest()), 'unauthenticated', 401)
            async def fails(call, code, status, meta={}):
                try: await call
                except api.TwirpError as e:
                    assert (e.code, e.status, e.metadata) == (code, status, meta), str(e)
                else: raise AssertionError(code + ' expected')
            asyncio.run(main())
            print('all well')
            """
        let (url, secret) = (fixture.url, EgressFixture.secret.reveal())
        let result = try await onThread {
            let python = ExternalTool(try PythonTool.interpreter().path, package: "python3-venv")
            return try python.run(["-I", "-c", script, url, "key", secret])
        }
        #expect(String(decoding: result.output, as: UTF8.self) == "all well\n", "\(result.errors)")
        #expect(fixture.failures.methods.withLock { $0 } == ["/twirp/livekit.Egress/UpdateStream"])
        await fixture.http.stop()
    }

    @Test func `JSON goes in with both forms of names and comes out complete`() async throws {
        let fixture = try EgressFixture()
        let body =
            #"{"url": "https://e.com", "file_outputs": [{"filepath": "a"}], "videoOnly": true, "newerField": [1]}"#
        let answer = try await post(
            fixture, "livekit.Egress/StartWebEgress", body, type: "Application/JSON; charset=utf-8")
        #expect(answer.status == 200 && answer.headers["content-type"] == "application/json")
        let info = try LiveKit.EgressInfo(json: answer.body)
        guard case .web(let request)? = info.request else {
            Issue.record("\(info)")
            return
        }
        #expect(request.videoOnly && request.fileOutputs.map(\.filepath) == ["a"])
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(
            text.contains(#""egressId":"EG_1""#) && text.contains(#""status":"EGRESS_ACTIVE""#)
                && text.contains(#""endedAt":"0""#))
        await fixture.http.stop()
    }

    private static let web = "livekit.Egress/StartWebEgress"

    @Test(
        arguments: [
            (web, "{", "application/json", 400, "malformed"), (web, "", "application/json", 400, "malformed"),
            (web, "[]", "application/json", 400, "malformed"),
            (web, #"{"url": 7}"#, "application/json", 400, "malformed"),
            (web, #"{"url":"a","url":"b"}"#, "application/json", 400, "malformed"),
            (web, String(repeating: #"{"web":"#, count: 900), "application/json", 400, "malformed"),
            (web, "\u{a}\u{7f}abc", "application/protobuf", 400, "malformed"),
            (web, "{}", "text/plain", 404, "bad_route"), (web, "{}", "", 404, "bad_route"),
            (web, "{}", "application/jsonx", 404, "bad_route"),
            (web, "{}", "application/json", 400, "invalid_argument"),
            (web, "", "application/protobuf", 400, "invalid_argument"),
            ("livekit.Egress/Nothing", "{}", "application/json", 404, "bad_route"),
            ("livekit.Egress/", "{}", "application/json", 404, "bad_route"),
            ("", "{}", "application/json", 404, "bad_route"),
            ("livekit.Egress/StartWebEgress/", "{}", "application/json", 404, "bad_route"),
            ("LiveKit.Egress/StartWebEgress", "{}", "application/json", 404, "bad_route"),
            (web, String(repeating: " ", count: 10_001), "application/json", 413, "resource_exhausted"),
        ] as [(String, String, String, Int, String)])
    func `what is wrong with a request is answered as documented`(
        path: String, body: String, type: String, status: Int, code: String
    ) async throws {
        let fixture = try EgressFixture()
        let answer = try await post(fixture, path, body, type: type)
        let error = try #require(TwirpError(json: answer.body))
        #expect(answer.status == status && error.code.rawValue == code, "\(error)")
        #expect(answer.headers["content-type"] == "application/json" && !error.message.isEmpty)
        await fixture.http.stop()
    }

    @Test func `another method than POST is no route`() async throws {
        let fixture = try EgressFixture()
        for method in ["GET", "PUT", "DELETE", "OPTIONS"] {
            let request = HTTPClientRequest(method: method, url: "\(fixture.url)/twirp/livekit.Egress/ListEgress")
            let answer = try await HTTPClient().send(request)
            #expect(answer.status == 404 && TwirpError(json: answer.body)?.code == .badRoute, "\(method)")
        }
        await fixture.http.stop()
    }

    @Test func `the caller must show a token, a good one, with the grant`() async throws {
        let fixture = try EgressFixture()
        let expired = try Self.expiredToken()
        let cases: [(header: String?, status: Int)] = [
            (nil, 401), ("", 401), ("Bearer", 401), ("Bearer ", 401), ("Basic a2V5OnNlY3JldA==", 401),
            ("Bearer a.b.c", 401),
            ("Bearer \(expired)", 401),
            ("Bearer \(try EgressFixture.token(secret: Secret("wrong-wrong-wrong-wrong-wrong-wr")).reveal())", 401),
            ("Bearer \(try EgressFixture.token { $0.roomRecord = false }.reveal())", 403),
            ("Bearer \(try EgressFixture.token { $0.roomAdmin = true }.reveal())", 403),
            ("bearer \(try EgressFixture.token().reveal())", 200),
        ]
        for (header, status) in cases {
            let answer = try await post(fixture, "livekit.Egress/ListEgress", "{}", authorization: header)
            #expect(answer.status == status, "\(header ?? "none")")
            let code: TwirpErrorCode? = status == 401 ? .unauthenticated : status == 403 ? .permissionDenied : nil
            #expect(TwirpError(json: answer.body)?.code == code)
        }
        await fixture.http.stop()
    }

    private static func expiredToken() throws -> String {
        let past = Int64(Date().timeIntervalSince1970) - 1_000
        return try AccessToken(apiKey: "key", identity: "caller", video: VideoGrant(), now: past, lifetime: 60)
            .signed(with: EgressFixture.secret).reveal()
    }

    private func post(
        _ fixture: EgressFixture, _ path: String, _ body: String, type: String = "application/json"
    ) async throws -> HTTPResponse {
        let token = try EgressFixture.token().reveal()
        return try await post(fixture, path, body, type: type, authorization: "Bearer \(token)")
    }

    private func post(
        _ fixture: EgressFixture, _ path: String, _ body: String, type: String = "application/json",
        authorization: String?
    ) async throws -> HTTPResponse {
        var request = HTTPClientRequest(method: "POST", url: "\(fixture.url)/twirp/\(path)", body: Array(body.utf8))
        request.headers = ["content-type": type]
        request.headers["authorization"] = authorization
        return try await HTTPClient().send(request)
    }
}

/// Waits for what blocks away from the pool that the server's handlers need.
func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
}
