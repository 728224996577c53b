import Foundation
import ServiceKit
import TestSupport
import Testing

struct IPAddressTests {
    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1"), ("255.255.255.255", "255.255.255.255"), ("::", "::"), ("::1", "::1"),
        ("[2001:DB8::0001]", "2001:db8::1"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
        ("::ffff:10.0.0.1", "::ffff:10.0.0.1"), ("::ffff:a00:1", "::ffff:10.0.0.1"),
        ("64:ff9b::8.8.8.8", "64:ff9b::808:808"),
    ])
    func `addresses are read and written canonically`(text: String, canonical: String) throws {
        #expect("\(try #require(IPAddress(text)))" == canonical)
        #expect(IPAddress(canonical) == IPAddress(text))
    }

    @Test(arguments: [
        "", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4 ", "0x7f.0.0.1", ":", ":::", "1::2::3",
        "12345::",
        "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::1.2.3", "1.2.3.4::", "::1%eth0", "[::1", "g::",
    ])
    func `what is no address is refused`(text: String) { #expect(IPAddress(text) == nil) }

    @Test func `Python's ipaddress agrees on random addresses`() throws {
        var random = SeededGenerator(seed: 6)
        let addresses = (0..<300).map { index -> IPAddress in
            // Many zero groups, so that they are compressed in all places.
            let half = {
                (0..<4).reduce(UInt64(0)) { value, _ in
                    value << 16 | (Bool.random(using: &random) ? 0 : UInt64.random(in: 0...0xFFFF, using: &random))
                }
            }
            return index % 3 == 0 ? .v4(.random(in: 0...(.max), using: &random)) : .v6(half() | 1 << 63, half())
        }
        let script = "import ipaddress, sys\nfor a in sys.argv[1:]: print(ipaddress.ip_address(a))"
        let output = try ExternalTool("python3", package: "python3").run(["-c", script] + addresses.map { "\($0)" })
            .output
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
        #expect(lines.map(String.init) == addresses.map { "\($0)" })
        #expect(lines.map { IPAddress($0) } == addresses)
    }

    @Test func `a block holds its addresses and no others`() throws {
        let block = try #require(AddressBlock("172.16.0.0/12"))
        #expect(block.contains(.v4(0xAC10_0000)) && block.contains(.v4(0xAC1F_FFFF)))
        #expect(!block.contains(.v4(0xAC20_0000)) && !block.contains(.v4(0xAC0F_FFFF)))
        let wide = try #require(AddressBlock("2001:db8::/33"))
        #expect(try wide.contains(#require(IPAddress("2001:db8:7fff::1"))))
        #expect(try !wide.contains(#require(IPAddress("2001:db8:8000::1"))))
        let narrow = try #require(AddressBlock("fd00::10/124"))
        #expect(
            try narrow.contains(#require(IPAddress("fd00::1f"))) && !narrow.contains(#require(IPAddress("fd00::20"))))
        #expect(AddressBlock("0.0.0.0/0")?.contains(.v4(7)) == true && AddressBlock("::/0")?.contains(.v4(7)) == false)
        for text in ["10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/+8", "::/129", "host/8", "10.0.0.0/8/8"] {
            #expect(AddressBlock(text) == nil, "\(text)")
        }
    }
}
