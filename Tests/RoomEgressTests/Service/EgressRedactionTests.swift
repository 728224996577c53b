import ProtobufRuntime
import ProtocolModels
import Testing

@testable import RoomEgress

struct EgressRedactionTests {
    private let s3 = #"""
        "s3": {"access_key": "planted1", "secret": "planted2", "session_token": "planted3", "assume_role_arn": "arn",
         "assume_role_external_id": "planted4", "bucket": "b", "proxy": {"url": "http://u:planted5@p", "password": "planted6"}}
        """#
    private let azure = #""azure": {"account_name": "planted7", "account_key": "planted8", "container_name": "c"}"#
    private let gcp = #""gcp": {"credentials": "planted9", "bucket": "b"}"#
    private let ali = #""aliOSS": {"access_key": "planted10", "secret": "planted11", "bucket": "b"}"#
    private let hooks = #""webhooks": [{"url": "https://hook/keep-me", "signing_key": "key-name"}]"#
    private var streams: String {
        #"""
        {"urls": ["rtmp://a/b/planted-a-key", "mux://planted-b-key", "srt://h:9?streamid=planted&passphrase=planted", "planted-odd"],
         "destinations": [{"id": "d", "url": "wss://u:planted@h/p?token=planted"}, {"id": "e", "url": "rtmp://h/planted-no-app"}]}
        """#
    }

    private func redacted(_ json: String) throws -> String {
        let request = try #require(try RPC.StartEgressRequest(json: json).request)
        var info = LiveKit.EgressInfo()
        info.request = EgressRedaction.redacted(request)
        return try info.json()
    }

    @Test func `no credential is left in any kind of request, and the rest is`() throws {
        let lists = #"""
            "file_outputs": [{"filepath": "f1", \#(s3)}, {"filepath": "f2", \#(azure)}], "stream_outputs": [\#(streams), \#(streams)],
            "segment_outputs": [{"playlist_name": "p", \#(gcp)}, {\#(ali)}], "image_outputs": [{\#(s3)}, {\#(azure)}], \#(hooks)
            """#
        let unified = #"""
            "outputs": [{"file": {"filepath": "f1"}, "storage": {\#(s3)}}, {"stream": \#(streams)},
             {"segments": {\#(gcp)}, "storage": {\#(ali)}}, {"images": {\#(azure)}}], "storage": {\#(gcp)}, \#(hooks)
            """#
        let bodies = [
            #"{"room_composite": {"room_name": "r", "file": {"filepath": "f1", \#(s3)}, \#(lists)}}"#,
            #"{"web": {"url": "https://keep", "stream": \#(streams), \#(lists)}}"#,
            #"{"web": {"url": "https://keep", "segments": {"filename_prefix": "f1", \#(gcp)}, \#(hooks)}}"#,
            #"{"participant": {"identity": "i", \#(lists)}}"#,
            #"{"track_composite": {"audio_track_id": "t", "segments": {\#(ali)}, \#(lists)}}"#,
            #"{"track": {"track_id": "t", "file": {"filepath": "f1", \#(s3)}, \#(hooks)}}"#,
            #"{"track": {"track_id": "t", "file": {"filepath": "https://u:planted@f1/up?token=planted", \#(s3)}, \#(hooks)}}"#,
            #"{"track": {"track_id": "f1", "websocket_url": "wss://h?token=planted", \#(hooks)}}"#,
            #"{"egress": {\#(unified)}}"#,
            #"{"replay": {"replay_id": "x", \#(unified)}}"#,
        ]
        for body in bodies {
            let text = try redacted(body)
            #expect(!text.contains("planted"), "\(text)")
            #expect(text.contains("keep-me") && text.contains("key-name") && text.contains("f1"), "\(text)")
        }
    }

    @Test func `credentials are replaced by their names`() throws {
        let text = try redacted(#"{"egress": {"outputs": [{"storage": {\#(s3)}}, {"storage": {\#(azure)}}, {"storage": {\#(gcp)}}]}}"#)
        for name in ["access_key", "secret", "session_token", "external_id", "account_name", "account_key", "credentials"] {
            #expect(text.contains("\"{\(name)}\""), "\(name)")
        }
        #expect(text.contains("\"arn\"") && text.contains("\"b\"") && text.contains("\"c\""))
        #expect(try !redacted(#"{"track": {"file": {"s3": {"bucket": "b"}}}}"#).contains("{access_key}"))
    }

    @Test(arguments: [
        ("rtmp://host/app/abcdefghi", "rtmp://host/app/{abc...ghi}"), ("rtmp://host/app/abcdef", "rtmp://host/app/{ab...ef}"),
        ("rtmp://host/app/abc", "rtmp://host/app/{a...c}"), ("rtmp://host/app/ab", "rtmp://host/app/{...}"),
        ("mux://streamkey", "rtmps://global-live.mux.com:443/app/{str...key}"),
        ("srt://host:9000?mode=caller&passphrase=x", "srt://host:9000?mode={...}&passphrase={...}"),
        ("wss://host/path?a=b", "wss://host/path?a={...}"), ("srt://host:9000", "srt://host:9000"),
        ("srt://u:p@host:1?x", "srt://{...}@host:1?{...}"),
    ])
    func `addresses are shortened as documented`(url: String, redacted: String) {
        #expect(EgressRedaction.url(url) == redacted)
    }

    @Test func `fields of newer versions are left out`() throws {
        var bytes = try RPC.StartEgressRequest(json: #"{"web": {"url": "https://keep"}}"#).encoded()
        // Field 99 of the web request, appended to it: six more bytes in its length.
        let secret = Array("zz".utf8)
        var web = LiveKit.WebEgressRequest()
        web.url = "https://keep"
        let inner = web.encoded() + [0x9A, 0x06, UInt8(secret.count)] + secret
        bytes = [0x5A, UInt8(inner.count)] + inner
        let request = try #require(try RPC.StartEgressRequest(protobuf: bytes).request)
        guard case .web(let kept) = EgressRedaction.redacted(request) else { throw EgressRequestError.notStreaming }
        #expect(kept == web)
    }
}
