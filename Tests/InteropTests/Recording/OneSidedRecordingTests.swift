import Foundation
import MediaTypes
import RoomEgress
import ServiceKit
import TestSupport
import Testing

/// A page's sound without its picture, and its picture without its sound.
@Suite(.serialized, .timeLimit(.minutes(5))) struct OneSidedRecordingTests {
    private let bench: RecordingBench

    init() throws { bench = try RecordingBench("one-sided") }

    private func job(
        _ media: RecordedMedia, _ output: RecordingJob.Output, codec: EncodingOptions.AudioCodec = .aac
    ) throws -> RecordingJob {
        var configuration = RecorderConfiguration()
        configuration.temporaryDirectory = bench.jobs.url.path
        let encoding = try EncodingOptions(width: 640, height: 360, frameRate: 30, videoBitrate: 1000, audioCodec: codec)
        var job = RecordingJob(
            page: try PageURL(RecordingBench.page()), encoding: encoding, outputs: [output], configuration: configuration)
        job.media = media
        job.duration = .seconds(3)
        return job
    }

    private func record(_ job: RecordingJob) async throws -> RecordingResult {
        let result = try await WebRecording(job, logger: Logger(level: .fatal, writer: LogWriter())).run()
        #expect(result.isComplete && result.reason == .durationReached, "\(String(describing: result.error))")
        return result
    }

    /// How far the page's beeps, one a second, are from whole seconds after each other, at worst; nil when there are none
    /// to compare.
    private func stray(_ path: String) throws -> Double? {
        let analysis = try RecordingAnalysis.analyzeSound(path: path)
        let onsets = analysis.beeps.filter(\.isWhole).map(\.onset)
        guard let first = onsets.first, onsets.count >= 2 else { return nil }
        #expect(analysis.tonesHeard == [1000] && analysis.decoderMessages.isEmpty)
        return onsets.map { abs(($0 - first) - ($0 - first).rounded()) }.max()
    }

    @Test(arguments: [
        ("sound.mp4", FileFormat.mp4, EncodingOptions.AudioCodec.aac), ("sound.ogg", .ogg, .opus), ("opus.mp4", .mp4, .opus),
    ])
    func `sound alone makes a file of one stream, with every beep in its place`(
        name: String, format: FileFormat, codec: EncodingOptions.AudioCodec
    ) async throws {
        let path = bench.path(name)
        var worst: Double?
        // Somebody else may want the machine for a moment.
        for _ in 0..<2 where worst ?? 1 >= 0.020 {
            let result = try await record(job(.audioOnly, .file(path: path, format: format), codec: codec))
            #expect(result.statistics.frames == 0 && result.statistics.droppedFrames == 0)
            #expect(abs(result.statistics.elapsed.seconds - 3) < 0.1, "\(result.statistics.elapsed)")
            #expect(abs(Double(try #require(result.files.first).duration) / 1e9 - 3) < 0.1)
            let streams = try ProbedFile(path).streams
            #expect(streams.map(\.codec_name) == [codec.rawValue] && streams.first?.channels == 2)
            #expect(abs(try Player.duration(path) - 3) < 0.1)
            #expect(try Player.complaints(path) == "")
            worst = try stray(path)
        }
        #expect(try #require(worst) < 0.020)
    }

    @Test func `a picture alone makes a file of one stream`() async throws {
        let path = bench.path("picture.mp4")
        let result = try await record(job(.videoOnly, .file(path: path)))
        #expect(result.statistics.frames > 0)
        #expect(try ProbedFile(path).streams.map(\.codec_name) == ["h264"])
        #expect(abs(try Player.duration(path) - 3) < 0.1)
        #expect(try Player.complaints(path) == "")
        let counters = try RecordingAnalysis.analyze(path: path).frames.compactMap(\.counter)
        #expect(counters.count > 10 && counters == counters.sorted())
    }

    @Test(arguments: [(RecordedMedia.audioOnly, "aac"), (.videoOnly, "h264")])
    func `one track is a stream of its own`(media: RecordedMedia, codec: String) async throws {
        let server = try await NginxServer(port: ServerProcess.freePort())
        let result = try await record(job(media, .streams([try StreamURL(server.url("one-track"))])))
        await server.waitForEnd()
        #expect(result.streams.map(\.status) == [.finished])
        let recording = try #require(try server.recordings.first)
        #expect(try ProbedFile(recording).streams.map(\.codec_name) == [codec])
        #expect(try Player.complaints(recording) == "")
    }
}
