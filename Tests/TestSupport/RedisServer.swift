public import Foundation
internal import Synchronization

/// A real redis-server on a loopback port of its own, which keeps nothing on disk.
public final class RedisServer: Sendable {
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    public let port: Int
    private let arguments: [String]
    private let running = Mutex<Running?>(nil)

    private struct Running {
        let process: Process
        /// Signalled once it has ended and let go of its output.
        let end: DispatchSemaphore
    }

    /// Starts it and returns once it accepts connections. Further `arguments` as on its command line.
    public convenience init(_ arguments: [String] = []) async throws {
        let port = try RedisServer.freePort()
        try await self.init(port: port, ["--port", "\(port)"] + arguments)
    }

    /// The same under TLS alone.
    public convenience init(tls certificates: TestCertificates, _ arguments: [String] = []) async throws {
        let port = try RedisServer.freePort()
        try await self.init(
            port: port,
            [
                "--port", "0", "--tls-port", "\(port)", "--tls-cert-file", certificates.certificate, "--tls-key-file",
                certificates.key, "--tls-ca-cert-file", certificates.authority,
            ] + arguments)
    }

    /// With a configuration file first, as a Sentinel wants it; the file names the port.
    public init(port: Int, _ arguments: [String]) async throws {
        self.port = port
        self.arguments = arguments + ["--bind", "127.0.0.1", "--save", "", "--daemonize", "no"]
        try await start()
    }

    deinit { stop() }

    /// Starts it again on the same port, after `stop`.
    public func start() async throws {
        let path = "/usr/bin/redis-server"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Failure(description: "\(path) is missing: install the Debian package redis-server")
        }
        let process = Process()
        // It dies with the thread that starts it, below, and so with this process, whatever happens to that.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
        process.arguments = ["--pdeathsig", "KILL", path] + arguments
        process.currentDirectoryURL = FileManager.default.temporaryDirectory
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        let end = DispatchSemaphore(value: 0)
        let failure: String? = await withCheckedContinuation { continuation in
            let started = Running(process: process, end: end)
            Thread.detachNewThread {
                RedisServer.run(started.process, output) { continuation.resume(returning: $0) }
                started.end.signal()
            }
        }
        if let failure { throw Failure(description: "redis-server did not start: \(failure)") }
        running.withLock { $0 = Running(process: process, end: end) }
    }

    /// Kills it at once, as a crash would.
    public func stop() { signal(SIGKILL, thenWait: true) }

    /// SIGSTOP and SIGCONT make it silent without closing anything.
    public func signal(_ number: Int32, thenWait: Bool = false) {
        running.withLock { running in
            guard let current = running else { return }
            kill(current.process.processIdentifier, number)
            guard thenWait else { return }
            current.end.wait()
            current.process.waitUntilExit()
            running = nil
        }
    }

    /// Calls `started` once: with nil when the server is ready, with its log when it ended instead. Then reads on, so
    /// that the server never waits for its log to be read, until it ends.
    private static func run(_ process: Process, _ output: Pipe, _ started: (String?) -> Void) {
        do { try process.start() } catch { return started("\(error)") }
        var log = ""
        var isReady = false
        while case let data = output.fileHandleForReading.availableData, !data.isEmpty {
            guard !isReady else { continue }
            log += String(decoding: data, as: UTF8.self)
            // A Sentinel says only its identifier.
            isReady = log.contains("Ready to accept connections") || log.contains("Sentinel ID is")
            if isReady { started(nil) }
        }
        if !isReady { started(log) }
    }

    /// A port that was free a moment ago.
    public static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else { throw Failure(description: "no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
