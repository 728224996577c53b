import Cryptography
import Foundation
import HTTPTransport
import ObjectStorage
import TestSupport
import Testing

/// Against moto, which checks every signature and right.
@Suite(.timeLimit(.minutes(2))) struct S3StoreTests {
    private static let shared = Task { try await S3Site() }

    @Test func `objects of any key are put, found, listed and deleted`() async throws {
        let store = try S3Store(try await Self.shared.value.options())
        try await StoreChecks.roundTrip(store, prefix: "", keys: StoreChecks.keys)
    }

    @Test(arguments: [S3Options.PayloadSigning.automatic, .chunks, .none])
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

    @Test func `parts become an object, the first sent last`() async throws {
        let site = try await Self.shared.value
        let folder = try TemporaryFolder()
        let store = try S3Store(site.options())
        let content = try await StoreChecks.parts(store, key: "parts/ä +%.mp4", folder: folder)
        let object = try await site.object("parts/ä +%.mp4")
        #expect(object.md5 == (try StoreChecks.md5(content)) && object.contentType == "video/mp4")
    }

    @Test func `types, disposition, metadata and tags are kept`() async throws {
        let site = try await Self.shared.value
        var options = site.options()
        options.metadata = ["Room": "one", "kind": "talk"]
        options.tagging = "team=a%20b&x=1"
        let store = try S3Store(options)
        let properties = ObjectProperties(
            contentType: "video/mp4", contentDisposition: "attachment; filename=\"a.mp4\"", metadata: ["kind": "show"])
        _ = try await store.put(.bytes([1]), to: "kept/1", properties)
        _ = try await store.put(.bytes([1]), to: "kept/2", ObjectProperties())
        let first = try await site.object("kept/1")
        #expect(first.contentType == "video/mp4" && first.contentDisposition == "attachment; filename=\"a.mp4\"")
        #expect(first.metadata == #"{"kind": "show", "room": "one"}"# && first.tags == #"{"team": "a b", "x": "1"}"#)
        let second = try await site.object("kept/2")
        #expect(second.contentDisposition == "inline" && second.metadata == #"{"kind": "talk", "room": "one"}"#)
    }

    @Test func `an assumed role's keys are fetched with its external id`() async throws {
        let site = try await Self.shared.value
        var options = site.options()
        (options.accessKey, options.secret) = ("unused", Secret("unused"))
        options.assumedRole = .init(
            arn: site.role, externalID: "tenant 7/ä", accessKey: site.keys(.caller).id, secret: site.keys(.caller).secret)
        options.tokenServiceEndpoint = site.url
        let store = try S3Store(options)
        #expect(try store.presignedURL(of: "role", validity: .seconds(60)) == nil)
        _ = try await store.put(.bytes([1, 2, 3]), to: "role", ObjectProperties())
        #expect(try await site.object("role").size == 3)
        let url = try #require(try store.presignedURL(of: "role", validity: .seconds(60)))
        #expect(url.contains("X-Amz-Security-Token="))

        options.assumedRole?.secret = Secret("wrong")
        let refused = try S3Store(options)
        #expect(await StoreChecks.problem { () throws(StorageError) in try await refused.check() } == .credentials)
    }

    @Test func `bad keys, missing rights and missing buckets are told apart, and the check allows keys that may only write`()
        async throws
    {
        let site = try await Self.shared.value
        var wrongSecret = site.options()
        wrongSecret.secret = Secret("hunter2")
        var wrongKey = site.options()
        wrongKey.accessKey = "AKIAUNKNOWN"
        var noBucket = site.options()
        noBucket.bucket = "nowhere"
        var nobody = site.options()
        nobody.endpoint = "http://127.0.0.1:1"
        for (options, expected) in [
            (site.options(), nil), (site.options(.writer), nil), (wrongSecret, .credentials), (wrongKey, .credentials),
            (noBucket, .missingBucket), (nobody, .network),
        ] as [(S3Options, StorageProblem?)] {
            let store = try S3Store(options)
            let found = await StoreChecks.problem { () throws(StorageError) in try await store.check() }
            #expect(found == expected)
        }
        let writer = try S3Store(site.options(.writer))
        _ = try await writer.put(.bytes([1]), to: "written", ObjectProperties())
        #expect(await StoreChecks.problem { () throws(StorageError) in try await writer.list("") } == .permission)
        let refused = try S3Store(wrongSecret)
        let error = await #expect(throws: StorageError.self) {
            try await refused.put(.bytes([1]), to: "a", ObjectProperties())
        }
        let text = try #require(error.map { "\($0)" })
        #expect(text.hasPrefix("S3: putting a failed: the credentials are refused") && !text.contains("hunter2"))
    }

    @Test func `a private authority and a proxy with a password lead to the bucket`() async throws {
        let certificates = try TestCertificates()
        let site = try await S3Site(certificates)
        let script = PythonTool.repository.appending(path: "Tests/HTTPTransportTests/Python/object_receiver.py")
        let proxy = try await PythonPeer(script, arguments: [])
        let ports = try #require(try await proxy.ask(["do": "ports"]).result)
        var options = site.options()
        options.authoritiesFile = certificates.authority
        options.proxy = ProxyOptions(
            url: "http://127.0.0.1:\(ports[1])", username: "käthe", password: Secret("p@ss:wörd"))
        let content = StoreChecks.bytes(3 << 20)
        let store = try S3Store(options)
        try await store.check()
        _ = try await store.put(.bytes(content), to: "secure/a b", ObjectProperties())
        #expect(try await site.object("secure/a b").md5 == (try StoreChecks.md5(content)))
        let lines = try #require(try await proxy.ask(["do": "proxied"]).result)
        #expect(!lines.isEmpty && Set(lines) == ["CONNECT \(site.url.dropFirst(8))"])

        var untrusted = options
        untrusted.authoritiesFile = nil
        var unknown = options
        unknown.proxy?.password = Secret("guessed")
        for options in [untrusted, unknown] {
            let store = try S3Store(options)
            #expect(await StoreChecks.problem { () throws(StorageError) in try await store.check() } == .network)
        }
    }
}
