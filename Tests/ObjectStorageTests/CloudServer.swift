import Cryptography
import Foundation
import ObjectStorage
import TestSupport
import Testing

/// A cloud's server of the tests, in Python, and what every cloud's store has to do with it.
struct CloudServer {
    /// What the server has under a key.
    struct Object {
        var sha256: String
        var contentType: String
        var contentDisposition: String
        var metadata: [String: String]
    }

    let peer: PythonPeer
    /// The server's address, and what else it tells when asked where it is.
    let answers: [String]

    var address: String { answers[0] }

    init(_ script: String) async throws {
        let folder = PythonTool.repository.appending(path: "Tests/ObjectStorageTests/Python")
        peer = try await PythonPeer(folder.appending(path: script), arguments: [])
        answers = try await peer.ask(["command": "where"]).result ?? []
    }

    /// The same server with nothing in it, and with no fault that a test before asked for.
    static func emptied(_ shared: Task<CloudServer, any Error>) async throws -> CloudServer {
        let server = try await shared.value
        try await server.ask("reset")
        return server
    }

    @discardableResult
    func ask(_ command: String, _ arguments: [String: any Sendable] = [:]) async throws -> [String] {
        let reply = try await peer.ask(arguments.merging(["command": command]) { $1 })
        return try #require(reply.result, "\(reply.error ?? "")")
    }

    func object(_ key: String) async throws -> Object? {
        let fields = try await ask("object", ["key": key])
        guard fields.count == 4 else { return nil }
        let metadata = try JSONDecoder().decode([String: String].self, from: Data(fields[3].utf8))
        return Object(sha256: fields[0], contentType: fields[1], contentDisposition: fields[2], metadata: metadata)
    }

    static func digest(_ bytes: [UInt8]) throws -> String { Hexadecimal.encode(try SHA256.digest(of: bytes.span)) }

    static let difficultKeys = [
        "a b/c+d/100%/q?x=1&y=2#z", "ünïcode/漢字/🎬.mp4", "quotes'\"<>&;:,@$!*()[]{}|^`~=", "dots/.hidden/..x/a..b",
        "%41%2F%2520", String(repeating: "k", count: 200) + "/" + String(repeating: "é", count: 411),
    ]

    /// Puts whole objects of all kinds of size and name, and compares what the server has.
    func checkPuts(_ store: some ObjectStore) async throws {
        let folder = try TemporaryFolder()
        let properties = ObjectProperties(
            contentType: "video/mp4", contentDisposition: "inline", metadata: ["room": "r 1", "take2": "x=y"])
        for (index, size) in [0, 1, 70_001].enumerated() {
            let bytes = StoreChecks.bytes(size, seed: UInt64(index))
            let path = try folder.write([1, 2, 3] + bytes + [4], as: "file")
            let key = "sizes/\(size)"
            let stored = try await store.put(
                .file(path: path, offset: 3, count: UInt64(size)), to: key, properties)
            let object = try #require(try await object(key))
            #expect(stored.key == key && stored.size == UInt64(size) && !stored.tag.isEmpty)
            #expect(try object.sha256 == CloudServer.digest(bytes))
            #expect(object.contentType == "video/mp4" && object.contentDisposition == "inline")
            #expect(object.metadata == properties.metadata)
            let seen = try #require(try await store.head(key))
            #expect(seen.size == UInt64(size) && seen.tag == stored.tag && seen.modifiedAt != nil)
        }
        for key in Self.difficultKeys {
            _ = try await store.put(.bytes(Array(key.utf8)), to: key, ObjectProperties())
            #expect(try await object(key)?.sha256 == CloudServer.digest(Array(key.utf8)), "\(key)")
            #expect(try await store.head(key)?.size == UInt64(key.utf8.count), "\(key)")
        }
        let keys = try await store.list("").map(\.key)
        #expect(Set(keys) == Set(Self.difficultKeys + ["sizes/0", "sizes/1", "sizes/70001"]))
        #expect(try await store.list("sizes/").map(\.size) == [0, 1, 70_001])
        for key in Self.difficultKeys + ["sizes/0", "never there"] {
            try await store.delete(key)
            #expect(try await store.head(key) == nil)
        }
    }

    /// Sends parts in another order than theirs, the first one last and twice, and completes twice.
    func checkParts(_ store: some ObjectStore, key: String = "parts/a b+ü.mp4") async throws {
        let size = Int(store.limits.minimumPartSize)
        let parts = [size, size + 1, 5].enumerated().map { StoreChecks.bytes($1, seed: UInt64(10 + $0)) }
        let properties = ObjectProperties(contentType: "video/mp4", contentDisposition: "inline", metadata: ["room": "r1"])
        let upload = try await store.begin(key, properties)
        #expect(try await object(key) == nil)
        #expect(upload.key == key && upload.startedAt != nil)
        var sent: [UploadedPart] = []
        _ = try await store.put(part: 1, .bytes(StoreChecks.bytes(size, seed: 99)), of: upload)
        for number in [2, 3, 1] {
            sent.append(try await store.put(part: number, .bytes(parts[number - 1]), of: upload))
        }
        let others = try await [store.begin("parts/b", properties), store.begin("parts/c", properties)]
        // Azure knows of an upload by its parts alone.
        if store.kind != .azure { #expect(try await !store.hasParts(others[0])) }
        for other in others { _ = try await store.put(part: 1, .bytes([1]), of: other) }
        #expect(try await store.hasParts(others[0]))
        let unfinished = try await store.unfinishedUploads("parts/")
        #expect(Set(unfinished.map(\.key)) == [key, "parts/b", "parts/c"])
        #expect(unfinished.first { $0.key == "parts/b" }?.id.prefix(8) == others[0].id.prefix(8))
        let stored = try await store.complete(upload, sent)
        let whole = Array(parts.joined())
        let object = try #require(try await object(key))
        #expect(try object.sha256 == CloudServer.digest(whole))
        #expect(object.contentType == "video/mp4" && object.metadata == ["room": "r1"])
        #expect(stored.size == UInt64(whole.count))
        #expect(try await store.head(key)?.size == stored.size)
        #expect(try await store.complete(upload, sent).size == stored.size)
        for other in try await store.unfinishedUploads("parts/") { try await store.abort(other) }
        try await store.abort(others[0])
        #expect(try await store.unfinishedUploads("").isEmpty)
        #expect(try await store.list("parts/").map(\.key) == [key])
    }
}

/// The error that `work` throws.
func storageError(_ work: () async throws -> Void) async throws -> StorageError {
    do { try await work() } catch let error as StorageError { return error }
    throw CloudServerFailure(description: "nothing was thrown")
}

struct CloudServerFailure: Error, CustomStringConvertible { let description: String }
