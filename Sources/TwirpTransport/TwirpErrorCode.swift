/// The codes of Twirp errors (Twirp specification v7, "Error Codes").
public enum TwirpErrorCode: String, CaseIterable, Hashable, Sendable {
    case canceled
    case unknown
    case invalidArgument = "invalid_argument"
    case malformed
    case deadlineExceeded = "deadline_exceeded"
    case notFound = "not_found"
    case badRoute = "bad_route"
    case alreadyExists = "already_exists"
    case permissionDenied = "permission_denied"
    case unauthenticated
    case resourceExhausted = "resource_exhausted"
    case failedPrecondition = "failed_precondition"
    case aborted
    case outOfRange = "out_of_range"
    case unimplemented
    case `internal`
    case unavailable
    case dataLoss = "dataloss"

    /// Reads a code as servers spell it; some write `data_loss`.
    public init?(name: String) {
        if name == "data_loss" { self = .dataLoss } else { self.init(rawValue: name) }
    }

    /// The status an error of this code travels with.
    public var httpStatus: Int {
        switch self {
        case .invalidArgument, .malformed, .outOfRange: 400
        case .unauthenticated: 401
        case .permissionDenied: 403
        case .notFound, .badRoute: 404
        case .canceled, .deadlineExceeded: 408
        case .alreadyExists, .aborted: 409
        case .failedPrecondition: 412
        case .resourceExhausted: 429
        case .unknown, .internal, .dataLoss: 500
        case .unimplemented: 501
        case .unavailable: 503
        }
    }

    /// What an answer without a Twirp error means: somebody between client and server gave it (specification v7, "HTTP
    /// Errors from Intermediary Proxies").
    init(intermediaryStatus status: Int) {
        self =
            switch status {
            case 401: .unauthenticated
            case 403: .permissionDenied
            case 404: .badRoute
            case 429, 502, 503, 504: .unavailable
            case 300...499: .internal
            default: .unknown
            }
    }
}
