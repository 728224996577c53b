import Cryptography
import HTTPTransport
import ObjectStorage
import Synchronization
import TestSupport
import Testing

/// Against answers that no good server gives on demand.
@Suite(.timeLimit(.minutes(1))) struct S3CallTests {
    /// Answers by a script, and keeps what was asked and how long was waited.
    fileprivate final class Script: Sendable {
        private let waited = Mutex<[Duration]>([])
        private let taken: @Sendable () -> [HTTPRequest]
        let server: HTTPServer
        let time: Int64 = 1_800_000_000

        /// `answer` gets the request and how many came before it.
        init(_ answer: @escaping @Sendable (HTTPRequest, Int) -> HTTPResponse) throws {
            let requests = Mutex<[HTTPRequest]>([])
            server = try HTTPServer(port: 0) { request in
                let count = requests.withLock { list in
                    list.append(request)
                    return list.count - 1
                }
                return answer(request, count)
            }
            taken = { requests.withLock { $0 } }
        }

        var requests: [HTTPRequest] { taken() }
        var waits: [Duration] { waited.withLock { $0 } }

        var clock: StorageClock {
            StorageClock(unixTime: { [time] in time }, sleep: { [weak self] wait in self?.waited.withLock { $0.append(wait) } })
        }

        var options: S3Options {
            S3Options(accessKey: "AKIA", secret: Secret("hunter2"), endpoint: "http://127.0.0.1:\(server.port)", bucket: "b")
        }

        func store(_ options: S3Options? = nil) throws -> S3Store { try S3Store(options ?? self.options, clock: clock) }
    }

    private static func failure(_ status: Int, _ code: String, _ more: String = "", headers: [String: String] = [:]) -> HTTPResponse {
        let body = "<Error><Code>\(code)</Code><Message>words</Message>\(more)</Error>"
        return HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
    }

    private static func taken(_ request: HTTPRequest) -> HTTPResponse {
        let tag = (try? StoreChecks.md5(request.body)) ?? ""
        return HTTPResponse(headers: ["etag": "\"\(tag)\""])
    }

    @Test func `what passes is tried again, as long as the policy says`() async throws {
        let script = try Script { request, count in
            [
                Self.failure(503, "SlowDown", headers: ["retry-after": "2"]), Self.failure(500, "InternalError"),
                Self.failure(409, "OperationAborted"), Self.failure(400, "BadDigest"), HTTPResponse(status: 502),
            ].dropFirst(count).first ?? Self.taken(request)
        }
        _ = try await script.store().put(.bytes([1, 2, 3]), to: "a", ObjectProperties())
        #expect(script.requests.count == 6 && script.requests.allSatisfy { $0.body == [1, 2, 3] })
        #expect(script.waits.count == 5 && script.waits[0] == .seconds(2) && script.waits.max() == .seconds(2))

        let hopeless = try Script { _, _ in Self.failure(503, "SlowDown") }
        let error = await #expect(throws: StorageError.self) {
            try await hopeless.store().put(.bytes([1]), to: "a", ObjectProperties())
        }
        #expect(error?.problem == .throttled(after: nil) && error?.isTransient == true && hopeless.requests.count == 6)
        #expect(error.map { "\($0)" } == """
            S3: putting a failed: the store is busy (status 503, SlowDown: words); the store asks for fewer calls; \
            the upload is tried again later
            """)
    }

    @Test func `what nobody mends is not tried again`() async throws {
        for code in ["InvalidAccessKeyId", "AccessDenied", "NoSuchBucket", "RequestTimeTooSkewed", "QuotaExceeded", "Odd"] {
            let script = try Script { _, _ in Self.failure(code == "Odd" ? 400 : 403, code) }
            await #expect(throws: StorageError.self) {
                try await script.store().put(.bytes([1]), to: "a", ObjectProperties())
            }
            #expect(script.requests.count == 1 && script.waits.isEmpty, "\(code)")
        }
    }

    @Test func `a tag that is not of what was sent is a wrong checksum, unless the server encrypts by a managed key`() async throws {
        let wrong = String(repeating: "0", count: 32)
        let script = try Script { _, _ in HTTPResponse(headers: ["etag": "\"\(wrong)\""]) }
        #expect(await StoreChecks.problem { () throws(StorageError) in
            try await script.put()
        } == .checksumMismatch)
        #expect(script.requests.count == 3 && script.waits.isEmpty)
        let managed = try Script { _, _ in
            HTTPResponse(headers: ["etag": "\"\(wrong)\"", "x-amz-server-side-encryption": "aws:kms"])
        }
        #expect(try await managed.store().put(.bytes([1]), to: "a", ObjectProperties()).tag == wrong)
    }

    private static func sendsChecksum(_ request: HTTPRequest) -> Bool {
        request.headers["authorization"]?.contains("x-amz-checksum-crc32c") ?? false
    }

    @Test func `a tag that is of something else counts when the server has compared another checksum`() async throws {
        let wrong = String(repeating: "0", count: 32)
        let script = try Script { request, _ in
            var headers = ["etag": "\"\(wrong)\""]
            if Self.sendsChecksum(request) {
                var checksum = CRC32C()
                checksum.update(request.body.span)
                headers["x-amz-checksum-crc32c"] = Base64.encode(checksum.bytes.span)
            }
            return HTTPResponse(headers: headers)
        }
        #expect(try await script.store().put(.bytes(Array("123456789".utf8)), to: "a", ObjectProperties()).tag == wrong)
        let upload = MultipartUpload(key: "a", id: "u")
        #expect(try await script.store().put(part: 1, .bytes([1]), of: upload).tag == wrong)
        #expect(script.requests.count == 4)

        let old = try Script { request, _ in
            !Self.sendsChecksum(request)
                ? HTTPResponse(headers: ["etag": "\"\(wrong)\""]) : Self.failure(400, "NotImplemented")
        }
        #expect(await StoreChecks.problem { () throws(StorageError) in try await old.put() } == .checksumMismatch)
        #expect(old.requests.count == 3)
    }

    @Test func `a region that was not configured is learned, one that was is not changed`() async throws {
        let script = try Script { request, _ in
            let isRight = request.headers["authorization"]?.contains("/eu-west-9/s3/") ?? false
            return isRight ? Self.taken(request) : Self.failure(400, "AuthorizationHeaderMalformed", "<Region>eu-west-9</Region>")
        }
        let store = try script.store()
        for _ in 0..<2 { _ = try await store.put(.bytes([1]), to: "a", ObjectProperties()) }
        #expect(script.requests.count == 3 && script.waits.isEmpty)

        var options = script.options
        options.region = "eu-west-1"
        let fixed = try script.store(options)
        let error = await #expect(throws: StorageError.self) { try await fixed.check() }
        #expect(error?.problem == .region(expected: "eu-west-9") && error?.remedy == "set the region to eu-west-9")
    }

    @Test func `a region that is no name is not followed`() async throws {
        let script = try Script { _, _ in Self.failure(400, "AuthorizationHeaderMalformed", "<Region>x/../y</Region>") }
        #expect(await StoreChecks.problem { () throws(StorageError) in
            try await script.checked()
        } == .region(expected: "x/../y"))
        #expect(script.requests.count == 1)
    }

    @Test func `a role's keys that have expired are fetched anew`() async throws {
        let script = try Script { request, count in
            if request.method == "POST" {
                let keys = """
                    <AccessKeyId>ROLE\(count)</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
                    <Expiration>2027-01-15T09:00:00Z</Expiration>
                    """
                let body = "<AssumeRoleResponse><AssumeRoleResult><Credentials>\(keys)</Credentials></AssumeRoleResult></AssumeRoleResponse>"
                return HTTPResponse(body: Array(body.utf8))
            }
            let isFirst = request.headers["authorization"]?.contains("=ROLE0/") ?? false
            return isFirst && count > 1 ? Self.failure(400, "ExpiredToken") : Self.taken(request)
        }
        var options = script.options
        options.assumedRole = .init(arn: "arn:x", externalID: "id", accessKey: "C", secret: Secret("d"))
        options.tokenServiceEndpoint = options.endpoint
        let store = try script.store(options)
        for _ in 0..<2 { _ = try await store.put(.bytes([1]), to: "a", ObjectProperties()) }
        // Keys, an object, a refused object, new keys, the object again.
        #expect(script.requests.map(\.method) == ["POST", "PUT", "PUT", "POST", "PUT"] && script.waits.isEmpty)
        let form = String(decoding: script.requests[0].body, as: UTF8.self)
        #expect(form == "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Ax&RoleSessionName=sluice&ExternalId=id")
    }

    @Test func `an expired session token is refused, and told so`() async throws {
        let script = try Script { _, _ in Self.failure(400, "ExpiredToken") }
        var options = script.options
        options.sessionToken = Secret("hunter3")
        let store = try script.store(options)
        let error = await #expect(throws: StorageError.self) { try await store.check() }
        #expect(error?.problem == .credentials && script.requests.count == 1)
        #expect(error.map { "\($0)" }.map { $0.contains("expiry") && !$0.contains("hunter") } == true)
    }

    @Test func `a failure inside of success is repeated, and what was completed before is found`() async throws {
        let part = UploadedPart(number: 1, size: 1, tag: try StoreChecks.md5([1]))
        let content: [UInt8] = [1]
        let inner = try MessageDigest.of(content.span, .md5)
        let digest = try MessageDigest.of(inner.span, .md5)
        let tag = "\(Hexadecimal.encode(digest))-1"
        let script = try Script { request, count in
            switch (request.method, count) {
            case ("POST", 0): Self.failure(200, "InternalError")
            case ("POST", _): Self.failure(404, "NoSuchUpload")
            default: HTTPResponse(headers: ["etag": "\"\(tag)\""], body: [1])
            }
        }
        let upload = MultipartUpload(key: "a", id: "u")
        let stored = try await script.store().complete(upload, [part])
        #expect(stored.tag == tag && stored.size == 1 && script.requests.map(\.method) == ["POST", "POST", "HEAD"])
        let other = UploadedPart(number: 1, size: 1, tag: try StoreChecks.md5([2]))
        #expect(await StoreChecks.problem { () throws(StorageError) in
            try await script.complete(upload, [other])
        } == .notFound)
    }

    @Test func `links are signed for a week at most`() throws {
        let store = try S3Store(
            S3Options(
                accessKey: "AKIA", secret: Secret("s"), sessionToken: Secret("t/+"), region: "eu-west-1", bucket: "talks"),
            clock: StorageClock(unixTime: { 0 }, sleep: { _ in }))
        let url = try #require(try store.presignedURL(of: "a b/ä.mp4", validity: .seconds(10_000_000)))
        #expect(
            url.hasPrefix(
                """
                https://talks.s3.eu-west-1.amazonaws.com/a%20b/%C3%A4.mp4?X-Amz-Algorithm=AWS4-HMAC-SHA256\
                &X-Amz-Credential=AKIA%2F19700101%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=19700101T000000Z\
                &X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Security-Token=t%2F%2B&X-Amz-Signature=
                """))
    }

    @Test func `answers that are no answers are errors`() async throws {
        for body in ["", "<a", "<html>login</html>", "<!DOCTYPE a><a/>"] {
            let script = try Script { _, _ in HTTPResponse(body: Array(body.utf8)) }
            await #expect(throws: StorageError.self) { try await script.store().begin("a", ObjectProperties()) }
        }
        let circle = "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken></ListBucketResult>"
        let script = try Script { _, _ in HTTPResponse(body: Array(circle.utf8)) }
        #expect(try await script.store().list("").isEmpty && script.requests.count == 2)
    }
}

extension S3CallTests.Script {
    fileprivate func put() async throws(StorageError) -> StoredObject {
        try await S3Store(options, clock: clock).put(.bytes([1]), to: "a", ObjectProperties())
    }

    fileprivate func checked() async throws(StorageError) { try await S3Store(options, clock: clock).check() }

    fileprivate func complete(_ upload: MultipartUpload, _ parts: [UploadedPart]) async throws(StorageError) -> StoredObject {
        try await S3Store(options, clock: clock).complete(upload, parts)
    }
}
