import RTPMedia
import TestSupport
import Testing

struct RTCPMessageTests {
    static let block = ReportBlock(
        ssrc: 7, fractionLost: 128, cumulativeLost: -3, extendedHighestSequence: 0x1_FFFF, jitter: 9,
        lastSenderReport: 0xAABB_CCDD, delaySinceLastSenderReport: 65_536)

    static let messages: [RTCPMessage] = [
        .senderReport(
            SenderReport(
                ssrc: 1, time: NTPTime(fixedPoint: 0xE1E2_E3E4_0000_0001), timestamp: 90_000, packetCount: 3,
                octetCount: 4, blocks: [block])),
        .receiverReport(ssrc: 2, blocks: []),
        .receiverReport(ssrc: 2, blocks: [block, block]),
        .sourceDescription([.init(ssrc: 3, name: "user@host"), .init(ssrc: 4, name: ""), .init(ssrc: 5, name: "ab")]),
        .goodbye([1, 2, 3]),
        .negativeAcknowledgement(sender: 1, media: 2, lost: [10, 11, 26, 27, 65_535, 0, 15, 16]),
        .pictureLossIndication(sender: 1, media: 2),
        .fullIntraRequest(sender: 1, entries: [.init(ssrc: 9, sequence: 255), .init(ssrc: 10, sequence: 0)]),
        .receiverEstimatedBitrate(sender: 1, bitrate: 1_500_000 & ~7, sources: [5, 6]),
        .receiverEstimatedBitrate(sender: 1, bitrate: 200_000, sources: []),
        .transportFeedback(
            TransportFeedback(
                sender: 1, media: 2, baseSequence: 65_530, referenceTime: -4, feedbackCount: 200,
                deltas: [0, 255, 256, nil, -1, 4] + [Int16?](repeating: nil, count: 100) + [1, nil, 1, nil] + [1])),
    ]

    @Test(arguments: messages)
    func `reads what it wrote`(_ message: RTCPMessage) throws {
        var buffer = PacketBuffer()
        let fits = message.write(into: &buffer)
        let count = buffer.count
        #expect(fits && count % 4 == 0)
        let read = try RTCPMessage.messages(in: buffer.bytes)
        #expect(read == [message])
    }

    @Test func `a compound packet keeps its order`() throws {
        var buffer = PacketBuffer()
        for message in Self.messages { message.write(into: &buffer) }
        let read = try RTCPMessage.messages(in: buffer.bytes)
        #expect(read == Self.messages)
    }

    @Test func `what does not fit leaves the buffer as it was`() throws {
        var buffer = PacketBuffer(capacity: 64)
        let first = RTCPMessage.pictureLossIndication(sender: 1, media: 2)
        for _ in 0..<2 { first.write(into: &buffer) }
        let fits = Self.messages[0].write(into: &buffer)
        let hasOverflowed = buffer.hasOverflowed
        #expect(!fits && !hasOverflowed)
        let read = try RTCPMessage.messages(in: buffer.bytes)
        #expect(read == [first, first])
    }

    /// Bytes of the draft's own layout, put together by hand: a run of two arrivals, a one-bit vector, a two-bit vector.
    @Test func `reads transport feedback by the draft's layout`() throws {
        let bytes: [UInt8] = [
            0x8F, 205, 0, 8, 0, 0, 0, 1, 0, 0, 0, 2, 0xFF, 0xFF, 0, 20, 0, 0, 5, 9,
            0x20, 0x02,  // small, twice
            0x80 | 0x20, 0x01,  // 14 symbols: the first and the last
            0xC0 | 0x20 | 0x01, 0x00,  // large, missing, small, and four missing
            4, 8, 1, 2, 0xFF, 0xFF, 3, 0, 0, 0,
        ]
        let read = try RTCPMessage.messages(in: bytes.span.bytes)
        var deltas: [Int16?] = [4, 8, 1] + [Int16?](repeating: nil, count: 12) + [2]
        deltas += [-1, nil, 3, nil]
        guard case .transportFeedback(let feedback)? = read.first else {
            Issue.record("\(read)")
            return
        }
        #expect(feedback.baseSequence == 65_535 && feedback.referenceTime == 5 && feedback.feedbackCount == 9)
        #expect(Array(feedback.deltas.prefix(20)) == deltas)
    }

    @Test func `a NACK's mask counts from the packet behind its id`() throws {
        let bytes: [UInt8] = [0x81, 205, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 100, 0x80, 0x01]
        let read = try RTCPMessage.messages(in: bytes.span.bytes)
        #expect(read == [.negativeAcknowledgement(sender: 1, media: 2, lost: [100, 101, 116])])
    }

    @Test func `unknown packets and items are skipped, padding is taken off`() throws {
        let bytes: [UInt8] =
            [0x80, 207, 0, 1, 0, 0, 0, 1]  // an extended report
            + [0x81, 202, 0, 4, 0, 0, 0, 9, 2, 1, 65, 1, 1, 66, 0, 0, 0, 0, 0, 0]  // NAME, then CNAME
            + [0xA0, 201, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4]
        let read = try RTCPMessage.messages(in: bytes.span.bytes)
        #expect(
            read == [
                .other(type: 207, count: 0), .sourceDescription([.init(ssrc: 9, name: "B")]),
                .receiverReport(ssrc: 3, blocks: []),
            ])
    }

    @Test func `captured reports are whole`() throws {
        for name in ["vp8", "vp8-simulcast", "h264", "vp9", "av1"] {
            let expected = try CaptureExpectation(name)
            let control = try RTPDump("\(name)/video.rtpdump").records.filter(\.isControl)
            #expect(control.count == expected.rtcp_packets)
            for record in control {
                let messages = try RTCPMessage.messages(in: record.bytes.span.bytes)
                #expect(!messages.isEmpty)
                for case .other(let type, _) in messages { Issue.record("type \(type)") }
            }
        }
    }

    @Test func `cut and noisy packets are errors, never traps`() {
        var random = SeededGenerator(seed: 2)
        var buffer = PacketBuffer()
        for message in Self.messages { message.write(into: &buffer) }
        let whole = buffer.bytes.array
        for _ in 0..<20_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let cut = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
            _ = try? RTCPMessage.messages(in: cut.span.bytes)
        }
    }
}
