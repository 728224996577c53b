import Foundation
import HTTPTransport
import Synchronization
import TestSupport
import Testing

/// Room templates: their address, their token, their signals, their errors.
@Suite(.serialized, .timeLimit(.minutes(3))) struct TemplateTests {
    private let bench: RecordingBench
    private let server: HTTPServer
    private let seen = Requests()

    private final class Requests: Sendable {
        let list = Mutex<[HTTPRequest]>([])
    }

    init() throws {
        bench = try RecordingBench("template")
        let seen = seen
        server = try HTTPServer(host: "127.0.0.1", port: 0) { request in
            guard request.path.hasPrefix("/room") else { return .html("", status: 404) }
            seen.list.withLock { $0.append(request) }
            return .html(
                request.queryValue("url") == nil || request.path.contains("broken")
                    ? "<div class='error'>missing required params url and token</div>" : Self.page)
        }
    }

    private static let page = """
        <h1>a room</h1><script>
        console.log('opened with', location.href)
        setTimeout(() => console.log('START_RECORDING'), 500)
        setTimeout(() => console.log('something', 'END_RECORDING'), 3000)
        </script>
        """

    private var config: String {
        bench.configuration(
            "api_key: key-of-the-room", "api_secret: secret-of-the-room-that-is-long-enough", "ws_url: wss://rooms.example:7880",
            "template_address: http://127.0.0.1:\(server.port)/room", "log_level: debug")
    }

    private func request(_ template: String, file: String) -> String {
        #"{"template": \#(template), "filepath": "\#(bench.path(file))", "options": {"preset": "HD_30"}}"#
    }

    @Test func `a template gets its room by address and token, and says when to record`() async throws {
        let outcome = await
            (try bench.record(
                request(#"{"layout": "speaker-dark", "room_name": "my-room"}"#, file: "room.mp4"), config: config)
            ).outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        let seconds = try Player.duration(bench.path("room.mp4"))
        #expect(seconds > 1.5 && seconds < 3, "\(seconds) s")

        let asked = try #require(seen.list.withLock { $0 }.first)
        #expect(asked.path == "/room/speaker-dark")
        #expect(asked.queryValue("url") == "wss://rooms.example:7880")
        let token = try #require(asked.queryValue("token"))
        #expect(token.split(separator: ".").count == 3)
        // The page prints its own address, token and all.
        #expect(outcome.log.contains("opened with"))
        #expect(!(outcome.log + outcome.output).contains(token))
        #expect(outcome.log.contains("launching chrome") && outcome.log.contains("speaker-dark"))
    }

    @Test func `the query form sets layout, url and token over what is there`() async throws {
        let base = "http://127.0.0.1:\(server.port)/room?layout=old&theme=blue"
        let outcome = await
            (try bench.record(
                request(#"{"layout": "grid", "room_name": "r", "custom_base_url": "\#(base)"}"#, file: "query.mp4"),
                config: config)
            ).outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        let asked = try #require(seen.list.withLock { $0 }.first)
        #expect(asked.queryValue("layout") == "grid" && asked.queryValue("theme") == "blue")
        #expect(asked.queryValue("url") == "wss://rooms.example:7880" && asked.queryValue("token") != nil)
    }

    @Test func `what a template shows as its error is the recording's error`() async throws {
        let base = "http://127.0.0.1:\(server.port)/room-broken"
        let outcome = await
            (try bench.record(
                request(#"{"layout": "grid", "room_name": "r", "base_url": "\#(base)"}"#, file: "broken.mp4"),
                config: config)
            ).outcome()
        #expect(outcome.status == 1)
        #expect(outcome.report["error"]?.string?.hasPrefix("template error: missing required params") == true)
    }

    @Test func `template-url prints the whole address`() async throws {
        let server = try EgressServer([
            "template-url", "--config-body", config, "--request-body",
            request(#"{"layout": "speaker-light", "room_name": "my-room"}"#, file: "none.mp4"),
        ])
        let outcome = await server.outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        #expect(outcome.output.contains("/room/speaker-light?url=wss%3A%2F%2Frooms.example%3A7880&token=ey"))
    }
}
