import Cryptography
import ObjectStorage
import TestSupport
import Testing

/// One at a time, because they share a server.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct AliOSSStoreTests {
    private static let shared = Task { try await CloudServer("alioss_server.py") }
    private let server: CloudServer

    init() async throws { server = try await CloudServer.emptied(Self.shared) }

    private func store(
        bucket: String = "recordings", accessKey: String? = nil, secret: String? = nil, region: String = "cn-hangzhou",
        retries: Int = 3
    ) throws -> AliOSSStore {
        let options = AliOSSOptions(
            accessKey: accessKey ?? server.answers[1], secret: Secret(secret ?? server.answers[2]),
            endpoint: server.address, bucket: bucket, region: region,
            retry: RetryPolicy(maximumRetries: retries, minimumDelay: .milliseconds(1), maximumDelay: .milliseconds(5)))
        return try AliOSSStore(options)
    }

    @Test func `objects of every size and name arrive as they were`() async throws {
        let store = try store()
        try await store.check()
        try await server.checkPuts(store)
    }

    @Test func `parts may come in any order`() async throws { try await server.checkParts(try store()) }

    @Test func `an upload whose completion's answer was lost is complete`() async throws {
        let store = try store()
        let upload = try await store.begin("a", ObjectProperties())
        let part = try await store.put(part: 1, .bytes([1, 2, 3]), of: upload)
        try await server.ask("lose", ["count": 1])
        #expect(try await store.complete(upload, [part]).size == 3)
        _ = try await store.put(.bytes([9]), to: "a", ObjectProperties())
        #expect(try await storageError { _ = try await store.complete(upload, [part]) }.problem == .notFound)
    }

    @Test func `wrong keys, clocks, regions, buckets and rights are told apart`() async throws {
        func problem(_ store: AliOSSStore) async throws -> StorageProblem {
            try await storageError { try await store.check() }.problem
        }
        #expect(try await problem(store(accessKey: "nobody")) == .credentials)
        #expect(try await problem(store(secret: "wrong")) == .credentials)
        #expect(try await problem(store(bucket: "elsewhere")) == .missingBucket)
        #expect(try await problem(store(region: "cn-beijing")) == .region(expected: "cn-hangzhou"))
        try await server.ask("skew", ["seconds": 3_600])
        #expect(try await problem(store()) == .clockSkew)
        try await server.ask("skew", ["seconds": 0])
        try await server.ask("deny", ["rights": ["write"]])
        let error = try await storageError { _ = try await self.store().put(.bytes([1]), to: "a", ObjectProperties()) }
        #expect(error.problem == .permission && "\(error)".hasPrefix("AliOSS: putting a failed"))
    }

    @Test func `credentials that may only write suffice`() async throws {
        try await server.ask("deny", ["rights": ["read", "delete"]])
        let store = try store()
        try await store.check()
        _ = try await store.put(.bytes([1]), to: "a", ObjectProperties())
        let upload = try await store.begin("b", ObjectProperties())
        _ = try await store.complete(upload, [try await store.put(part: 1, .bytes([1]), of: upload)])
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
}
