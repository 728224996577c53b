import Cryptography
import Foundation
import HTTPTransport
import ProtocolModels
import RoomEgress
import TestSupport
import Testing
import TwirpTransport

/// Recordings and streams of a room through the service, as files of all kinds.
///
/// Without more, a page of this machine stands for the room. `make integration` sets SLUICE_INTEGRATION_CONFIG, a
/// configuration with `api_key`, `api_secret`, `ws_url` and the template of a LiveKit server of one's own, and
/// LIVEKIT_ROOM_NAME, a room there that somebody is in; and each recording is longer.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct RoomCompositeTests {
    /// A request, and what its file must turn out to be.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var file: String
        var codecs: [String]
        var size: [Int]?
        var change: @Sendable (inout LiveKit.RoomCompositeEgressRequest) -> Void

        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "MP4", file: "room.mp4", codecs: ["h264", "aac"], size: [1280, 720]) { _ in },
        Case(name: "sound alone, Ogg", file: "room.ogg", codecs: ["opus"]) { $0.audioOnly = true },
        Case(name: "pictures alone", file: "pictures.mp4", codecs: ["h264"], size: [1280, 720]) { $0.videoOnly = true },
        Case(name: "1080p", file: "full.mp4", codecs: ["h264", "aac"], size: [1920, 1080]) { $0.options = .preset(.h264_1080p30) },
        Case(name: "portrait", file: "portrait.mp4", codecs: ["h264", "aac"], size: [720, 1280]) {
            $0.options = .preset(.portraitH264_720p30)
        },
        Case(name: "own settings", file: "own.mp4", codecs: ["h264", "aac"], size: [640, 360]) {
            var options = LiveKit.EncodingOptions()
            (options.width, options.height, options.framerate, options.keyFrameInterval) = (640, 360, 15, 2)
            (options.videoCodec, options.videoBitrate, options.audioFrequency) = (.h264Baseline, 800, 44_100)
            $0.options = .advanced(options)
        },
    ]

    private let bench: RecordingBench
    private let folder: TemporaryFolder
    private let pages: HTTPServer
    /// Where the user's configuration is.
    private let integration = ProcessInfo.processInfo.environment["SLUICE_INTEGRATION_CONFIG"]

    init() throws {
        bench = try RecordingBench(integration == nil ? "room-composite" : "integration")
        folder = try TemporaryFolder()
        let file = PythonTool.repository.appending(path: "Examples/Pages/counter.html")
        let page = String(decoding: try Data(contentsOf: file), as: UTF8.self).replacing(
            "new URLSearchParams(location.search)", with: "new URLSearchParams('signals=1&start=0&seconds=60')")
        pages = try HTTPServer(host: "127.0.0.1", port: 0) { _ in .html(page) }
    }

    /// The service under test, its API, and the room.
    private struct Service {
        let server: EgressServer
        let client: TwirpClient
        let token: Secret
        let room: String

        func call<Request: Sendable, Response: Sendable>(
            _ method: ServiceMethod<Request, Response>, _ request: Request
        ) async throws -> Response { try await client.call(method, request, token: token) }

        /// Returns when the egress `isMeant`, or has failed.
        func wait(for id: String, until isMeant: (LiveKit.EgressInfo) -> Bool) async throws -> LiveKit.EgressInfo {
            var request = LiveKit.ListEgressRequest()
            request.egressID = id
            var info = LiveKit.EgressInfo()
            try await eventually {
                try await Task.sleep(for: .milliseconds(100))
                info = try #require(try await call(LiveKit.Egress.listEgress, request).items.first)
                return isMeant(info) || info.endedAt > 0
            }
            return info
        }

        func end() async {
            server.signal(SIGINT)
            #expect(await server.outcome().status == 0)
        }
    }

    /// The configuration with the room in it.
    private func configured() throws -> String {
        if let integration { return try String(contentsOfFile: integration, encoding: .utf8) }
        return """
            api_key: \(ServiceBench.apiKey)
            api_secret: \(ServiceBench.apiSecret)
            ws_url: ws://127.0.0.1:1
            template_base: http://127.0.0.1:\(pages.port)/
            """
    }

    /// With that configuration, but an API and folders of the test's own.
    private func service() async throws -> Service {
        let environment = ProcessInfo.processInfo.environment
        let text = try configured()
        let room = integration == nil ? "my-room" : environment["LIVEKIT_ROOM_NAME"] ?? ""
        try #require(!room.isEmpty, "LIVEKIT_ROOM_NAME names no room")
        let port = try ServerProcess.freePort()
        let own = [
            "development": "true", "api_port": "\(port)", "state_directory": folder.path("state"), "redis": "",
            "temporary_directory": bench.jobs.url.path, "network": "{allow: [127.0.0.0/8]}",
        ]
        let kept = text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            !own.keys.contains { line.hasPrefix("\($0):") }
        }
        let lines = kept + own.filter { !$0.value.isEmpty }.map { "\($0.key): \($0.value)" }
        let configuration = lines.joined(separator: "\n")
        let server = try EgressServer(
            ["serve", "--config", try folder.write(Array(configuration.utf8), as: "config.yaml")])
        guard await server.waitForLog("egress service ready") else { throw TestFailure(description: await server.outcome().log) }
        let checked = try RecorderConfiguration(yaml: text, source: integration ?? "test", environment: environment)
        let secret = try #require(checked.apiSecret, "the configuration has no api_secret")
        var grant = VideoGrant()
        grant.roomRecord = true
        let token = try AccessToken(
            apiKey: checked.apiKey ?? "", identity: "integration", video: grant, now: Int64(Date().timeIntervalSince1970)
        ).signed(with: secret)
        return Service(server: server, client: TwirpClient(url: "http://127.0.0.1:\(port)"), token: token, room: room)
    }

    private func request(_ service: Service, file: String) -> LiveKit.RoomCompositeEgressRequest {
        var request = LiveKit.RoomCompositeEgressRequest()
        (request.roomName, request.layout) = (service.room, "speaker")
        var output = LiveKit.EncodedFileOutput()
        output.filepath = bench.path(file)
        request.fileOutputs = [output]
        return request
    }

    private var half: Duration { integration == nil ? .milliseconds(1_500) : .seconds(5) }

    /// Records from when frames come, for two halves, calling `meanwhile` between them.
    private func record(
        _ request: LiveKit.RoomCompositeEgressRequest, _ service: Service,
        meanwhile: (String) async throws -> Void = { _ in }
    ) async throws -> LiveKit.EgressInfo {
        let id = try await service.call(LiveKit.Egress.startRoomCompositeEgress, request).egressID
        let active = try await service.wait(for: id) { $0.status == .active }
        try #require(active.status == .active, "\(active.error)")
        try await Task.sleep(for: half)
        try await meanwhile(id)
        try await Task.sleep(for: half)
        var stop = LiveKit.StopEgressRequest()
        stop.egressID = id
        _ = try await service.call(LiveKit.Egress.stopEgress, stop)
        let info = try await service.wait(for: id) { $0.endedAt > 0 }
        #expect(info.status == .complete && info.error.isEmpty, "\(info)")
        return info
    }

    private func check(_ info: LiveKit.EgressInfo, _ path: String) throws {
        #expect(try Player.complaints(path) == "")
        let file = try #require(info.fileResults.first)
        #expect(file.location == path && file.size > 0)
        #expect(abs(try Player.duration(path) - Double(file.duration) / 1e9) < 1 && Double(file.duration) / 1e9 > half / .seconds(1))
    }

    @Test(arguments: cases) func `a file is what was asked for`(test: Case) async throws {
        let service = try await service()
        var request = request(service, file: test.file)
        test.change(&request)
        let info = try await record(request, service)
        let path = bench.path(test.file)
        try check(info, path)
        let streams = try ProbedFile(path).streams
        #expect(streams.map(\.codec_name) == test.codecs)
        if let size = test.size {
            let video = try Player.stream("v", of: path)
            #expect([video["width"], video["height"]] == size.map { "\($0)" })
        }
        await service.end()
    }

    @Test func `streams are added and removed while a file is written`() async throws {
        let service = try await service()
        let nginx = try await NginxServer(port: ServerProcess.freePort())
        var request = request(service, file: "streamed.mp4")
        var output = LiveKit.StreamOutput()
        (output.protocol, output.urls) = (.rtmp, [nginx.url("first")])
        request.streamOutputs = [output]
        let info = try await record(request, service) { id in
            var change = LiveKit.UpdateStreamRequest()
            (change.egressID, change.addOutputURLs, change.removeOutputURLs) = (id, [nginx.url("second")], [nginx.url("first")])
            _ = try await service.call(LiveKit.Egress.updateStream, change)
        }
        await nginx.waitForEnd(2)
        #expect(info.streamResults.map(\.status) == [.finished, .finished])
        try check(info, bench.path("streamed.mp4"))
        for recording in try nginx.recordings { #expect(try Player.complaints(recording) == "") }
        await service.end()
    }
}
