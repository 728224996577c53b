import Foundation

/// A program that sends a file to a server.
enum StorageClient: CaseIterable {
    /// Ours, in one request.
    case put
    /// Ours, by an ``ObjectStorage/UploadQueue``.
    case parts
    case curl
    case aws

    /// Returns when the program has ended.
    func send(_ path: String, to address: String) throws {
        let target = "\(StorageChild.bucket)/\(self)"
        switch self {
        case .put: _ = try ChildProcess<StorageReport>(["put", address, path]).end()
        case .parts: _ = try ChildProcess<StorageReport>(["parts", address, path]).end()
        case .curl: try run(["/usr/bin/curl", "-sS", "-f", "-T", path, "\(address)/\(target)"], package: "curl")
        case .aws:
            try run(
                [Self.awsProgram.path, "--endpoint-url", address, "s3", "cp", "--no-progress", "--quiet", path, "s3://\(target)"],
                package: "")
        }
    }

    private func run(_ command: [String], package: String) throws {
        guard FileManager.default.isExecutableFile(atPath: command[0]) else {
            let remedy = package.isEmpty ? "run Scripts/bootstrap test" : "install the Debian package \(package)"
            throw BenchmarkFailure("\(command[0]) is missing: \(remedy)")
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        // Nothing of the user's own: neither accounts nor settings.
        process.environment = [
            "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "AWS_ACCESS_KEY_ID": "benchmark",
            "AWS_SECRET_ACCESS_KEY": "benchmark", "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true",
        ]
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        // The end of its output first: Foundation's wait spins.
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchmarkFailure("\(command[0]) failed: \(String(decoding: text, as: UTF8.self))")
        }
    }

    private static let awsProgram = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(".build/python/bin/aws")
}
