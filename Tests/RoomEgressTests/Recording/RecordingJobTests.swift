import Foundation
import TestSupport
import Testing

@testable import RoomEgress

struct RecordingJobTests {
    private func job(diagnostics: String?) throws -> RecordingJob {
        var configuration = RecorderConfiguration()
        configuration.diagnosticsDirectory = diagnostics
        return RecordingJob(
            page: try PageURL("about:blank"), outputs: [.file(path: "/media/a.mp4")], configuration: configuration)
    }

    @Test func `pictures of pages that failed have a folder and names of their own`() throws {
        let folder = try TemporaryFolder()
        let job = try job(diagnostics: folder.path("made/for/it"))
        try job.makeDiagnosticsDirectory()
        #expect(FileManager.default.fileExists(atPath: folder.path("made/for/it")))
        let path = try #require(job.screenshotPath)
        #expect(path.hasPrefix(folder.path("made/for/it/standalone-")) && path.hasSuffix("-\(getpid()).png"))
        #expect(job.screenshotPath != path)
        #expect(try self.job(diagnostics: nil).screenshotPath == "/media/a.mp4.png")
    }

    @Test func `a folder for pictures that cannot be made is named with its key`() throws {
        let error = #expect(throws: RequestError.self) {
            try job(diagnostics: "/proc/no/such").makeDiagnosticsDirectory()
        }
        #expect(error?.description.hasPrefix("diagnostics_directory: the folder /proc/no/such ") == true)
    }
}
