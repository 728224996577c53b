public import Foundation

/// A server in Python that receives tracks, over WebSockets and by chunked POST, and tells what came.
public final class TrackReceiver: Sendable {
    /// What a WebSocket's client sent, when it is closed.
    public struct Conversation: Sendable {
        public let contentType: String
        public let closeCode: Int
        /// `binary` with the length, `text` and `pong` with the text. Of one that held, `silence` with the length for zeros.
        public let events: [String]
        /// All binary messages; the end of them of one that held.
        public let data: Data

        /// Of all binary messages.
        public var sizes: [Int] { numbers(["binary ", "silence "]) }
        /// Of those with nothing but zeros.
        public var silence: [Int] { numbers(["silence "]) }

        private func numbers(_ names: [String]) -> [Int] {
            events.compactMap { event in names.first { event.hasPrefix($0) }.flatMap { Int(event.dropFirst($0.count)) } }
        }
    }

    public struct Upload: Sendable {
        public let requestLine: String
        public let contentType: String
        public let transferEncoding: String
        public let host: String
        public let expectation: String
        public let chunkSizes: [Int]
        /// Of a large one the first MiB.
        public let body: Data
    }

    public let webSocketPort: Int
    public let uploadPort: Int
    private let peer: PythonPeer

    public init(certificates: TestCertificates? = nil) async throws {
        let script = PythonTool.repository.appending(path: "Tests/HTTPTransportTests/Python/track_receiver.py")
        peer = try await PythonPeer(script, arguments: certificates.map { [$0.certificate, $0.key] } ?? [])
        let ports = try await peer.ask(["do": "ports"]).result ?? []
        guard ports.count == 2, let first = Int(ports[0]), let second = Int(ports[1]) else {
            throw ExternalTool.Failure(description: "the receiver in Python named no ports")
        }
        (webSocketPort, uploadPort) = (first, second)
    }

    /// What the next WebSocket to be closed had sent; waits for it.
    public func conversation() async throws -> Conversation {
        let fields = try await peer.ask(["do": "websocket"]).result ?? []
        let events = try JSONSerialization.jsonObject(with: Data(fields[2].utf8)) as? [[Any]] ?? []
        return Conversation(
            contentType: fields[0], closeCode: Int(fields[1]) ?? 0, events: events.map { "\($0[0]) \($0[1])" },
            data: Data(base64Encoded: fields[3]) ?? Data())
    }

    /// Lets those that hold read.
    public func listen() async throws { _ = try await peer.ask(["do": "listen"]) }

    /// The text messages of all WebSockets so far.
    public func texts() async throws -> [String] { try await peer.ask(["do": "texts"]).result ?? [] }

    /// The next upload to be complete; waits for it.
    public func upload() async throws -> Upload {
        let fields = try await peer.ask(["do": "upload"]).result ?? []
        let sizes = try JSONDecoder().decode([Int].self, from: Data(fields[5].utf8))
        return Upload(
            requestLine: fields[0], contentType: fields[1], transferEncoding: fields[2], host: fields[3],
            expectation: fields[4], chunkSizes: sizes, body: Data(base64Encoded: fields[6]) ?? Data())
    }
}
