public import Foundation

/// A command-line program that tests use as an independent peer.
public struct ExternalTool: Sendable {
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    public struct Result: Sendable {
        public let status: Int32
        public let output: Data
        public let errors: String
    }

    /// Looked for along PATH, unless it is a path itself.
    public let name: String
    /// The Debian package that has it.
    public let package: String

    public init(_ name: String, package: String) {
        self.name = name
        self.package = package
    }

    public static let ffmpeg = ExternalTool("ffmpeg", package: "ffmpeg")
    public static let ffprobe = ExternalTool("ffprobe", package: "ffmpeg")

    private var candidates: [String] {
        if name.contains("/") { return [name] }
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return folders.map { "\($0)/\(name)" }
    }

    /// Where the program is.
    public func path() throws -> String {
        guard let path = candidates.first(where: FileManager.default.isExecutableFile) else {
            throw Failure(description: "\(name) is missing: install the Debian package \(package)")
        }
        return path
    }

    /// Runs the program to its end, whatever its status. One that takes longer than `limit` is killed.
    public func run(_ arguments: [String], limit: Duration = .seconds(240)) throws -> Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try path())
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        // A file, because two pipes read one after the other can block each other.
        let errors = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try Data().write(to: errors)
        defer { try? FileManager.default.removeItem(at: errors) }
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.start()
        let overdue = Self.kill(process, after: limit)
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        overdue.cancel()
        return Result(
            status: process.terminationStatus, output: data,
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }

    private static func kill(_ process: Process, after limit: Duration) -> DispatchWorkItem {
        let item = DispatchWorkItem { Foundation.kill(process.processIdentifier, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + limit / .seconds(1), execute: item)
        return item
    }

    /// Runs the program and fails unless it says that all went well.
    @discardableResult
    public func callAsFunction(_ arguments: String...) throws -> Data {
        let result = try run(arguments)
        guard result.status == 0 else {
            throw Failure(description: "\(name) \(arguments.joined(separator: " ")): \(result.errors)")
        }
        return result.output
    }
}
