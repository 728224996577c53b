import Foundation
import RoomEgress
import ServiceKit
import TestSupport
import Testing

/// A page on its way to RTMP servers: by the command line as documented, and beside a file through the library.
@Suite(.serialized, .timeLimit(.minutes(3))) struct StreamRecordingTests {
    private let bench: RecordingBench

    init() throws { bench = try RecordingBench("stream") }

    @Test func `streams a page to several servers, and a refused one is its own result`() async throws {
        let server = try await NginxServer(port: ServerProcess.freePort())
        let closedPort = try ServerProcess.freePort()
        let urls = [server.url("live-page-key"), "rtmp://127.0.0.1:\(closedPort)/live/refused-page-key"]
        let request = """
            {"url": "\(RecordingBench.page())", "options": {"preset": "HD_30"},
             "rtmp": {"urls": ["\(urls[0])", "\(urls[1])"]}}
            """
        let egress = try bench.record(request, config: bench.configuration("log_level: debug"), ["--duration", "5"])
        let outcome = await egress.outcome()
        await server.waitForEnd()
        try #require(outcome.status == 0, "\(outcome.log)")

        let results = try #require(outcome.report["stream_results"])
        #expect(results[0]?["status"]?.string == "FINISHED" && results[1]?["status"]?.string == "FAILED")
        #expect(results[0]?["url"]?.string == "rtmp://127.0.0.1:\(server.port)/live/{liv...key}")
        #expect(results[1]?["error"]?.string?.isEmpty == false)
        #expect(!(outcome.log + outcome.output).contains("page-key"))

        let recording = try #require(try server.recordings.first)
        #expect(try Player.complaints(recording) == "")
        // What was sent before the server took the stream is not in its recording.
        #expect(try Player.duration(recording) > 3.5)
        #expect(try Player.stream("v", of: recording)["codec_name"] == "h264")
        #expect(try Player.stream("a", of: recording)["codec_name"] == "aac")
    }

    @Test func `one encode serves a file and streams that come and go`() async throws {
        let server = try await NginxServer(port: ServerProcess.freePort())
        var configuration = RecorderConfiguration()
        configuration.temporaryDirectory = bench.jobs.url.path
        var job = RecordingJob(
            page: try PageURL(RecordingBench.page()), encoding: try EncodingOptions(
                width: 640, height: 360, frameRate: 30, videoBitrate: 1000),
            outputs: [.file(path: bench.path("both.mp4")), .streams([try StreamURL(server.url("first-key"))])],
            configuration: configuration)
        job.duration = .seconds(8)
        let recording = try WebRecording(job, logger: Logger(level: .fatal, writer: LogWriter()))
        async let running = recording.run()
        await server.waitForPublication()
        try recording.addStream(StreamURL(server.url("second-key")))
        await server.waitForPublication(2)
        try await Task.sleep(for: .seconds(2))  // something for the first one to record
        try await recording.removeStream(StreamURL(server.url("first-key")))
        let result = await running
        await server.waitForEnd(2)

        #expect(result.isComplete, "\(String(describing: result.error))")
        #expect(result.streams.map(\.status) == [.finished, .finished])
        #expect(try Player.complaints(bench.path("both.mp4")) == "")
        #expect(abs(try Player.duration(bench.path("both.mp4")) - 8) < 0.1)
        let recordings = try server.recordings
        #expect(recordings.count == 2)
        for path in recordings {
            let kept = bench.path((path as NSString).lastPathComponent)
            try? FileManager.default.removeItem(atPath: kept)
            try FileManager.default.copyItem(atPath: path, toPath: kept)
            let complaints = try Player.complaints(kept)
            #expect(complaints == "")
        }
        #expect(bench.leftovers.filter { !$0.isEmpty }.count <= 1)  // the display key lives as long as this process
    }

    @Test func `the recording ends with its last stream`() async throws {
        let server = try await NginxServer(port: ServerProcess.freePort())
        var configuration = RecorderConfiguration()
        configuration.temporaryDirectory = bench.jobs.url.path
        let url = try StreamURL(server.url("only-key"))
        let job = RecordingJob(
            page: try PageURL("data:text/html,<h1>hello</h1>"), encoding: try EncodingOptions(
                width: 320, height: 180, frameRate: 15, videoBitrate: 300),
            outputs: [.streams([url])], configuration: configuration)
        let recording = try WebRecording(job, logger: Logger(level: .fatal, writer: LogWriter()))
        async let running = recording.run()
        await server.waitForPublication()
        try await Task.sleep(for: .seconds(1))  // something to stream
        try await recording.removeStream(url)
        let result = await running
        #expect(result.isComplete && result.reason == .outputsEnded)
        #expect(result.streams.map(\.status) == [.finished])
    }
}
