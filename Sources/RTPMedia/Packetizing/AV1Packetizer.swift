import MediaTypes

/// RTP payload format for AV1 section 4.3: OBUs without their sizes, small ones together, large ones in fragments.
struct AV1Packetizer {
    private var position = 0
    /// What is left of the OBU that is being sent; header bytes come first.
    private var header: (first: UInt8, second: UInt8, count: Int) = (0, 0, 0)
    private var body = 0..<0
    private var isStarted = false
    private var isContinuing = false

    mutating func writeNext(
        of frame: RawSpan, limit: Int, isKeyframe: Bool, into buffer: inout PacketBuffer
    ) -> Bool? {
        guard isContinuing || takeOBU(frame) else { return nil }
        let aggregationOffset = buffer.count
        let startsSequence = isKeyframe && !isStarted
        isStarted = true
        var aggregation: UInt8 = (isContinuing ? 0x80 : 0) | (startsSequence ? 0x08 : 0)
        buffer.append(aggregation)
        var room = limit - 1
        var hasMore = true
        if remaining >= room {
            aggregation |= 0x10  // one element, which needs no size
            hasMore = writeElement(room, of: frame, into: &buffer)
        } else {
            while hasMore {
                // A few bytes are not worth a fragment.
                let size = min(remaining, room - 2)
                guard size >= min(remaining, 16) else { break }
                Self.writeLEB128(size, into: &buffer)
                room -= size + LEB128.size(of: size)
                hasMore = writeElement(size, of: frame, into: &buffer)
                if isContinuing { break }
            }
        }
        if isContinuing { aggregation |= 0x40 }
        buffer.patch(aggregation, at: aggregationOffset)
        return !hasMore
    }

    private var remaining: Int { header.count + body.count }

    /// Writes at most `most` bytes of the OBU; whether anything is left to send behind them.
    private mutating func writeElement(_ most: Int, of frame: RawSpan, into buffer: inout PacketBuffer) -> Bool {
        var room = most
        if header.count > 0 {
            buffer.append(header.first)
            if header.count == 2 { buffer.append(header.second) }
            room -= header.count
            header.count = 0
        }
        let end = min(body.lowerBound + room, body.upperBound)
        buffer.append(frame.extracting(body.lowerBound..<end))
        body = end..<body.upperBound
        isContinuing = !body.isEmpty
        return isContinuing || takeOBU(frame)
    }

    /// Goes on to the next OBU that belongs into packets; false at the end.
    private mutating func takeOBU(_ frame: RawSpan) -> Bool {
        if remaining > 0 { return true }
        while let first = frame.byte(at: position) {
            let hasExtension = first & 4 != 0
            let headerLength = hasExtension ? 2 : 1
            var start = position + headerLength
            var end = frame.byteCount
            if first & 2 != 0 {
                guard let size = LEB128(frame, at: start) else { return false }
                start += size.byteCount
                end = start + size.value
            }
            guard start <= end, end <= frame.byteCount else { return false }
            let second = frame.byte(at: position + 1) ?? 0
            position = end
            let type = AV1OBUType(headerByte: first)
            if type == .temporalDelimiter || type == .tileList { continue }
            header = (first & ~2, second, headerLength)
            body = start..<end
            return true
        }
        return false
    }

    private static func writeLEB128(_ value: Int, into buffer: inout PacketBuffer) {
        var rest = value
        while rest > 0x7F {
            buffer.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        buffer.append(UInt8(rest))
    }
}
