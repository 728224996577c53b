internal import Cryptography
internal import Foundation
internal import HTTPTransport

/// Gets access tokens for credentials, and keeps each until shortly before it expires.
actor GCPTokenSource {
    private struct Token {
        var secret: Secret
        /// Seconds since 1970.
        var expiry: Int64
    }

    private struct Answer: Decodable {
        var access_token: String?
        var expires_in: Int64?
        var error: String?
        var error_description: String?
    }

    private let credentials: GCPCredentials
    private let session: HTTPSession
    private let clock: StorageClock
    private var token: Token?
    /// Whoever comes while a token is being got waits for that one.
    private var pending: Task<Result<Token, StorageError>, Never>?

    /// An older token could expire on its way, in seconds.
    private static let reserve: Int64 = 300
    private static let operation = "getting a token"

    init(_ credentials: GCPCredentials, session: HTTPSession, clock: StorageClock) {
        self.credentials = credentials
        self.session = session
        self.clock = clock
    }

    func current() async throws(StorageError) -> Secret {
        if let token, token.expiry - Self.reserve > clock.unixTime() { return token.secret }
        let task = pending ?? Task { await exchanged() }
        pending = task
        let result = await task.value
        if pending == task {
            pending = nil
            token = try? result.get()
        }
        return try result.get().secret
    }

    /// Forgets a token that was refused; another that came meanwhile stays.
    func forget(_ refused: Secret) {
        if token?.secret == refused { token = nil }
    }

    private func exchanged() async -> Result<Token, StorageError> {
        do throws(StorageError) { return .success(try await exchange()) } catch { return .failure(error) }
    }

    private func exchange() async throws(StorageError) -> Token {
        let now = clock.unixTime()
        let request = HTTPClientRequest(
            method: "POST", url: credentials.tokenAddress,
            headers: ["content-type": "application/x-www-form-urlencoded", "accept": "application/json"],
            body: Array(PercentEncoding.query(try fields(at: now)).utf8))
        let response: HTTPResponse
        do throws(HTTPClientError) { response = try await session.send(request) } catch {
            throw StorageError(
                StorageProblem(error.problem), store: .gcp, operation: Self.operation, detail: "\(error)")
        }
        let answer = try? JSONDecoder().decode(Answer.self, from: Data(response.body))
        guard response.status == 200, let text = answer?.access_token, !text.isEmpty else {
            throw Self.refusal(response.status, answer)
        }
        // Whatever it says: within a day a new one does no harm.
        let validity = min(max(answer?.expires_in ?? GCPAssertion.validity, 0), 86_400)
        return Token(secret: Secret(text), expiry: now + validity)
    }

    private func fields(at now: Int64) throws(StorageError) -> [(name: String, value: String)] {
        switch credentials.grant {
        case .serviceAccount(let email, let key, let keyID):
            let assertion = GCPAssertion(email: email, audience: credentials.tokenAddress, issuedAt: now)
            guard let token = try? assertion.token(key: key, keyID: keyID) else {
                throw StorageError(.credentials, store: .gcp, operation: Self.operation, detail: "the key signs nothing")
            }
            return [("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", token.reveal())]
        case .refreshToken(let token, let id, let secret):
            return [
                ("grant_type", "refresh_token"), ("client_id", id), ("client_secret", secret.reveal()),
                ("refresh_token", token.reveal()),
            ]
        }
    }

    private static func refusal(_ status: Int, _ answer: Answer?) -> StorageError {
        let description = answer?.error_description ?? ""
        let problem: StorageProblem
        switch status {
        // Nothing but the words tells a wrong clock from a wrong key.
        case 400 where ["iat", "reasonable timeframe", "too early"].contains(where: description.contains): problem = .clockSkew
        case 400, 401, 403: problem = .credentials
        case 429: problem = .throttled(after: nil)
        default: problem = .server(status: status)
        }
        let detail = [answer?.error, answer?.error_description].compactMap(\.self).joined(separator: ": ")
        return StorageError(problem, store: .gcp, operation: operation, detail: String(detail.prefix(300)))
    }
}
