import Cryptography
import Testing

/// Vectors of FIPS 180-4 (SHA-256), RFC 4231 (HMAC) and RFC 4648 (Base64).
struct DigestTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func `SHA-256 matches the published digests`(message: String, digest: String) throws {
        #expect(hex(try SHA256.digest(of: Array(message.utf8).span)) == digest)
    }

    @Test(arguments: [
        (
            String(repeating: "\u{b}", count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            "Jefe", "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
    ])
    func `HMAC-SHA-256 matches RFC 4231`(key: String, message: String, code: String) throws {
        #expect(hex(try HMACSHA256.code(for: Array(message.utf8).span, key: Secret(key))) == code)
    }

    @Test func `an empty HMAC key is refused`() {
        #expect(throws: CryptographyError.emptyKey) {
            try HMACSHA256.code(for: [UInt8](arrayLiteral: 1).span, key: Secret(""))
        }
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"), ("???>>>", "Pz8_Pj4-"),
    ])
    func `Base64 URL goes both ways`(plain: String, encoded: String) {
        #expect(Base64URL.encode(Array(plain.utf8).span) == encoded)
        #expect(Base64URL.decode(encoded.utf8) == Array(plain.utf8))
    }

    @Test(arguments: ["Zg==", "Z", "Zm9v!", "Pz8/", "Zh"])
    func `Base64 URL refuses what an encoder never writes`(text: String) {
        #expect(Base64URL.decode(text.utf8) == nil)
    }

    @Test func `identifiers have their prefix and length and differ`() throws {
        let first = try RandomBytes.identifier(prefix: "RR_")
        #expect(first.hasPrefix("RR_") && first.utf8.count == 15)
        #expect(first.utf8.dropFirst(3).allSatisfy { ($0 >= 48 && $0 <= 57) || ($0 | 32 >= 97 && $0 | 32 <= 122) })
        #expect(try RandomBytes.identifier(prefix: "RR_") != first)
        #expect(try RandomBytes.make(0).isEmpty)
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
