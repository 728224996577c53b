import Cryptography
import TestSupport
import Testing

@testable import WebRTCTransport

@Suite(.timeLimit(.minutes(2)))
struct SRTPSessionTests {
    typealias Profile = SRTPKeyingMaterial.Profile

    /// Two ends under the same keys.
    private static func ends(_ profile: Profile) throws -> (any PacketProtection, any PacketProtection) {
        let one = (0..<(16 + profile.saltCount)).map { UInt8($0) }
        let two = one.map { $0 ^ 0x55 }
        func end(_ out: [UInt8], _ into: [UInt8]) throws -> any PacketProtection {
            let keys = SRTPKeyingMaterial(profile: profile, outgoing: out, incoming: into)
            return profile == .aeadAES128GCM ? try GCMProtection(keys) : try LibraryProtection(keys)
        }
        return (try end(one, two), try end(two, one))
    }

    private static let profiles: [Profile] = [.aeadAES128GCM, .aes128CounterSHA1]

    @Test(arguments: profiles)
    func `takes a packet once`(profile: Profile) throws {
        let (sender, receiver) = try Self.ends(profile)
        let packet = Packet.rtp(sequence: 7, payload: [1, 2, 3])
        let report = Packet.report(source: 1)
        for (plain, kind) in [(packet, SRTPSession.Kind.rtp), (report, .rtcp)] {
            let sealed = try #require(sender.protected(plain, kind))
            #expect(receiver.plain(sealed, kind) == plain)
            #expect(receiver.plain(sealed, kind) == nil, "a replay")
        }
        // The answer to a NACK is the same packet once more, which another receiver may not have.
        #expect(sender.protected(packet, .rtp) != nil)
    }

    @Test(arguments: profiles)
    func `refuses what was changed or cut, and forgets it`(profile: Profile) throws {
        let (sender, receiver) = try Self.ends(profile)
        for (plain, kind) in [
            (Packet.rtp(sequence: 7, payload: Array(0..<20)), SRTPSession.Kind.rtp), (Packet.report(source: 1), .rtcp),
        ] {
            let sealed = try #require(sender.protected(plain, kind))
            for index in sealed.indices {
                var changed = sealed
                changed[index] ^= 1
                #expect(receiver.plain(changed, kind) == nil, "\(kind) byte \(index)")
                #expect(receiver.plain(Array(sealed[..<index]), kind) == nil, "\(kind) \(index) bytes")
            }
            #expect(receiver.plain(sealed, kind) == plain)
        }
    }

    @Test(arguments: profiles)
    func `follows the sequence number around, and takes what comes late`(profile: Profile) throws {
        let (sender, receiver) = try Self.ends(profile)
        var held: [(plain: [UInt8], sealed: [UInt8])] = []
        for number in 0..<70_000 {
            let plain = Packet.rtp(sequence: UInt16(truncatingIfNeeded: number), payload: [UInt8(number & 0xFF)])
            let sealed = try #require(sender.protected(plain, .rtp))
            // One in a thousand waits for 3,000 others.
            if number % 1000 == 500 { held.append((plain, sealed)) } else { try arrives(sealed, plain) }
            if number % 1000 == 499, held.count == 4 {
                let late = held.removeFirst()
                try arrives(late.sealed, late.plain)
            }
        }
        // The window passes this one by 4,096.
        let old = try #require(sender.protected(Packet.rtp(sequence: 1, source: 9, payload: [1]), .rtp))
        for number in 2...4097 as ClosedRange<UInt16> {
            let plain = Packet.rtp(sequence: number, source: 9, payload: [1])
            try arrives(try #require(sender.protected(plain, .rtp)), plain)
        }
        #expect(receiver.plain(old, .rtp) == nil)

        func arrives(_ sealed: [UInt8], _ plain: [UInt8]) throws {
            if receiver.plain(sealed, .rtp) != plain { throw Lost(sequence: plain[2...3].map { $0 }) }
        }
    }

    private struct Lost: Error { var sequence: [UInt8] }

    @Test(arguments: profiles)
    func `remembers a limited number of sources`(profile: Profile) throws {
        let (sender, receiver) = try Self.ends(profile)
        for source in 1...1024 as ClosedRange<UInt32> {
            let sealed = try #require(sender.protected(Packet.rtp(sequence: 1, source: source, payload: [1]), .rtp))
            #expect(receiver.plain(sealed, .rtp) != nil)
        }
        let another = try #require(sender.protected(Packet.rtp(sequence: 1, source: 9999, payload: [1]), .rtp))
        #expect(receiver.plain(another, .rtp) == nil)
        let known = try #require(sender.protected(Packet.rtp(sequence: 2, source: 5, payload: [1]), .rtp))
        #expect(receiver.plain(known, .rtp) != nil)
    }

    /// Ours on one side, libsrtp2 on the other: headers of every shape, sequence numbers that jump and wrap.
    @Test func `interchanges AES-GCM packets with libsrtp2`() throws {
        let (ours, theirs) = try (Self.ends(.aeadAES128GCM).0, LibrarySRTP(key: (0..<28).map { UInt8($0) ^ 0x55 }))
        let back = try LibrarySRTP(key: Array(0..<28))
        var random = SeededGenerator(seed: 7714)
        var sequence: UInt16 = 60_000
        for _ in 0..<3000 {
            sequence &+= UInt16.random(in: 1...40, using: &random)
            let packet = randomPacket(sequence, &random)
            let sealed = try #require(ours.protected(packet, .rtp))
            #expect(back.unprotected(sealed, isControl: false) == packet)
            let other = try #require(theirs.protected(packet, isControl: false))
            #expect(ours.plain(other, .rtp) == packet)
            let report =
                Packet.report(source: 1 + UInt32(sequence & 1)) + [UInt8](repeating: 3, count: 4 * Int(sequence & 15))
            #expect(back.unprotected(try #require(ours.protected(report, .rtcp)), isControl: true) == report)
            #expect(ours.plain(try #require(theirs.protected(report, isControl: true)), .rtcp) == report)
        }
    }

    private func randomPacket(_ sequence: UInt16, _ random: inout SeededGenerator) -> [UInt8] {
        let contributors = Int.random(in: 0...15, using: &random)
        let words = Int.random(in: 0...9, using: &random)
        var packet = Packet.rtp(sequence: sequence, source: UInt32.random(in: 1...3, using: &random), payload: [])
        packet[0] |= UInt8(contributors)
        packet += [UInt8](repeating: 9, count: 4 * contributors)
        if words > 0 {
            packet[0] |= 0x10
            packet += [0xBE, 0xDE, 0, UInt8(words)] + [UInt8](repeating: 1, count: 4 * words)
        }
        return packet + (0..<Int.random(in: 0...1200, using: &random)).map { _ in .random(in: 0...255, using: &random) }
    }

    @Test func `refuses headers that are longer than their packet`() throws {
        let (sender, receiver) = try Self.ends(.aeadAES128GCM)
        for first in [0x8F, 0x90, 0x9F, 0x10, 0x00, 0xC0] as [UInt8] {
            let packet: [UInt8] = [first, 96] + [UInt8](repeating: 0xFF, count: 14)
            #expect(sender.protected(packet, .rtp) == nil)
            #expect(receiver.plain(packet + [UInt8](repeating: 0, count: 16), .rtp) == nil)
        }
        #expect(sender.protected([UInt8](repeating: 0x80, count: 11), .rtp) == nil)
        #expect(sender.protected([UInt8](repeating: 0x80, count: 7), .rtcp) == nil)
    }
}
