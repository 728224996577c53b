import Testing

@testable import WebRTCTransport

struct PacketKindTests {
    /// RFC 5769 sections 2.1 to 2.3.
    static let stun = [
        """
        000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74002400046e0001ff80290008932ff9b1
        51263b36000600096576746a3a68367659202020000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf
        """,
        """
        0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000080001a147e112a643000800142b91f599
        fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96
        """,
        """
        010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000140002a1470113a9faa5d3f179bc25f4b5
        bed2b9d900080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c
        """,
    ].map { Hexadecimal.bytes($0) }

    private static func kind(_ first: UInt8, _ second: UInt8 = 0) -> PacketKind? {
        ([first, second] + [UInt8](repeating: 0, count: 10)).withUnsafeBytes { PacketKind($0) }
    }

    @Test(arguments: stun)
    func `STUN is neither DTLS nor media`(message: [UInt8]) {
        #expect(message.withUnsafeBytes { PacketKind($0) } == nil)
    }

    @Test func `tells apart by the ranges of RFC 7983 and RFC 5761`() {
        for first in UInt8.min...UInt8.max {
            let expected: PacketKind? =
                switch first {
                case 20...63: .dtls
                case 128...191: .rtp
                default: nil  // STUN, ZRTP, TURN channels, and nothing
                }
            #expect(Self.kind(first) == expected, "\(first)")
        }
        for second in UInt8.min...UInt8.max {
            #expect(Self.kind(0x80, second) == ((192...223).contains(second) ? .rtcp : .rtp), "\(second)")
        }
    }

    @Test func `is nothing below eight bytes`() {
        for count in 0..<8 {
            #expect([UInt8](repeating: 0x80, count: count).withUnsafeBytes { PacketKind($0) } == nil)
        }
    }
}
