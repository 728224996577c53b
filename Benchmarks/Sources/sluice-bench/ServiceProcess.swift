import Foundation

/// A real `egress-server serve` beside a Redis.
final class ServiceProcess {
    let millisecondsToReady: Double
    private let process = Process()

    /// Starts one that keeps everything in `folder`; returns when it takes requests.
    init(redisPort: Int, folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let config = "\(folder)/config.yaml"
        try """
        redis: {address: "127.0.0.1:\(redisPort)"}
        api_key: benchmark
        api_secret: a-secret-of-the-benchmark-that-is-long-enough
        ws_url: ws://127.0.0.1:1
        state_directory: \(folder)/state
        temporary_directory: \(folder)
        network: {allow: [127.0.0.0/8]}
        """.write(toFile: config, atomically: false, encoding: .utf8)
        let output = Pipe()
        process.executableURL = try Recorder.executable()
        process.arguments = ["serve", "--config", config]
        process.standardInput = FileHandle.nullDevice
        process.standardError = output
        let start = ContinuousClock.now
        try process.run()
        var log = ""
        while !log.contains("egress service ready") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw BenchmarkFailure("egress-server ended at its start: \(log)") }
            log += String(decoding: data, as: UTF8.self)
        }
        millisecondsToReady = (ContinuousClock.now - start) / .milliseconds(1)
        // What it says is read on, or it would wait for that in the end.
        let handle = output.fileHandleForReading
        Thread.detachNewThread { while !handle.availableData.isEmpty {} }
    }

    deinit { if process.isRunning { process.terminate() } }

    var processID: Int32 { process.processIdentifier }

    func residentMegabytes() throws -> Double { try ProcessMemory.residentMegabytes(of: processID) }

    func end() throws {
        process.terminate()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchmarkFailure("egress-server serve ended with status \(process.terminationStatus)")
        }
    }

    /// From start to end of the same program when it only says its version: what a process costs at least.
    static func millisecondsOfVersion() throws -> Double {
        let version = Process()
        version.executableURL = try Recorder.executable()
        version.arguments = ["version"]
        let output = Pipe()
        version.standardOutput = output
        let start = ContinuousClock.now
        try version.run()
        while !output.fileHandleForReading.availableData.isEmpty {}
        defer { version.waitUntilExit() }
        return (ContinuousClock.now - start) / .milliseconds(1)
    }
}
