import Foundation
import MediaTypes
import ServiceKit
import TestSupport
import Testing

@testable import RoomEgress

@Suite(.timeLimit(.minutes(1))) struct TrackFileTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private func write(_ format: FileFormat, _ source: EncodedSource, then end: MediaTime? = nil) async throws -> (String, FileResult) {
        let path = folder.path("track" + format.fileExtension)
        let output = try FileOutput(
            path: path, format: format, logger: Logger(level: .fatal, writer: LogWriter()), onFailure: { _ in })
        output.start(source.tracks)
        for frame in source.frames { output.send(frame) }
        if let end { output.advance(to: end) }
        let results = await output.finish()
        return (path, try #require(results.compactMap { if case .file(let result) = $0 { result } else { nil } }.first))
    }

    private static let formats: [(FileFormat, String)] = [
        (.webm, "VP8"), (.webm, "AV1"), (.webm, "Opus"), (.ivf, "VP8"), (.ivf, "AV1"), (.h264, "H.264"), (.mp4, "H.264"),
        (.mp4, "AV1"), (.ogg, "Opus"),
    ]

    @Test(arguments: formats)
    func `a track is written to each format that holds it`(_ format: FileFormat, _ codec: String) async throws {
        let source = try TrackFixtures.named(codec)
        #expect(format.holds(source.tracks[0].parameters))
        let (path, result) = try await write(format, source)
        let bytes = try #require(FileManager.default.contents(atPath: path))
        #expect(result.error == nil && result.size == Int64(bytes.count) && abs(result.duration - 2_000_000_000) < 40_000_000)
        #expect(try ProbedFile(path).packets.count == source.frames.count)
    }

    @Test(arguments: [(FileFormat.ivf, "H.264"), (.h264, "VP8"), (.webm, "H.264"), (.ogg, "VP8")])
    func `a track that the format does not hold is an error, and costs no earlier file`(
        _ format: FileFormat, _ codec: String
    ) async throws {
        let source = try TrackFixtures.named(codec)
        #expect(!format.holds(source.tracks[0].parameters))
        let (path, result) = try await write(format, source)
        #expect(result.error?.contains("cannot write") == true && !FileManager.default.fileExists(atPath: path))
        _ = try folder.write([1, 2, 3], as: "track" + format.fileExtension)
        _ = try await write(format, source)
        #expect(FileManager.default.contents(atPath: path) == Data([1, 2, 3]))
    }

    @Test func `pictures before the first key frame are left out, and their parameters kept`() async throws {
        var source = try TrackFixtures.h264.get()
        source.frames = Array(source.frames.dropFirst(5))
        source.frames[0].newParameters = source.tracks[0].parameters
        source.tracks[0].parameters = .h264(
            H264Parameters(sequenceParameterSets: [], pictureParameterSets: [], width: 16, height: 16))
        let (path, result) = try await write(.h264, source)
        #expect(result.error == nil)
        let decoded = try ExternalTool.ffmpeg.run(["-v", "error", "-xerror", "-i", path, "-f", "null", "-"])
        #expect(decoded.status == 0 && decoded.errors.isEmpty)
        #expect(try ProbedFile(path).packets.count == 40)
    }

    @Test func `a recording that ends muted is as long as it was`() async throws {
        let (_, result) = try await write(.ogg, TrackFixtures.tone.get(), then: .seconds(12))
        #expect(abs(result.duration - 12_000_000_000) < 5_000_000 && result.error == nil)
    }
}
