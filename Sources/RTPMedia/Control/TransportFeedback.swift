/// When each packet of a transport arrived, for the sender's bandwidth estimate
/// (draft-holmer-rmcat-transport-wide-cc-extensions-01 section 3.1).
public struct TransportFeedback: Hashable, Sendable {
    public var sender: UInt32
    public var media: UInt32
    /// The transport-wide sequence number of the first status.
    public var baseSequence: UInt16
    /// In 64 ms; what the first delta is relative to. 24 bits, signed.
    public var referenceTime: Int32
    /// Counts feedback messages.
    public var feedbackCount: UInt8
    /// One per packet from `baseSequence` on: the time since the last one that arrived (the first: since the reference
    /// time), in 250 µs; `nil` for a packet that did not arrive.
    public var deltas: [Int16?]

    public init(
        sender: UInt32, media: UInt32, baseSequence: UInt16, referenceTime: Int32, feedbackCount: UInt8,
        deltas: [Int16?]
    ) {
        self.sender = sender
        self.media = media
        self.baseSequence = baseSequence
        self.referenceTime = referenceTime
        self.feedbackCount = feedbackCount
        self.deltas = deltas
    }
}

/// How a status is written. The fourth symbol is reserved, and read as missing.
private enum StatusSymbol {
    static let missing: UInt8 = 0
    static let small: UInt8 = 1
    static let large: UInt8 = 2

    static func symbol(of delta: Int16?) -> UInt8 {
        guard let delta else { return missing }
        return (0...255).contains(delta) ? small : large
    }
}

extension TransportFeedback {
    init(_ body: RawSpan) throws(RTPError) {
        guard let sender = body.integer(at: 0, as: UInt32.self), let media = body.integer(at: 4, as: UInt32.self),
            let base = body.integer(at: 8, as: UInt16.self), let count = body.integer(at: 10, as: UInt16.self),
            let time = body.integer(at: 12, as: UInt32.self)
        else { throw .truncated(.controlBody, needed: 16, available: body.byteCount) }
        var position = 16
        var symbols: [UInt8] = []
        symbols.reserveCapacity(Int(count))
        while symbols.count < Int(count) {
            guard let chunk = body.integer(at: position, as: UInt16.self) else {
                throw .truncated(.controlBody, needed: position + 2, available: body.byteCount)
            }
            position += 2
            Self.append(chunk, to: &symbols, upTo: Int(count))
        }
        self.init(
            sender: sender, media: media, baseSequence: base, referenceTime: Int32(bitPattern: time) >> 8,
            feedbackCount: UInt8(time & 0xFF), deltas: try Self.deltas(of: symbols, body, at: position))
    }

    private static func append(_ chunk: UInt16, to symbols: inout [UInt8], upTo count: Int) {
        if chunk & 0x8000 == 0 {
            let symbol = UInt8(chunk >> 13 & 3)
            for _ in 0..<min(Int(chunk & 0x1FFF), count - symbols.count) { symbols.append(symbol) }
            return
        }
        let hasTwoBits = chunk & 0x4000 != 0
        for index in 0..<(hasTwoBits ? 7 : 14) where symbols.count < count {
            let symbol = hasTwoBits ? chunk >> UInt16(12 - 2 * index) & 3 : chunk >> UInt16(13 - index) & 1
            symbols.append(UInt8(symbol))
        }
    }

    private static func deltas(of symbols: [UInt8], _ body: RawSpan, at start: Int) throws(RTPError) -> [Int16?] {
        var position = start
        var deltas: [Int16?] = []
        deltas.reserveCapacity(symbols.count)
        for symbol in symbols {
            switch symbol {
            case StatusSymbol.small:
                guard let delta = body.byte(at: position) else {
                    throw .truncated(.controlBody, needed: position + 1, available: body.byteCount)
                }
                deltas.append(Int16(delta))
                position += 1
            case StatusSymbol.large:
                guard let delta = body.integer(at: position, as: Int16.self) else {
                    throw .truncated(.controlBody, needed: position + 2, available: body.byteCount)
                }
                deltas.append(delta)
                position += 2
            default: deltas.append(nil)
            }
        }
        return deltas
    }

    func write(into buffer: inout PacketBuffer) {
        buffer.append(sender)
        buffer.append(media)
        buffer.append(baseSequence)
        buffer.append(UInt16(truncatingIfNeeded: deltas.count))
        buffer.append(UInt32(bitPattern: referenceTime << 8) | UInt32(feedbackCount))
        writeChunks(into: &buffer)
        for case let delta? in deltas {
            if StatusSymbol.symbol(of: delta) == StatusSymbol.small {
                buffer.append(UInt8(truncatingIfNeeded: delta))
            } else {
                buffer.append(delta)
            }
        }
    }

    /// A run where one is longer than a vector would reach, else a vector with the bits that its symbols need.
    private func writeChunks(into buffer: inout PacketBuffer) {
        var index = 0
        while index < deltas.count {
            let first = StatusSymbol.symbol(of: deltas[index])
            var run = 1
            while index + run < deltas.count, run < 0x1FFF, StatusSymbol.symbol(of: deltas[index + run]) == first {
                run += 1
            }
            let hasLarge = deltas[index..<min(index + 14, deltas.count)].contains {
                StatusSymbol.symbol(of: $0) == StatusSymbol.large
            }
            let reach = hasLarge ? 7 : 14
            if run >= reach || index + run == deltas.count {
                buffer.append(UInt16(first) << 13 | UInt16(run))
                index += run
                continue
            }
            var chunk: UInt16 = hasLarge ? 0xC000 : 0x8000
            for offset in 0..<reach where index + offset < deltas.count {
                let symbol = UInt16(StatusSymbol.symbol(of: deltas[index + offset]))
                chunk |= symbol << UInt16(hasLarge ? 12 - 2 * offset : 13 - offset)
            }
            buffer.append(chunk)
            index += reach
        }
    }
}
