import Foundation
import ProtobufRuntime
import ProtocolModels
import TestSupport

/// An S3 server that checks signatures, and how a user of it sees it.
struct StorageBench {
    struct Object {
        let size: Int
        let md5: String
        let contentType: String
    }

    private let peer: PythonPeer
    let url: String
    /// Access key and secret of who may do everything, of who may only put, and of who may do nothing here.
    let owner: (key: String, secret: String)
    let writer: (key: String, secret: String)
    let stranger: (key: String, secret: String)

    init() async throws {
        peer = try await PythonPeer(PythonTool.repository.appending(path: "Tests/TestSupport/Python/s3_server.py"), arguments: [])
        let site = try await peer.ask(["do": "site"]).result ?? []
        guard site.count == 8 else { throw TestFailure(description: "the S3 server tells \(site)") }
        url = site[0]
        (owner, writer, stranger) = ((site[2], site[3]), (site[4], site[5]), (site[6], site[7]))
    }

    /// The store in YAML or JSON, with `keys`.
    func s3(_ keys: (key: String, secret: String), bucket: String = "bucket") -> String {
        #"{"access_key": "\#(keys.key)", "secret": "\#(keys.secret)", "endpoint": "\#(url)", "region": "us-east-1", "bucket": "\#(bucket)"}"#
    }

    /// The store as a request brings it.
    func upload(_ keys: (key: String, secret: String)) -> LiveKit.S3Upload {
        .with {
            ($0.accessKey, $0.secret, $0.bucket) = (keys.key, keys.secret, "bucket")
            ($0.endpoint, $0.region) = (url, "us-east-1")
        }
    }

    /// Nil when there is none.
    func object(_ key: String) async throws -> Object? {
        let reply = try await peer.ask(["do": "object", "key": key])
        guard let result = reply.result, result.count >= 4, let size = Int(result[0]) else { return nil }
        return Object(size: size, md5: result[1], contentType: result[3])
    }

    /// The object as a file.
    func download(_ key: String, to path: String) async throws {
        let reply = try await peer.ask(["do": "download", "key": key, "path": path])
        if let error = reply.error { throw TestFailure(description: error) }
    }

    func keys() async throws -> [String] { try await peer.ask(["do": "keys"]).result ?? [] }

    /// Keys of uploads in parts that are neither complete nor aborted.
    func unfinished() async throws -> [String] { try await peer.ask(["do": "unfinished"]).result ?? [] }
}
