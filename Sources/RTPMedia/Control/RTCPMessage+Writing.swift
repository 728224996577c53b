extension RTCPMessage {
    /// Appends the message; several make a compound packet. False when it does not fit, or is of an unknown kind; then
    /// nothing is written.
    @discardableResult
    public func write(into buffer: inout PacketBuffer) -> Bool {
        let start = buffer.count
        guard !buffer.hasOverflowed else { return false }
        buffer.append(0 as UInt32)
        guard let (type, count) = writeBody(into: &buffer), !buffer.hasOverflowed else {
            buffer.truncate(to: start)
            return false
        }
        while (buffer.count - start) % 4 != 0 { buffer.append(0 as UInt8) }
        let words = UInt32(truncatingIfNeeded: (buffer.count - start) / 4 - 1)
        buffer.patch(2 << 30 | UInt32(count & 0x1F) << 24 | UInt32(type) << 16 | words & 0xFFFF, at: start)
        guard !buffer.hasOverflowed else {
            buffer.truncate(to: start)
            return false
        }
        return true
    }

    private func writeBody(into buffer: inout PacketBuffer) -> (type: UInt8, count: UInt8)? {
        switch self {
        case .senderReport(let report):
            report.write(into: &buffer)
            return (PacketType.senderReport, UInt8(report.blocks.prefix(31).count))
        case .receiverReport(let ssrc, let blocks):
            buffer.append(ssrc)
            for block in blocks.prefix(31) { block.write(into: &buffer) }
            return (PacketType.receiverReport, UInt8(blocks.prefix(31).count))
        case .sourceDescription(let names):
            for name in names.prefix(31) { name.write(into: &buffer) }
            return (PacketType.sourceDescription, UInt8(names.prefix(31).count))
        case .goodbye(let sources):
            for source in sources.prefix(31) { buffer.append(source) }
            return (PacketType.goodbye, UInt8(sources.prefix(31).count))
        case .negativeAcknowledgement(let sender, let media, let lost):
            buffer.append(sender)
            buffer.append(media)
            Self.write(lost, into: &buffer)
            return (PacketType.transportSpecificFeedback, 1)
        case .transportFeedback(let feedback):
            feedback.write(into: &buffer)
            return (PacketType.transportSpecificFeedback, 15)
        case .pictureLossIndication, .fullIntraRequest, .receiverEstimatedBitrate:
            return writePayloadSpecific(into: &buffer)
        case .other: return nil
        }
    }

    private func writePayloadSpecific(into buffer: inout PacketBuffer) -> (type: UInt8, count: UInt8)? {
        switch self {
        case .pictureLossIndication(let sender, let media):
            buffer.append(sender)
            buffer.append(media)
            return (PacketType.payloadSpecificFeedback, 1)
        case .fullIntraRequest(let sender, let entries):
            buffer.append(sender)
            buffer.append(0 as UInt32)
            for entry in entries {
                buffer.append(entry.ssrc)
                buffer.append(UInt32(entry.sequence) << 24)
            }
            return (PacketType.payloadSpecificFeedback, 4)
        case .receiverEstimatedBitrate(let sender, let bitrate, let sources):
            buffer.append(sender)
            buffer.append(0 as UInt32)
            buffer.append(Self.remb)
            let exponent = max(0, 64 - bitrate.leadingZeroBitCount - 18)
            let mantissa = UInt32(truncatingIfNeeded: bitrate >> UInt64(exponent))
            let count = UInt32(sources.prefix(255).count)
            buffer.append(count << 24 | UInt32(exponent) << 18 | mantissa)
            for source in sources.prefix(255) { buffer.append(source) }
            return (PacketType.payloadSpecificFeedback, 15)
        default: return nil
        }
    }

    /// Numbers up to 16 behind the first go into its bit mask. They are best in ascending order.
    private static func write(_ lost: [UInt16], into buffer: inout PacketBuffer) {
        var index = 0
        while index < lost.count {
            let first = lost[index]
            var mask: UInt16 = 0
            index += 1
            while index < lost.count {
                let distance = lost[index] &- first
                guard (1...16).contains(distance) else { break }
                mask |= 1 << (distance - 1)
                index += 1
            }
            buffer.append(first)
            buffer.append(mask)
        }
    }
}

extension SenderReport {
    func write(into buffer: inout PacketBuffer) {
        buffer.append(ssrc)
        buffer.append(time.fixedPoint)
        buffer.append(timestamp)
        buffer.append(packetCount)
        buffer.append(octetCount)
        for block in blocks.prefix(31) { block.write(into: &buffer) }
    }
}

extension RTCPMessage.CanonicalName {
    fileprivate func write(into buffer: inout PacketBuffer) {
        let text = Array(name.utf8.prefix(255))
        let start = buffer.count
        buffer.append(ssrc)
        if !text.isEmpty {
            buffer.append(1 as UInt8)
            buffer.append(UInt8(text.count))
            buffer.append(text)
        }
        // At least one zero ends the items; the next chunk begins at a word.
        buffer.append(zeros: 4 - (buffer.count - start) % 4)
    }
}
