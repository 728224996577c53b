import Foundation
import MediaTypes
import ObjectStorage
import ServiceKit
import TestSupport
import Testing

@testable import RoomEgress

@Suite(.timeLimit(.minutes(1))) struct AbandonedFileTests {
    private let folder: TemporaryFolder
    private let configuration: RecorderConfiguration
    private let logger = Logger(level: .fatal, writer: LogWriter())

    init() throws {
        folder = try TemporaryFolder()
        let text = "storage: {local: \(folder.path("archive"))}\nupload_directory: \(folder.path("up"))"
        configuration = try RecorderConfiguration(yaml: text, source: "test", environment: [:])
    }

    private func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.path(name)) }

    /// No journal can be written where a file is in the place of their folder.
    @Test func `a file whose journal never began is told of, and stored when the folder is good again`() async throws {
        let storage = try JobStorage(
            try #require(configuration.storage.primary.store), configuration.storage, folder: folder.path("up/record-1"))
        try FileManager.default.createDirectory(atPath: folder.path("up/record-1/files/d"), withIntermediateDirectories: true)
        let path = try folder.write([1, 2, 3], as: "up/record-1/files/d/a.ogg")
        let obstacle = try folder.write([], as: "up/record-1/journals")
        let upload = try #require(JobUploads(storage).begin(path, .ogg))
        let error = await #expect(throws: UnrecordedFile.self) { try await upload.finish(size: 3) }
        let text = try #require(error).description
        #expect(text.contains("stays at \(path)") && text.contains("egress-server recover") && text.contains("journals"))
        try FileManager.default.removeItem(atPath: obstacle)

        let outcomes = await PendingUploads(configuration, logger: logger).resume()
        #expect(outcomes.map(\.key) == ["d/a.ogg"] && outcomes.map(\.location) == [folder.path("archive/d/a.ogg")])
        #expect(exists("archive/d/a.ogg") && !exists("up/record-1"))
    }

    @Test func `a file that is recorded to, or whose request is lost, is left alone`() async throws {
        for job in ["record-1", "EG_1"] {
            try FileManager.default.createDirectory(atPath: folder.path("up/\(job)/files"), withIntermediateDirectories: true)
        }
        let path = try folder.write([1], as: "up/record-1/files/a.ogg")
        _ = try folder.write([1], as: "up/EG_1/files/a.ogg")
        let file = try LocalFile(creating: path)
        let outcomes = await PendingUploads(configuration, logger: logger).resume()
        #expect(outcomes.isEmpty && !exists("archive/a.ogg") && exists("up/record-1/files/a.ogg") && exists("up/EG_1/files/a.ogg"))
        _ = file.byteCount  // locked until here
    }
}
