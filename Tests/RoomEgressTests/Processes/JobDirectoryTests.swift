import Foundation
import ServiceKit
import Synchronization
import TestSupport
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

    @Test func `what only looks like a dead job's folder is left alone`() async throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        // A folder of another program, and in our naming one with a lock of another kind, an open one, and a link.
        let (text, others) = ("sluice job\n", ["other", "job-others", "job-opened", "job-linked"])
        for name in others {
            try FileManager.default.createDirectory(
                atPath: "\(root)/\(name)", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        try text.write(toFile: "\(root)/other/lock", atomically: false, encoding: .utf8)
        try "4711\n".write(toFile: "\(root)/job-others/lock", atomically: false, encoding: .utf8)
        try text.write(toFile: "\(root)/job-opened/lock", atomically: false, encoding: .utf8)
        try FileManager.default.createSymbolicLink(atPath: "\(root)/job-linked/lock", withDestinationPath: "\(root)/other/lock")
        for name in ["other", "job-others"] { chmod("\(root)/\(name)/lock", 0o600) }
        chmod("\(root)/job-opened/lock", 0o666)
        let foreigner = Process()
        foreigner.executableURL = URL(fileURLWithPath: "/usr/bin/tail")
        foreigner.arguments = ["-f", "\(root)/job-others/lock"]
        foreigner.standardOutput = FileHandle.nullDevice
        foreigner.standardError = FileHandle.nullDevice
        try foreigner.start()
        defer { kill(foreigner.processIdentifier, SIGKILL) }  // it may have inherited a mask that holds SIGTERM back

        let directory = try JobDirectory.make(root: root)
        directory.remove()
        #expect(Set(try FileManager.default.contentsOfDirectory(atPath: root)) == Set(others))
        #expect(foreigner.isRunning)
    }

    @Test func `jobs that begin at once all get a folder`() async throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let paths = Mutex<[String]>([])
        let directories = Mutex<[JobDirectory]>([])
        await withCheckedContinuation { continuation in
            let threads = Mutex(4)
            for _ in 0..<4 {
                Thread.detachNewThread { [root] in
                    for _ in 0..<10 {
                        guard let directory = try? JobDirectory.make(root: root) else { continue }
                        paths.withLock { $0.append(directory.path) }
                        directories.withLock { $0.append(directory) }
                    }
                    if threads.withLock({ $0 -= 1; return $0 == 0 }) { continuation.resume() }
                }
            }
        }
        let made = paths.withLock { $0 }
        #expect(made.count == 40)
        #expect(made.filter { !FileManager.default.fileExists(atPath: "\($0)/lock") } == [])
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
