import Foundation
import HTTPTransport
import RoomEgress
import ServiceKit
import Synchronization
import TestSupport
import Testing

/// Where a page may go on to from the address that was asked for: 127.0.0.1 is allowed here, 127.0.0.2 is not.
@Suite(.serialized, .timeLimit(.minutes(4))) struct PageAddressTests {
    private let bench: RecordingBench
    private let inside: HTTPServer
    private let pages: HTTPServer
    /// What the server that must not be reached was asked for.
    private let visits: Visits

    private final class Visits: Sendable {
        private let paths = Mutex<[String]>([])
        var all: [String] { paths.withLock { $0 } }
        func note(_ path: String) { paths.withLock { $0.append(path) } }
    }

    init() throws {
        bench = try RecordingBench("page-addresses")
        let visits = Visits()
        self.visits = visits
        inside = try HTTPServer(host: "127.0.0.2", port: 0) { request in
            visits.note(request.path)
            return .html("<h1>inside</h1><script>console.log('START_RECORDING')</script>")
        }
        let elsewhere = "http://127.0.0.2:\(inside.port)"
        pages = try HTTPServer(host: "127.0.0.1", port: 0) { Self.answer($0.path, elsewhere) }
    }

    private static func answer(_ path: String, _ elsewhere: String) -> HTTPResponse {
        switch path {
        case "/status": .redirect(to: "\(elsewhere)/secret")
        case "/twice": .redirect(to: "/status")
        case "/number": .redirect(to: elsewhere.replacing("127.0.0.2", with: "2130706434"))
        case "/mapped": .redirect(to: elsewhere.replacing("127.0.0.2", with: "[::ffff:127.0.0.2]"), status: 307)
        case "/user": .redirect(to: elsewhere.replacing("//", with: "//127.0.0.1@"))
        case "/refresh": .html("<meta http-equiv='refresh' content='0; url=\(elsewhere)/secret'><h1>landing</h1>")
        case "/script": .html("<script>location.replace('\(elsewhere)/secret')</script><h1>landing</h1>")
        case "/form":
            .html("<form method='post' action='\(elsewhere)/secret'></form><script>document.forms[0].submit()</script>")
        case "/late":
            .html("<h1>room</h1><script>setTimeout(() => { location = '\(elsewhere)/secret' }, 3000)</script>")
        case "/around": .redirect(to: "/room")
        case "/room": .html(room(frame: elsewhere))
        default: .html("<h1>room</h1>")
        }
    }

    /// What it loads is not confined, and documents that it has in itself lead nowhere.
    private static func room(frame: String) -> String {
        """
        <h1>room</h1><iframe src='\(frame)/frame'></iframe><iframe src='data:text/html,frame'></iframe><script>
        const page = "<h1>room</h1><script>console.log('START_RECORDING')</" + "script>";
        addEventListener('load', () => { location = URL.createObjectURL(new Blob([page], {type: 'text/html'})) });
        </script>
        """
    }

    private func job(_ url: String, file: String, allowing entries: [String] = ["127.0.0.1"]) throws -> RecordingJob {
        var configuration = RecorderConfiguration()
        configuration.temporaryDirectory = bench.jobs.url.path
        let encoding = try EncodingOptions(width: 320, height: 180, frameRate: 30, videoBitrate: 500)
        var job = RecordingJob(
            page: try PageURL(url), encoding: encoding, outputs: [.file(path: bench.path(file))],
            configuration: configuration)
        let policy = AddressPolicy(allowing: try entries.map { try #require(AddressPolicy.Entry($0)) })
        job.network = NetworkGuard(policy: policy, resolver: OneHost(name: "rebinding.test", address: "127.0.0.1"))
        job.duration = .seconds(10)
        return job
    }

    private func record(_ job: RecordingJob) async throws -> RecordingResult {
        try await WebRecording(job, logger: Logger(level: .fatal, writer: LogWriter())).run()
    }

    private func url(_ path: String) -> String { "http://127.0.0.1:\(pages.port)/\(path)" }

    @Test(arguments: ["status", "twice", "number", "mapped", "user", "refresh", "script", "form"])
    func `a page that goes on to where it may not is refused before it gets there`(path: String) async throws {
        let result = try await record(job(url(path), file: "\(path).mp4"))
        #expect(result.status == .failed)
        let error = try #require(result.error)
        #expect(error.contains("requests may not lead to") && error.contains("127.0.0.2"), "\(error)")
        let entry = path == "mapped" ? "::ffff:127.0.0.2" : "127.0.0.2"
        #expect(error.contains(#"network: {allow: ["\#(entry)"]}"#), "\(error)")
        #expect(visits.all == [])
        #expect(!FileManager.default.fileExists(atPath: bench.path("\(path).mp4.png")))
    }

    @Test func `a page that goes there later fails the recording, which keeps what was before`() async throws {
        var late = try job(url("late"), file: "late.mp4")
        late.duration = .seconds(60)
        let result = try await record(late)
        #expect(result.status == .failed && result.error?.contains("requests may not lead to 127.0.0.2") == true)
        #expect(visits.all == [])
        #expect(try Player.duration(bench.path("late.mp4")) > 0.3)
        #expect(try Player.complaints(bench.path("late.mp4")) == "")
    }

    @Test func `a name that the browser is told another address of is not recorded`() async throws {
        // The guard finds 127.0.0.1, as it did when the request came; the browser's own lookup leads elsewhere.
        var job = try job("http://rebinding.test:\(inside.port)/", file: "rebinding.mp4")
        job.configuration.chromeFlags = [ChromeFlag("host-resolver-rules", .text("MAP rebinding.test 127.0.0.2"))]
        let result = try await record(job)
        #expect(result.status == .failed && result.statistics.frames == 0)
        #expect(
            result.error?.contains("rebinding.test, which is 127.0.0.2 (loopback)") == true, "\(result.error ?? "")")
        #expect(!FileManager.default.fileExists(atPath: bench.path("rebinding.mp4.png")))
    }

    @Test func `a redirect by a name that the browser is told another address of is refused`() async throws {
        let server = try HTTPServer(host: "127.0.0.2", port: 0) { [pages] _ in
            .redirect(to: "http://127.0.0.1:\(pages.port)/")
        }
        var job = try job("http://rebinding.test:\(server.port)/", file: "hop.mp4")
        job.configuration.chromeFlags = [ChromeFlag("host-resolver-rules", .text("MAP rebinding.test 127.0.0.2"))]
        let result = try await record(job)
        #expect(
            result.error?.contains("rebinding.test, which is 127.0.0.2 (loopback)") == true, "\(result.error ?? "")")
        await server.stop()
    }

    @Test(arguments: ["around", "status"])
    func `a page that goes where it may is recorded, by its start signal too`(path: String) async throws {
        let entries = path == "status" ? ["127.0.0.1", "127.0.0.2"] : ["127.0.0.1"]
        var job = try job(url(path), file: "\(path)-allowed.mp4", allowing: entries)
        job.awaitsStartSignal = true
        job.duration = .seconds(2)
        let result = try await record(job)
        #expect(result.isComplete, "\(result.error ?? "")")
        #expect(visits.all.contains(path == "status" ? "/secret" : "/frame"))
        #expect(try Player.complaints(bench.path("\(path)-allowed.mp4")) == "")
    }
}

/// Knows one name.
private struct OneHost: HostResolver {
    let name: String
    let address: String

    func addresses(of name: String) async throws -> [IPAddress] {
        name == self.name ? [IPAddress(address)].compactMap { $0 } : []
    }
}
