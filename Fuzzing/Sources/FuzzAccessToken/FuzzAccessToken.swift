import Cryptography

/// An even first byte: the rest is a token as it comes. An odd one: the rest is a claim set that we sign ourselves, so
/// that the search gets past the signature; what is accepted must survive being signed again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzAccessToken(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    if start.pointee % 2 == 0 {
        let token = Secret(String(decoding: bytes, as: UTF8.self))
        precondition((try? verifier.verify(token, now: now)) == nil, "forged")
    } else if let claims = try? verifier.verify(sign(bytes), now: now) {
        precondition(claims.apiKey == "key" && claims.expires > now - 10)
        let again = try! verifier.verify(claims.signed(with: secret), now: now)
        precondition(again.identity == claims.identity && again.roomConfiguration == claims.roomConfiguration)
    }
    return 0
}

private let now: Int64 = 1_700_000_000
private let secret = Secret("a-secret-of-thirty-two-characters")
private let verifier = AccessTokenVerifier(apiKey: "key", apiSecret: secret)

private func sign(_ claims: [UInt8]) -> Secret {
    let header = Base64URL.encode(Array(#"{"alg":"HS256"}"#.utf8).span)
    let message = "\(header).\(Base64URL.encode(claims.span))"
    let code = try! HMACSHA256.code(for: Array(message.utf8).span, key: secret)
    return Secret("\(message).\(Base64URL.encode(code.span))")
}
