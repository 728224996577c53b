import Foundation
import TestSupport

/// A livekit-server as far as egress services see it, played by Python over a real Redis.
struct LiveKitServer: Sendable {
    private let peer: PythonPeer

    static let script = PythonTool.repository.appending(path: "Tests/InteropTests/Service/Python/livekit_server.py")

    init(_ redis: RedisServer) async throws { peer = try await PythonPeer(Self.script, redis: redis) }

    /// See the script for the commands.
    func ask(_ command: [String: any Sendable]) async throws -> [String] {
        let reply = try await reply(to: command)
        guard let result = reply.result else { throw TestFailure(description: "\(command): \(reply.code ?? ""): \(reply.error ?? "")") }
        return result
    }

    /// The same where it may fail.
    func reply(to command: [String: any Sendable]) async throws -> PythonPeer.Reply { try await peer.ask(command) }

    /// The last word about an egress.
    struct Info: Sendable {
        let json: String
        /// Of the file, in seconds.
        let duration: Double
        /// Whether it has an end and a place for its file.
        let isFinal: Bool
    }

    func info(_ id: String) async throws -> Info {
        struct Parts: Decodable {
            struct File: Decodable { var duration: String?, location: String? }
            var fileResults: [File]?
            var endedAt: String?
        }
        let json = try await ask(["do": "info", "id": id]).first ?? ""
        let parts = try JSONDecoder().decode(Parts.self, from: Data(json.utf8))
        let file = parts.fileResults?.first
        return Info(
            json: json, duration: (file?.duration.flatMap { Double($0) } ?? 0) / 1e9,
            isFinal: parts.endedAt != nil && file?.location != nil)
    }
}
