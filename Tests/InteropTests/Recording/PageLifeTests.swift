import Foundation
import HTTPTransport
import TestSupport
import Testing

/// Pages, browsers and displays that do not behave: each costs at most its own recording, and says what it was.
@Suite(.serialized, .timeLimit(.minutes(4))) struct PageLifeTests {
    private let bench: RecordingBench
    private let server: HTTPServer

    init() throws {
        bench = try RecordingBench("page-life")
        server = try HTTPServer(host: "127.0.0.1", port: 0) { request in
            switch request.path {
            case "/landing": .html("<script>location.replace('/room')</script><h1>landing</h1>")
            case "/busy": .html("<h1>busy</h1><script>addEventListener('load', () => { while (true); })</script>")
            case "/signals": .html(Self.signals)
            case "/flood": .html(Self.flood)
            case "/alert":
                .html("<script>alert('anybody there?')</script><h1>room</h1><script>setInterval(() => confirm('now?'), 500)</script>")
            default: .html("<h1>room</h1>")
            }
        }
    }

    private static let signals = """
        <h1>room</h1><script>setTimeout(() => console.log('START_RECORDING'), 500)</script>
        """

    private static let flood = """
        <h1>room</h1><script>
        setTimeout(() => { for (let i = 0; i < 6000; i++) console.log('line', i, 'x'.repeat(200)); }, 500)
        setTimeout(() => console.log('END_RECORDING'), 520)
        </script>
        """

    private func url(_ path: String) -> String { "http://127.0.0.1:\(server.port)/\(path)" }

    private func record(
        _ url: String, file: String, config: [String] = [], more: String = "", _ arguments: [String] = ["--duration", "2"],
        wrapper: [String] = []
    ) throws -> EgressServer {
        let options = #"{"width": 320, "height": 180, "framerate": 30, "video_bitrate": 500}"#
        return try bench.record(
            bench.request(url, file: file, options: options, more: more),
            config: ([bench.configuration()] + config).joined(separator: "\n"), arguments, wrapper: wrapper)
    }

    private func expectComplete(_ file: String, atLeast seconds: Double) throws {
        #expect(try Player.complaints(bench.path(file)) == "")
        #expect(try Player.duration(bench.path(file)) > seconds)
        try MP4Checker.check(path: bench.path(file))
    }

    // MARK: Signals

    @Test func `a start signal in time is not held against the recording later`() async throws {
        let outcome = await (try record(
            url("signals"), file: "signal.mp4", config: ["start_signal_timeout: 1500ms"],
            more: #", "await_start_signal": true"#)).outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        try expectComplete("signal.mp4", atLeast: 1.9)
    }

    @Test func `a page that talks without end is heard when it says that it ends`() async throws {
        let outcome = await (try record(url("flood"), file: "flood.mp4", ["--duration", "30"])).outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        #expect(outcome.report["details"]?.string == "End reason: Source closed")
    }

    // MARK: Loading

    @Test func `a server that never answers is a timeout of its own`() async throws {
        // The system takes the connection, and nobody ever reads from it.
        let silent = try SilentPort()
        let outcome = await (try record(
            "http://127.0.0.1:\(silent.port)/", file: "silent.mp4", config: ["page_load_timeout: 700ms"])).outcome()
        #expect(outcome.status == 1)
        #expect(outcome.report["error"]?.string?.contains("did not load within 0.7 seconds") == true, "\(outcome.log)")
    }

    @Test func `a template that is busy for ever is a timeout too`() async throws {
        let request = """
            {"template": {"layout": "grid", "room_name": "r", "custom_base_url": "\(url("busy"))"},
             "filepath": "\(bench.path("busy.mp4"))", "options": {"preset": "HD_30"}}
            """
        let outcome = await (try bench.record(
            request,
            config: bench.configuration(
                "api_key: key", "api_secret: a-secret-that-is-long-enough-for-anybody", "ws_url: ws://localhost:7880", "page_load_timeout: 1s"))).outcome()
        #expect(outcome.status == 1)
        #expect(outcome.report["error"]?.string?.contains("within 1.0 seconds") == true, "\(outcome.log)")
    }

    @Test(arguments: ["landing", "alert"])
    func `a page that goes elsewhere or asks something is recorded`(_ path: String) async throws {
        let outcome = await (try record(url(path), file: "\(path).mp4", config: ["log_level: debug"])).outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        #expect(path != "alert" || outcome.log.contains("anybody there?"))
        try expectComplete("\(path).mp4", atLeast: 1.9)
    }

    // MARK: Deaths

    @Test func `a browser that dies before the recording is an error that says how`() async throws {
        let server = try record(
            url(""), file: "early.mp4", config: ["log_level: debug"], more: #", "await_start_signal": true"#)
        #expect(await server.waitForLog("page ready"))
        try bench.signalBrowser(SIGKILL) { !$0.contains("--type=") }
        let outcome = await server.outcome()
        #expect(outcome.status == 1)
        #expect(outcome.report["status"]?.string == "EGRESS_FAILED")
        #expect(outcome.report["error"]?.string?.contains("the browser ended (signal 9") == true, "\(outcome.log)")
        #expect(bench.leftovers.isEmpty)
    }

    @Test func `a browser that is killed fails the recording and leaves a whole file`() async throws {
        let server = try record(url(""), file: "killed.mp4", [])
        #expect(await server.waitForLog("recording started"))
        try await Task.sleep(for: .seconds(1))  // something to record
        try bench.signalBrowser(SIGKILL) { !$0.contains("--type=") }
        let outcome = await server.outcome()
        #expect(outcome.status == 1)
        #expect(outcome.report["error"]?.string?.contains("the browser ended (signal 9") == true, "\(outcome.log)")
        try expectComplete("killed.mp4", atLeast: 0.5)
    }

    @Test(arguments: ["Xvfb", "pulseaudio"])
    func `a display or sound that dies fails the recording and leaves a whole file`(_ name: String) async throws {
        let server = try record(url(""), file: "\(name).mp4", [])
        #expect(await server.waitForLog("recording started"))
        try await Task.sleep(for: .seconds(2))  // more than a fragment to record
        try bench.signalPrograms(SIGKILL) { $0.contains("/\(name)\0") }
        let outcome = await server.outcome()
        #expect(outcome.status == 1, "\(outcome.log)")
        #expect(outcome.report["error"]?.string?.isEmpty == false, "\(outcome.output) \(outcome.log)")
        try expectComplete("\(name).mp4", atLeast: 0.5)
        #expect(bench.leftovers.isEmpty)
    }

    @Test func `a recording goes on when nobody reads its log any more`() async throws {
        let outcome = await (try record(
            url(""), file: "unread.mp4", config: ["log_level: debug"],
            wrapper: ["/bin/bash", "-c", #""$@" 2> >(head -n 1 >/dev/null)"#, "bash"])).outcome()
        #expect(outcome.status == 0)
        #expect(outcome.report["status"]?.string == "EGRESS_COMPLETE")
        try expectComplete("unread.mp4", atLeast: 1.9)
    }
}

/// A port that takes connections and never says a word.
private final class SilentPort: Sendable {
    let port: Int
    private let descriptor: Int32

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && listen(descriptor, 64) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard status else { throw TestFailure(description: "cannot listen") }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit { close(descriptor) }
}
