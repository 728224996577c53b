import Foundation
import MediaTypes
import ProtocolModels
import ServiceKit
import Synchronization
import TestSupport
import Testing

@testable import RoomEgress

struct JobOutputsTests {
    /// Outputs before the first frame, and what they have reported.
    private final class Trial: Sendable {
        let outputs: JobOutputs

        init(
            _ outputs: [RecordingJob.Output], media: RecordedMedia = .audioAndVideo,
            audioCodec: EncodingOptions.AudioCodec = .aac
        ) throws {
            let encoding = try EncodingOptions(
                width: 320, height: 180, frameRate: 30, videoBitrate: 500, audioCodec: audioCodec)
            var job = RecordingJob(page: try PageURL("about:blank"), encoding: encoding, outputs: outputs)
            job.media = media
            let fanOut = FrameFanOut(media: media, framerate: 30, limit: nil, onStart: {}, onLimit: {})
            let (stream, continuation) = AsyncStream<RecordingLifecycle.Input>.makeStream()
            self.outputs = try JobOutputs(
                job, fanOut: fanOut, logger: Logger(level: .fatal, writer: LogWriter())) { continuation.yield($0) }
            reported = stream
            end = { continuation.finish() }
        }

        private let reported: AsyncStream<RecordingLifecycle.Input>
        private let end: @Sendable () -> Void

        func reports() async -> [String] {
            end()
            var texts: [String] = []
            for await input in reported { texts.append("\(input)") }
            return texts
        }
    }

    private func url(_ key: String) throws -> StreamURL { try StreamURL("rtmp://127.0.0.1:9/live/\(key)") }

    @Test func `removing one of two streams before the recording starts ends nothing`() async throws {
        let trial = try Trial([.streams([try url("first-key"), try url("second-key")])])
        try await trial.outputs.removeStream(url("first-key"))
        #expect(await trial.reports() == [])
        let results = await trial.outputs.finish()
        #expect(results.map(\.status) == [.finished, .failed])
    }

    @Test func `streams keep their places, whichever is removed before the recording starts`() async throws {
        let trial = try Trial([.streams([try url("first-key"), try url("second-key"), try url("third-key")])])
        for key in ["second-key", "third-key"] { try await trial.outputs.removeStream(url(key)) }
        try trial.outputs.addStream(url("fourth-key"))
        try await trial.outputs.removeStream(url("first-key"))
        let results = trial.outputs.streamResults
        #expect(results.map { $0.url.suffix(11) } == ["{fir...key}", "{sec...key}", "{thi...key}", "{fou...key}"])
        #expect(results.map(\.status) == [.finished, .finished, .finished, .active])
    }

    @Test func `a stream that was removed early keeps its place in the info while others stream`() async throws {
        let urls = [try url("first-key"), try url("second-key"), try url("first-key")]
        let plan = try EgressRequests.plan(
            EgressRequests.web(#""stream_outputs": [{"urls": ["rtmp://a/b/c", "rtmp://d/e/f", "rtmp://a/b/c"]}]"#))
        var builder = EgressInfoBuilder(plan, startedAt: 100)
        let output = StreamsOutput(urls, policy: StreamPolicy()) { _, _ in }
        for key in ["second-key", "first-key"] { try await output.remove(url(key)) }
        _ = builder.update(streams: output.results, at: 200)
        output.start([Self.sound])
        try output.add(url("later-key"))
        _ = builder.update(streams: output.results, at: 300)
        #expect(builder.info.streamResults.map(\.status) == [.finished, .finished, .active, .active])
        #expect(output.results.map { $0.url.suffix(11) } == ["{fir...key}", "{sec...key}", "{fir...key}", "{lat...key}"])
        // The first of the two that are the same address is over; this is the other.
        try await output.remove(url("first-key"))
        #expect(output.results.map(\.status) == [.finished, .finished, .failed, .active])
        output.hasten()
        let ended = await output.finish()
        #expect(ended.map(\.status) == [.finished, .finished, .failed, .failed])
    }

    private static let sound = TrackDescription(
        id: 2, parameters: .aac(AACParameters(audioSpecificConfig: [0x12, 0x10], sampleRate: 44_100, channels: 2)))

    @Test func `removing the only stream before the recording starts ends it`() async throws {
        let trial = try Trial([.streams([try url("only-key")])])
        try await trial.outputs.removeStream(url("only-key"))
        #expect(await trial.reports() == ["end(RoomEgress.EndReason.outputsEnded)"])
    }

    @Test func `a job with a file goes on without streams`() async throws {
        let folder = try TemporaryFolder()
        let trial = try Trial([.file(path: folder.path("a.mp4")), .streams([try url("only-key")])])
        try await trial.outputs.removeStream(url("only-key"))
        #expect(await trial.reports() == [])
        _ = await trial.outputs.finish()
    }

    @Test(arguments: [
        ([], nil), ([.active], nil), ([.failed, .active], nil), ([.finished, .active], nil),
        ([.finished], "end"), ([.finished, .failed], "end"), ([.failed, .finished], "end"),
        ([.failed], "failed"), ([.failed, .failed], "failed"),
    ] as [([StreamResult.Status], String?)])
    func `the recording ends with its last stream, and fails when none ended well`(
        statuses: [StreamResult.Status], expected: String?
    ) {
        let results = statuses.map { status in
            var result = StreamResult(url: "rtmp://host")
            result.status = status
            return result
        }
        let found: String? =
            switch JobOutputs.consequence(of: results) {
            case .end(.outputsEnded)?: "end"
            case .failed?: "failed"
            case nil: nil
            case let other?: "\(other)"
            }
        #expect(found == expected)
    }

    @Test func `Opus goes to no stream, and that is said`() async throws {
        #expect(throws: StreamError.unsupportedCodec) {
            try Trial([.streams([try url("only-key")])], audioCodec: .opus)
        }
        let folder = try TemporaryFolder()
        let trial = try Trial([.file(path: folder.path("a.mp4"))], audioCodec: .opus)
        #expect(throws: StreamError.unsupportedCodec) { try trial.outputs.addStream(url("later-key")) }
        _ = await trial.outputs.finish()
    }

    @Test(arguments: [
        (.audioAndVideo, .opus, "format audio/ogg incompatible with codec video/h264"),
        (.videoOnly, .opus, "format audio/ogg incompatible with codec video/h264"),
        (.audioOnly, .aac, "format audio/ogg incompatible with codec audio/aac"),
        (.audioOnly, .opus, nil),
    ] as [(RecordedMedia, EncodingOptions.AudioCodec, String?)])
    func `Ogg takes Opus alone, and that is said before there is a file`(
        media: RecordedMedia, codec: EncodingOptions.AudioCodec, refusal: String?
    ) async throws {
        let folder = try TemporaryFolder()
        func trial() throws -> Trial {
            try Trial([.file(path: folder.path("a.ogg"), format: .ogg)], media: media, audioCodec: codec)
        }
        if let refusal {
            let error = #expect(throws: RequestError.self) { try trial() }
            #expect(error?.description == refusal)
            #expect(!FileManager.default.fileExists(atPath: folder.path("a.ogg")))
        } else {
            _ = await (try trial()).outputs.finish()
        }
    }

    @Test func `the sound's codec is of no matter to a stream without sound`() async throws {
        let trial = try Trial([.streams([try url("only-key")])], media: .videoOnly, audioCodec: .opus)
        try trial.outputs.addStream(url("later-key"))
        _ = await trial.outputs.finish()
    }

    @Test func `streams that cannot begin say why, and refuse changes`() async throws {
        let told = Mutex<[StreamResult]>([])
        let output = StreamsOutput([try url("only-key")], policy: StreamPolicy()) { _, all in
            told.withLock { $0 = all }
        }
        output.start([TrackDescription(id: 2, parameters: .opus(OpusParameters(channels: 2, preSkip: 312)))])
        #expect(told.withLock { $0 }.map(\.status) == [.failed])
        #expect(throws: StreamError.unsupportedCodec) { try output.add(url("other-key")) }
        await #expect(throws: StreamError.unsupportedCodec) { try await output.remove(url("only-key")) }
    }
}

extension OutputResult {
    fileprivate var status: StreamResult.Status? { if case .stream(let result) = self { result.status } else { nil } }
}
