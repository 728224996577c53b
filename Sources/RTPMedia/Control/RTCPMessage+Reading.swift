extension RTCPMessage {
    public init(_ packet: borrowing RTCPPacket) throws(RTPError) {
        let body = packet.body
        switch packet.type {
        case PacketType.senderReport: self = .senderReport(try Self.senderReport(body, packet.count))
        case PacketType.receiverReport:
            let blocks = try Self.blocks(body, from: 4, packet.count)
            self = .receiverReport(ssrc: try Self.word(body, 0), blocks: blocks)
        case PacketType.sourceDescription: self = .sourceDescription(try Self.canonicalNames(body, packet.count))
        case PacketType.goodbye: self = .goodbye(try Self.words(body, from: 0, count: Int(packet.count)))
        case PacketType.transportSpecificFeedback: self = try Self.transportSpecific(body, packet.count)
        case PacketType.payloadSpecificFeedback: self = try Self.payloadSpecific(body, packet.count)
        default: self = .other(type: packet.type, count: packet.count)
        }
    }

    private static func word(_ body: RawSpan, _ offset: Int) throws(RTPError) -> UInt32 {
        guard let word = body.integer(at: offset, as: UInt32.self) else {
            throw .truncated(.controlBody, needed: offset + 4, available: body.byteCount)
        }
        return word
    }

    private static func words(_ body: RawSpan, from start: Int, count: Int) throws(RTPError) -> [UInt32] {
        var words: [UInt32] = []
        for index in 0..<count { words.append(try word(body, start + 4 * index)) }
        return words
    }

    private static func blocks(_ body: RawSpan, from start: Int, _ count: UInt8) throws(RTPError) -> [ReportBlock] {
        var blocks: [ReportBlock] = []
        for index in 0..<Int(count) {
            let offset = start + index * ReportBlock.byteCount
            guard let block = ReportBlock(body, at: offset) else {
                throw .truncated(.controlBody, needed: offset + ReportBlock.byteCount, available: body.byteCount)
            }
            blocks.append(block)
        }
        return blocks
    }

    private static func senderReport(_ body: RawSpan, _ count: UInt8) throws(RTPError) -> SenderReport {
        let seconds = try word(body, 4)
        let fraction = try word(body, 8)
        return SenderReport(
            ssrc: try word(body, 0), time: NTPTime(fixedPoint: UInt64(seconds) << 32 | UInt64(fraction)),
            timestamp: try word(body, 12), packetCount: try word(body, 16), octetCount: try word(body, 20),
            blocks: try blocks(body, from: 24, count))
    }

    private static func canonicalNames(_ body: RawSpan, _ count: UInt8) throws(RTPError) -> [CanonicalName] {
        var names: [CanonicalName] = []
        var position = 0
        for _ in 0..<count {
            var chunk = CanonicalName(ssrc: try word(body, position), name: "")
            position += 4
            while let item = body.byte(at: position), item != 0 {
                let length = Int(body.byte(at: position + 1) ?? 0)
                let end = position + 2 + length
                guard end <= body.byteCount else {
                    throw .truncated(.controlBody, needed: end, available: body.byteCount)
                }
                if item == 1 {
                    let text = body.extracting((position + 2)..<end)
                    chunk.name = unsafe text.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
                }
                position = end
            }
            position = (position + 4) & ~3  // the end mark, and on to the next word
            names.append(chunk)
        }
        return names
    }

    private static func transportSpecific(_ body: RawSpan, _ format: UInt8) throws(RTPError) -> RTCPMessage {
        switch format {
        case 1:
            let sender = try word(body, 0)
            let media = try word(body, 4)
            var lost: [UInt16] = []
            for offset in stride(from: 8, to: body.byteCount, by: 4) { appendLost(try word(body, offset), to: &lost) }
            return .negativeAcknowledgement(sender: sender, media: media, lost: lost)
        case 15: return .transportFeedback(try TransportFeedback(body))
        default: return .other(type: PacketType.transportSpecificFeedback, count: format)
        }
    }

    /// A packet id, and a bit for each of the 16 packets behind it.
    private static func appendLost(_ entry: UInt32, to lost: inout [UInt16]) {
        let first = UInt16(truncatingIfNeeded: entry >> 16)
        lost.append(first)
        for bit in 0..<16 where entry >> UInt32(bit) & 1 == 1 { lost.append(first &+ UInt16(bit) &+ 1) }
    }

    private static func payloadSpecific(_ body: RawSpan, _ format: UInt8) throws(RTPError) -> RTCPMessage {
        switch format {
        case 1: return .pictureLossIndication(sender: try word(body, 0), media: try word(body, 4))
        case 4:
            var entries: [FullIntraRequestEntry] = []
            for offset in stride(from: 8, to: body.byteCount, by: 8) {
                let number = UInt8(truncatingIfNeeded: try word(body, offset + 4) >> 24)
                entries.append(FullIntraRequestEntry(ssrc: try word(body, offset), sequence: number))
            }
            return .fullIntraRequest(sender: try word(body, 0), entries: entries)
        case 15 where body.integer(at: 8, as: UInt32.self) == remb:
            let word = try word(body, 12)
            let mantissa = UInt64(word & 0x3FFFF)
            let exponent = UInt64(word >> 18 & 0x3F)
            // The draft allows 2^81 bits a second; beyond 2^63 it is "no limit" to everybody.
            let bitrate = mantissa.leadingZeroBitCount > exponent ? mantissa << exponent : UInt64.max
            let sources = try words(body, from: 16, count: Int(word >> 24))
            return .receiverEstimatedBitrate(sender: try Self.word(body, 0), bitrate: bitrate, sources: sources)
        default: return .other(type: PacketType.payloadSpecificFeedback, count: format)
        }
    }

    /// "REMB".
    static let remb: UInt32 = 0x5245_4D42
}
