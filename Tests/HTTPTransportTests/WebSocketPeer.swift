import Foundation
import HTTPTransport
import TestSupport

/// aiohttp's server, for as long as this, or the tests' process, lives.
final class WebSocketPeer: Sendable {
    let port: Int
    private let process: Process
    private let input = Pipe()

    /// Starting Python takes longer than most tests.
    static let shared = Task { try await WebSocketPeer() }

    static let scripts = PythonTool.repository.appending(path: "Tests/HTTPTransportTests/Python")

    /// With certificates it speaks TLS.
    init(certificates: TestCertificates? = nil) async throws {
        process = Process()
        process.executableURL = try PythonTool.interpreter()
        let script = WebSocketPeer.scripts.appending(path: "websocket_server.py").path
        process.arguments = ["-I", script] + (certificates.map { [$0.certificate, $0.key] } ?? [])
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = input
        try process.start()
        let line = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: output.fileHandleForReading.availableData) }
        }
        guard let port = Int(String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
        else { throw Failure(description: "the WebSocket server in Python did not start") }
        self.port = port
    }

    struct Failure: Error, CustomStringConvertible { let description: String }

    deinit {
        kill(process.processIdentifier, SIGKILL)
        process.waitForEnd()
    }

    /// What the last client of `/told` or `/raw` ended with.
    func lastClose() async throws -> String {
        let answer = try await HTTPClient().send(HTTPClientRequest(url: "http://127.0.0.1:\(port)/last-close"))
        return String(decoding: answer.body, as: UTF8.self)
    }

    /// What a client in Python prints, without the line's end. Fails unless it ends well.
    static func client(_ what: String, _ port: Int, _ arguments: String...) async throws -> String {
        let python = ExternalTool(try PythonTool.interpreter().path, package: "python3-venv")
        let script = scripts.appending(path: "websocket_client.py").path
        let result = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result { try python.run(["-I", script, what, "\(port)"] + arguments, limit: .seconds(60)) })
            }
        }
        guard result.status == 0 else { throw Failure(description: "\(what): \(result.errors)") }
        return String(decoding: result.output, as: UTF8.self).trimmingCharacters(in: .newlines)
    }
}
