import Foundation
import HTTPTransport
import TestSupport
import Testing

/// Everything a user can get wrong is answered with what is wrong, where, and what to do.
@Suite(.serialized, .timeLimit(.minutes(3))) struct BadInputTests {
    private let bench: RecordingBench
    private let server: HTTPServer

    init() throws {
        bench = try RecordingBench("bad-input")
        server = try HTTPServer(host: "127.0.0.1", port: 0) { request in
            switch request.path {
            case "/404": .html("<h1>not here</h1>", status: 404)
            case "/500": .html("<h1>broken</h1>", status: 500)
            case "/empty-500": .text("", status: 500)
            default: .html("<h1>hello</h1>")
            }
        }
    }

    private func fail(
        _ request: String, config: String? = nil, saying words: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let outcome = await (try bench.record(request, config: config, ["--duration", "1"])).outcome()
        #expect(outcome.status != 0, sourceLocation: sourceLocation)
        for word in words {
            #expect(outcome.log.contains(word), "\(outcome.log)", sourceLocation: sourceLocation)
        }
        #expect(bench.leftovers.isEmpty, sourceLocation: sourceLocation)
    }

    private func request(_ url: String) -> String { bench.request(url, file: "bad.mp4") }

    // MARK: Documents

    @Test func `malformed YAML names the line`() async throws {
        try await fail(
            request("http://localhost"), config: "insecure: true\nlog_level: a: b\nchrome_path: x", saying: "line 2, column")
    }

    @Test func `malformed JSON names the line`() async throws {
        try await fail("{\n \"url\": \"x\",\n \"filepath\" }", saying: "line 3")
    }

    @Test func `an unknown configuration key names the nearest known one`() async throws {
        try await fail(
            request("http://localhost"), config: "insecure: false\ntemplate_adress: https://x", saying: "template_adress",
            "line 2", "template_address")
    }

    @Test func `an unknown request field names the nearest known one`() async throws {
        try await fail(#"{"url": "http://localhost", "filepth": "a.mp4"}"#, saying: "filepth", "filepath")
    }

    @Test(arguments: [
        (#"{"filepath": "a.mp4"}"#, "input url or template required"),
        (#"{"url": "http://x", "template": {"layout": "grid-dark", "room_name": "r"}, "filepath": "a.mp4"}"#, "url and template are both given"),
        (#"{"url": "http://x"}"#, "output file, s3 path, or rtmp urls required"),
        (#"{"url": "http://x", "filepath": "a.mp4", "rtmp": {"urls": ["rtmp://h/a/k"]}}"#, "filepath and rtmp are both given"),
        (#"{"url": "http://x", "filepath": "a.webm"}"#, "file output must be {path/}filename.mp4"),
        (#"{"url": "http://x", "rtmp": {"urls": ["nonsense"]}}"#, "invalid rtmp url"),
        (#"{"template": {"layout": "grid-dark"}, "filepath": "a.mp4"}"#, "room name required for template input"),
        (#"{"url": "http://x", "filepath": "a.mp4", "options": {"width": 1281, "height": 720}}"#, "1281"),
        (#"{"url": "http://x", "filepath": "a.mp4", "options": {"framerate": -5}}"#, "framerate"),
        (#"{"url": "http://x", "filepath": "a.mp4", "options": {"preset": "HUGE"}}"#, "HUGE"),
        (#"{"url": "http://x", "filepath": "a.mp4", "options": {"audio_codec": "AC_MP3"}}"#, "audio_codec"),
    ])
    func `a request that cannot be meant is refused`(request: String, words: String) async throws {
        try await fail(request, saying: words)
    }

    @Test func `using a feature that comes later is refused by its key`() async throws {
        try await fail(
            request("http://localhost"), config: bench.configuration("debug:", "  enable_profiling: true"),
            saying: "debug.enable_profiling", "not supported yet")
    }

    @Test func `check-config masks secrets`() async throws {
        let config = bench.configuration("api_key: key", "api_secret: do-not-print-me", "ws_url: ws://localhost:7880")
        let outcome = await (try EgressServer(["record", "--config-body", config, "--check-config"])).outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        #expect(outcome.output.contains("ws://localhost:7880") && outcome.output.contains("api_secret"))
        #expect(!(outcome.output + outcome.log).contains("do-not-print-me"))
    }

    // MARK: Pages

    @Test func `a host that cannot be resolved`() async throws {
        try await fail(request("http://no-such-host.invalid/"), saying: "ERR_NAME_NOT_RESOLVED", "check url")
    }

    @Test func `a refused connection`() async throws {
        // Just freed: nobody listens there.
        let port = try ServerProcess.freePort()
        try await fail(
            request("http://127.0.0.1:\(port)/"), saying: "page load error", "ERR_CONNECTION_REFUSED",
            "http://127.0.0.1:\(port)/")
    }

    @Test(arguments: ["404", "500", "empty-500"])
    func `an error page`(path: String) async throws {
        let status = path.suffix(3)
        try await fail(
            request("http://127.0.0.1:\(server.port)/\(path)"), saying: "HTTP \(status)", "record_error_pages")
    }

    @Test(arguments: ["404", "500", "empty-500"])
    func `record_error_pages records an error page`(path: String) async throws {
        let file = "error-page-\(path).mp4"
        let outcome = await
            (try bench.record(
                bench.request("http://127.0.0.1:\(server.port)/\(path)", file: file),
                config: bench.configuration("record_error_pages: true"), ["--duration", "1"])).outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        #expect(try Player.duration(bench.path(file)) > 0.9)
    }

    @Test func `a page that crashes its renderer keeps what was recorded`() async throws {
        let page = "data:text/html,<h1>doomed</h1>"
        let crasher = bench.request(page, file: "crash.mp4")
        // Chromium lets no page do that by itself, so the renderer is killed from outside.
        let server = try bench.record(crasher)
        #expect(await server.waitForLog("recording started"))
        try await Task.sleep(for: .seconds(1))  // something to record
        try bench.signalBrowser(SIGSEGV) { $0.contains("--type=renderer") }
        let outcome = await server.outcome()
        #expect(outcome.status != 0)
        #expect(outcome.report["error"]?.string?.contains("crashed its renderer") == true, "\(outcome.log)")
        #expect(try Player.complaints(bench.path("crash.mp4")) == "")
        #expect(try Player.duration(bench.path("crash.mp4")) > 0.5)
    }

    @Test func `the browser's own pages are no pages`() async throws {
        try await fail(request("chrome://crash"), saying: "chrome cannot be recorded", "http, https, file, data")
    }

    // MARK: Machine

    @Test func `a missing Chromium`() async throws {
        try await fail(
            request("http://localhost"), config: bench.configuration("chrome_path: /no/such/chromium"),
            saying: "/no/such/chromium", "install Debian's package chromium", "chrome_path")
    }

    @Test func `a folder that cannot be written`() async throws {
        // The tests may run as root, whom only a read-only file system keeps out.
        let folder = bench.path("read-only")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let script = "mount -t tmpfs -o ro tmpfs '\(folder)' && exec \"$@\""
        let outcome = await
            (try bench.record(
                bench.request("http://localhost", file: "read-only/a.mp4"),
                wrapper: ["/usr/bin/unshare", "--mount", "/bin/sh", "-c", script, "sh"])).outcome()
        #expect(outcome.status == 2)
        let error = outcome.report["error"]?.string
        #expect(
            error == "cannot write to \(folder)/a.mp4: Read-only file system; choose a folder this user may write to",
            "\(outcome.log)")
        #expect(bench.leftovers.isEmpty)
    }
}
