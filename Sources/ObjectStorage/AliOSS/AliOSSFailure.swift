public import HTTPTransport

/// What an answer of failure of Alibaba Cloud OSS means.
public enum AliOSSFailure {
    /// `operation` is what was tried, on what. The detail is the answer's own code and words.
    public static func error(_ response: HTTPResponse, operation: String) -> StorageError {
        let root = XMLElement.parse(response.body)
        let (code, message) = (root?["Code"]?.text ?? "", root?["Message"]?.text ?? "")
        let detail = [code, message].filter { !$0.isEmpty }.joined(separator: ": ")
        let problem = problem(response, code, endpoint: root?["Endpoint"]?.text)
        return StorageError(problem, store: .aliOSS, operation: operation, detail: String(detail.prefix(300)))
    }

    private static func problem(_ response: HTTPResponse, _ code: String, endpoint: String?) -> StorageProblem {
        if let known = known(code) { return known }
        let wait = response.headers["retry-after"].flatMap { UInt32($0) }.map { Duration.seconds($0) }
        switch response.status {
        // A bucket of another region is said where it is.
        case 403 where endpoint?.isEmpty == false, 301, 307:
            return .region(expected: endpoint.flatMap { AliOSSEndpoint($0, region: "")?.region ?? $0 })
        case 401: return .credentials
        case 403: return .permission
        case 404: return .notFound
        case 408: return .timeout
        case 429: return .throttled(after: wait)
        case 503 where wait != nil: return .throttled(after: wait)
        case 409, 500...: return .server(status: response.status)
        default: return .invalidRequest
        }
    }

    private static func known(_ code: String) -> StorageProblem? {
        switch code {
        case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidSecurityToken", "SecurityTokenExpired",
            "InvalidAccessKeySecret", "Forbidden.AccessKeyDisabled":
            .credentials
        case "RequestTimeTooSkewed": .clockSkew
        case "NoSuchBucket": .missingBucket
        case "NoSuchKey", "NoSuchUpload": .notFound
        case "InvalidDigest", "BadDigest": .checksumMismatch
        case "RequestTimeout": .timeout
        case "UserDisable", "QuotaExceeded", "FileTooLarge": .quota
        case "QpsLimitExceeded", "UploadTrafficRateLimitExceeded", "TotalQpsLimitExceeded", "SlowDown":
            .throttled(after: nil)
        default: nil
        }
    }
}
