import Foundation
import ServiceKit
import Testing

@testable import RoomEgress

struct JobDirectoryTests {
    private let root = NSTemporaryDirectory() + "sluice-test-\(UUID().uuidString.prefix(8))"

    private func sleeper(in directory: JobDirectory) async throws -> ChildProcess {
        try await ChildProcess.start(
            "sleep",
            ChildProcess.Command(
                executable: "/bin/sleep", arguments: ["60"],
                environment: [JobDirectory.environmentKey: directory.path], logFile: directory.file("log")))
    }

    @Test func `the next start ends and removes what a dead job left, and spares the living`() async throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        var dead: JobDirectory? = try JobDirectory.make(root: root)
        let deadPath = try #require(dead?.path)
        let orphan = try await sleeper(in: #require(dead))
        dead = nil  // its lock goes, as it would with its process

        let alive = try JobDirectory.make(root: root)
        #expect(await orphan.exit == .signal(SIGKILL))
        #expect(!FileManager.default.fileExists(atPath: deadPath))

        let another = try JobDirectory.make(root: root)
        #expect(FileManager.default.fileExists(atPath: alive.path))
        for directory in [alive, another] { directory.remove() }
        #expect(try FileManager.default.contentsOfDirectory(atPath: root).isEmpty)
    }

    @Test func `a folder whose sockets would have no address is refused`() {
        let error = #expect(throws: JobDirectoryError.self) {
            try JobDirectory.make(root: "/tmp/" + String(repeating: "long", count: 12))
        }
        #expect(error.map { "\($0)" }?.contains("temporary_directory") == true)
    }

    @Test func `a place that cannot be made is named`() {
        #expect(throws: JobDirectoryError.self) { try JobDirectory.make(root: "/proc/no/such") }
    }
}
