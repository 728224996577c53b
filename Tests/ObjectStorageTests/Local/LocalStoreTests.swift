import Foundation
import ObjectStorage
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct LocalStoreTests {
    private let folder: TemporaryFolder
    private let store: LocalStore

    init() throws {
        folder = try TemporaryFolder()
        store = try LocalStore(folder.path("store"))
    }

    private func file(_ key: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: store.location(of: key)))) }

    @Test func `objects are files under their keys`() async throws {
        try await StoreChecks.roundTrip(store, prefix: "pre/fix ", keys: StoreChecks.keys)
        _ = try await store.put(.bytes([1, 2]), to: "a/b", ObjectProperties())
        _ = try await store.put(.bytes([3]), to: "a/b", ObjectProperties())
        #expect(try file("a/b") == [3] && store.location(of: "a/b") == folder.path("store") + "/a/b")
    }

    @Test(arguments: [0, 1, (5 << 20) - 1, 5 << 20, (5 << 20) + 1])
    func `a file's range is copied, of any size`(size: Int) async throws {
        let content = StoreChecks.bytes(size + 10)
        let path = try folder.write(content, as: "source")
        let stored = try await store.put(.file(path: path, offset: 3, count: UInt64(size)), to: "x", ObjectProperties())
        #expect(stored.size == UInt64(size))
        #expect(try file("x") == Array(content[3..<(3 + size)]))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("store")) == ["x"])
    }

    @Test func `parts come in any order and become one file`() async throws {
        let content = try await StoreChecks.parts(store, key: "deep/talk.mp4", folder: folder)
        #expect(try file("deep/talk.mp4") == content)
        #expect(try await store.list("").map(\.key) == ["deep/talk.mp4"])
    }

    /// Its characters are fewer than its bytes.
    @Test func `parts become one file in a folder of any name`() async throws {
        let store = try LocalStore(folder.path("Aufnahmen für später"))
        _ = try await StoreChecks.parts(store, key: "talk.mp4", folder: folder)
        let upload = try await store.begin("other.mp4", ObjectProperties())
        _ = try await store.put(part: 1, .bytes([1]), of: upload)
        try await store.abort(upload)
        #expect(try await store.unfinishedUploads("").isEmpty)
    }

    @Test(arguments: ["", "/a", "a//b", "../a", "a/../../b", "./a", "a/", "a\u{0}b", ".unfinished-uploads/x", String(repeating: "k", count: 256)])
    func `a key that is no path below the folder is refused`(key: String) async {
        #expect(await StoreChecks.problem { () throws(StorageError) in
            try await store.put(.bytes([1]), to: key, ObjectProperties())
        } == .invalidRequest)
    }

    @Test func `permissions are those that the mask leaves`() async throws {
        let plain = folder.path("plain")
        #expect(FileManager.default.createFile(atPath: plain, contents: Data()))
        _ = try await store.put(.bytes([1]), to: "a", ObjectProperties())
        let attributes = try [plain, store.location(of: "a")].map {
            try FileManager.default.attributesOfItem(atPath: $0)[.posixPermissions] as? Int
        }
        // Foundation takes 0666 less the mask too.
        #expect(attributes[0] == attributes[1])
    }

    @Test func `failures are told apart, and leave nothing`() async throws {
        let source = try folder.write([1, 2, 3], as: "short")
        for (content, expected) in [
            (ObjectContent.file(path: source, offset: 0, count: 4), StorageProblem.source),
            (.file(path: folder.path("none"), offset: 0, count: 1), .source),
        ] {
            #expect(await StoreChecks.problem { () throws(StorageError) in
                try await store.put(content, to: "a", ObjectProperties())
            } == expected)
        }
        #expect(try await store.list("").isEmpty)
        _ = try await store.put(.bytes([1]), to: "file", ObjectProperties())
        #expect(await StoreChecks.problem { () throws(StorageError) in
            try await store.put(.bytes([1]), to: "file/below", ObjectProperties())
        } == .invalidRequest)
        let unknown = MultipartUpload(key: "a", id: "U_unknown")
        #expect(await StoreChecks.problem { () throws(StorageError) in
            try await store.put(part: 1, .bytes([1]), of: unknown)
        } == .notFound)
        #expect(await StoreChecks.problem { () throws(StorageError) in
            try await store.put(part: 1, .bytes([1]), of: MultipartUpload(key: "a", id: "../../etc"))
        } == .invalidRequest)
        #expect(throws: StorageError.self) { try LocalStore("relative") }
    }

    @Test func `the check makes the folder and leaves nothing in it`() async throws {
        try await store.check()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("store")).isEmpty)
        #expect(try store.presignedURL(of: "a", validity: .seconds(1)) == nil)
        let file = try folder.write([], as: "file")
        let below = try LocalStore(file + "/below")
        #expect(await StoreChecks.problem { () throws(StorageError) in try await below.check() } == .invalidRequest)
    }
}
