import Cryptography
import Foundation
import ObjectStorage
import TestSupport
import Testing

/// An S3 server that checks signatures and rights, with three users and a role.
struct S3Site {
    /// What the server itself has of an object.
    struct Object {
        let size: Int
        let md5: String
        let tag: String
        let contentType: String
        let contentDisposition: String
        /// JSON, by name.
        let metadata: String
        let tags: String
    }

    let peer: PythonPeer
    let url: String
    let role: String
    private let keys: [String]

    init(_ certificates: TestCertificates? = nil) async throws {
        let script = PythonTool.repository.appending(path: "Tests/TestSupport/Python/s3_server.py")
        peer = try await PythonPeer(script, arguments: certificates.map { [$0.certificate, $0.key] } ?? [])
        let fields = try #require(try await peer.ask(["do": "site"]).result)
        (url, role, keys) = (fields[0], fields[1], Array(fields[2...]))
    }

    enum User: Int { case owner, writer, caller }

    func keys(_ user: User) -> (id: String, secret: Secret) {
        (keys[2 * user.rawValue], Secret(keys[2 * user.rawValue + 1]))
    }

    func options(_ user: User = .owner) -> S3Options {
        S3Options(
            accessKey: keys(user).id, secret: keys(user).secret, endpoint: url, bucket: "bucket",
            retry: RetryPolicy(maximumRetries: 1, minimumDelay: .milliseconds(1), maximumDelay: .milliseconds(1)))
    }

    func object(_ key: String) async throws -> Object {
        let reply = try await peer.ask(["do": "object", "key": key])
        let fields = try #require(reply.result, "\(reply.error ?? "")")
        return Object(
            size: try #require(Int(fields[0])), md5: fields[1], tag: fields[2], contentType: fields[3],
            contentDisposition: fields[4], metadata: fields[5], tags: fields[6])
    }
}
