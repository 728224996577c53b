import Cryptography
import Foundation
import ObjectStorage
import TestSupport
import Testing

/// What every store has to do, whatever its kind.
enum StoreChecks {
    /// Keys that encoders get wrong, up to the longest.
    static let keys = [
        "a", "deep/er/and deeper/file.mp4", "space and  two", "plus+plus", "per%cent%20%2B", "ümläut/字/🎥.mp4", "e\u{301}",
        "quote'\"&<>", "tilde~!*()", "eq=u&al?s#hash;,", String(repeating: "k/", count: 511) + "ky",
    ]

    /// Bytes that differ for each seed. They repeat, because making megabytes of them takes seconds where nothing is
    /// optimised; after a prime number of bytes, so that no two chunks or parts are the same.
    static func bytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        let length = min(count, 65_521)
        let block = Array((0..<(length + 7) / 8).flatMap { _ in withUnsafeBytes(of: random.next()) { Array($0) } }.prefix(length))
        var bytes = block
        bytes.reserveCapacity(count)
        while bytes.count < count { bytes += block.prefix(count - bytes.count) }
        return bytes
    }

    static func md5(_ bytes: [UInt8]) throws -> String { Hexadecimal.encode(try MessageDigest.of(bytes.span, .md5)) }

    /// Puts, finds, lists and deletes under `prefix`.
    static func roundTrip(_ store: any ObjectStore, prefix: String, keys: [String]) async throws {
        for key in keys {
            let stored = try await store.put(.bytes(Array(key.utf8)), to: prefix + key, ObjectProperties())
            #expect(stored.size == UInt64(key.utf8.count) && stored.key == prefix + key)
            let found = try #require(try await store.head(prefix + key), "\(key)")
            #expect(found.size == stored.size && found.tag == stored.tag && found.modifiedAt != nil)
        }
        let listed = try await store.list(prefix)
        #expect(Set(listed.map(\.key)) == Set(keys.map { prefix + $0 }))
        #expect(listed.allSatisfy { $0.size > 0 && !$0.tag.isEmpty && $0.modifiedAt != nil })
        for key in keys {
            try await store.delete(prefix + key)
            try await store.delete(prefix + key)
            #expect(try await store.head(prefix + key) == nil)
        }
        #expect(try await store.list(prefix).isEmpty)
    }

    /// An object in parts from one file, the first part last; returns its bytes.
    static func parts(_ store: any ObjectStore, key: String, folder: TemporaryFolder) async throws -> [UInt8] {
        let partSize = Int(max(store.limits.minimumPartSize, 1_000))
        let content = bytes(2 * partSize + 345)
        let path = try folder.write(content, as: "source")
        let upload = try await store.begin(key, ObjectProperties(contentType: "video/mp4"))
        #expect(try await store.head(key) == nil)
        let unfinished = try await store.unfinishedUploads(key)
        #expect(unfinished.map(\.id) == [upload.id] && unfinished.map(\.key) == [key])
        #expect(try await !store.hasParts(upload))
        var parts: [UploadedPart] = []
        for number in [2, 3, 1] {
            let offset = (number - 1) * partSize
            let count = min(partSize, content.count - offset)
            let range = ObjectContent.file(path: path, offset: UInt64(offset), count: UInt64(count))
            parts.append(try await store.put(part: number, range, of: upload))
        }
        let stored = try await store.complete(upload, parts)
        #expect(stored.size == UInt64(content.count))
        #expect(try await store.head(key)?.tag == stored.tag)
        #expect(try await store.complete(upload, parts).size == stored.size, "completing twice is completing once")
        #expect(try await store.unfinishedUploads(key).isEmpty)

        let abandoned = try await store.begin(key + ".2", ObjectProperties())
        _ = try await store.put(part: 1, .bytes([1, 2, 3]), of: abandoned)
        #expect(try await store.hasParts(abandoned))
        try await store.abort(abandoned)
        try await store.abort(abandoned)
        #expect(try await store.unfinishedUploads(key).isEmpty)
        return content
    }

    static func problem(of work: () async throws(StorageError) -> some Any) async -> StorageProblem? {
        do throws(StorageError) {
            _ = try await work()
            return nil
        } catch {
            return error.problem
        }
    }
}
