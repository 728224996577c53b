import Cryptography
import Foundation
import TestSupport
import Testing

struct AccessTokenTests {
    private let secret = Secret("a-secret-of-thirty-two-characters")
    private let now: Int64 = 1_700_000_000

    private func token(lifetime: Int64 = 86_400) -> AccessToken {
        AccessToken(
            apiKey: "key", identity: "RR_abc", video: .recorder(in: "my room"), now: now, lifetime: lifetime)
    }

    @Test func `an independent implementation accepts the signature and reads the claims`() throws {
        let output = try runPython(
            """
            import base64, hashlib, hmac, json, sys
            token, secret = sys.argv[1], sys.argv[2]
            header, claims, signature = token.split('.')
            pad = lambda t: base64.urlsafe_b64decode(t + '=' * (-len(t) % 4))
            code = hmac.new(secret.encode(), f'{header}.{claims}'.encode(), hashlib.sha256).digest()
            assert hmac.compare_digest(code, pad(signature)), 'signature'
            assert json.loads(pad(header)) == {'alg': 'HS256', 'typ': 'JWT'}, 'header'
            assert json.loads(pad(claims)) == {
                'iss': 'key', 'sub': 'RR_abc', 'identity': 'RR_abc', 'iat': 1700000000, 'nbf': 1700000000, 'exp': 1700086400,
                'video': {'room': 'my room', 'roomJoin': True, 'canSubscribe': True, 'canPublish': False,
                          'canPublishData': False, 'hidden': True, 'recorder': True}}, pad(claims)
            print('accepted')
            """, try token().signed(with: secret).reveal(), secret.reveal())
        #expect(output == "accepted\n")
    }

    @Test func `a token signed here verifies here`() throws {
        let verifier = AccessTokenVerifier(apiKey: "key", apiSecret: secret)
        #expect(try verifier.verify(try token().signed(with: secret), now: now) == token())
    }

    @Test(
        arguments: [
            (-10, nil), (-11, .notYetValid(from: 1_700_000_000)), (109, nil), (110, .expired(at: 1_700_000_100)),
        ] as [(Int64, AccessTokenError?)])
    func `times hold to the second, give or take the leeway`(offset: Int64, error: AccessTokenError?) throws {
        let verifier = AccessTokenVerifier(apiKey: "key", apiSecret: secret)
        let signed = try token(lifetime: 100).signed(with: secret)
        let result = Result { try verifier.verify(signed, now: now + offset) }
        switch result {
        case .success: #expect(error == nil)
        case .failure(let thrown): #expect(thrown as? AccessTokenError == error)
        }
    }

    @Test func `another key, secret or a changed character is refused`() throws {
        let signed = try token().signed(with: secret)
        let other = AccessTokenVerifier(apiKey: "other", apiSecret: secret)
        #expect(throws: AccessTokenError.unknownIssuer) { try other.verify(signed, now: now) }
        let wrong = AccessTokenVerifier(apiKey: "key", apiSecret: Secret("wrong"))
        #expect(throws: AccessTokenError.wrongSignature) { try wrong.verify(signed, now: now) }
        let verifier = AccessTokenVerifier(apiKey: "key", apiSecret: secret)
        let parts = signed.reveal().split(separator: ".")
        let changed = Secret("\(parts[0]).\(parts[1].dropLast())A.\(parts[2])")
        #expect(throws: AccessTokenError.wrongSignature) { try verifier.verify(changed, now: now) }
    }

    @Test(arguments: [
        (#"{"alg":"none"}"#, AccessTokenError.unsupportedAlgorithm("none")),
        (#"{"alg":"hs256"}"#, .unsupportedAlgorithm("hs256")), (#"{"alg":"HS256","crit":["exp"]}"#, .malformed),
        (#"{"alg":"RS256","typ":"JWT"}"#, .unsupportedAlgorithm("RS256")), ("{}", .malformed), ("[", .malformed),
    ])
    func `only the pinned algorithm is accepted`(header: String, error: AccessTokenError) throws {
        let signed = try token().signed(with: secret).reveal()
        let parts = signed.split(separator: ".")
        let forged = "\(Base64URL.encode(Array(header.utf8).span)).\(parts[1]).\(parts[2])"
        let verifier = AccessTokenVerifier(apiKey: "key", apiSecret: secret)
        #expect(throws: error) { try verifier.verify(Secret(forged), now: now) }
    }

    @Test(arguments: ["", ".", "..", "a.b", "a.b.c.d", "!.!.!"])
    func `what is no token is malformed`(text: String) {
        let verifier = AccessTokenVerifier(apiKey: "key", apiSecret: secret)
        #expect(throws: AccessTokenError.malformed) { try verifier.verify(Secret(text), now: now) }
    }

    @Test(
        arguments: [
            (#"{"iss":"key","exp":1700000100.9,"nbf":1699999999.5}"#, nil), (#"{"iss":"key","exp":1700000100}"#, nil),
            (#"{"iss":"key"}"#, .malformed), (#"{"iss":"key","exp":"soon"}"#, .malformed),
            (#"{"iss":"key","exp":1e300}"#, .malformed), (#"{"iss":7,"exp":1700000100}"#, .malformed),
            (#"{"iss":"key","exp":1700000100,"video":[]}"#, .malformed), (#"["key"]"#, .malformed),
            (#"{"iss":"key","exp":1700000100,"roomConfig":\#(nested(400))}"#, .malformed),
        ] as [(String, AccessTokenError?)])
    func `a well signed token must expire and hold claims of the right kinds`(
        claims: String, error: AccessTokenError?
    ) throws {
        let signed = try sign(claims)
        let verifier = AccessTokenVerifier(apiKey: "key", apiSecret: secret)
        guard let error else {
            #expect(try verifier.verify(signed, now: now).expires == 1_700_000_100)
            return
        }
        #expect(throws: error) { try verifier.verify(signed, now: now) }
    }

    private static func nested(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    @Test func `a token of absurd length is refused unread`() throws {
        let name = String(repeating: "n", count: AccessTokenVerifier.maximumByteCount)
        let signed = try sign(#"{"iss":"key","exp":1700000100,"name":"\#(name)"}"#)
        let verifier = AccessTokenVerifier(apiKey: "key", apiSecret: secret)
        #expect(throws: AccessTokenError.malformed) { try verifier.verify(signed, now: now) }
    }

    private func sign(_ claims: String) throws -> Secret {
        let message = [#"{"alg":"HS256"}"#, claims].map { Base64URL.encode(Array($0.utf8).span) }.joined(separator: ".")
        let code = try HMACSHA256.code(for: Array(message.utf8).span, key: secret)
        return Secret("\(message).\(Base64URL.encode(code.span))")
    }

    private func runPython(_ script: String, _ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", script] + arguments
        let output = Pipe()
        process.standardOutput = output
        do { try process.start() } catch {
            Issue.record("python3 is missing; install the Debian package python3")
            throw error
        }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }
}
