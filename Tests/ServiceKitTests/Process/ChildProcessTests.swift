import Foundation
import ServiceKit
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct ChildProcessTests {
    private let log = NSTemporaryDirectory() + "sluice-child-\(UUID().uuidString.prefix(8)).log"

    private func start(_ executable: String, _ arguments: [String] = []) async throws -> ChildProcess {
        try await ChildProcess.start(
            "Chromium", ChildProcess.Command(executable: executable, arguments: arguments, logFile: log))
    }

    @Test func `tells how a program ended and what it printed`() async throws {
        defer { unlink(log) }
        let process = try await start("/bin/sh", ["-c", "echo last words; exit 3"])
        #expect(await process.exit == .status(3))
        #expect(process.lastOutput() == "last words")
    }

    @Test func `a program that is missing is named with its package`() async {
        defer { unlink(log) }
        let error = await #expect(throws: ProcessError.self) { _ = try await start("/no/such/chromium") }
        #expect("\(error!)".contains("/no/such/chromium") && "\(error!)".contains("install Debian's package chromium"))
    }

    @Test func `killing ends the whole group`() async throws {
        defer { unlink(log) }
        let process = try await start("/bin/sh", ["-c", "sleep 60 & echo $!; wait"])
        try await eventually { !process.lastOutput().isEmpty }
        let grandchild = try #require(pid_t(process.lastOutput()))
        await process.killNow()
        // The grandchild is reparented and reaped elsewhere; until then it is a zombie at most.
        try await eventually { !Self.runs(grandchild) }
    }

    private static func runs(_ processID: pid_t) -> Bool {
        let status = (try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8)) ?? ""
        return !(status.isEmpty || status.contains(") Z ") || status.contains(") X "))
    }
}
