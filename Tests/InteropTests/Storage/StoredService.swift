import Cryptography
import Foundation
import HTTPTransport
import ProtobufRuntime
import ProtocolModels
import RoomServer
import TestSupport
import Testing
import TwirpTransport

/// The egress service beside a room, and what its users do.
struct StoredService {
    let server: EgressServer
    private let port: Int
    private let healthPort: Int
    private let metricsPort: Int

    /// `lines` of configuration come after what every service needs.
    init(_ bench: TrackBench, _ state: TemporaryFolder, _ lines: String...) async throws {
        (port, healthPort, metricsPort) =
            (try ServerProcess.freePort(), try ServerProcess.freePort(), try ServerProcess.freePort())
        let common = """
            api_key: \(TrackBench.key)
            api_secret: \(TrackBench.secret)
            ws_url: \(bench.rooms.address)
            api_port: \(port)
            state_directory: \(state.url.path)
            temporary_directory: \(state.url.path)
            health_port: \(healthPort)
            prometheus_port: \(metricsPort)
            """
        let config = try state.write(Array(([common] + lines).joined(separator: "\n").utf8), as: "service.yaml")
        server = try EgressServer(["serve", "--config", config])
        guard await server.waitForLog("egress service ready") else {
            throw TestFailure(description: (await server.outcome()).log)
        }
    }

    func call<Request, Response>(_ method: ServiceMethod<Request, Response>, _ request: Request) async throws -> Response {
        var grant = VideoGrant()
        grant.roomRecord = true
        let token = try AccessToken(
            apiKey: TrackBench.key, identity: "test", video: grant, now: Int64(Date().timeIntervalSince1970)
        ).signed(with: Secret(TrackBench.secret))
        return try await TwirpClient(url: "http://127.0.0.1:\(port)").call(method, request, token: token)
    }

    /// Exports a track to a file, in `store` or where the configuration says.
    func start(_ sid: String, _ filepath: String, _ store: LiveKit.DirectFileOutput.Output? = nil) async throws -> String {
        var request = LiveKit.TrackEgressRequest()
        (request.roomName, request.trackID) = (TrackBench.room, sid)
        request.output = .file(.with { ($0.filepath, $0.output) = (filepath, store) })
        return try await call(LiveKit.Egress.startTrackEgress, request).egressID
    }

    func health() async throws -> String { try await fetch(healthPort, "/") }

    func metrics() async throws -> String { try await fetch(metricsPort, "/metrics") }

    private func fetch(_ port: Int, _ path: String) async throws -> String {
        let answer = try await HTTPClient().send(HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)"))
        return String(decoding: answer.body, as: UTF8.self)
    }

    /// Of the series that has these labels.
    func metric(_ name: String, _ labels: String = "") async throws -> Double? {
        let lines = try await metrics().split(separator: "\n")
        return lines.first { $0.hasPrefix(name + "{") && (labels.isEmpty || $0.contains(labels)) }
            .flatMap { $0.split(separator: " ").last }.flatMap { Double($0) }
    }

    func info(_ id: String) async throws -> LiveKit.EgressInfo {
        try #require(try await call(LiveKit.Egress.listEgress, .with { $0.egressID = id }).items.first)
    }

    func until(_ id: String, _ statuses: LiveKit.EgressStatus...) async throws -> LiveKit.EgressInfo {
        while true {
            let info = try await info(id)
            if statuses.contains(info.status) { return info }
            try #require(![.complete, .failed, .aborted].contains(info.status), "\(info)")
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Ends egresses that are recording, and answers how each ended.
    func stop(_ ids: [String]) async throws -> [LiveKit.EgressInfo] {
        for id in ids { _ = try await call(LiveKit.Egress.stopEgress, .with { $0.egressID = id }) }
        var infos: [LiveKit.EgressInfo] = []
        for id in ids { infos.append(try await until(id, .complete)) }
        return infos
    }

    /// Ends the service, and answers what it said.
    func end() async -> EgressServer.Outcome {
        server.signal(SIGINT)
        return await server.outcome()
    }
}
