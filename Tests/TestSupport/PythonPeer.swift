public import Foundation

/// A peer in Python that does as it is told: a JSON line for each command, and one for each answer.
public actor PythonPeer {
    public struct Reply: Decodable, Sendable {
        public var result: [String]?
        public var code: String?
        public var error: String?
    }

    public struct Failure: Error, CustomStringConvertible { public let description: String }

    /// The second psrpc: serves and calls.
    public static let psrpc = PythonTool.repository.appending(path: "Tests/ServiceBusTests/Python/psrpc_peer.py")

    private let process = Process()
    private let input = Pipe()
    private var lines: AsyncStream<String>.AsyncIterator

    public init(_ script: URL = psrpc, redis: RedisServer, password: String? = nil) async throws {
        try await self.init(script, arguments: ["\(redis.port)"] + (password.map { [$0] } ?? []))
    }

    /// Starts `script`, and returns when it is ready; `wrapper` runs it through another program. Without an `interpreter` it
    /// is that of the tests' own environment.
    public init(_ script: URL, arguments: [String], wrapper: [String] = [], interpreter: String? = nil) async throws {
        let python = try interpreter ?? PythonTool.interpreter().path
        let words = wrapper + [python, "-I", "-B", script.path] + arguments
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        process.standardInput = input
        let output = Pipe()
        process.standardOutput = output
        try process.start()
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
        process.waitForEnd()
    }

    public func ask(_ command: [String: any Sendable]) async throws -> Reply {
        try input.fileHandleForWriting.write(contentsOf: JSONSerialization.data(withJSONObject: command) + [10])
        return try await reply()
    }

    /// From now on it does nothing, without its peers being told.
    public func freeze() { kill(process.processIdentifier, SIGSTOP) }

    private func reply() async throws -> Reply {
        var iterator = lines
        defer { lines = iterator }
        guard let line = await iterator.next(isolation: #isolation) else {
            throw Failure(description: "the Python peer ended; its error output tells why")
        }
        return try JSONDecoder().decode(Reply.self, from: Data(line.utf8))
    }
}
