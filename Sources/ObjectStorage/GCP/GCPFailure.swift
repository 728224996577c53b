internal import Foundation
public import HTTPTransport

/// What an answer of failure of Google Cloud Storage means. The JSON API answers in JSON, the XML API in XML, and proxies as
/// they like.
public enum GCPFailure {
    private struct Document: Decodable {
        struct Body: Decodable {
            struct Item: Decodable { var reason: String? }
            var message: String?
            var errors: [Item]?
        }
        var error: Body
    }

    /// `operation` is what was tried, on what. The detail is the answer's own code and words.
    public static func error(_ response: HTTPResponse, operation: String) -> StorageError {
        let (code, message) = words(response.body)
        let problem = problem(response, code, message)
        let detail = [code, message].filter { !$0.isEmpty }.joined(separator: ": ")
        return StorageError(problem, store: .gcp, operation: operation, detail: String(detail.prefix(300)))
    }

    /// The code and the sentence; empty when the answer has none.
    static func words(_ body: [UInt8]) -> (code: String, message: String) {
        if let document = try? JSONDecoder().decode(Document.self, from: Data(body)) {
            return (document.error.errors?.first?.reason ?? "", document.error.message ?? "")
        }
        guard let root = XMLElement.parse(body), root.name == "Error" else { return ("", "") }
        return (root["Code"]?.text ?? "", root["Message"]?.text ?? "")
    }

    private static func problem(_ response: HTTPResponse, _ code: String, _ message: String) -> StorageProblem {
        switch (response.status, code) {
        case (_, "NoSuchBucket"): .missingBucket
        case (404, _) where message.contains("bucket does not exist"): .missingBucket
        case (404, _), (410, _): .notFound
        case (_, "RequestTimeTooSkewed"): .clockSkew
        case (401, _): .credentials
        case (403, "rateLimitExceeded"), (403, "userRateLimitExceeded"), (429, _): .throttled(after: wait(response))
        case (403, "quotaExceeded"), (403, "dailyLimitExceeded"), (413, _), (507, _): .quota
        case (403, "accountDisabled"), (403, "UserProjectAccountProblem"), (403, "AccountProblem"): .quota
        case (403, _): .permission
        case (400, "BadDigest"), (400, "InvalidDigest"): .checksumMismatch
        // Of the JSON API only the words tell.
        case (400, _) where message.contains("doesn't match calculated"): .checksumMismatch
        case (408, _): .timeout
        case (503, _) where wait(response) != nil: .throttled(after: wait(response))
        case (408..., _) where response.status >= 500 || response.status == 409: .server(status: response.status)
        default: .invalidRequest
        }
    }

    private static func wait(_ response: HTTPResponse) -> Duration? {
        response.headers["retry-after"].flatMap { UInt32($0) }.map { .seconds($0) }
    }
}
