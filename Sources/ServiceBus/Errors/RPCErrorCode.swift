/// psrpc's error codes, spelled as on the wire.
public enum RPCErrorCode: String, Hashable, Sendable, CaseIterable {
    case canceled
    case malformedRequest = "malformed_request"
    case malformedResult = "malformed_result"
    case deadlineExceeded = "deadline_exceeded"
    case unavailable
    case unknown
    case invalidArgument = "invalid_argument"
    case notFound = "not_found"
    case notAcceptable = "not_acceptable"
    case alreadyExists = "already_exists"
    case permissionDenied = "permission_denied"
    case resourceExhausted = "resource_exhausted"
    case failedPrecondition = "failed_precondition"
    case aborted
    case outOfRange = "out_of_range"
    case unimplemented
    case `internal`
    case dataLoss = "data_loss"
    case unauthenticated
    case unprocessableEntity = "unprocessable_entity"
    case upstreamServerError = "upstream_server_error"
    case upstreamClientError = "upstream_client_error"

    /// The HTTP status, which `EgressInfo.error_code` holds too.
    public var httpStatus: Int {
        switch self {
        case .canceled, .deadlineExceeded, .unavailable: 503
        case .malformedRequest, .invalidArgument: 400
        case .malformedResult, .unknown, .internal, .dataLoss: 500
        case .notFound: 404
        case .notAcceptable: 406
        case .alreadyExists, .aborted: 409
        case .permissionDenied: 403
        case .resourceExhausted: 429
        case .failedPrecondition: 412
        case .outOfRange: 416
        case .unimplemented: 501
        case .unauthenticated: 401
        case .unprocessableEntity: 422
        case .upstreamServerError: 502
        case .upstreamClientError: 424
        }
    }

    /// The code of a Twirp error.
    public var twirpName: String {
        switch self {
        case .malformedRequest, .malformedResult: "malformed"
        case .notAcceptable, .unprocessableEntity: "unknown"
        case .upstreamServerError: "internal"
        case .upstreamClientError: "invalid_argument"
        case .canceled, .deadlineExceeded, .unavailable, .unknown, .invalidArgument, .notFound, .alreadyExists,
            .permissionDenied, .resourceExhausted, .failedPrecondition, .aborted, .outOfRange, .unimplemented,
            .internal, .dataLoss, .unauthenticated:
            rawValue
        }
    }
}
