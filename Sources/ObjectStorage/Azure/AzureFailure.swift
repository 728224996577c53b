public import HTTPTransport

/// What an answer of failure of Azure Blob Storage means. Answers to HEAD have no body; their code is in a header, as it
/// always is.
public enum AzureFailure {
    /// `operation` is what was tried, on what. The detail is the answer's own code and words.
    public static func error(_ response: HTTPResponse, operation: String) -> StorageError {
        let root = XMLElement.parse(response.body)
        let code = response.headers["x-ms-error-code"] ?? root?["Code"]?.text ?? ""
        // Behind the first line are the request's number and time; the refused signature's details are of more help.
        let message = root?["Message"]?.text.split(separator: "\n").first.map(String.init) ?? ""
        let reason = root?["AuthenticationErrorDetail"]?.text ?? ""
        let problem = problem(response, code, reason)
        let detail = [code, message, said(reason)].filter { !$0.isEmpty }.joined(separator: ": ")
        return StorageError(problem, store: .azure, operation: operation, detail: String(detail.prefix(300)))
    }

    /// The text that was signed may be part of the details, and has names in it that are nobody's business.
    private static func said(_ reason: String) -> String {
        reason.contains("string to sign") || reason.contains("MAC signature") ? "the signature does not match" : reason
    }

    private static func problem(_ response: HTTPResponse, _ code: String, _ reason: String) -> StorageProblem {
        if let known = known(code, reason) { return known }
        let wait = response.headers["retry-after"].flatMap { UInt32($0) }.map { Duration.seconds($0) }
        switch response.status {
        case 401: return .credentials
        case 403: return .permission
        case 404: return .notFound
        case 408: return .timeout
        case 413: return .quota
        case 429: return .throttled(after: wait)
        case 503 where wait != nil: return .throttled(after: wait)
        case 409, 500...: return .server(status: response.status)
        default: return .invalidRequest
        }
    }

    private static func known(_ code: String, _ reason: String) -> StorageProblem? {
        switch code {
        case "AuthenticationFailed" where reason.contains("date header"): .clockSkew
        case "AuthenticationFailed", "InvalidAuthenticationInfo", "NoAuthenticationInformation": .credentials
        case "AuthorizationFailure", "AuthorizationPermissionMismatch", "AuthorizationResourceTypeMismatch",
            "AuthorizationServiceMismatch", "AuthorizationSourceIPMismatch", "AuthorizationProtocolMismatch",
            "InsufficientAccountPermissions":
            .permission
        case "ContainerNotFound", "ContainerBeingDeleted", "ContainerDisabled", "ResourceNotFound": .missingBucket
        case "BlobNotFound": .notFound
        // Blocks that are not there any more, as they expire after a week.
        case "InvalidBlockList": .notFound
        case "Md5Mismatch", "Crc64Mismatch": .checksumMismatch
        case "AccountIsDisabled", "AccountBeingCreated", "InsufficientStorage": .quota
        case "ServerBusy": .throttled(after: nil)
        case "OperationTimedOut": .timeout
        default: nil
        }
    }
}
