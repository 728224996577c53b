public import Cryptography
internal import HTTPTransport

/// Finds out who calls: the bearer token of a request, verified.
public struct TwirpAuthenticator: Sendable {
    private let verifier: AccessTokenVerifier
    private let now: @Sendable () -> Int64

    /// `now` gives seconds since the Unix epoch.
    public init(verifier: AccessTokenVerifier, now: @escaping @Sendable () -> Int64) {
        self.verifier = verifier
        self.now = now
    }

    func claims(of request: HTTPRequest) throws(TwirpError) -> AccessToken {
        let field = request.headers["authorization"] ?? ""
        let words = field.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "bearer" else {
            throw TwirpError(.unauthenticated, "no token; send the header Authorization: Bearer <access token>")
        }
        do {
            return try verifier.verify(Secret(String(words[1])), now: now())
        } catch {
            throw TwirpError(.unauthenticated, "\(error)")
        }
    }
}
