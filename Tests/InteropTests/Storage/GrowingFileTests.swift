import Cryptography
import Foundation
import MediaTypes
import ObjectStorage
import ServiceKit
import TestSupport
import Testing

@testable import RoomEgress

/// Files that go up while they are written, to an S3 server that checks signatures.
@Suite(.timeLimit(.minutes(2))) struct GrowingFileTests {
    private static let track = TrackDescription(id: 0, parameters: .opus(OpusParameters(channels: 1, preSkip: 0)))

    /// Large enough that a few seconds are several parts.
    private static func frame(_ number: Int) -> EncodedFrame {
        var generator = SeededGenerator(seed: UInt64(number))
        let payload: [UInt8] = [0x08] + (0..<160_000).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        return EncodedFrame(
            track: 0, presentationTime: .milliseconds(Int64(number) * 20), duration: .milliseconds(20),
            isKeyframe: true, payload: FramePayload(payload))
    }

    @Test func `parts go up while the file grows, and its changed head last`() async throws {
        let (store, folder) = (try await StorageBench(), try TemporaryFolder())
        let options = S3Options(
            accessKey: store.owner.key, secret: Secret(store.owner.secret), region: "us-east-1", endpoint: store.url,
            bucket: "bucket")
        let storage = try JobStorage(.s3(options), StorageSettings(), folder: folder.path("job"))
        let uploads = JobUploads(storage)
        let logger = Logger(level: .fatal, writer: LogWriter())
        let path = storage.file(named: "talks/big.mp4").path
        let stored = try FileOutput(path: path, uploads: uploads, logger: logger, onFailure: { _ in })
        let local = try FileOutput(path: folder.path("local.mp4"), logger: logger, onFailure: { _ in })
        for output in [stored, local] { output.start([Self.track]) }
        for number in 0..<150 {
            for output in [stored, local] { output.send(Self.frame(number)) }
        }
        // Nobody has said yet that the recording ends.
        try await eventually { uploads.queue.progress.storedParts >= 2 }
        #expect(try await store.unfinished() == ["talks/big.mp4"])
        #expect(try await store.object("talks/big.mp4") == nil)
        let results = await stored.finish() + local.finish()
        await uploads.close()
        let files = results.compactMap { if case .file(let result) = $0 { result } else { nil } }
        #expect(files.map(\.error) == [nil, nil] && files.first?.location == "\(store.url)/bucket/talks/big.mp4")
        try await store.download("talks/big.mp4", to: folder.path("copy.mp4"))
        #expect(FileManager.default.contentsEqual(atPath: folder.path("copy.mp4"), andPath: folder.path("local.mp4")))
        try MP4Checker.check(path: folder.path("copy.mp4"))
        #expect(try await store.unfinished().isEmpty && !FileManager.default.fileExists(atPath: storage.folder))
    }
}
