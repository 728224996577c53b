import ProtobufRuntime
import ProtocolModels
import ServiceBus
import TestSupport
import Testing

@testable import RoomEgress

/// Hundreds of requests of each kind, bent at random: every answer is a plan or a documented refusal.
struct EgressRequestMutationTests {
    private static let outputs = #"""
        "file_outputs": [{"file_type": "MP4", "filepath": "d/{room_name}-{time}.mp4"}],
        "stream_outputs": [{"protocol": "RTMP", "urls": ["rtmp://a/b/planted-stream-key"]}],
        "segment_outputs": [{"filename_prefix": "s", "playlist_name": "p", "live_playlist_name": "l"}],
        "image_outputs": [{"capture_interval": 5, "filename_suffix": 1}],
        "advanced": {"width": 640, "height": 360, "depth": 24, "framerate": 30, "audio_codec": "AAC", "key_frame_interval": 2},
        "webhooks": [{"url": "https://h", "signing_key": "k"}]
        """#
    private static let unified = #"""
        "preset": "H264_720P_30", "outputs": [{"file": {"filepath": "x"}, "storage": {"s3": {"secret": "planted-secret"}}},
        {"stream": {"protocol": "SRT", "urls": ["srt://h:1?passphrase=planted"]}}, {"segments": {}}, {"images": {}}]
        """#

    private static let seeds = [
        #"{"egress_id": "EG_a", "room_id": "RM_a", "room_composite": {"room_name": "r", "layout": "l", \#(outputs)}}"#,
        #"{"egress_id": "EG_a", "retry_count": 1, "web": {"url": "https://a.b/c", "await_start_signal": true, \#(outputs)}}"#,
        #"{"egress_id": "EG_a", "web": {"url": "https://a.b", "file": {"filepath": "a"}, "preset": "H264_1080P_30"}}"#,
        #"{"egress_id": "EG_a", "participant": {"room_name": "r", "identity": "i", \#(outputs)}}"#,
        #"{"egress_id": "EG_a", "track_composite": {"room_name": "r", "audio_track_id": "TR_a", \#(outputs)}}"#,
        #"{"egress_id": "EG_a", "track": {"room_name": "r", "track_id": "TR_a", "file": {"filepath": "x", "gcp": {}}}}"#,
        #"{"egress_id": "EG_a", "track": {"room_name": "r", "track_id": "TR_a", "websocket_url": "wss://h?t=planted"}}"#,
        #"{"egress_id": "EG_a", "egress": {"room_name": "r", "template": {"layout": "l"}, \#(unified)}}"#,
        #"{"egress_id": "EG_a", "egress": {"web": {"url": "https://a.b"}, "outputs": [{"file": {"filepath": "x"}}]}}"#,
        #"{"egress_id": "EG_a", "egress": {"room_name": "r", "media": {"video_track_id": "v", "audio": {"routes": [{"track_id": "a"}]}}, \#(unified)}}"#,
        #"{"egress_id": "EG_a", "replay": {"replay_id": "x", "web": {"url": "https://a.b"}, \#(unified)}}"#,
    ]

    private static let answers: Set<RPCErrorCode> = [.invalidArgument, .failedPrecondition, .unimplemented]

    /// A plan, or the refusal's code; anything else fails the test.
    private func answer(_ request: RPC.StartEgressRequest, _ seed: UInt64) -> RPCErrorCode? {
        do {
            let plan = try EgressRequests.planner.plan(request, at: EgressStart(unixTime: EgressRequests.now))
            var builder = EgressInfoBuilder(plan, startedAt: 1)
            builder.finish(.complete, at: 2)
            #expect(plan.file != nil || plan.streams?.isEmpty == false || plan.track != nil, "seed \(seed)")
            #expect(plan.file.map { $0.path.hasPrefix("/") } ?? true, "seed \(seed)")
            return nil
        } catch {
            #expect(Self.answers.contains(error.code) && !error.description.isEmpty, "seed \(seed): \(error)")
            return error.code
        }
    }

    @Test(arguments: seeds.indices)
    func `bytes bent at random are answered`(index: Int) throws {
        let bytes = try RPC.StartEgressRequest(json: Self.seeds[index]).encoded()
        var readable = 0
        for seed in UInt64(0)..<400 {
            var random = SeededGenerator(seed: seed)
            var bent = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let position = Int.random(in: bent.indices, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bent[position] = UInt8.random(in: 0...255, using: &random)
                case 1: bent[position] ^= 1 << UInt8.random(in: 0...7, using: &random)
                case 2: bent.swapAt(position, Int.random(in: bent.indices, using: &random))
                default: bent[position] = [0, 1, 0x2E, 0x2F, 0x7B, 0x7F, 0xFF].randomElement(using: &random) ?? 0
                }
            }
            guard let request = try? RPC.StartEgressRequest(protobuf: bent) else { continue }
            readable += 1
            _ = answer(request, seed)
        }
        #expect(readable > 50)
    }

    @Test(arguments: seeds.indices)
    func `values bent at random are answered`(index: Int) throws {
        let odd = [
            "", "\u{0}", "..", "../..", "/", "{", "{room_name}", "{retry}", "://", "rtmp://", "http://", "http://[", "srt://",
            "mux://", "twitch://", String(repeating: "x", count: 5_000), "é\u{301}", "rtmp://a/b/c live=1", "rtmp://[::1/a/b",
        ]
        var codes: Set<RPCErrorCode?> = []
        for seed in UInt64(0)..<400 {
            var random = SeededGenerator(seed: seed)
            let value = try ProtobufRuntime.JSONValue(parsing: Array(Self.seeds[index].utf8), limits: DecodingLimits())
            let bent = bend(value, odd: odd, chance: 0.15, using: &random)
            guard let request = try? RPC.StartEgressRequest(json: bent) else { continue }
            codes.insert(answer(request, seed))
        }
        #expect(codes.count > 1, "the bent requests were not even read")
    }

    private func bend(
        _ value: ProtobufRuntime.JSONValue, odd: [String], chance: Double, using random: inout SeededGenerator
    ) -> ProtobufRuntime.JSONValue {
        let hit = Double.random(in: 0..<1, using: &random) < chance
        switch value {
        case .string(let text):
            return .string(hit ? odd.randomElement(using: &random) ?? "" : text)
        case .number: return hit ? .number(["-1", "0", "1", "7", "2147483647", "-2147483648"].randomElement(using: &random) ?? "0") : value
        case .bool(let flag): return .bool(hit ? !flag : flag)
        case .null: return value
        case .array(let items):
            var result: [ProtobufRuntime.JSONValue] = []
            for item in items {
                if Double.random(in: 0..<1, using: &random) < chance { continue }
                result.append(bend(item, odd: odd, chance: chance, using: &random))
                if Double.random(in: 0..<1, using: &random) < chance { result.append(item) }
            }
            return .array(result)
        case .object(let members):
            var result: [ProtobufRuntime.JSONValue.Member] = []
            for member in members {
                let value = bend(member.value, odd: odd, chance: chance, using: &random)
                result.append(.init(name: member.name, value: value))
            }
            if hit, !result.isEmpty { result.remove(at: Int.random(in: result.indices, using: &random)) }
            return .object(result)
        }
    }
}
