import Cryptography
import Foundation
import ObjectStorage
import TestSupport
import Testing

/// One at a time, because they share a server.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct AzureStoreTests {
    private static let shared = Task { try await CloudServer("azure_server.py") }
    private let server: CloudServer

    init() async throws { server = try await CloudServer.emptied(Self.shared) }

    private func options(container: String = "recordings", retries: Int = 3) -> AzureOptions {
        AzureOptions(
            accountName: server.answers[1], accountKey: Secret(server.answers[2]), containerName: container,
            retry: RetryPolicy(maximumRetries: retries, minimumDelay: .milliseconds(1), maximumDelay: .milliseconds(5)),
            endpoint: server.address)
    }

    private func store(container: String = "recordings", retries: Int = 3) throws -> AzureStore {
        try AzureStore(options(container: container, retries: retries))
    }

    private func store(token: String) throws -> AzureStore {
        var options = options()
        (options.accountKey, options.sasToken) = (nil, Secret(token))
        return try AzureStore(options)
    }

    private func token(_ permission: String, seconds: Int = 600) async throws -> String {
        try await server.ask("token", ["permission": permission, "seconds": seconds])[0]
    }

    @Test func `objects of every size and name arrive as they were`() async throws {
        let store = try store()
        try await store.check()
        try await server.checkPuts(store)
        #expect(store.location(of: "a/b.mp4") == "https://sluicetests.blob.core.windows.net/a/b.mp4")
    }

    @Test func `parts may come in any order`() async throws { try await server.checkParts(try store()) }

    @Test func `a shared access signature does as well, with its question mark or without`() async throws {
        let token = try await token("rwdlc")
        try await server.checkPuts(try store(token: token))
        try await server.checkParts(try store(token: "?\(token)\n"))
    }

    @Test func `a signature that may only create suffices`() async throws {
        let store = try store(token: try await token("c"))
        try await store.check()
        _ = try await store.put(.bytes([1]), to: "a", ObjectProperties())
        let upload = try await store.begin("b", ObjectProperties())
        _ = try await store.complete(upload, [try await store.put(part: 1, .bytes([1]), of: upload)])
        try await store.abort(try await store.begin("c", ObjectProperties()))
        #expect(try await storageError { _ = try await store.head("a") }.problem == .permission)
    }

    @Test func `wrong keys, expired signatures, clocks, containers and rights are told apart`() async throws {
        func problem(_ store: AzureStore) async throws -> StorageProblem {
            try await storageError { try await store.check() }.problem
        }
        var wrong = options()
        wrong.accountKey = Secret("d3Jvbmc=")
        let error = try await storageError { [wrong] in try await AzureStore(wrong).check() }
        #expect(error.problem == .credentials && "\(error)".hasPrefix("Azure: checking container recordings failed"))
        #expect(try await problem(store(token: try await token("rw", seconds: -60))) == .credentials)
        let forged = try await token("rw").replacing("sp=rw", with: "sp=rwdl")
        #expect(try await problem(store(token: forged)) == .credentials)
        #expect(try await problem(store(token: try await token("r"))) == .permission)
        #expect(try await problem(store(container: "elsewhere")) == .missingBucket)
        try await server.ask("skew", ["seconds": 3_600])
        #expect(try await problem(store()) == .clockSkew)
        try await server.ask("skew", ["seconds": 0])
        try await server.ask("deny", ["rights": ["w"]])
        #expect(try await problem(store()) == .permission)
    }

    @Test func `faults pass, and what arrived otherwise is not taken as sent`() async throws {
        try await server.ask("fail", ["statuses": [503, 500, 409]])
        _ = try await store().put(.bytes([1]), to: "a", ObjectProperties())
        try await server.ask("lie", ["on": true])
        let error = try await storageError {
            _ = try await self.store(retries: 1).put(.bytes([1]), to: "a", ObjectProperties())
        }
        #expect(error.problem == .checksumMismatch)
    }

    @Test func `a completion whose answer was lost is repeated, and an abort leaves what is there`() async throws {
        let store = try store()
        _ = try await store.put(.bytes([7]), to: "a", ObjectProperties())
        let abandoned = try await store.begin("a", ObjectProperties())
        _ = try await store.put(part: 1, .bytes([1]), of: abandoned)
        try await store.abort(abandoned)
        #expect(try await server.object("a")?.sha256 == CloudServer.digest([7]))
        let upload = try await store.begin("a", ObjectProperties())
        let part = try await store.put(part: 1, .bytes([1, 2, 3]), of: upload)
        try await server.ask("lose", ["count": 1])
        _ = try await store.complete(upload, [part])
        #expect(try await server.object("a")?.sha256 == CloudServer.digest([1, 2, 3]))
        let expired = try await store.begin("b", ObjectProperties())
        #expect(try await storageError { _ = try await store.complete(expired, [part]) }.problem == .notFound)
    }

    @Test func `options that cannot be right are refused, and say nothing of a secret`() throws {
        var both = options()
        both.sasToken = Secret("sig=a")
        var neither = options()
        neither.accountKey = nil
        var key = options()
        key.accountKey = Secret("SEKRET!")
        var token = options()
        (token.accountKey, token.sasToken) = (nil, Secret("SEKRET"))
        for options in [both, neither, key, token] {
            #expect { try AzureStore(options) } throws: { error in
                (error as? StorageError)?.problem == .credentials && !"\(error)".contains("SEKRET")
            }
        }
    }

    @Test func `metadata of a name that the service does not take is refused`() async throws {
        let properties = ObjectProperties(metadata: ["room-name": "a"])
        let error = try await storageError { _ = try await self.store().put(.bytes([]), to: "a", properties) }
        #expect(error.problem == .invalidRequest && "\(error)".contains("room-name"))
    }
}
