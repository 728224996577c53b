internal import Cryptography
internal import HTTPTransport
internal import Synchronization

/// The keys that calls are signed with: the configured ones, or those of an assumed role, which are fetched and renewed.
final class S3CredentialSource: Sendable {
    private let options: S3Options
    private let session: HTTPSession
    private let caller: StorageCaller
    private let cached = Mutex<S3Credentials?>(nil)

    /// Renewed this many seconds before they expire, so that no long upload is caught in between.
    private static let margin: Int64 = 300
    private static let sessionName = "sluice"

    init(_ options: S3Options, session: HTTPSession, caller: StorageCaller) {
        self.options = options
        self.session = session
        self.caller = caller
    }

    /// Those at hand; nil for a role that is not assumed yet.
    var present: S3Credentials? { options.assumedRole == nil ? configured : cached.withLock { $0 } }

    private var configured: S3Credentials {
        S3Credentials(accessKey: options.accessKey, secret: options.secret, sessionToken: options.sessionToken)
    }

    func credentials(operation: String) async throws(StorageError) -> S3Credentials {
        guard let role = options.assumedRole else { return configured }
        let now = caller.clock.unixTime()
        if let cached = cached.withLock({ $0 }), (cached.expiresAt ?? .max) - S3CredentialSource.margin > now { return cached }
        let fresh = try await assume(role, operation: operation)
        cached.withLock { $0 = fresh }
        return fresh
    }

    /// The next call fetches new ones, unless somebody else has already.
    func forget(_ credentials: S3Credentials) {
        cached.withLock { if $0 == credentials { $0 = nil } }
    }

    private func assume(_ role: S3Options.AssumedRole, operation: String) async throws(StorageError) -> S3Credentials {
        let operation = "\(operation) as role \(role.arn)"
        let answer = try await ask(role, operation: operation)
        guard answer.status == 200, let root = XMLElement.parse(answer.body) else {
            let failure = S3Failure(answer)
            let problem = failure.problem(now: caller.clock.unixTime(), region: region)
            throw StorageError(problem, store: .s3, operation: operation, detail: S3Client.detail(of: failure))
        }
        guard let given = root["AssumeRoleResult"]?["Credentials"], let accessKey = given["AccessKeyId"]?.text,
            let secret = given["SecretAccessKey"]?.text, let token = given["SessionToken"]?.text
        else {
            throw StorageError(
                .server(status: 200), store: .s3, operation: operation, detail: "the token service's answer has no keys")
        }
        let expiry = given["Expiration"].flatMap { CivilTime($0.text)?.unixTime }
        return S3Credentials(
            accessKey: accessKey, secret: Secret(secret), sessionToken: Secret(token),
            expiresAt: expiry ?? caller.clock.unixTime() + 900)
    }

    private var region: String { options.region.isEmpty ? S3Client.defaultRegion : options.region }

    private func ask(_ role: S3Options.AssumedRole, operation: String) async throws(StorageError) -> HTTPResponse {
        var fields = [
            (name: "Action", value: "AssumeRole"), ("Version", "2011-06-15"), ("RoleArn", role.arn),
            ("RoleSessionName", S3CredentialSource.sessionName),
        ]
        if !role.externalID.isEmpty { fields.append(("ExternalId", role.externalID)) }
        let body = Array(PercentEncoding.form(fields).utf8)
        var url = options.tokenServiceEndpoint.isEmpty ? "https://sts.\(region).amazonaws.com" : options.tokenServiceEndpoint
        while url.hasSuffix("/") { url.removeLast() }
        let host = url.firstRange(of: "://").map { String(url[$0.upperBound...].prefix { $0 != "/" }) } ?? ""
        do {
            let signer = S3Signer(
                credentials: S3Credentials(accessKey: role.accessKey, secret: role.secret), region: region, service: "sts",
                time: CivilTime(unixTime: caller.clock.unixTime()))
            let signed = S3Signer.Request(
                method: "POST", path: "/",
                headers: ["host": host, "content-type": "application/x-www-form-urlencoded; charset=utf-8"],
                payload: Hexadecimal.encode(try SHA256.digest(of: body.span)))
            var headers = try signer.signedHeaders(of: signed).headers
            headers["host"] = nil
            return try await session.send(HTTPClientRequest(method: "POST", url: url + "/", headers: headers, body: body))
        } catch let error as HTTPClientError {
            throw caller.failure(error, operation: operation)
        } catch {
            throw StorageError(.invalidRequest, store: .s3, operation: operation, detail: "\(error)")
        }
    }
}
