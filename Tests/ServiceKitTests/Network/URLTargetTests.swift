import ServiceKit
import Testing

/// Expected values from the WHATWG URL Standard, as Chromium reads addresses.
struct URLTargetTests {
    @Test(arguments: [
        ("http://example.com", "example.com", 80), ("HTTPS://Example.COM./path", "example.com", 443),
        ("http://example.com:8080/?q#f", "example.com", 8_080), ("rtmp://host/app/key", "host", 1_935),
        ("rtmps://host/app/key", "host", 443), ("http://127.0.0.1./", "127.0.0.1", 80),
        ("http://2130706433/", "127.0.0.1", 80), ("http://0x7f000001", "127.0.0.1", 80),
        ("http://0177.0.0.1", "127.0.0.1", 80),
        ("http://127.1", "127.0.0.1", 80), ("http://0x7F.1", "127.0.0.1", 80), ("http://127.0.1", "127.0.0.1", 80),
        ("http://0", "0.0.0.0", 80), ("http://0x", "0.0.0.0", 80), ("http://127.0.0.0x1", "127.0.0.1", 80),
        ("http://%31%32%37.0.0.1", "127.0.0.1", 80), ("http://127%2E0%2e0.1", "127.0.0.1", 80),
        ("http://[::1]:81/", "[::1]", 81), ("http://[::FFFF:127.0.0.1]", "[::ffff:127.0.0.1]", 80),
        ("http://user:pass@127.0.0.1/", "127.0.0.1", 80), ("http://good.example@127.0.0.1/", "127.0.0.1", 80),
        ("http://a@b@127.0.0.1", "127.0.0.1", 80), ("http://good.example\\@127.0.0.1/", "good.example", 80),
        ("http:\\\\127.0.0.1\\", "127.0.0.1", 80), ("http:/127.0.0.1", "127.0.0.1", 80),
        ("http:///127.0.0.1", "127.0.0.1", 80),
        (" \thttp://127.\n0.0.1 ", "127.0.0.1", 80), ("http://127.0.0.1?@good.example/", "127.0.0.1", 80),
        ("http://127.0.0.1#@good.example/", "127.0.0.1", 80), ("http://a:80@127.0.0.1:81", "127.0.0.1", 81),
        ("http://exa_mple-1.com", "exa_mple-1.com", 80), ("http://host:", "host", 80),
    ])
    func `hosts are read as browsers read them`(url: String, host: String, port: Int) throws {
        let target = try #require(URLTarget(url))
        #expect("\(target.host)" == host && target.port == port)
    }

    @Test(arguments: [
        "", "http", "http:", "http://", "//host", "/path", "http://:80", "http://user@", "http://host:65536",
        "http://host:0",
        "http://host:8x", "http://1.2.3.4.5", "http://256.256.256.256.256", "http://1.2.3.256", "http://4294967296",
        "http://0x100000000", "http://08", "http://1.2.3.09", "http://[::1", "http://::1", "http://[::1%25eth0]",
        "http://[v1.x]", "http://a..b", "http://ex%zzample", "http://ex%61%", "http://a b", "http://ho%00st",
        "http://１２７.0.0.1", "http://münchen.example", "http://127。0。0。1", "http://a%2fb", "srt://host", "1http://host",
        "http://0xffffffffffffffffffff", "http://99999999999999999999",
    ])
    func `what no host can be read from is nothing`(url: String) { #expect(URLTarget(url) == nil) }

    @Test func `the port of a scheme without default is the one written`() {
        #expect(URLTarget("srt://host:9000?mode=caller")?.port == 9_000)
    }
}
