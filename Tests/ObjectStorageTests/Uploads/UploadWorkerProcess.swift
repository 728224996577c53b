import Foundation
import TestSupport

/// A worker in a process of its own; see Tests/Tools/upload-worker.
final class UploadWorkerProcess: Sendable {
    private let process: Process
    private let lines: AsyncStream<String>

    init(_ arguments: [String]) throws {
        process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "upload-worker")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        try process.start()
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        self.lines = lines
        let handle = output.fileHandleForReading
        // The output and the end are waited for, and the shared pool is not for that.
        Thread.detachNewThread { [process] in
            while case let data = handle.availableData, !data.isEmpty {
                continuation.yield(String(decoding: data, as: UTF8.self))
            }
            process.waitUntilExit()
            continuation.finish()
        }
    }

    /// Returns when it has said something, or has ended.
    func firstLine() async {
        for await _ in lines { return }
    }

    func kill() async {
        Foundation.kill(process.processIdentifier, SIGKILL)
        await end()
    }

    /// Returns when it has ended, with what it has said since it was last listened to.
    @discardableResult func end() async -> String { await lines.reduce("", +) }
}
