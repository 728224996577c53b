import CProcessShims
import Foundation
import ServiceKit

/// A private X display for one job.
struct DisplayServer: Sendable {
    /// As `DISPLAY` has it, `:12` for instance.
    let name: String
    let process: ChildProcess

    /// Starts Xvfb on the first free display, and returns when it takes connections.
    static func start(
        width: Int, height: Int, depth: Int, authority: String, in directory: JobDirectory
    ) async throws -> DisplayServer {
        _ = survivesLoss
        let (process, ready) = try await launch(
            arguments: [
                "-displayfd", "3", "-screen", "0", "\(width)x\(height)x\(depth)", "-auth", authority,
                "-nolisten", "tcp", "-noreset",
            ], in: directory)
        guard let answer = await Readiness.message(on: ready, timeout: .seconds(10)),
            let number = Int(answer.trimmingCharacters(in: .whitespacesAndNewlines))
        else {
            let reason = process.hasExited ? "it ended" : "no display number within 10 s"
            await process.killNow()
            throw ProcessError.notReady("Xvfb", reason: reason, output: process.lastOutput())
        }
        return DisplayServer(name: ":\(number)", process: process)
    }

    /// A display that dies takes its recording along, and a thread, but not this process with every other recording.
    private static let survivesLoss: Void = sluice_survive_display_loss()

    private static func launch(
        arguments: [String], in directory: JobDirectory
    ) async throws -> (ChildProcess, FileDescriptor) {
        // The write end lives here only until the child has its own, so that the child's end is seen as end of file.
        let (read, write) = try FileDescriptor.pipe()
        let process = try await ChildProcess.start(
            "Xvfb",
            ChildProcess.Command(
                executable: "/usr/bin/Xvfb", arguments: arguments,
                environment: [
                    "PATH": "/usr/bin:/bin", "HOME": directory.path, JobDirectory.environmentKey: directory.path,
                ],
                descriptors: [3: write], logFile: directory.file("xvfb.log")))
        return (process, read)
    }
}
