import Foundation
import HTTPTransport
import Synchronization
import TestSupport
import Testing

/// Credentials that a full run had in its hands are looked for in everything that the run said, showed and left.
@Suite(.serialized, .timeLimit(.minutes(3))) struct PlantedSecretTests {
    private let service: ServiceBench
    private let redisPassword = "planted-redis-password"
    private let streamKeys = ["planted-stream-key-one", "planted-stream-key-two", "planted-stream-key-dead"]
    private let roomToken = "planted.room.token"
    /// In requests that are refused, because what they are for is not supported or wrong.
    private let refused = [
        "planted-s3-secret", "planted-gcp-credentials", "planted-azure-key", "planted-oss-secret", "planted-proxy-password",
        "planted-srt-passphrase", "planted-rtmp-password",
    ]

    init() throws { service = try ServiceBench("secrets") }

    /// The room page; it ends by itself, and keeps the room tokens it was given.
    private final class RoomPages: Sendable {
        let tokens = Mutex<Set<String>>([])
        let server = Mutex<HTTPServer?>(nil)

        func start() throws -> Int {
            let file = PythonTool.repository.appending(path: "Examples/Pages/counter.html")
            let page = String(decoding: try Data(contentsOf: file), as: UTF8.self)
                .replacing("new URLSearchParams(location.search)", with: "new URLSearchParams('signals=1&start=0&seconds=7')")
            let started = try HTTPServer(host: "127.0.0.1", port: 0) { [self] request in
                if let token = request.queryValue("token") { _ = tokens.withLock { $0.insert(token) } }
                return .html(page)
            }
            defer { server.withLock { $0 = started } }
            return started.port
        }
    }

    /// What other users of the machine could see of `process` and all below it: command lines and environments.
    private func processList(of process: pid_t) -> String {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { pid_t($0) } ?? []
        var parents: [pid_t: pid_t] = [:]
        for entry in entries {
            let status = (try? String(contentsOfFile: "/proc/\(entry)/status", encoding: .utf8)) ?? ""
            let line = status.split(separator: "\n").first { $0.hasPrefix("PPid:") }
            parents[entry] = line.flatMap { pid_t($0.dropFirst(5).trimmingCharacters(in: .whitespaces)) }
        }
        func isBelow(_ entry: pid_t) -> Bool { entry == process || (parents[entry].map { $0 > 1 && isBelow($0) } ?? false) }
        return entries.filter(isBelow).map { entry in
            ["cmdline", "environ"].map { name in
                String(decoding: FileManager.default.contents(atPath: "/proc/\(entry)/\(name)") ?? Data(), as: UTF8.self)
            }.joined(separator: " ")
        }.joined(separator: "\n")
    }

    /// The files below `folder` that hold one of `secrets`, as bytes.
    private func files(below folder: URL, holding secrets: [String]) -> [String] {
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return paths.flatMap { path -> [String] in
            guard let data = FileManager.default.contents(atPath: folder.appending(path: path).path) else { return [] }
            return secrets.filter { data.range(of: Data($0.utf8)) != nil }.map { "\(path): \($0)" }
        }
    }

    private func fetch(_ port: Int, _ path: String) async throws -> String {
        String(decoding: try await HTTPClient().send(HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")).body, as: UTF8.self)
    }

    private func configuration(_ lines: String...) throws -> String {
        let fixed = [
            service.bench.configuration(), "api_key: \(ServiceBench.apiKey)", "api_secret: \(ServiceBench.apiSecret)",
            "ws_url: ws://127.0.0.1:1", "state_directory: \(service.state.url.path)",
            "output_directory: \(service.bench.media.path)", "log_level: debug", ServiceBench.allowsLoopback,
        ]
        return try service.config.write(Array((fixed + lines).joined(separator: "\n").utf8), as: "config.yaml")
    }

    @Test func `secrets of a service beside a server are nowhere but with their owner`() async throws {
        let redis = try await RedisServer(["--requirepass", redisPassword])
        let pages = RoomPages()
        let (health, metrics) = (try ServerProcess.freePort(), try ServerProcess.freePort())
        let config = try configuration(
            "redis: {address: 'localhost:\(redis.port)', password: \(redisPassword)}", "health_port: \(health)",
            "prometheus_port: \(metrics)", "template_base: http://127.0.0.1:\(try pages.start())/room")
        let server = try EgressServer(["serve", "--config", config])
        #expect(await server.waitForLog("egress service ready"))
        let nginx = try await NginxServer(port: ServerProcess.freePort())
        let livekit = try await PythonPeer(Self.script, redis: redis, password: redisPassword)
        let streams = [nginx.url(streamKeys[0]), "rtmp://127.0.0.1:1/live/\(streamKeys[2])"]
        let room = #"{"roomName": "r", "layout": "speaker", "fileOutputs": [{"filepath": "secret.mp4"}], "streamOutputs": [{"protocol": "RTMP", "urls": ["\#(streams[0])", "\#(streams[1])"]}]}"#
        var answers: [String] = []
        answers.append(try await ask(livekit, ["do": "request", "id": "EG_secret", "kind": "roomComposite", "json": room, "token": roomToken]))
        _ = try await ask(livekit, ["do": "await", "id": "EG_secret", "status": "EGRESS_ACTIVE", "seconds": 30])
        answers.append(try await ask(livekit, ["do": "update", "id": "EG_secret", "add": [nginx.url(streamKeys[1])]]))
        for (number, request) in Self.refusedRequests.enumerated() {
            let reply = try await livekit.ask(["do": "request", "id": "EG_refused\(number)", "kind": "web", "json": request])
            #expect(reply.result == nil)
            answers.append(reply.error ?? "")
        }
        var shown = [processList(of: server.process.processIdentifier)]
        #expect(shown[0].contains("handler") && shown[0].contains("chromium"))
        shown += [try await fetch(health, "/"), try await fetch(metrics, "/metrics")]
        #expect(shown[1].contains("EG_secret") && shown[2].contains("livekit_egress_available"))
        _ = try await ask(livekit, ["do": "await", "id": "EG_secret", "status": "EGRESS_COMPLETE", "seconds": 30])
        answers.append(try await ask(livekit, ["do": "info", "id": "EG_secret"]))
        server.signal(SIGTERM)
        let outcome = await server.outcome()
        #expect(outcome.status == 0)
        let tokens = pages.tokens.withLock { Array($0) }
        #expect(tokens.count == 1, "the room's page is given one token")
        let secrets = streamKeys + refused + tokens + [roomToken, redisPassword, ServiceBench.apiSecret]
        let places = ["answers": answers.joined(separator: "\n"), "shown": shown.joined(separator: "\n"), "output": outcome.output]
        for (place, text) in places.merging(["log": outcome.log], uniquingKeysWith: { $1 }) {
            for secret in secrets { #expect(!text.contains(secret), "\(place) has \(secret): \(Self.around(secret, in: text))") }
        }
        // What is recorded shows nothing of them either, and no manifest, note or database.
        for folder in [service.state.url, service.bench.media, service.bench.jobs.url] {
            #expect(files(below: folder, holding: secrets) == [])
        }
        #expect(service.bench.leftovers.isEmpty, "\(service.bench.leftovers)")
    }

    private static let script = PythonTool.repository.appending(path: "Tests/InteropTests/Service/Python/livekit_server.py")

    private func ask(_ server: PythonPeer, _ command: [String: any Sendable]) async throws -> String {
        let reply = try await server.ask(command)
        guard let result = reply.result else { throw TestFailure(description: "\(command): \(reply.code ?? ""): \(reply.error ?? "")") }
        return result.joined(separator: "\n")
    }

    /// The text on both sides of a secret.
    private static func around(_ secret: String, in text: String) -> String {
        guard let range = text.range(of: secret) else { return "" }
        let start = text.index(range.lowerBound, offsetBy: -200, limitedBy: text.startIndex) ?? text.startIndex
        let end = text.index(range.upperBound, offsetBy: 80, limitedBy: text.endIndex) ?? text.endIndex
        return String(text[start..<end])
    }

    /// Stores without a bucket, and streams that are none.
    private static let refusedRequests = [
        #"{"url": "https://a.example", "fileOutputs": [{"filepath": "a", "s3": {"accessKey": "AKIA", "secret": "planted-s3-secret", "proxy": {"url": "http://p", "username": "u", "password": "planted-proxy-password"}}}]}"#,
        #"{"url": "https://a.example", "fileOutputs": [{"filepath": "a", "gcp": {"credentials": "planted-gcp-credentials"}}]}"#,
        #"{"url": "https://a.example", "fileOutputs": [{"filepath": "a", "azure": {"accountName": "n", "accountKey": "planted-azure-key"}}]}"#,
        #"{"url": "https://a.example", "fileOutputs": [{"filepath": "a", "aliOSS": {"accessKey": "k", "secret": "planted-oss-secret"}}]}"#,
        #"{"url": "https://a.example", "streamOutputs": [{"protocol": "SRT", "urls": ["srt://127.0.0.1:1?passphrase=planted-srt-passphrase"]}]}"#,
        #"{"url": "https://a.example", "streamOutputs": [{"protocol": "RTMP", "urls": ["rtmp://user:planted-rtmp-password@[::1/live/k"]}]}"#,
    ]
}
