import Foundation
import MediaContainers
import MediaTypes
import ServiceKit
import TestSupport
import Testing

@testable import RoomEgress

@Suite(.timeLimit(.minutes(2))) struct FileOutputTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("room.mp4")
    }

    private static let track = TrackDescription(id: 0, parameters: .opus(OpusParameters(channels: 1, preSkip: 0)))

    private static func frame(_ number: Int) -> EncodedFrame {
        EncodedFrame(
            track: 0, presentationTime: .milliseconds(Int64(number) * 20), duration: .milliseconds(20),
            isKeyframe: true, payload: FramePayload([0x08, 0xFF, 0xFE]))
    }

    private func output() throws -> FileOutput {
        try FileOutput(path: path, logger: Logger(level: .fatal, writer: LogWriter()), onFailure: { _ in })
    }

    private func record(frames: Int) async throws {
        let output = try output()
        output.start([Self.track])
        for number in 0..<frames { output.send(Self.frame(number)) }
        _ = await output.finish()
    }

    private var content: Data? { FileManager.default.contents(atPath: path) }

    @Test func `what was there stays until the new recording has something to write`() async throws {
        try await record(frames: 50)
        let before = content
        let output = try output()
        #expect(content == before)
        _ = await output.finish()
        #expect(content == before)
        try await record(frames: 10)
        #expect(content != before)
        try MP4Checker.check(path: path)
    }

    @Test func `the format asked for is written, and recovery leaves Ogg alone`() async throws {
        let ogg = folder.path("room.ogg")
        let output = try FileOutput(
            path: ogg, format: .ogg, logger: Logger(level: .fatal, writer: LogWriter()), onFailure: { _ in })
        output.start([Self.track])
        for number in 0..<50 { output.send(Self.frame(number)) }
        let results = await output.finish()
        let bytes = [UInt8](try #require(FileManager.default.contents(atPath: ogg)))
        #expect(try OggChecker.check(bytes).dropFirst(2).flatMap(\.packets).count == 50)
        let result = try #require(results.compactMap { if case .file(let result) = $0 { result } else { nil } }.first)
        #expect(result.duration == 1_000_000_000 && result.size == Int64(bytes.count) && result.error == nil)
        #expect(try RecordingRecovery.recover(directory: folder.url.path).isEmpty)
        #expect(FileManager.default.contents(atPath: ogg) == Data(bytes))
    }

    @Test func `a recording without a frame leaves no file`() async throws {
        _ = await (try output()).finish()
        #expect(content == nil)
        try await record(frames: 0)
        #expect(content == nil)
    }

    @Test func `a recording that does not take place gives its file back`() async throws {
        try output().abandon()
        // The lock goes with the output's thread.
        try await eventually { (try? LocalFile(creating: path)) != nil }
    }

    @Test func `a killed recording is finished and kept when its path is recorded to again`() async throws {
        for _ in 0..<2 {
            var killed = HybridMP4Writer(output: try LocalFile(creating: path), tracks: [Self.track])
            for number in 0..<250 { try killed.write(Self.frame(number)) }
            _ = consume killed
            let output = try output()
            _ = await output.finish()
        }
        #expect(content == nil)
        for name in ["room-recovered.mp4", "room-recovered-2.mp4"] {
            try MP4Checker.check(path: folder.path(name))
            #expect(try Player.duration(folder.path(name)) > 3.9)
        }
    }

    /// Seconds the container says it lasts, by ffprobe.
    private enum Player {
        static func duration(_ path: String) throws -> Double {
            let text = try ExternalTool.ffprobe(
                "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path)
            return Double(String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
        }
    }
}
