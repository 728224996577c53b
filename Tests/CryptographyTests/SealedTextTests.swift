import Cryptography
import Foundation
import TestSupport
import Testing

struct SealedTextTests {
    private let secret = Secret("a secret that is long enough for this")

    @Test func `what was sealed opens with the same secret and purpose alone`() throws {
        for plain in [[], [0], Array("credentials".utf8), [UInt8](repeating: 7, count: 100_000)] as [[UInt8]] {
            let sealed = try SealedText.seal(plain, with: secret, purpose: "test")
            #expect(try SealedText.open(sealed, with: secret, purpose: "test") == plain)
            #expect(try SealedText.open(sealed, with: Secret("another"), purpose: "test") == nil)
            #expect(try SealedText.open(sealed, with: secret, purpose: "other") == nil)
            #expect(try sealed != SealedText.seal(plain, with: secret, purpose: "test"))
        }
    }

    @Test func `whatever is changed or cut off does not open`() throws {
        let sealed = try SealedText.seal(Array("credentials".utf8), with: secret, purpose: "test")
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 0x10
            #expect(try SealedText.open(changed, with: secret, purpose: "test") == nil)
            #expect(try SealedText.open(Array(sealed.prefix(index)), with: secret, purpose: "test") == nil)
        }
    }

    /// By PyPI's `cryptography`.
    @Test func `an independent library opens it`() throws {
        let sealed = try SealedText.seal(Array("credentials".utf8), with: secret, purpose: "test")
        let program = """
            import hashlib, hmac, sys
            from cryptography.hazmat.primitives.ciphers.aead import AESGCM
            sealed = bytes.fromhex(sys.argv[1])
            key = hmac.new(b"a secret that is long enough for this", b"sluice test", hashlib.sha256).digest()
            print(AESGCM(key).decrypt(sealed[1:13], sealed[13:], None).decode())
            """
        let hex = sealed.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        let python = ExternalTool(try PythonTool.interpreter().path, package: "python3-venv")
        #expect(try String(decoding: python("-I", "-c", program, hex), as: UTF8.self) == "credentials\n")
    }
}
