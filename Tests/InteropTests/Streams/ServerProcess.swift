import Foundation
import TestSupport

/// A server program that runs in the foreground and logs to standard error.
final class ServerProcess: Sendable {
    let log = LineLog()
    private let process: Process

    /// Starts it, with `environment` beside the test's own.
    init(_ path: String, package: String, _ arguments: [String], environment: [String: String] = [:]) throws {
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw TestFailure(description: "\(path) is missing: install the Debian package \(package)")
        }
        process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        try process.start()
        let handle = errors.fileHandleForReading
        Thread.detachNewThread { [log] in
            var rest = Data()
            while true {
                let data = handle.availableData
                if data.isEmpty { break }
                rest += data
                while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    log.append(String(decoding: rest[..<end], as: UTF8.self))
                    rest = Data(rest[rest.index(after: end)...])
                }
            }
            log.close()
        }
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    func kill(_ signal: Int32 = SIGKILL) {
        send(signal)
        process.waitForEnd()
    }

    private func kill(_ identifier: Int32, _ signal: Int32) { _ = Foundation.kill(identifier, signal) }

    deinit {
        if process.isRunning { kill() }
    }

    /// A port that was free a moment ago.
    static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard status else { throw TestFailure(description: "no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
