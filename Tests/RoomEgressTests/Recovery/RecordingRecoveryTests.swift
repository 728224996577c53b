import Foundation
import MediaContainers
import MediaTypes
import RoomEgress
import TestSupport
import Testing

struct RecordingRecoveryTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    /// An abandoned recording of `seconds`.
    private func abandon(_ name: String, seconds: Int) throws -> String {
        let path = folder.path(name)
        var writer = HybridMP4Writer(output: try LocalFile(creating: path), tracks: [Self.track])
        for number in 0..<(seconds * 50) { try writer.write(Self.frame(number)) }
        return path
    }

    private static let track = TrackDescription(id: 0, parameters: .opus(OpusParameters(channels: 1, preSkip: 0)))
    private static func frame(_ number: Int) -> EncodedFrame {
        EncodedFrame(
            track: 0, presentationTime: .milliseconds(Int64(number) * 20), duration: .milliseconds(20),
            isKeyframe: true, payload: FramePayload([0x08, 0xFF, 0xFE]))
    }

    @Test func `finishes abandoned recordings in every folder and touches nothing else`() throws {
        let abandoned = try [abandon("a.mp4", seconds: 5), abandon("deep/er/b.mp4", seconds: 9)]
        let short = try abandon("short.mp4", seconds: 1)
        let foreign = try folder.write(Array("not a movie at all".utf8), as: "foreign.mp4")
        let finished = folder.path("finished.mp4")
        var writer = HybridMP4Writer(output: try LocalFile(creating: finished), tracks: [Self.track])
        for number in 0..<200 { try writer.write(Self.frame(number)) }
        _ = try writer.finish()
        let untouched = try [foreign, finished].map { try Data(contentsOf: URL(fileURLWithPath: $0)) }

        let results = try RecordingRecovery.recover(directory: folder.url.path)
        #expect(Set(results.map(\.path)) == Set(abandoned + [short]))
        for (path, seconds) in zip(abandoned, [4, 8]) {
            let outcome = try #require(results.first { $0.path == path }).outcome
            guard case .saved(let duration, let byteCount) = outcome else {
                Issue.record("\(path): \(outcome)")
                continue
            }
            #expect(duration == .seconds(Int64(seconds)))
            #expect(byteCount == UInt64(try Data(contentsOf: URL(fileURLWithPath: path)).count))
            try MP4Checker.check(path: path)
        }
        #expect(try [foreign, finished].map { try Data(contentsOf: URL(fileURLWithPath: $0)) } == untouched)
        #expect(try RecordingRecovery.recover(directory: folder.url.path).map(\.path) == [short])
    }

    @Test func `leaves a live recording alone`() throws {
        let path = folder.path("live.mp4")
        var writer = HybridMP4Writer(output: try LocalFile(creating: path), tracks: [Self.track])
        for number in 0..<250 { try writer.write(Self.frame(number)) }
        let results = try RecordingRecovery.recover(directory: folder.url.path)
        guard case .stillRecording = results.first?.outcome else {
            Issue.record("\(results)")
            return
        }
        _ = try writer.finish()
        try MP4Checker.check(path: path)
    }

    @Test func `a folder that is not there is an error that names it`() {
        let missing = folder.path("missing")
        #expect {
            _ = try RecordingRecovery.recover(directory: missing)
        } throws: { "\($0)".contains(missing) }
    }
}
