import Cryptography
import Foundation
import ObjectStorage
import TestSupport
import Testing

/// One at a time, because they share a server.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct GCPStoreTests {
    private static let shared = Task { try await CloudServer("gcs_server.py") }
    private let server: CloudServer
    private let credentials: String

    init() async throws {
        server = try await CloudServer.emptied(Self.shared)
        credentials = server.answers[1]
    }

    private func store(
        bucket: String = "recordings", credentials: String? = nil, retries: Int = 3
    ) throws -> GCPStore {
        let options = GCPOptions(
            credentials: Secret(credentials ?? self.credentials), bucket: bucket,
            retry: RetryPolicy(maximumRetries: retries, minimumDelay: .milliseconds(1), maximumDelay: .milliseconds(5)),
            endpoint: server.address)
        return try GCPStore(options)
    }

    @Test func `objects of every size and name arrive as they were, with one token for all`() async throws {
        let store = try store()
        try await store.check()
        try await server.checkPuts(store)
        #expect(try await server.ask("state")[0] == "1")
        #expect(store.location(of: "a/b.mp4") == "https://recordings.storage.googleapis.com/a/b.mp4")
    }

    @Test func `parts may come in any order`() async throws { try await server.checkParts(try store()) }

    @Test func `a broken upload goes on where the store got to`() async throws {
        let bytes = StoreChecks.bytes(2_000_003, seed: 7)
        let folder = try TemporaryFolder()
        let file = try folder.write(bytes, as: "file")
        try await server.ask("break", ["after": 786_432])
        _ = try await store().put(.file(path: file, offset: 0, count: UInt64(bytes.count)), to: "broken", ObjectProperties())
        #expect(try await server.object("broken")?.sha256 == CloudServer.digest(bytes))
    }

    @Test func `passing faults and a revoked token are survived`() async throws {
        let store = try store()
        _ = try await store.put(.bytes([1]), to: "a", ObjectProperties())
        try await server.ask("revoke")
        _ = try await store.put(.bytes([2]), to: "a", ObjectProperties())
        try await server.ask("fail", ["statuses": [503, 500, 429]])
        _ = try await store.put(.bytes([3]), to: "a", ObjectProperties())
        #expect(try await server.object("a")?.sha256 == CloudServer.digest([3]))
        try await server.ask("fail", ["statuses": [503, 503]])
        let error = try await storageError { _ = try await self.store(retries: 1).head("a") }
        #expect(error.problem == .server(status: 503))
    }

    @Test func `wrong keys, clocks, buckets and rights are told apart`() async throws {
        let other = try await server.ask("other key")[0]
        #expect(try await storageError { try await self.store(credentials: other).check() }.problem == .credentials)
        let missing = try await storageError { try await self.store(bucket: "elsewhere").check() }
        #expect(missing.problem == .missingBucket)
        let put = try await storageError {
            _ = try await self.store(bucket: "elsewhere").put(.bytes([1]), to: "a", ObjectProperties())
        }
        #expect(put.problem == .missingBucket && "\(put)".hasPrefix("GCP: putting a failed"))
        let parts = try await storageError { _ = try await self.store(bucket: "elsewhere").begin("a", ObjectProperties()) }
        #expect(parts.problem == .missingBucket)
        try await server.ask("skew", ["seconds": 100_000])
        #expect(try await storageError { try await self.store().check() }.problem == .clockSkew)
        try await server.ask("skew", ["seconds": 0])
        try await server.ask("deny", ["rights": ["storage.objects.create"]])
        #expect(try await storageError { try await self.store().check() }.problem == .permission)
        let denied = try await storageError { _ = try await self.store().put(.bytes([1]), to: "a", ObjectProperties()) }
        #expect(denied.problem == .permission && !denied.isTransient)
    }

    @Test func `credentials that may only create objects suffice`() async throws {
        try await server.ask("deny", ["rights": ["storage.objects.get", "storage.objects.list", "storage.objects.delete"]])
        let store = try store()
        try await store.check()
        _ = try await store.put(.bytes([1]), to: "a", ObjectProperties())
        let upload = try await store.begin("b", ObjectProperties())
        let part = try await store.put(part: 1, .bytes([1, 2]), of: upload)
        #expect(try await store.complete(upload, [part]).size == 2)
        #expect(try await storageError { _ = try await store.head("a") }.problem == .permission)
    }

    @Test func `a part that the store got otherwise is not taken as sent`() async throws {
        let store = try store(retries: 1)
        let upload = try await store.begin("b", ObjectProperties())
        try await server.ask("lie", ["on": true])
        let error = try await storageError { _ = try await store.put(part: 1, .bytes([1]), of: upload) }
        #expect(error.problem == .checksumMismatch && error.isTransient)
    }

    @Test func `credentials are the JSON or a path to it, and are not shown`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(credentials.utf8), as: "key.json")
        #expect(try GCPOptions.credentials(fromVariable: path).reveal() == credentials)
        #expect(try GCPOptions.credentials(fromVariable: credentials).reveal() == credentials)
        #expect(throws: StorageError.self) { try GCPOptions.credentials(fromVariable: folder.path("none")) }
        for text in ["", "{}", "[1]", #"{"type":"service_account","client_email":"a","private_key":"SEKRET"}"#] {
            #expect { try store(credentials: text) } throws: { error in
                (error as? StorageError)?.problem == .credentials && !"\(error)".contains("SEKRET")
            }
        }
    }

    @Test func `signed addresses name the object`() throws {
        let url = try #require(try store().presignedURL(of: "a b", validity: .seconds(604_800)))
        #expect(url.hasPrefix("\(server.address)/recordings/a%20b?X-Goog-Algorithm=GOOG4-RSA-SHA256&"))
    }
}
