import Cryptography
import Foundation
import MediaTypes
import ObjectStorage
import ServiceKit
import TestSupport
import Testing

@testable import RoomEgress

/// What a job has left for a store that is a folder.
@Suite(.timeLimit(.minutes(1))) struct PendingUploadsTests {
    private let folder: TemporaryFolder
    private let storage: JobStorage
    private let pending: PendingUploads

    init() throws {
        folder = try TemporaryFolder()
        let secret = "planted-api-secret-of-enough-bytes"
        let configuration = try RecorderConfiguration(
            yaml: """
                {api_key: key, api_secret: \(secret), upload_directory: "\(folder.path("up"))",
                storage: {local: "\(folder.path("store"))"}}
                """, source: "test")
        let store = try #require(configuration.storage.primary.store)
        storage = try JobStorage(store, configuration.storage, folder: folder.path("up/EG_test"))
        try SealedRequest.write(EgressRequests.request(EgressRequests.web()), beside: storage, Secret(secret))
        pending = PendingUploads(configuration, logger: Logger(level: .fatal, writer: LogWriter()))
    }

    private var isEmpty: Bool { !FileManager.default.fileExists(atPath: storage.folder) }

    private func writing(_ name: String) throws -> LocalFile {
        var file = try LocalFile(creating: storage.path(of: name))
        try file.append(header: [1, 2, 3], payloads: [])
        return file
    }

    /// A job that was told to hurry has let its uploads go, and its process still writes.
    @Test(arguments: ["a.ogg", "a.mp4"])
    func `a file that is being written waits for its end`(name: String) async throws {
        let file = try writing(name)
        let uploads = JobUploads(storage)
        let upload = try await uploads.queue.uploadGrowing(UploadFile(path: storage.path(of: name), key: name))
        await uploads.queue.stop()
        #expect(await pending.resume().isEmpty)
        upload.finish(size: 3)
        let early = await pending.resume()
        #expect(early.map(\.location) == [nil] && early.first?.error?.contains("still being written") == true)
        #expect(FileManager.default.fileExists(atPath: file.path) && SealedRequest.exists(in: storage.folder))
        close(file)
        let late = await pending.resume()
        #expect(late.map(\.location) == [folder.path("store/\(name)")] && late.first?.size == 3)
        #expect(isEmpty)
    }

    private func close(_ file: consuming LocalFile) {}

    @Test func `the mark of a killed process does not keep its request for ever`() async throws {
        try FileManager.default.createDirectory(atPath: storage.journals, withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: storage.journals + "/1-2-stray.owner"))
        #expect(await pending.resume().isEmpty)
        #expect(isEmpty)
    }
}
