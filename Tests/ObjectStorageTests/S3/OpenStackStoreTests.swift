import Cryptography
import Foundation
import ObjectStorage
import TestSupport
import Testing

/// Against OpenStack Swift's S3 API, with its own reading of the protocol.
@Suite(.timeLimit(.minutes(3))) struct OpenStackStoreTests {
    private static let shared = Task { try await OpenStackSite() }

    @Test func `objects of any key are put, found, listed and deleted`() async throws {
        let store = try S3Store(try await Self.shared.value.options())
        try await StoreChecks.roundTrip(store, prefix: "", keys: StoreChecks.keys)
    }

    @Test(arguments: [S3Options.PayloadSigning.automatic, .none])
    func `objects of any size arrive, however they are signed`(signing: S3Options.PayloadSigning) async throws {
        let site = try await Self.shared.value
        var options = site.options()
        options.payloadSigning = signing
        let store = try S3Store(options)
        let folder = try TemporaryFolder()
        for size in [0, 1, (5 << 20) - 1, 5 << 20, (5 << 20) + 1] {
            let content = StoreChecks.bytes(size + 9)
            let path = try folder.write(content, as: "\(size)")
            let key = "sizes/\(signing)/\(size)"
            let stored = try await store.put(
                .file(path: path, offset: 9, count: UInt64(size)), to: key, ObjectProperties())
            let object = try await site.object(key)
            #expect(object.md5 == (try StoreChecks.md5(Array(content[9...]))) && stored.tag == object.tag)
        }
    }

    @Test func `parts become an object, the first sent last, and nothing else is left of uploads`() async throws {
        let site = try await Self.shared.value
        let folder = try TemporaryFolder()
        let store = try S3Store(site.options())
        let content = try await StoreChecks.parts(store, key: "parts/ä +%.mp4", folder: folder)
        let object = try await site.object("parts/ä +%.mp4")
        #expect(object.md5 == (try StoreChecks.md5(content)) && object.contentType == "video/mp4")
        let segments = try await site.segments().filter { $0.hasPrefix("parts/") }
        #expect(segments.count == 3 && segments.allSatisfy { $0.hasPrefix("parts/ä +%.mp4/") })
    }

    @Test func `types, disposition and metadata are kept`() async throws {
        let site = try await Self.shared.value
        let properties = ObjectProperties(
            contentType: "video/mp4", contentDisposition: "attachment; filename=\"a.mp4\"", metadata: ["room": "r 1"])
        _ = try await S3Store(site.options()).put(.bytes([1]), to: "kept", properties)
        let object = try await site.object("kept")
        #expect(object.contentType == "video/mp4" && object.contentDisposition == "attachment; filename=\"a.mp4\"")
        #expect(object.metadata == #"{"room": "r 1"}"#)
    }

    @Test func `bad keys, missing rights and missing buckets are told apart, and the check allows keys that may only write`()
        async throws
    {
        let site = try await Self.shared.value
        var wrongSecret = site.options()
        wrongSecret.secret = Secret("hunter2")
        var wrongKey = site.options()
        wrongKey.accessKey = "test:nobody"
        var noBucket = site.options()
        noBucket.bucket = "nowhere"
        for (options, expected) in [
            (site.options(), nil), (site.options(.writer), nil), (wrongSecret, .credentials), (wrongKey, .credentials),
            (noBucket, .missingBucket),
        ] as [(S3Options, StorageProblem?)] {
            let store = try S3Store(options)
            let found = await StoreChecks.problem { () throws(StorageError) in try await store.check() }
            #expect(found == expected)
        }
        let nowhere = try S3Store(noBucket)
        #expect(await StoreChecks.problem { () throws(StorageError) in
            try await nowhere.put(.bytes([1]), to: "a", ObjectProperties())
        } == .missingBucket)
        let error = await #expect(throws: StorageError.self) {
            try await S3Store(wrongSecret).put(.bytes([1]), to: "a", ObjectProperties())
        }
        let text = try #require(error.map { "\($0)" })
        #expect(text.hasPrefix("S3: putting a failed: the credentials are refused") && !text.contains("hunter2"))
    }

    @Test func `keys that may only write put objects, whole and in parts`() async throws {
        let site = try await Self.shared.value
        let writer = try S3Store(site.options(.writer))
        _ = try await writer.put(.bytes([1]), to: "written", ObjectProperties())
        let upload = try await writer.begin("written/parts", ObjectProperties())
        let part = try await writer.put(part: 1, .bytes([1, 2]), of: upload)
        _ = try await writer.complete(upload, [part])
        #expect(try await site.object("written/parts").size == 2)
        #expect(await StoreChecks.problem { () throws(StorageError) in try await writer.list("") } == .permission)
    }

    @Test(arguments: [-3_600, 3_600] as [Int64])
    func `a clock that is wrong is told from keys that are`(seconds: Int64) async throws {
        let now = StorageClock.system
        let clock = StorageClock(unixTime: { now.unixTime() + seconds }, sleep: now.sleep)
        let store = try S3Store(try await Self.shared.value.options(), clock: clock)
        #expect(await StoreChecks.problem { () throws(StorageError) in try await store.check() } == .clockSkew)
    }

    @Test func `what this server lacks is refused at once, in its own words`() async throws {
        let site = try await Self.shared.value
        var chunks = site.options()
        chunks.payloadSigning = .chunks
        var tags = site.options()
        tags.tagging = "team=a"
        for (options, words) in [(chunks, "aws-chunked"), (tags, "tagging is not supported")] {
            let error = await #expect(throws: StorageError.self) {
                try await S3Store(options).put(.bytes([1]), to: "a", ObjectProperties())
            }
            #expect(error?.problem == .invalidRequest && error?.isTransient == false)
            #expect(error?.detail.contains(words) == true)
        }
    }
}
