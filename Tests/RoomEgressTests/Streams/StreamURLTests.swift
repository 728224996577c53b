import Testing

@testable import RoomEgress

struct StreamURLTests {
    static let redactions = [
        ("rtmp://host/app/abcdefxyz", "rtmp://host/app/{abc...xyz}"),
        ("rtmps://host:8443/a/b/abcdefxy", "rtmps://host:8443/a/b/{ab...xy}"),
        ("rtmp://host/app/abcdef live=1", "rtmp://host/app/{ab...ef} live=1"),
        ("rtmp://host/app/abc", "rtmp://host/app/{a...c}"),
        ("rtmp://host/app/ab", "rtmp://host/app/{...}"),
        ("rtmp://host/app/key?token=a/b/c", "rtmp://host/app/{key...b/c}"),
        ("rtmp://me:pass@[::1]:1936/app/abcdefxyz", "rtmp://me:{...}@[::1]:1936/app/{abc...xyz}"),
        ("mux://0123456789", "rtmps://global-live.mux.com:443/app/{012...789}"),
        ("twitch://live_0123456789", "rtmps://ingest.global-contribute.live-video.net:443/app/{liv...789}"),
        (
            "rtmp://fra02.contribute.live-video.net/app/live_0123456789",
            "rtmps://ingest.global-contribute.live-video.net:443/app/{liv...789}"
        ),
    ]

    @Test(arguments: redactions) func `an address prints without its key and password`(
        _ text: String, _ redacted: String
    ) throws {
        let url = try StreamURL(text)
        var dumped = ""
        dump(url, to: &dumped)
        #expect(url.redacted == redacted)
        #expect("\(url)" == redacted)
        #expect(String(reflecting: url) == redacted)
        for secret in url.secrets where secret.count > 3 { #expect(!dumped.contains(secret)) }
    }

    @Test func `the parts go to where the server wants them`() throws {
        let url = try StreamURL("rtmps://me:pass@example.org/app/instance/key?a=b")
        #expect(url.scheme == .rtmps && url.host == "example.org" && url.port == 443)
        #expect(url.application == "app/instance" && url.key == "key?a=b")
        #expect(url.userName == "me" && url.password == "pass")
        #expect(try StreamURL("rtmp://h/a/k").port == 1935)
    }

    @Test func `the recorder's addresses need neither application nor key`() throws {
        let bare = try StreamURL("rtmp://stream-url-1.com", rules: .recorder)
        #expect((bare.host, bare.application, bare.key) == ("stream-url-1.com", "", ""))
        #expect(bare.redacted == "rtmp://stream-url-1.com")
        #expect(try StreamURL("rtmp://host/abcdefxyz", rules: .recorder).redacted == "rtmp://host/{abc...xyz}")
    }

    static let format = "rtmp urls must be of format rtmp(s)://{host}(/{path})/{app}/{stream_key}( live=1)"
    static let errors = [
        ("rtmp://host", "invalid url rtmp://host: \(format)"),
        ("rtmp://host/app", "invalid url rtmp://host/{a...p}: \(format)"),
        ("rtmp://host/app/", "invalid url rtmp://host/app/: \(format)"),
        ("rtmp:///app/s3cr3tkey", "invalid url rtmp:///app/{s3c...key}: \(format)"),
        ("rtmp://host:0/app/s3cr3tkey", "invalid url rtmp://host:0/app/{s3c...key}: \(format)"),
        ("rtmp://host:bad/a/b/s3cr3tkey", "invalid url rtmp://host:bad/a/{b/s...key}: \(format)"),
        ("rtmp://host/app/s3cr3t key", "invalid url rtmp://host/app/{s3c...key}: \(format)"),
        ("rtmp://host?s3cr3tkey", "invalid url rtmp://host?{s3c...key}: \(format)"),
        ("rtmp://me:s3c/r3t@host:0/app/s3cr3tkey", "invalid url rtmp://{...}@host:0/app/{s3c...key}: \(format)"),
        ("mux://", "invalid url mux://: \(format)"),
        ("mux://s3cr3t key", "invalid url mux://{s3c...key}: \(format)"),
        ("rtmpt://host/app/s3cr3tkey", "invalid url rtmpt://host/app/{s3c...key}: invalid scheme"),
        ("s3cr3tkey", "invalid url {s3c...key}: invalid scheme"),
        ("srt://host:9000", "invalid url srt://host:9000: invalid protocol"),
    ]

    @Test(arguments: errors) func `a wrong address is answered with the documented text, its key shortened`(
        _ text: String, _ answer: String
    ) {
        let error = #expect(throws: StreamURLError.self) { try StreamURL(text) }
        #expect(error?.description == answer)
        #expect(error.map { String(reflecting: $0).contains("3cr3t") } == false)
    }

    @Test func `the recorder says so when there is no scheme`() {
        let error = #expect(throws: StreamURLError.self) { try StreamURL("host/app/key", rules: .recorder) }
        #expect(error?.description == "invalid rtmp url")
    }

    @Test func `addresses of the same stream are equal however they are spelt`() throws {
        #expect(try StreamURL("mux://KEY123") == StreamURL("rtmps://global-live.mux.com/app/KEY123 live=1"))
        #expect(try StreamURL("rtmp://h/a/k") == StreamURL("rtmp://h:1935/a/k"))
        #expect(try StreamURL("rtmp://h/a/k") != StreamURL("rtmp://h/a/l"))
    }
}
