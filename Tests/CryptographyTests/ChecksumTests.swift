import Cryptography
import TestSupport
import Testing

/// Vectors of RFC 1321 (MD5), RFC 2202 (HMAC-SHA-1), RFC 3720 (CRC32C) and RFC 4648 (Base64).
struct ChecksumTests {
    @Test(arguments: [
        ("", "d41d8cd98f00b204e9800998ecf8427e"), ("abc", "900150983cd24fb0d6963f7d28e17f72"),
        ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
    ])
    func `MD5 matches RFC 1321`(message: String, digest: String) throws {
        #expect(Hexadecimal.encode(try MessageDigest.of(Array(message.utf8).span, .md5)) == digest)
    }

    @Test func `a digest of pieces is that of the whole`() throws {
        var random = SeededGenerator(seed: 7)
        let message = (0..<10_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        for algorithm in [MessageDigest.Algorithm.md5, .sha1, .sha256] {
            var digest = try MessageDigest(algorithm)
            var rest = message[...]
            while !rest.isEmpty {
                let piece = Array(rest.prefix(Int.random(in: 1...700, using: &random)))
                try digest.update(piece.span)
                rest = rest.dropFirst(piece.count)
            }
            #expect(try digest.finish() == MessageDigest.of(message.span, algorithm))
        }
        #expect(try MessageDigest.of(message.span, .sha256) == SHA256.digest(of: message.span))
    }

    @Test func `HMAC matches RFC 2202 and takes any bytes as key`() throws {
        let key = Array("Jefe".utf8)
        let message = Array("what do ya want for nothing?".utf8)
        #expect(
            Hexadecimal.encode(try MessageCode.hmac(.sha1, of: message.span, key: key.span))
                == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
        #expect(
            try MessageCode.hmac(of: message.span, key: key.span)
                == HMACSHA256.code(for: message.span, key: Secret("Jefe")))
        #expect(throws: CryptographyError.emptyKey) { try MessageCode.hmac(of: message.span, key: [UInt8]().span) }
    }

    @Test(arguments: [
        ([UInt8](repeating: 0, count: 32), UInt32(0x8A91_36AA)), ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
        (Array(0..<32), 0x46DD_794E), ((0..<32).reversed(), 0x113F_DB5C), (Array("123456789".utf8), 0xE306_9283), ([], 0),
    ] as [([UInt8], UInt32)])
    func `CRC32C matches RFC 3720, however the message is cut`(message: [UInt8], value: UInt32) {
        for cut in 0...message.count {
            for var checksum in [CRC32C(), CRC32C(byTable: ())] {
                checksum.update(Array(message[..<cut]).span)
                checksum.update(Array(message[cut...]).span)
                #expect(checksum.value == value)
            }
        }
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"), ("???>>>", "Pz8/Pj4+"),
    ])
    func `Base64 goes both ways`(plain: String, encoded: String) {
        #expect(Base64.encode(Array(plain.utf8).span) == encoded)
        #expect(Base64.decode(Array(encoded.utf8)) == Array(plain.utf8))
    }

    @Test(arguments: ["Zg", "Zg=", "Z===", "Zm9v====", "Pz8_", "Z=g=", "Zh=="])
    func `Base64 refuses what an encoder never writes`(text: String) {
        #expect(Base64.decode(Array(text.utf8)) == nil)
    }
}
