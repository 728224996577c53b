import Cryptography
import Testing

/// The vectors of RFC 3711 appendix B.
struct SRTPKeyDerivationTests {
    private static let key = bytes("E1F97A0D3E018BE0D64FA32C06DE4139")
    private static let salt = bytes("0EC675AD498AFEEBB6960B3AABE6")

    private static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    @Test(arguments: [
        (SRTPKeyDerivation.Label.encryption, "C61E7A93744F39EE10734AFE3FF7A087"),
        (.salt, "30CBBC08863D8C85D49DB34A9AE1"),
        (
            .authentication,
            """
            CEBE321F6FF7716B6FD4AB49AF256A156D38BAA48F0A0ACF3C34E2359E6CDBCE
            E049646C43D9327AD175578EF72270986371C10C9A369AC2F94A8C5FBCDDDC25
            6D6E919A48B610EF17C2041E474035766B68642C59BBFC2F34DB60DBDFB2
            """
        ),
    ])
    func `derives session keys as in appendix B.3`(label: SRTPKeyDerivation.Label, expected: String) throws {
        let value = Self.bytes(expected)
        #expect(try SRTPKeyDerivation.derive(label, count: value.count, key: Self.key, salt: Self.salt) == value)
    }

    @Test func `makes the keystream of appendix B.2`() throws {
        let stream = try SRTPKeyDerivation.keystream(
            count: 0xFF02 * 16, key: Self.bytes("2B7E151628AED2A6ABF7158809CF4F3C"),
            initial: Self.bytes("F0F1F2F3F4F5F6F7F8F9FAFBFCFD0000"))
        for (block, expected) in [
            (0, "E03EAD0935C95E80E166B16DD92B4EB4"), (1, "D23513162B02D0F72A43A2FE4A5F97AB"),
            (2, "41E95B3BB0A2E8DD477901E4FCA894C0"), (0xFEFF, "EC8CDF7398607CB0F2D21675EA9EA1E4"),
            (0xFF00, "362B7C3C6773516318A077D7FC5073AE"), (0xFF01, "6A2CC3787889374FBEB4C81B17BA6C44"),
        ] {
            #expect(Array(stream[(16 * block)..<(16 * block + 16)]) == Self.bytes(expected), "block \(block)")
        }
    }

    @Test func `refuses keys of another length`() {
        #expect(throws: CryptographyError.self) {
            try SRTPKeyDerivation.derive(.salt, count: 12, key: [1, 2, 3], salt: Self.salt)
        }
        #expect(throws: CryptographyError.self) { _ = try AES128GCM(.sealing, key: [1, 2, 3]) }
    }

    @Test func `keys are not printed`() {
        let keys = SRTPKeyingMaterial(profile: .aeadAES128GCM, outgoing: [201], incoming: [202])
        var dumped = ""
        dump(keys, to: &dumped)
        #expect(!"\(keys) \(dumped)".contains("20"))
    }
}
