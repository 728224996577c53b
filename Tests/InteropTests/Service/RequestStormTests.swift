import Cryptography
import Foundation
import HTTPTransport
import TestSupport
import Testing

/// Hundreds of calls of each method, bent at random, against a real service: each is answered with a documented code, and
/// nothing is left running. The service is given too little to start anything.
@Suite(.serialized, .timeLimit(.minutes(3))) struct RequestStormTests {
    private let service: ServiceBench

    init() throws { service = try ServiceBench("storm") }

    private static let output = #""file_outputs": [{"file_type": "MP4", "filepath": "d/{room_name}-{time}.mp4"}]"#
    /// What an honest client would send.
    private static let bodies = [
        "StartRoomCompositeEgress": #"{"room_name": "r", "layout": "l", "custom_base_url": "http://127.0.0.1:9/", \#(output)}"#,
        "StartWebEgress": #"{"url": "http://127.0.0.1:9/page", "stream_outputs": [{"protocol": "RTMP", "urls": ["rtmp://127.0.0.1:9/a/b"]}], \#(output)}"#,
        "StartParticipantEgress": #"{"room_name": "r", "identity": "i", "preset": "H264_720P_60", \#(output)}"#,
        "StartTrackCompositeEgress": #"{"room_name": "r", "audio_track_id": "TR_a", \#(output)}"#,
        "StartTrackEgress": #"{"room_name": "r", "track_id": "TR_a", "file": {"filepath": "x"}}"#,
        "StartEgress": #"{"room_name": "r", "template": {"layout": "l"}, "outputs": [{"file": {"filepath": "x"}}]}"#,
        "UpdateLayout": #"{"egress_id": "EG_nobody", "layout": "grid"}"#,
        "UpdateStream": #"{"egress_id": "EG_nobody", "add_output_urls": ["rtmp://127.0.0.1:9/a/b"], "remove_output_urls": ["rtmp://a/b"]}"#,
        "ListEgress": #"{"room_name": "r", "egress_id": "EG_nobody", "active": true, "page_token": {"token": "x"}}"#,
        "StopEgress": #"{"egress_id": "EG_nobody"}"#,
    ]

    /// Of https://twitchtv.github.io/twirp/docs/spec_v7.html, with their HTTP statuses.
    private static let codes = [
        "canceled": 408, "unknown": 500, "invalid_argument": 400, "malformed": 400, "deadline_exceeded": 408, "not_found": 404,
        "bad_route": 404, "already_exists": 409, "permission_denied": 403, "unauthenticated": 401, "resource_exhausted": 429,
        "failed_precondition": 412, "aborted": 409, "out_of_range": 400, "unimplemented": 501, "unavailable": 503,
    ]

    private struct Refusal: Decodable { let code: String, msg: String }

    private static func bent(_ body: String, using random: inout SeededGenerator) -> [UInt8] {
        var bytes = Array(body.utf8)
        for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
            let position = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: position)
            case 2: bytes.insert(contentsOf: Array(#"{"a":[1e400,"\ud800"#.utf8), at: position)
            case 3: bytes.removeSubrange(position...)
            // A number for a text, a text for a number: what a careless client does.
            default: bytes = Array(String(decoding: bytes, as: UTF8.self).replacing("\"r\"", with: "-9223372036854775809").utf8)
            }
        }
        return bytes
    }

    private static func token(_ kind: Int) throws -> String? {
        var grant = VideoGrant()
        grant.roomRecord = kind != 1
        let now = Int64(Date().timeIntervalSince1970) - (kind == 2 ? 100_000 : 0)
        let secret = kind == 3 ? String(repeating: "z", count: 40) : ServiceBench.apiSecret
        let token = try AccessToken(apiKey: ServiceBench.apiKey, identity: "storm", video: grant, now: now).signed(with: Secret(secret)).reveal()
        return kind == 4 ? nil : kind == 5 ? String(token.dropLast(5)) : token
    }

    @Test(arguments: bodies.keys.sorted())
    func `every bent call has a documented answer, and starts nothing`(method: String) async throws {
        let port = try ServerProcess.freePort()
        let server = try await service.start(
            "api_port: \(port)", ServiceBench.allowsLoopback,
            "cpu_cost: {web_cpu_cost: 1000, room_composite_cpu_cost: 1000, track_composite_cpu_cost: 1000, track_cpu_cost: 1000}")
        let url = "http://127.0.0.1:\(port)/twirp/livekit.Egress/\(method)"
        let client = HTTPClient(timeout: .seconds(30))
        let body = try #require(Self.bodies[method])
        let tokens = try (0...5).map { try Self.token($0) }
        var seen: Set<String> = []
        for seed in UInt64(0)..<300 {
            var random = SeededGenerator(seed: seed)
            // Mostly good tokens and types, or nothing behind them would be reached.
            let token = Int.random(in: 0..<4, using: &random) > 0 ? tokens[0] : tokens.randomElement(using: &random) ?? nil
            let types = ["application/json", "application/json", "application/json; charset=utf-8", "application/protobuf", "text/plain"]
            var headers = ["Content-Type": types.randomElement(using: &random) ?? ""]
            if let token { headers["Authorization"] = "Bearer \(token)" }
            let answer = try await client.send(
                HTTPClientRequest(method: "POST", url: url, headers: headers, body: Self.bent(body, using: &random)))
            guard answer.status != 200 else {
                seen.insert("ok")
                continue
            }
            let refusal = try JSONDecoder().decode(Refusal.self, from: Data(answer.body))
            #expect(Self.codes[refusal.code] == answer.status && !refusal.msg.isEmpty, "seed \(seed): \(answer.status) \(refusal)")
            seen.insert(refusal.code)
        }
        #expect(seen.isSuperset(of: ["unauthenticated", "malformed"]) && seen.count >= 4, "\(seen)")
        #expect(try Self.jobs(of: server.process.processIdentifier).isEmpty)
        server.signal(SIGTERM)
        #expect(await server.outcome().status == 0)
        #expect(service.bench.leftovers.isEmpty)
        let jobs = service.state.url.appending(path: "jobs").path
        #expect(try FileManager.default.contentsOfDirectory(atPath: jobs) == ["lock"])
    }

    /// The processes that the service has started.
    private static func jobs(of service: pid_t) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { entry in
            let status = (try? String(contentsOfFile: "/proc/\(entry)/status", encoding: .utf8)) ?? ""
            return status.contains("PPid:\t\(service)\n")
        }
    }
}
