import Foundation
import HTTPTransport
import JobScheduler
import RoomEgress
import ServiceKit
import TestSupport

/// A service within the test, which keeps its state and its log in a folder. It has no program for jobs.
struct NodeBench {
    let folder: TemporaryFolder
    let writer: LogWriter
    private let log: FileHandle

    init() throws {
        folder = try TemporaryFolder()
        log = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.write([], as: "log")))
        writer = LogWriter(descriptor: log.fileDescriptor)
    }

    func node(_ lines: String..., secret: String = String(repeating: "s", count: 32)) async throws -> EgressNode {
        let fixed = ["api_key: key", "api_secret: \(secret)", "state_directory: \(folder.url.path)"]
        let setting = try EgressSetting(yaml: (fixed + lines).joined(separator: "\n"), source: "test")
        return try await EgressNode(
            setting, program: JobProgram(executable: "/bin/false"), logger: Logger(writer: writer))
    }

    /// All that was logged so far.
    var logged: String {
        writer.flush()
        return (try? String(contentsOfFile: folder.path("log"), encoding: .utf8)) ?? ""
    }
}
