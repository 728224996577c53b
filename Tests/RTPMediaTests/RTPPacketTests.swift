import RTPMedia
import TestSupport
import Testing

struct RTPPacketTests {
    @Test func `reads every field of a packet with sources, extension and padding`() throws {
        let bytes: [UInt8] =
            [0xB2, 0xE0, 0x12, 0x34, 1, 2, 3, 4, 5, 6, 7, 8] + [0, 0, 0, 9, 0, 0, 0, 10]
            + [0xBE, 0xDE, 0, 2, 0x10, 0x61, 0x21, 0xAB, 0xCD, 0, 0, 0] + [0xAA, 0xBB] + [0, 2]
        let packet = try RTPPacket(bytes.span.bytes)
        #expect(packet.isMarked && packet.payloadType == 96)
        #expect(packet.sequenceNumber == 0x1234 && packet.timestamp == 0x0102_0304 && packet.ssrc == 0x0506_0708)
        #expect(packet.contributingSourceCount == 2)
        #expect(packet.contributingSource(at: 1) == 10 && packet.contributingSource(at: 2) == nil)
        #expect(packet.payload.array == [0xAA, 0xBB] && packet.paddingLength == 2 && packet.headerLength == 32)
        let map = HeaderExtensionMap([.mediaIdentification: 1, .transportSequence: 2])
        #expect(packet.mediaIdentification(map) == "a")
        #expect(packet.transportSequence(map) == 0xABCD)
        #expect(packet.audioLevel(map) == nil)
    }

    @Test func `two-byte headers may be empty or long`() throws {
        let long = [UInt8](repeating: 7, count: 20)
        let elements: [UInt8] = [1, 0, 0, 200, 20] + long + [0, 0, 0]
        let bytes: [UInt8] = [0x90, 96] + [UInt8](repeating: 0, count: 10) + [0x10, 0x05, 0, 7] + elements + [9]
        let packet = try RTPPacket(bytes.span.bytes)
        #expect(packet.headerExtension(1)?.byteCount == 0)
        #expect(packet.headerExtension(200)?.array == long)
        #expect(packet.payload.array == [9])
    }

    @Test func `fifteen ends the one-byte form, and an element that is too long is not read`() throws {
        for elements in [[0x10, 1, 0xF0, 2, 0x30, 3, 0, 0], [0x10, 1, 0x2F, 2, 0x30, 3, 0, 0]] as [[UInt8]] {
            let bytes: [UInt8] = [0x90, 96] + [UInt8](repeating: 0, count: 10) + [0xBE, 0xDE, 0, 2] + elements
            let packet = try RTPPacket(bytes.span.bytes)
            #expect(packet.headerExtension(1)?.array == [1])
            #expect(packet.headerExtension(2) == nil && packet.headerExtension(3) == nil)
        }
    }

    @Test func `packets that are cut or impossible are errors`() {
        let whole: [UInt8] = [0xB1, 96] + [UInt8](repeating: 0, count: 14) + [0xBE, 0xDE, 0, 1, 0, 0, 0, 0, 5, 1]
        #expect(throws: Never.self) { _ = try RTPPacket(whole.span.bytes) }
        for length in 0..<24 {
            let cut = Array(whole.prefix(length))
            #expect(throws: RTPError.self, "\(length)") { _ = try RTPPacket(cut.span.bytes) }
        }
        #expect(throws: RTPError.unsupportedVersion(1)) {
            let bytes = [0x40] + [UInt8](repeating: 0, count: 11)
            _ = try RTPPacket(bytes.span.bytes)
        }
        #expect(throws: RTPError.invalid(.padding, value: 0)) {
            let bytes = [0xA0] + [UInt8](repeating: 0, count: 12)
            _ = try RTPPacket(bytes.span.bytes)
        }
    }

    @Test func `writes what it reads`() throws {
        var fields = HeaderExtensionFields(
            map: HeaderExtensionMap([
                .mediaIdentification: 1, .streamIdentification: 2, .absoluteSendTime: 3, .transportSequence: 4,
                .audioLevel: 5, .absoluteCaptureTime: 6, .dependencyDescriptor: 14, .repairedStreamIdentification: 8,
            ]))
        fields.mediaIdentification = Array("0".utf8)
        fields.streamIdentification = Array("f".utf8)
        fields.repairedStreamIdentification = Array("q".utf8)
        fields.absoluteSendTime = 0x123456
        fields.transportSequence = 0xFEDC
        fields.audioLevel = AudioLevel(decibelsBelowFullScale: 30, isVoice: true)
        fields.absoluteCaptureTime = AbsoluteCaptureTime(captured: NTPTime(fixedPoint: 0x1_2345_6789), clockOffset: -5)
        for size in [3, 30] {
            fields.dependencyDescriptor = [UInt8](repeating: 9, count: size)  // 30 needs two-byte headers
            let header = RTPHeader(
                payloadType: 111, isMarked: true, sequenceNumber: 65_535, timestamp: .max, ssrc: 0xDEAD_BEEF)
            var buffer = PacketBuffer()
            header.write(into: &buffer, extensions: fields)
            buffer.append([1, 2, 3])
            let packet = try RTPPacket(buffer.bytes)
            #expect(RTPHeader(packet) == header)
            #expect(packet.mediaIdentification(fields.map) == "0" && packet.streamIdentification(fields.map) == "f")
            #expect(packet.repairedStreamIdentification(fields.map) == "q")
            #expect(packet.absoluteSendTime(fields.map) == 0x123456)
            #expect(packet.transportSequence(fields.map) == 0xFEDC)
            #expect(packet.audioLevel(fields.map) == fields.audioLevel)
            #expect(packet.absoluteCaptureTime(fields.map) == fields.absoluteCaptureTime)
            #expect(packet.dependencyDescriptor(fields.map)?.byteCount == size)
            #expect(packet.payload.array == [1, 2, 3])
        }
    }

    @Test func `a retransmission becomes its original`() throws {
        var buffer = PacketBuffer()
        RTPHeader(payloadType: 97, isMarked: true, sequenceNumber: 5, timestamp: 77, ssrc: 2).write(into: &buffer)
        buffer.append([0x12, 0x34, 8, 9])
        let original = try RTPPacket(buffer.bytes).original(payloadType: 96, ssrc: 1)
        #expect(original.sequenceNumber == 0x1234 && original.payloadType == 96 && original.ssrc == 1)
        #expect(original.timestamp == 77 && original.isMarked && original.payload.array == [8, 9])
        var short = PacketBuffer()
        short.append(buffer.bytes.array.dropLast(3).map { $0 })
        #expect(throws: RTPError.truncated(.retransmission, needed: 14, available: 13)) {
            _ = try RTPPacket(short.bytes).original(payloadType: 96, ssrc: 1)
        }
    }

    @Test func `first bytes tell protocols apart`() {
        let kinds: [([UInt8], DatagramKind)] = [
            ([0, 1], .stun), ([3], .stun), ([4], .unknown), ([16], .zrtp), ([20], .dtls), ([63], .dtls),
            ([64], .turnChannel), ([79], .turnChannel), ([128, 96], .rtp), ([128, 200], .rtcp), ([129, 206], .rtcp),
            ([191, 223], .rtcp), ([128, 224], .rtp), ([128, 191], .rtp), ([192, 0], .unknown), ([], .unknown),
            ([128], .unknown),
        ]
        for (bytes, kind) in kinds { #expect(DatagramKind(bytes.span.bytes) == kind, "\(bytes)") }
    }

    @Test func `captured packets have the extensions that the server negotiated`() throws {
        let packets = try RTPDump("vp8/video.rtpdump").packets
        let expected = try CaptureExpectation("vp8")
        #expect(packets.count == expected.rtp_packets)
        for record in packets {
            let packet = try RTPPacket(record.bytes.span.bytes)
            #expect(packet.ssrc == expected.ssrc)
            #expect(DatagramKind(record.bytes.span.bytes) == .rtp)
        }
    }

    @Test func `noise never traps, whatever is read from it`() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...60, using: &random)
            var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            if !bytes.isEmpty, Bool.random(using: &random) { bytes[0] = 0x90 | bytes[0] & 0x2F }
            if bytes.count > 13, Bool.random(using: &random) { (bytes[12], bytes[13]) = (0xBE, 0xDE) }
            guard let packet = try? RTPPacket(bytes.span.bytes) else { continue }
            var elements = packet.headerExtensions
            var total = 0
            while let element = elements.next() { total += element.bytes.byteCount }
            #expect(total + packet.payload.byteCount + packet.paddingLength <= bytes.count)
        }
    }
}

extension RawSpan {
    var array: [UInt8] { withUnsafeBytes { Array($0) } }
}
