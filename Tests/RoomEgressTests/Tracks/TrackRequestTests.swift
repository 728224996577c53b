import Cryptography
import RoomClient
import Testing

@testable import RoomEgress

struct TrackRequestTests {
    private let room = "{api_key: key, api_secret: hunter2, ws_url: wss://rooms.example}"

    private func job(_ json: String, _ yaml: String? = nil) throws -> TrackJob {
        let configuration = try RecorderConfiguration(yaml: yaml ?? room, source: "config.yaml")
        return try TrackJob(RecordingRequest(json: json, source: "request.json"), configuration: configuration)
    }

    @Test(arguments: [
        ("TR_AMabc", TrackSelection.sid("TR_AMabc")), ("alice:camera", .source(.camera, identity: "alice")),
        ("a:b:screen_share", .source(.screenShare, identity: "a:b")), ("alice:MICROPHONE", .source(.microphone, identity: "alice")),
    ])
    func `a track is named by its id, or by whose it is`(text: String, selection: TrackSelection) {
        #expect(TrackSelection(text) == selection)
    }

    @Test(arguments: ["", "TR_", "alice", ":camera", "alice:", "alice:unknown", "alice:chair"])
    func `anything else names no track`(text: String) { #expect(TrackSelection(text) == nil) }

    @Test func `a request says room, track and output`() throws {
        let file = try job(#"{"track": {"room_name": "r", "track_id": "TR_a", "file": {"filepath": "a.ogg"}}}"#)
        guard case .key("key", let secret, "r", let identity) = file.room.credentials else { throw TrackTestFailure.room }
        #expect(file.room.url == "wss://rooms.example" && secret == Secret("hunter2") && identity.hasPrefix("RR_"))
        guard case .file(let naming) = file.output else { throw TrackTestFailure.output }
        #expect(naming.asked == "a.ogg" && naming.manifestName == nil)
        guard case .post = try job(#"{"track": {"room_name": "r", "track_id": "TR_a"}, "filepath": "https://a/b"}"#).output
        else { throw TrackTestFailure.output }
        let sent = try job(
            #"{"track": {"room_name": "r", "track_id": "TR_a", "websocket_url": "wss://a/hunter2"}}"#,
            room.dropLast() + ", websocket_encoding: track}")
        guard case .webSocket = sent.output else { throw TrackTestFailure.output }
        #expect(sent.webSocketEncoding == .track && !"\(sent)".contains("hunter2"))
    }

    @Test(arguments: [
        (#"{"track": {"room_name": "r"}, "filepath": "a"}"#, "track.track_id is missing"),
        (#"{"track": {"room_name": "r", "track_id": "x"}, "filepath": "a"}"#, "track.track_id x is no track; give an id"),
        (#"{"track": {"track_id": "TR_a"}, "filepath": "a"}"#, "room name required"),
        (#"{"track": {"room_name": "r", "track_id": "TR_a"}}"#, "track needs a filepath or a websocket_url"),
        (#"{"track": {"room_name": "r", "track_id": "TR_a", "websocket_url": "http://hunter2"}}"#, "track.websocket_url is no"),
        (#"{"track": {"room_name": "r", "track_id": "TR_a", "websocket_url": "ws://a"}, "filepath": "a"}"#, "keep one output"),
        (#"{"track": {"room_name": "r", "track_id": "TR_a"}, "url": "a", "filepath": "a"}"#, "track and url are both given"),
        (#"{"track": {"room_name": "r", "track_id": "TR_a", "tarck": 1}, "filepath": "a"}"#, "tarck"),
    ])
    func `what is wrong is named`(json: String, text: String) {
        let error = #expect(throws: (any Error).self) { try job(json) }
        #expect(error.map { "\($0)".contains(text) && !"\($0)".contains("hunter2") } == true, "\(error.map { "\($0)" } ?? "")")
    }

    @Test func `a server's address and a key are needed`() {
        let json = #"{"track": {"room_name": "r", "track_id": "TR_a"}, "filepath": "a"}"#
        #expect(throws: RequestError.missingConfiguration(key: "ws_url")) { try job(json, "{api_key: k, api_secret: s}") }
        #expect(throws: RequestError.missingConfiguration(key: "api_secret")) {
            try job(json, "{api_key: k, ws_url: ws://a}")
        }
    }

    @Test(arguments: ["track_file_format: rw", "websocket_encoding: opus"])
    func `a word the configuration does not know is refused`(yaml: String) {
        #expect(throws: (any Error).self) { try RecorderConfiguration(yaml: yaml, source: "config.yaml") }
    }
}

private enum TrackTestFailure: Error { case room, output }
