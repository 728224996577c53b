import Cryptography
import Foundation
import ObjectStorage
import TestSupport
import Testing

/// OpenStack Swift with its S3 API: an S3 server that checks signatures and rights and shares no code with the other one.
struct OpenStackSite {
    /// What the server itself has of an object.
    struct Object {
        let size: Int
        let md5: String
        let tag: String
        let contentType: String
        let contentDisposition: String
        /// JSON, by name.
        let metadata: String
    }

    enum User: Int { case owner, writer }

    let url: String
    let peer: PythonPeer
    private let keys: [String]
    private let folder: TemporaryFolder

    init() async throws {
        let package = "/usr/lib/python3/dist-packages/swift/proxy/server.py"
        guard FileManager.default.fileExists(atPath: package) else {
            throw CloudServerFailure(description: "\(package) is missing: install the Debian package python3-swift")
        }
        folder = try TemporaryFolder()
        let script = PythonTool.repository.appending(path: "Tests/TestSupport/Python/swift_server.py")
        // Debian's package is for Debian's Python.
        peer = try await PythonPeer(script, arguments: [folder.url.path], interpreter: "/usr/bin/python3")
        let fields = try #require(try await peer.ask(["do": "site"]).result)
        (url, keys) = (fields[0], Array(fields[2...]))
    }

    func options(_ user: User = .owner) -> S3Options {
        S3Options(
            accessKey: keys[2 * user.rawValue], secret: Secret(keys[2 * user.rawValue + 1]), endpoint: url, bucket: "bucket",
            retry: RetryPolicy(maximumRetries: 1, minimumDelay: .milliseconds(1), maximumDelay: .milliseconds(1)))
    }

    func object(_ key: String) async throws -> Object {
        let fields = try await ask(["do": "object", "key": key])
        return Object(
            size: try #require(Int(fields[0])), md5: fields[1], tag: fields[2], contentType: fields[3],
            contentDisposition: fields[4], metadata: fields[5])
    }

    /// Everything that is kept of uploads in parts, finished or not.
    func segments() async throws -> [String] { try await ask(["do": "segments"]) }

    private func ask(_ command: [String: any Sendable]) async throws -> [String] {
        let reply = try await peer.ask(command)
        return try #require(reply.result, "\(reply.error ?? "")")
    }
}
