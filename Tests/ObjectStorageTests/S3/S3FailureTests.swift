import HTTPTransport
import Testing

@testable import ObjectStorage

/// Answers as Amazon, MinIO and Swift give them.
struct S3FailureTests {
    private func problem(_ status: Int, _ code: String, _ more: String = "", headers: [String: String] = [:]) -> StorageProblem {
        let body = code.isEmpty ? "" : "<?xml version=\"1.0\"?>\n<Error><Code>\(code)</Code><Message>m</Message>\(more)</Error>"
        return S3Failure(HTTPResponse(status: status, headers: headers, body: Array(body.utf8)))
            .problem(now: 1_000_000, region: "us-east-1")
    }

    @Test(arguments: [
        (403, "InvalidAccessKeyId", .credentials), (403, "SignatureDoesNotMatch", .credentials),
        (400, "ExpiredToken", .credentials), (400, "InvalidToken", .credentials), (403, "AccessDenied", .permission),
        (404, "NoSuchBucket", .missingBucket), (403, "RequestTimeTooSkewed", .clockSkew), (503, "SlowDown", .throttled(after: nil)),
        (503, "", .throttled(after: nil)), (429, "", .throttled(after: nil)), (500, "InternalError", .server(status: 500)),
        (200, "InternalError", .server(status: 500)), (502, "", .server(status: 502)), (400, "BadDigest", .checksumMismatch),
        (400, "XAmzContentSHA256Mismatch", .checksumMismatch), (400, "RequestTimeout", .timeout), (408, "", .timeout),
        (404, "NoSuchUpload", .notFound), (404, "", .notFound), (403, "QuotaExceeded", .quota),
        (507, "XMinioStorageFull", .quota), (409, "OperationAborted", .server(status: 409)), (400, "InvalidPart", .invalidRequest),
        (403, "", .permission), (401, "", .credentials), (301, "PermanentRedirect", .region(expected: nil)),
        (501, "NotImplemented", .invalidRequest),
    ] as [(Int, String, StorageProblem)])
    func `codes and statuses become problems`(status: Int, code: String, expected: StorageProblem) {
        #expect(problem(status, code) == expected)
    }

    @Test func `a bucket elsewhere is told with its region`() {
        let region = "<Region>eu-west-1</Region>"
        #expect(problem(400, "AuthorizationHeaderMalformed", region) == .region(expected: "eu-west-1"))
        #expect(problem(301, "", headers: ["x-amz-bucket-region": "eu-west-1"]) == .region(expected: "eu-west-1"))
        #expect(problem(400, "", headers: ["x-amz-bucket-region": "eu-west-1"]) == .region(expected: "eu-west-1"))
        #expect(problem(400, "BadDigest", region) == .checksumMismatch)
        #expect(problem(400, "AuthorizationHeaderMalformed", "<Region>us-east-1</Region>") == .credentials)
    }

    @Test func `a clock that is wrong is not taken for wrong keys`() {
        let date = ["date": "Mon, 12 Jan 1970 15:46:40 GMT"]  // two hours on
        #expect(problem(403, "SignatureDoesNotMatch", headers: date) == .clockSkew)
        #expect(problem(403, "", headers: date) == .clockSkew)
        #expect(problem(403, "AccessDenied", headers: date) == .permission)
        #expect(problem(403, "SignatureDoesNotMatch", headers: ["date": "Mon, 12 Jan 1970 13:47:00 GMT"]) == .credentials)
    }

    @Test func `a wait that is asked for is kept`() {
        #expect(problem(503, "SlowDown", headers: ["retry-after": "7"]) == .throttled(after: .seconds(7)))
        #expect(problem(503, "SlowDown", headers: ["retry-after": "soon"]) == .throttled(after: nil))
    }

    @Test func `success with a failure in it is one`() {
        let failed = HTTPResponse(body: Array("<Error><Code>InternalError</Code></Error>".utf8))
        #expect(S3Client.failure(in: failed)?.code == "InternalError")
        #expect(S3Client.failure(in: HTTPResponse(body: Array("<ListBucketResult/>".utf8))) == nil)
        #expect(S3Client.failure(in: HTTPResponse(status: 204)) == nil)
    }
}
