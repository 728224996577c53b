import Foundation
import TestSupport

/// The second psrpc, in Python: serves and calls as it is told (Python/psrpc_peer.py).
actor PythonPeer {
    struct Reply: Decodable {
        var result: [String]?
        var code: String?
        var error: String?
    }

    struct Failure: Error, CustomStringConvertible { let description: String }

    private let process = Process()
    private let input = Pipe()
    private var lines: AsyncStream<String>.AsyncIterator

    init(redis: RedisServer) async throws {
        guard let script = Bundle.module.url(forResource: "psrpc_peer", withExtension: "py", subdirectory: "Python")
        else {
            throw Failure(description: "Python/psrpc_peer.py is not among the test resources")
        }
        process.executableURL = try PythonTool.interpreter()
        process.arguments = ["-I", script.path, "\(redis.port)"]
        process.standardInput = input
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        lines = stream.makeAsyncIterator()
        let handle = output.fileHandleForReading
        Thread.detachNewThread {
            var rest = Data()
            while case let data = handle.availableData, !data.isEmpty {
                rest += data
                while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    continuation.yield(String(decoding: rest[..<end], as: UTF8.self))
                    rest = Data(rest[rest.index(after: end)...])
                }
            }
            continuation.finish()
        }
        _ = try await reply()
    }

    deinit {
        kill(process.processIdentifier, SIGKILL)  // it may have inherited a mask that blocks SIGTERM
        process.waitUntilExit()
    }

    func ask(_ command: [String: any Sendable]) async throws -> Reply {
        try input.fileHandleForWriting.write(contentsOf: JSONSerialization.data(withJSONObject: command) + [10])
        return try await reply()
    }

    private func reply() async throws -> Reply {
        var iterator = lines
        defer { lines = iterator }
        guard let line = await iterator.next(isolation: #isolation) else {
            throw Failure(description: "the Python peer ended; its error output tells why")
        }
        return try JSONDecoder().decode(Reply.self, from: Data(line.utf8))
    }
}
