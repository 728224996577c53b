public import HTTPTransport

/// What an answer that is no success says, read from its XML, its headers and its status.
public struct S3Failure: Hashable, Sendable {
    public var status: Int
    /// The server's code: `NoSuchBucket`. Empty when it gave none, as for HEAD.
    public var code = ""
    public var message = ""
    /// Where the bucket is, when the server says so.
    public var region: String?
    public var retryAfter: Duration?
    /// The server's clock, in seconds since 1970.
    public var date: Int64?

    public init(_ answer: HTTPResponse) {
        status = answer.status
        if let root = XMLElement.parse(answer.body) {
            // The token service wraps its error in another element.
            let error = root.name == "Error" ? root : root["Error"] ?? root["Errors"]?["Error"] ?? root
            code = error["Code"]?.text ?? ""
            message = error["Message"]?.text ?? ""
            region = error["Region"]?.text ?? (code.hasPrefix("IllegalLocation") ? nil : error["BucketRegion"]?.text)
        }
        if let header = answer.headers["x-amz-bucket-region"], !header.isEmpty { region = header }
        retryAfter = answer.headers["retry-after"].flatMap { Int($0) }.map { .seconds(min(max($0, 0), 86_400)) }
        date = answer.headers["date"].flatMap { CivilTime($0)?.unixTime }
    }

    /// `now` in seconds since 1970 tells a clock that is wrong from keys that are; `region` is what was signed for.
    public func problem(now: Int64, region signed: String) -> StorageProblem {
        let isElsewhere = region.map { !$0.isEmpty && $0 != signed } ?? false
        // Some servers name their region in every refusal; this is for the ones that are about it, or give no code, as for HEAD.
        let isAboutRegion = [301, 307].contains(status) || status == 400 && (code.isEmpty || code == "AuthorizationHeaderMalformed")
        if isElsewhere, isAboutRegion { return .region(expected: region) }
        if let problem = S3Failure.problems[code] {
            return problem == .credentials && isClockWrong(now: now) ? .clockSkew : problem
        }
        switch code {
        case "SlowDown", "Throttling", "ThrottlingException", "TooManyRequests", "RequestLimitExceeded", "SlowDownRead",
            "SlowDownWrite", "BandwidthLimitExceeded", "ServiceUnavailable":
            return .throttled(after: retryAfter)
        case "AuthorizationHeaderMalformed": return isElsewhere ? .region(expected: region) : .credentials
        case "PermanentRedirect", "TemporaryRedirect", "IllegalLocationConstraintException":
            return .region(expected: region)
        case "InternalError", "OperationAborted": return .server(status: status < 400 ? 500 : status)
        default: return problemOfStatus(now: now)
        }
    }

    private func problemOfStatus(now: Int64) -> StorageProblem {
        switch status {
        case 200: .server(status: 500)  // an error that came after the headers
        case 301, 307: .region(expected: region)
        case 401: isClockWrong(now: now) ? .clockSkew : .credentials
        case 403: isClockWrong(now: now) ? .clockSkew : .permission
        case 404: .notFound
        case 408: .timeout
        case 429, 503: .throttled(after: retryAfter)
        case 507: .quota
        case 500..., 409: .server(status: status)
        case 400...: .invalidRequest
        default: .server(status: status)
        }
    }

    /// Signatures are good for a quarter of an hour.
    private func isClockWrong(now: Int64) -> Bool { date.map { abs($0 - now) > 900 } ?? false }

    private static let problems: [String: StorageProblem] = [
        "InvalidAccessKeyId": .credentials, "SignatureDoesNotMatch": .credentials, "ExpiredToken": .credentials,
        "ExpiredTokenException": .credentials, "InvalidToken": .credentials, "InvalidClientTokenId": .credentials,
        "TokenRefreshRequired": .credentials, "AuthFailure": .credentials, "InvalidSecurity": .credentials,
        "UnrecognizedClientException": .credentials, "MissingAuthenticationToken": .credentials,
        "IncompleteSignature": .credentials, "NotSignedUp": .credentials, "MissingSecurityHeader": .credentials,
        "AccessDenied": .permission, "AccessDeniedException": .permission, "AllAccessDisabled": .permission,
        "AccountProblem": .permission, "UnauthorizedAccess": .permission, "InvalidObjectState": .permission,
        "NoSuchBucket": .missingBucket, "InvalidBucketName": .missingBucket,
        "RequestTimeTooSkewed": .clockSkew, "RequestExpired": .clockSkew, "RequestInTheFuture": .clockSkew,
        "QuotaExceeded": .quota, "XMinioStorageFull": .quota, "XMinioAdminBucketQuotaExceeded": .quota,
        "InsufficientStorage": .quota, "StorageFull": .quota, "TooManyParts": .quota, "ServiceQuotaExceeded": .quota,
        "BadDigest": .checksumMismatch, "XAmzContentSHA256Mismatch": .checksumMismatch,
        "XAmzContentChecksumMismatch": .checksumMismatch,
        "NoSuchKey": .notFound, "NoSuchUpload": .notFound,
        "RequestTimeout": .timeout, "IncompleteBody": .network,
        // Servers that lack a part of the protocol say so with a status of theirs being out of order, which would be tried again.
        "NotImplemented": .invalidRequest,
    ]
}
