import Cryptography
import Testing

@testable import WebRTCTransport

struct SRTPVectorTests {
    /// RFC 7714 sections 16 and 17 give session keys, not master keys.
    private static func session(
        controlIndex: UInt32 = 1, _ key: [UInt8] = Array(0..<16)
    ) throws(CryptographyError) -> GCMProtection {
        let salt = Array("Quid pro quo".utf8)
        return GCMProtection(
            outgoing: try GCMKeys(.sealing, key: key, salt: salt, controlKey: key, controlSalt: salt),
            incoming: try GCMKeys(.opening, key: key, salt: salt, controlKey: key, controlSalt: salt),
            controlIndex: controlIndex)
    }

    private static let packet =
        "8040f17b 8041f8d3 5501a0b2 47616c6c 69612065 7374206f 6d6e6973 20646976 69736120 696e2070 61727465 73207472 6573"
    private static let protectedPacket =
        """
        8040f17b 8041f8d3 5501a0b2 f24de3a3 fb34de6c acba861c 9d7e4bca be633bd5 0d294e6f 42a5f47a 51c7d19b 36de3adf
        8833899d 7f27beb1 6a9152cf 765ee439 0cce
        """
    private static let report =
        "81c8000d 4d617273 4e545031 4e545032 52545020 0000042a 0000e930 4c756e61 deadbeef deadbeef deadbeef deadbeef deadbeef"
    private static let protectedReport =
        """
        81c8000d 4d617273 63e94885 dcdab67c a727d766 2f6b7e99 7ff5c0f7 6c06f32d c676a5f1 730d6fda 4ce09b46 86303ded
        0bb9275b c84aa458 96cf4d2f c5abf872 45d9eade 800005d4
        """

    @Test func `RFC 7714 section 16.1: AEAD_AES_128_GCM`() throws {
        #expect(try Self.session().protected(Self.packet, .rtp) == Hexadecimal.bytes(Self.protectedPacket))
        #expect(try Self.session().plain(Self.protectedPacket, .rtp) == Hexadecimal.bytes(Self.packet))
    }

    @Test func `RFC 7714 section 17.1: SRTCP`() throws {
        let session = try Self.session(controlIndex: 0x5d4)
        #expect(session.protected(Self.report, .rtcp) == Hexadecimal.bytes(Self.protectedReport))
        #expect(session.plain(Self.protectedReport, .rtcp) == Hexadecimal.bytes(Self.report))
    }

    @Test func `RFC 7714 section 17.3: SRTCP that is only authenticated`() throws {
        let received = Self.report + "841dd968 3dd78ec9 2ae58790 125f62b3 000005d4"
        #expect(try Self.session().plain(received, .rtcp) == Hexadecimal.bytes(Self.report))
    }

    /// Of libsrtp's own tests (test/srtp_driver.c), with master keys.
    @Test(arguments: [
        (
            SRTPKeyingMaterial.Profile.aes128CounterSHA1,
            "e1f97a0d3e018be0d64fa32c06de4139 0ec675ad498afeebb6960b3aabe6",
            "4e55dc4ce79978d88ca4d215949d2402 b78d6acc99ea179b8dbb",
            "7128035be487b9bdbef89041f977a5a8 80000001 993e08cd54d6c1230798"
        ),
        (
            .aeadAES128GCM, "000102030405060708090a0b0c0d0e0f a0a1a2a3a4a5a6a7a8a9aaab",
            "c5002ede04cfdd2eb91159e0880aa06e d2976826f796b201df3131a127e8a392",
            "c98b8b5df0392a55852b6c21ac8e7025 c52c6fbea2b3b446ea31123ba88ce61e 80000001"
        ),
    ])
    func `agrees with libsrtp's vectors`(
        profile: SRTPKeyingMaterial.Profile, master: String, media: String, control: String
    ) throws {
        let keys = Hexadecimal.bytes(master)
        let material = SRTPKeyingMaterial(profile: profile, outgoing: keys, incoming: keys)
        let protection: any PacketProtection =
            profile == .aeadAES128GCM ? try GCMProtection(material) : try LibraryProtection(material)
        let text = String(repeating: "ab", count: 16)
        let (packet, report) = ("800f1234decafbadcafebabe", "81c8000bcafebabe")
        #expect(protection.protected(packet + text, .rtp) == Hexadecimal.bytes(packet + media))
        #expect(protection.protected(report + text, .rtcp) == Hexadecimal.bytes(report + control))
        #expect(protection.plain(packet + media, .rtp) == Hexadecimal.bytes(packet + text))
        #expect(protection.plain(report + control, .rtcp) == Hexadecimal.bytes(report + text))
    }
}

enum Hexadecimal {
    static func bytes(_ text: String) -> [UInt8] {
        let digits = text.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}

extension PacketProtection {
    func protected(_ packet: String, _ kind: SRTPSession.Kind) -> [UInt8]? {
        protected(Hexadecimal.bytes(packet), kind)
    }

    func protected(_ packet: [UInt8], _ kind: SRTPSession.Kind) -> [UInt8]? {
        var buffer = packet + [UInt8](repeating: 0, count: SRTPSession.trailer)
        let count = buffer.withUnsafeMutableBytes { protect($0, count: packet.count, kind) }
        return count.map { Array(buffer[..<$0]) }
    }

    func plain(_ packet: String, _ kind: SRTPSession.Kind) -> [UInt8]? { plain(Hexadecimal.bytes(packet), kind) }

    func plain(_ packet: [UInt8], _ kind: SRTPSession.Kind) -> [UInt8]? {
        var buffer = packet
        let count = buffer.withUnsafeMutableBytes { unprotect($0, kind) }
        return count.map { Array(buffer[..<$0]) }
    }
}
