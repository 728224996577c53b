import Cryptography
import Foundation
import TestSupport
import Testing

struct RSASigningKeyTests {
    private let openssl = ExternalTool("openssl", package: "openssl")
    private let folder: TemporaryFolder
    private let key: String

    init() throws {
        folder = try TemporaryFolder()
        key = folder.path("key.pem")
        try openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", key)
    }

    private func secret(_ path: String) throws -> Secret { Secret(try String(contentsOfFile: path, encoding: .utf8)) }

    @Test func `signs as openssl does, from either form of a key`() throws {
        let old = folder.path("old.pem")
        try openssl("rsa", "-in", key, "-traditional", "-out", old)
        for (size, path) in [(0, key), (1, old), (200_000, key)] {
            var random = SeededGenerator(seed: UInt64(size))
            let message = (0..<size).map { _ in UInt8.random(in: 0...255, using: &random) }
            let expected = try openssl("dgst", "-sha256", "-sign", key, try folder.write(message, as: "message"))
            #expect(try RSASigningKey(pem: secret(path)).signature(of: message.span) == Array(expected))
        }
    }

    @Test func `refuses what is no usable key`() throws {
        let (small, curve, locked) = (folder.path("small"), folder.path("curve"), folder.path("locked"))
        try openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024", "-out", small)
        try openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", curve)
        try openssl("pkey", "-in", key, "-aes256", "-passout", "pass:word", "-out", locked)
        for text in try [secret(small), secret(curve), secret(locked), Secret(""), Secret("-----BEGIN PRIVATE KEY-----\nAAAA")] {
            #expect { try RSASigningKey(pem: text) } throws: { error in
                guard case CryptographyError.unusableKey = error else { return false }
                return !"\(error)".contains("AAAA")
            }
        }
    }
}
