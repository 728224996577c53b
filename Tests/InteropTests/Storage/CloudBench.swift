import Foundation
import TestSupport

/// The server of a cloud in Python, which checks signatures, and how a user of it sees it.
struct CloudBench {
    private let peer: PythonPeer
    /// Where it is, and what else it tells of itself: names and keys.
    let answers: [String]

    var url: String { answers[0] }

    init(_ script: String, answers count: Int) async throws {
        let folder = PythonTool.repository.appending(path: "Tests/ObjectStorageTests/Python")
        peer = try await PythonPeer(folder.appending(path: script), arguments: [])
        answers = try await peer.ask(["command": "where"]).result ?? []
        guard answers.count == count else { throw TestFailure(description: "\(script) tells \(answers)") }
    }

    /// The object as a file; answers its content type.
    func download(_ key: String, to path: String) async throws -> String {
        let reply = try await peer.ask(["command": "object", "key": key, "path": path])
        guard let result = reply.result, result.count == 4 else {
            throw TestFailure(description: "no \(key): \(reply.error ?? "")")
        }
        return result[1]
    }
}
