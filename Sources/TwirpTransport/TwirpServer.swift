internal import Cryptography
public import HTTPTransport
public import ProtobufRuntime
public import ProtocolModels

/// Answers the calls of services over HTTP as Twirp v7 has it: `POST /twirp/<package>.<Service>/<Method>`, protobuf or
/// JSON in, the same out, errors as JSON with their code's status.
///
/// A value that is filled with methods before it serves. Every call needs a token; what a method's handler throws
/// beside ``TwirpError`` is told to the caller as an internal error without its text.
public struct TwirpServer: Sendable {
    /// Told of every call that fails for reasons of our own, for the log.
    public typealias FailureReport = @Sendable (_ method: String, _ error: any Error) -> Void

    private typealias Route = @Sendable ([UInt8], TwirpFormat, AccessToken) async throws -> [UInt8]

    private let authenticator: TwirpAuthenticator
    private let reading: JSONReadingOptions
    private let writing: JSONWritingOptions
    private let report: FailureReport
    private var routes: [String: Route] = [:]

    /// By default members of JSON bodies that no field has are passed over, as Twirp's own servers do and newer clients
    /// need, and fields without value are written out for readers that do not know their defaults.
    public init(
        authenticator: TwirpAuthenticator, reading: JSONReadingOptions = JSONReadingOptions(ignoresUnknownFields: true),
        writing: JSONWritingOptions = JSONWritingOptions(writesDefaults: true),
        report: @escaping FailureReport = { _, _ in }
    ) {
        self.authenticator = authenticator
        self.reading = reading
        self.writing = writing
        self.report = report
    }

    /// Serves `method` for callers whose token has `grant`.
    public mutating func serve<Request, Response>(
        _ method: ServiceMethod<Request, Response>, requiring grant: TwirpGrant,
        _ handler: @escaping @Sendable (Request, TwirpCall) async throws -> Response
    ) {
        routes[method.twirpPath] = { [reading, writing] body, format, claims in
            guard grant.isGiven(by: claims.video) else {
                throw TwirpError(
                    .permissionDenied, "permission denied: the token lacks the video grant \(grant.rawValue)")
            }
            let request: Request = try format.decode(body, options: reading)
            let response = try await handler(request, TwirpCall(method: "\(method)", claims: claims))
            return try format.encode(response, options: writing)
        }
    }

    /// Whether a request is for this server at all.
    public func serves(path: String) -> Bool { path.hasPrefix("/twirp/") }

    public func answer(_ request: HTTPRequest) async -> HTTPResponse {
        do {
            guard request.method == "POST" else {
                throw TwirpError(.badRoute, "unsupported method \(request.method): calls are sent with POST")
            }
            guard let route = routes[request.path] else {
                throw TwirpError(.badRoute, "no handler for the path \(request.path.prefix(200))")
            }
            let claims = try authenticator.claims(of: request)
            // As for a path that is not there: such a form of the method does not exist.
            guard let format = TwirpFormat(contentType: request.headers["content-type"] ?? "") else {
                throw TwirpError(.badRoute, "unexpected content-type: send application/json or application/protobuf")
            }
            let body = try await route(request.body, format, claims)
            return HTTPResponse(headers: ["content-type": format.rawValue], body: body)
        } catch {
            return TwirpServer.response(to: twirpError(error, path: request.path))
        }
    }

    private func twirpError(_ error: any Error, path: String) -> TwirpError {
        switch error {
        case let error as TwirpError: return error
        case let error as ProtobufError: return TwirpError(.malformed, "the request could not be decoded: \(error)")
        case is CancellationError: return TwirpError(.canceled, "the call was canceled")
        default:
            report(path, error)
            return TwirpError(.internal, "internal error; the service's log has it")
        }
    }

    /// An error as it travels.
    public static func response(to error: TwirpError) -> HTTPResponse {
        HTTPResponse(status: error.code.httpStatus, headers: ["content-type": "application/json"], body: error.json)
    }

    /// What an HTTP server of a Twirp API says of requests it does not take: the status of the refusal, the body of an
    /// error.
    public static func response(to refusal: HTTPRefusal) -> HTTPResponse {
        let code: TwirpErrorCode =
            switch refusal {
            case .bodyTooLarge: .resourceExhausted
            case .lengthRequired, .malformed: .malformed
            case .stopping: .unavailable
            }
        var response = response(to: TwirpError(code, "\(refusal)"))
        response.status = refusal.status
        return response
    }
}
