import MediaTypes

extension RTPReceiveStream {
    /// Farther back than any packet is delayed.
    private static let farBack: Int64 = 1_000

    /// The sequence number over its wraps. Two packets in a row from far back are a sender's new beginning (RFC 3550
    /// section A.1).
    @inline(__always)
    mutating func extend(_ number: UInt16) -> Int64 {
        let sequence = sequences.unwrap(number)
        guard sequence < sequences.highest &- Self.farBack else { return sequence }
        guard suspect == number else {
            suspect = number &+ 1
            return sequence
        }
        suspect = nil
        finish()
        missing.forget(before: .max)
        expected = sequences.restart(at: number)
        newest = expected - 1
        statistics.restart(at: expected)
        counters.restarts += 1
        return expected
    }

    mutating func receiveRetransmission(_ packet: RTPPacket) {
        let original = formats.original(of: packet.payloadType)
        guard let packet = try? packet.original(payloadType: original, ssrc: ssrc) else {
            // Without a payload it only probes the network.
            if packet.payload.byteCount > 0 { counters.malformed += 1 }
            return
        }
        // Nothing can be repeated before it was sent once.
        guard expected >= 0 else { return }
        let sequence = sequences.nearest(packet.sequenceNumber)
        guard sequence <= sequences.highest else { return }
        let before = counters.superfluous
        accept(packet, sequence, formats.kind(original))
        if counters.superfluous == before { counters.recovered += 1 }
    }

    @inline(__always)
    mutating func accept(_ packet: RTPPacket, _ sequence: Int64, _ kind: PayloadTable.Kind) {
        if expected < 0 { expected = sequence }
        if sequence == expected {
            if !missing.isEmpty { missing.note(arrival: sequence, at: now) }
            deliver(packet, kind, sequence)
            if !waiting.isEmpty { drain() }
        } else {
            acceptOutOfOrder(packet, sequence, kind)
        }
    }

    private mutating func acceptOutOfOrder(_ packet: RTPPacket, _ sequence: Int64, _ kind: PayloadTable.Kind) {
        guard sequence > expected, !waiting.contains(sequence) else {
            counters.superfluous += 1
            return
        }
        let first = max(expected, newest + 1)
        if sequence > first {
            missing.note(gap: first..<sequence, at: now)
        } else if sequence < first {
            missing.note(arrival: sequence, at: now)
        }
        newest = max(newest, sequence)
        if sequence &- expected >= Int64(waiting.capacity) { skip(to: sequence &- Int64(waiting.capacity) &+ 1) }
        if kind == .redundantAudio { recover(from: packet, before: sequence) }
        if sequence > expected {
            let content = content(of: packet, kind)
            store(content, sequence, packet.timestamp, packet.isMarked, captureTime(packet))
        } else if sequence == expected {  // what was in front of it was given up
            deliver(packet, kind, sequence)
        }
        drain()
    }

    /// Takes the earlier packets that a RED packet carries, where they are missing. Its blocks are the packets right
    /// before it.
    private mutating func recover(from packet: RTPPacket, before sequence: Int64) {
        guard let red = try? RedundantAudio(packet.payload) else { return }
        for distance in 1..<max(1, red.blockCount) {
            let earlier = sequence &- Int64(distance)
            guard earlier >= expected, !waiting.contains(earlier) else { continue }
            guard let block = red.block(at: red.blockCount - 1 - distance), block.bytes.byteCount > 0,
                case .codec(let codec) = formats.kind(block.payloadType)
            else { continue }
            missing.note(arrival: earlier, at: now)
            counters.recovered += 1
            let content = PacketContent(codec: codec, payload: block.bytes)
            store(content, earlier, packet.timestamp &- block.timestampOffset, false, nil)
        }
    }

    private mutating func store(
        _ content: PacketContent, _ sequence: Int64, _ timestamp: UInt32, _ isMarked: Bool, _ captureTime: NTPTime?
    ) {
        var entry = ReorderBuffer.Entry()
        entry.sequence = sequence
        entry.timestamp = timestamp
        entry.isMarked = isMarked
        entry.codec = content.codec
        entry.arrival = now
        entry.captureTime = captureTime
        entry.isTimely = sequence == sequences.highest
        if !waiting.insert(entry, content.payload) { counters.malformed += 1 }
    }

    /// Gives on what waits without a gap in front of it.
    private mutating func drain() {
        while let entry = waiting.entry(at: expected) { deliver(entry) }
        guard !waiting.isEmpty else {
            gapDeadline = nil
            return
        }
        // The same gap keeps its deadline, whatever comes behind it.
        guard gapDeadline == nil || gapPosition != expected else { return }
        gapPosition = expected
        gapDeadline = waiting.first(from: expected).map { $0.arrival + configuration.maximumDelay }
    }

    /// Gives on what waits before `sequence`, gaps and all, and what follows it without one.
    mutating func skip(to sequence: Int64) {
        while !waiting.isEmpty, let entry = waiting.first(from: expected), entry.sequence < sequence {
            counters.lost += entry.sequence &- expected
            deliver(entry)
        }
        counters.lost += max(0, sequence &- expected)
        expected = max(expected, sequence)
        missing.forget(before: expected)
        if depacketizer.codec.isVideo { keyframes.want(at: now) }
        drain()
    }

    private mutating func deliver(_ entry: ReorderBuffer.Entry) {
        let time = timestamps.unwrap(entry.timestamp)
        if let codec = entry.codec, codec != depacketizer.codec { change(to: codec) }
        let facts = PacketFacts(
            sequence: entry.sequence, timestamp: time, isMarked: entry.isMarked, arrival: entry.arrival,
            captureTime: entry.captureTime, isTimely: entry.isTimely)
        Self.push(entry, facts, from: waiting, to: &depacketizer)
        waiting.remove(entry)
        expected = entry.sequence &+ 1
    }

    /// A sender may change between the codecs that were negotiated; which is the first is also not known before.
    private mutating func change(to codec: RTPCodec) {
        depacketizer.change(to: codec)
        guard codec.clockRate != timeline.clockRate else { return }
        timeline.change(clockRate: codec.clockRate)
        statistics.change(clockRate: codec.clockRate)
    }

    /// Borrows one field while the other changes, which within a method the compiler does not allow.
    private static func push(
        _ entry: ReorderBuffer.Entry, _ facts: PacketFacts, from waiting: borrowing ReorderBuffer,
        to depacketizer: inout Depacketizer
    ) {
        depacketizer.push(waiting.payload(of: entry), facts)
    }

    @inline(__always)
    private mutating func deliver(_ packet: RTPPacket, _ kind: PayloadTable.Kind, _ sequence: Int64) {
        let content = content(of: packet, kind)
        if let codec = content.codec, codec != depacketizer.codec { change(to: codec) }
        let facts = PacketFacts(
            sequence: sequence, timestamp: timestamps.unwrap(packet.timestamp), isMarked: packet.isMarked,
            arrival: now, captureTime: captureTime(packet), isTimely: sequence == sequences.highest)
        depacketizer.push(content.payload, facts)
        expected = sequence &+ 1
    }

    @inline(__always)
    private func captureTime(_ packet: RTPPacket) -> NTPTime? {
        guard captureTimeID != nil else { return nil }
        return packet.absoluteCaptureTime(configuration.extensions)?.captured
    }

    /// What a depacketizer reads. Without a codec nobody does, and the payload is empty.
    @_lifetime(copy packet)
    @inline(__always)
    private func content(of packet: RTPPacket, _ kind: PayloadTable.Kind) -> PacketContent {
        switch kind {
        case .codec(let codec): PacketContent(codec: codec, payload: packet.payload)
        case .redundantAudio: primary(of: packet)
        case .retransmission, .unknown: PacketContent(codec: nil, payload: packet.payload.extracting(0..<0))
        }
    }

    @_lifetime(copy packet)
    private func primary(of packet: RTPPacket) -> PacketContent {
        if let red = try? RedundantAudio(packet.payload), let block = red.block(at: red.blockCount - 1),
            case .codec(let codec) = formats.kind(block.payloadType)
        {
            return PacketContent(codec: codec, payload: block.bytes)
        }
        return PacketContent(codec: nil, payload: packet.payload.extracting(0..<0))
    }
}

/// A payload together with who reads it.
struct PacketContent: ~Escapable {
    let codec: RTPCodec?
    let payload: RawSpan

    @_lifetime(copy payload)
    @inline(__always)
    init(codec: RTPCodec?, payload: RawSpan) {
        self.codec = codec
        self.payload = payload
    }
}
