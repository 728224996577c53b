import Cryptography
import JobScheduler
import MediaTypes
import ProtocolModels
import RoomClient
import ServiceBus
import Testing

@testable import RoomEgress

struct EgressPlannerTests {
    private typealias R = EgressRequests

    // MARK: Sources

    @Test func `a web page is recorded as it is`() throws {
        let plan = try R.plan(R.web(#""file_outputs": [{"filepath": "a.mp4"}], "await_start_signal": true"#))
        #expect(plan.page?.reveal() == "https://example.com/" && !plan.isTemplate && plan.awaitsStartSignal)
        #expect(plan.roomName.isEmpty && plan.hasAudio && plan.hasVideo && plan.costKind == .web)
        #expect(plan.encoding == .serviceDefaults && plan.streams == nil && plan.sessionLimit == nil)
        #expect(try !R.plan(R.web()).awaitsStartSignal)
    }

    @Test func `a room's template gets layout, address and a recorder's token`() throws {
        let plan = try R.plan(R.room(#""layout": "grid dark", "file_outputs": [{"filepath": "a.mp4"}]"#))
        let address = try #require(plan.page).reveal()
        let start = "https://templates.example/view?layout=grid%20dark&url=wss%3A%2F%2Frooms.example&token="
        #expect(address.hasPrefix(start) && plan.isTemplate && plan.awaitsStartSignal && plan.roomName == "my-room")
        #expect(plan.costKind == .roomComposite && !"\(plan)".contains(address.dropFirst(start.count)))
        let verifier = AccessTokenVerifier(
            apiKey: "key", apiSecret: Secret("planted-api-secret-of-enough-bytes"))
        let token = try verifier.verify(Secret(String(address.dropFirst(start.count))), now: R.now / 1_000_000_000)
        #expect(token.identity == "EG_test" && token.kind == "egress" && token.video == .recorder(in: "my-room"))
    }

    @Test func `the request's own base, token and room server win`() throws {
        let plan = try R.plan(
            #"""
            {"token": "planted", "ws_url": "ws://other", "room_composite": {"room_name": "r", "layout": "l",
             "custom_base_url": "https://own.example/page?x=1#top", "file": {"filepath": "a"}}}
            """#)
        #expect(plan.page?.reveal() == "https://own.example/page?x=1&layout=l&url=ws%3A%2F%2Fother&token=planted#top")
    }

    @Test func `the newer request records pages and rooms alike`() throws {
        let web = try R.plan(
            #"""
            {"egress": {"web": {"url": "http://a.b", "audio_only": true},
             "outputs": [{"file": {"filepath": "x"}}, {"stream": {"protocol": "RTMP", "urls": []}}]}}
            """#)
        #expect(web.costKind == .audioWeb && !web.hasVideo && web.file?.format == .mp4 && web.streams == [])
        let room = try R.plan(
            #"""
            {"egress": {"room_name": "r", "template": {"layout": "grid", "video_only": true}, "preset": "H264_1080P_60",
             "outputs": [{"file": {"file_type": "MP4", "filepath": "{room_name}/x", "disable_manifest": true}}]}}
            """#)
        #expect(room.file?.path == "/out/r/x.mp4" && room.file?.manifestPath == nil && !room.hasAudio)
        #expect(room.encoding == EncodingPreset.h264_1080p60.options && room.awaitsStartSignal)
    }

    // MARK: Refusals

    /// Text and code of each documented check.
    @Test(arguments: [
        (#"{"egress_id": "a/b", "web": {}}"#, "egressID"),
        (#"{}"#, "request"),
        (#"{"retry_count": -1, "web": {}}"#, "retry_count"),
        (#"{"estimated_cpu": -1, "web": {}}"#, "estimated_cpu"),
        (#"{"estimated_cpu": "NaN", "web": {}}"#, "estimated_cpu"),
        (R.room(#""custom_base_url": "ftp://x", "file": {"filepath": "a"}"#), "template base url"),
        (R.room(#""audio_only": true, "video_only": true, "file": {}"#), "audio_only and video_only"),
        (R.web(#""audio_only": true, "video_only": true, "file": {}"#), "audio_only and video_only"),
        (#"{"web": {"url": "file:///etc/passwd", "file": {}}}"#, "web url"),
        (#"{"web": {"url": "example.com", "file": {}}}"#, "web url"),
        (#"{"web": {"url": "http://", "file": {}}}"#, "web url"),
        (#"{"web": {"file": {}}}"#, "web url"),
        (#"{"room_composite": {"file": {}}}"#, "room_name"),
        (#"{"participant": {"room_name": "r", "file_outputs": [{}]}}"#, "identity"),
        (#"{"track_composite": {"room_name": "r", "file": {}}}"#, "audio_track_id or video_track_id"),
        (#"{"track": {"room_name": "r", "file": {}}}"#, "track_id"),
        (#"{"track": {"room_name": "r", "track_id": "TR_a"}}"#, "output"),
        (R.web(#""file_outputs": [{}, {}]"#), "multiple file outputs"),
        (R.web(#""stream_outputs": [{"urls": ["rtmp://a/b/c"]}, {}]"#), "multiple stream outputs"),
        (R.web(#""segment_outputs": [{}, {}]"#), "multiple segmented file outputs"),
        (R.web(""), "output"),
        (R.web(#""image_outputs": [{}], "audio_only": true"#), "audio_only images"),
        (R.web(#""stream_outputs": [{"protocol": "RTMP"}]"#), "stream url"),
        (R.web(#""stream_outputs": [{}]"#), "stream protocol"),
        (R.web(#""file_outputs": [{}], "stream_outputs": [{}]"#), "stream protocol"),
        (R.web(#""stream_outputs": [{"protocol": 9}]"#), "stream protocol"),
        (R.web(#""file": {}, "advanced": {"depth": 12}"#), "depth"),
        (R.web(#""file": {}, "advanced": {"width": 15}"#), "width"),
        (R.web(#""file": {}, "advanced": {"width": 101}"#), "width"),
        (R.web(#""file": {}, "advanced": {"width": -2147483648}"#), "width"),
        (R.web(#""file": {}, "advanced": {"height": 8}"#), "height"),
        (R.web(#""file": {"file_type": 7}"#), "file_type"),
        (R.web(#""image_outputs": [{"filename_suffix": 9}]"#), "filename_suffix"),
        (R.web(#""segment_outputs": [{"filename_suffix": 9}]"#), "filename_suffix"),
        (R.web(#""segment_outputs": [{"playlist_name": "a/p", "live_playlist_name": "b/l"}]"#),
            "live_playlist_name must be in same directory as playlist_name"),
        (R.web(#""segment_outputs": [{"playlist_name": "p.x", "live_playlist_name": "p.m3u8"}]"#),
            "live_playlist_name cannot be identical to playlist_name"),
        (R.web(#""file": {}, "preset": "PASSTHROUGH""#), "preset"),
        (R.web(#""file": {}, "preset": 77"#), "preset"),
        (R.web(#""file": {"filepath": "a\u0000b"}"#), "filepath"),
        (#"{"egress": {"outputs": [{"file": {}}]}}"#, "source"),
        (#"{"egress": {"media": {}, "outputs": [{"file": {}}]}}"#, "audio or video"),
        (#"{"egress": {"web": {"url": "http://a"}, "outputs": [{}]}}"#, "output config"),
        (#"{"egress": {"web": {"url": "http://a"}}}"#, "output"),
        (#"{"egress": {"media": {"participant_video": {}}, "outputs": [{"file": {}}]}}"#, "identity"),
        (#"{"egress": {"media": {"audio": {"routes": [{}]}}, "outputs": [{"file": {}}]}}"#, "audio route match"),
    ])
    func `an invalid field is named as documented`(body: String, field: String) throws {
        #expect(try R.refusal(body) == "invalid_argument: request has missing or invalid field: \(field)")
    }

    @Test(arguments: [
        (#""web": {"url": "http://a"}, "outputs": [{"file": {}}]"#, "source"),
        (#""media": {"participant_video": {"identity": "i"}}, "outputs": [{"file": {}}]"#, "participant_video"),
        (#""media": {"video_track_id": ""}, "outputs": [{"file": {}}]"#, "video_track_id"),
        (#""media": {"audio": {"routes": [{"track_id": ""}]}}, "outputs": [{"file": {}}]"#, "audio route track_id"),
        (#""media": {"video_track_id": "v", "audio": {"capture_all": true}}, "outputs": [{"file": {}}]"#, "capture_all"),
        (#""media": {"audio": {}}, "outputs": [{"file": {}}]"#, "audio routes"),
        (#""media": {"audio": {"routes": [{"participant_identity": "i"}]}}, "outputs": [{"file": {}}]"#,
            "audio route match"),
        (#""media": {"video_track_id": "v", "audio": {"routes": [{"track_id": "a"}]}}, "outputs": [{"file": {}}]"#,
            "track_id"),
        (#""media": {"video_track_id": "v"}, "outputs": [{"file": {}}, {"stream": {"protocol": "RTMP"}}]"#, "outputs"),
        (#""media": {"video_track_id": "v"}, "outputs": [{"stream": {"urls": ["rtmp://a/b/c"]}}]"#, "output"),
        (#""media": {"video_track_id": "v"}, "outputs": [{"file": {"file_type": "MP4"}}]"#, "file_type"),
    ])
    func `passthrough is for one track and one file`(parts: String, field: String) throws {
        let text = try R.refusal(#"{"egress": {"room_name": "r", "preset": "PASSTHROUGH", \#(parts)}}"#)
        #expect(text == "invalid_argument: request has missing or invalid field: passthrough \(field)")
    }

    @Test func `a room needs credentials and an address`() throws {
        let token = try R.refusal(R.room()) { $0.configuration.apiSecret = nil }
        #expect(token == "invalid_argument: request has missing or invalid field: token or api key/secret")
        let address = try R.refusal(R.room()) { $0.configuration.webSocketURL = nil }
        #expect(address == "invalid_argument: request has missing or invalid field: ws_url")
        #expect(try R.plan(R.web()) { $0.configuration = RecorderConfiguration() }.roomName.isEmpty)
    }

    @Test func `a demanded storage is missed`() throws {
        var configuration = RecorderConfiguration()
        configuration.service.disallowsLocalStorage = true
        let demands = EgressPlanner(configuration, takenPaths: []).disallowsLocalStorage
        let file = try R.refusal(R.web()) { $0.disallowsLocalStorage = demands }
        #expect(file == "invalid_argument: request has missing or invalid field: output")
        let stream = R.web(#""stream_outputs": [{"urls": ["rtmp://a/b/c"]}]"#)
        #expect(try R.refusal(stream) { $0.disallowsLocalStorage = true } == "accepted")
    }

    /// Valid, and refused by the path of what does not exist yet.
    @Test(arguments: [
        (#"{"participant": {"room_name": "r", "identity": "i", "file_outputs": [{}]}}"#, "participant"),
        (#"{"track_composite": {"room_name": "r", "audio_track_id": "TR_a", "file": {}}}"#, "track_composite"),
        (#"{"egress": {"media": {"video_track_id": "v"}, "outputs": [{"file": {}}]}}"#, "egress.media"),
        (#"{"replay": {"web": {"url": "http://a"}, "outputs": [{"file": {}}]}}"#, "replay"),
        (#"{"cloud_backup_enabled": true, "web": {"url": "http://a", "file": {}}}"#, "cloud_backup_enabled"),
        (R.room(#""audio_mixing": "DUAL_CHANNEL_AGENT", "file": {}"#), "room_composite.audio_mixing"),
        (R.web(#""segment_outputs": [{}]"#), "web.segment_outputs[0]"),
        (R.web(#""segments": {}"#), "web.segments"),
        (R.web(#""image_outputs": [{}, {}]"#), "web.image_outputs[0]"),
        (R.web(#""file_outputs": [{}], "stream_outputs": [{"urls": ["srt://a:1"]}]"#), "web.stream_outputs[0]"),
        (R.web(#""audio_only": true, "stream_outputs": [{"urls": ["wss://a"]}]"#), "web.stream_outputs[0]"),
        (R.web(#""audio_only": true, "file": {"file_type": "MP3"}"#), "web.file.file_type MP3"),
        (R.web(#""audio_only": true, "file": {}, "advanced": {"audio_codec": "AC_MP3"}"#), "web.file.file_type MP3"),
    ])
    func `what does not exist yet is refused by its path`(body: String, path: String) throws {
        let text = try R.refusal(body)
        #expect(text.hasPrefix("unimplemented: \(path) is not supported yet; ") && !text.contains("planted"))
    }

    @Test func `a room without any template page is refused`() throws {
        let text = try R.refusal(R.room()) { $0.configuration.template = .standard }
        #expect(text.hasPrefix("unimplemented: room_composite without a template page is not supported yet"))
    }

    // MARK: Tracks

    @Test(arguments: [
        #"{"track": {"room_name": "r", "track_id": "TR_a", "file": {"filepath": "{publisher_identity}.mp4"}}}"#,
        #"{"egress": {"room_name": "r", "preset": "PASSTHROUGH", "media": {"video_track_id": "TR_a"}, "outputs": [{"file": {"filepath": "{publisher_identity}.mp4"}}]}}"#,
        #"{"egress": {"room_name": "r", "preset": "PASSTHROUGH", "media": {"audio": {"routes": [{"track_id": "TR_a"}]}}, "outputs": [{"file": {"filepath": "{publisher_identity}.mp4"}}]}}"#,
    ])
    func `a track is exported as it is`(body: String) throws {
        let plan = try R.plan(body)
        let job = try #require(plan.track)
        #expect(plan.page == nil && plan.costKind == .track && plan.roomName == "r" && job.track == .sid("TR_a"))
        guard case .key("key", _, "r", "EG_test") = job.room.credentials else {
            Issue.record("joins with \(job.room.credentials)")
            return
        }
        guard case .file(let naming) = job.output else {
            Issue.record("\(job.output)")
            return
        }
        let facts = TrackFacts(id: "TR_a", kind: .video, source: "camera", publisherIdentity: "bob", mimeType: "video/VP8")
        let file = try naming.file(for: facts)
        #expect(file.filename == "bob.webm" && file.manifestPath?.hasSuffix("/EG_test.json") == true)
        let info = EgressInfoBuilder(plan, startedAt: 1).info
        #expect(info.sourceType == .sdk && info.fileResults.map(\.filename) == ["{publisher_identity}.mp4"])
    }

    @Test func `a track goes to a WebSocket or a web server too`() throws {
        let socket = try R.plan(#"{"track": {"room_name": "r", "track_id": "TR_a", "websocket_url": "wss://a/?t=planted"}}"#)
        guard case .webSocket? = socket.track?.output else {
            Issue.record("no WebSocket")
            return
        }
        let info = EgressInfoBuilder(socket, startedAt: 1).info
        #expect(info.streamResults.count == 1 && !"\(info)".contains("planted"))
        let post = try R.plan(
            #"{"track": {"room_name": "r", "track_id": "TR_a", "file": {"filepath": "https://a/up"}}}"#)
        guard case .post? = post.track?.output else {
            Issue.record("no POST")
            return
        }
    }

    // MARK: Streams, limits, cost

    @Test(arguments: [
        ("http://a/b/c", "invalid url http://a/b/{...}: invalid scheme"),
        ("rtmp://host", "rtmp urls must be of format rtmp(s)://{host}(/{path})/{app}/{stream_key}( live=1)"),
        ("rtmp://host/onlykey", "rtmp urls must be of format"),
    ])
    func `a stream's address is checked`(url: String, text: String) throws {
        let refusal = try R.refusal(R.web(#""stream_outputs": [{"protocol": "RTMP", "urls": ["\#(url)"]}]"#))
        #expect(refusal.hasPrefix("invalid_argument: invalid url ") && refusal.contains(text))
    }

    @Test func `the protocol is that of the first address`() throws {
        let mixed = R.web(#""stream_outputs": [{"urls": ["rtmp://a/b/c", "srt://a:1"]}]"#)
        #expect(try R.refusal(mixed).hasSuffix("invalid protocol"))
        let other = R.web(#""stream_outputs": [{"urls": ["srt://a:1", "rtmp://a/b/planted-key"]}]"#)
        let text = try R.refusal(other)
        #expect(text.hasSuffix("invalid protocol") && !text.contains("planted-key"))
    }

    @Test func `destinations keep the caller's names`() throws {
        let plan = try R.plan(R.web(
            #""stream_outputs": [{"urls": ["mux://KEY"], "destinations": [{"id": "d", "url": "rtmps://a/b/c live=1"}]}]"#))
        #expect(plan.streams?.map(\.id) == ["", "d"] && plan.streams?.first?.url.host == "global-live.mux.com")
        #expect(plan.file == nil)
    }

    @Test func `the smallest limit of the kinds in use counts`() throws {
        func limits(_ body: String) throws -> EgressPlan {
            try R.plan(body) { planner in
                planner.sessionLimits.fileDuration = .seconds(600)
                planner.sessionLimits.streamDuration = .seconds(60)
                planner.sessionLimits.segmentDuration = .seconds(1)
                planner.sessionLimits.fileSize = 1_000
            }
        }
        let both = try limits(R.web(#""file_outputs": [{}], "stream_outputs": [{"urls": ["rtmp://a/b/c"]}]"#))
        #expect(both.sessionLimit == .seconds(60) && both.fileSizeLimit == 1_000)
        #expect(try limits(R.web()).sessionLimit == .seconds(600))
        let stream = try limits(R.web(#""stream_outputs": [{"urls": ["rtmp://a/b/c"]}]"#))
        #expect(stream.sessionLimit == .seconds(60) && stream.fileSizeLimit == nil)
    }

    @Test func `two recordings at 720p30 fit two cores, and configuration and request have the last word`() throws {
        let plan = try R.plan(R.web())
        var admission = Admission<Int>(limits: CPUCosts().limits(cores: 2))
        for job in 0..<2 { try admission.admit(job, cost: plan.cost(CPUCosts()), now: .now) }
        #expect(throws: AdmissionRefusal.self) { try admission.admit(2, cost: plan.cost(CPUCosts()), now: .now) }
        var costs = CPUCosts()
        costs.costs[.web] = 4
        #expect(plan.cost(costs).cpu == 4 && plan.cost(costs).soundClients == 4)
        let asked = try R.plan(#"{"estimated_cpu": 1.5, "web": {"url": "http://a", "file": {}}}"#)
        #expect(asked.cost(costs).cpu == 1.5)
        #expect(try R.plan(R.web(#""file": {}, "audio_only": true"#)).estimatedCPU < 0.3)
        #expect(try R.plan(R.room(#""file": {}, "audio_only": true"#)).costKind == .audioRoomComposite)
    }
}
