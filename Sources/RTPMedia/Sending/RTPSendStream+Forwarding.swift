public import MediaTypes

/// A stream that passes on what others sent, as a room server does: packets keep their payload and their gaps, and get
/// this stream's SSRC, payload type, numbers and header extensions. From one source to the next, another layer of a
/// simulcast say, numbers and times go on.
///
/// A stream either sends frames or forwards packets.
extension RTPSendStream {
    /// Chooses the source by its SSRC. Of video, it begins with its next key frame, and the one before goes on until
    /// then; `nil` stops.
    public mutating func select(source: UInt32?) {
        forwarding.wanted = source
        if source == nil { forwarding.current = nil }
    }

    /// The source that packets are taken from.
    public var currentSource: UInt32? { forwarding.current }

    /// The source whose key frame is waited for; ask it for one. `nil` when there is nothing to wait for.
    public var awaitedSource: UInt32? { forwarding.wanted == forwarding.current ? nil : forwarding.wanted }

    /// Takes a packet of a source, in whatever order; it then waits in `writeNext`. False when it is not of the source
    /// that is forwarded, or empty: padding, by which senders probe the network, is for them and the next hop alone.
    /// `extensions` are the packet's.
    @discardableResult
    public mutating func forward(_ packet: RTPPacket, extensions: HeaderExtensionMap, at now: MediaTime) -> Bool {
        if packet.ssrc == forwarding.wanted, forwarding.wanted != forwarding.current {
            guard configuration.codec.startsKeyframe(packet.payload), begin(packet, at: now) else { return false }
        }
        guard packet.ssrc == forwarding.current else { return false }
        let incoming = forwarding.unwrapper.unwrap(packet.sequenceNumber)
        // An empty packet that comes late fills the gap it has left.
        if packet.payload.byteCount == 0, forwarding.sequences.omit(incoming) { return false }
        // What the source sent before its key frame would go where the source before it has been.
        guard let sequence = forwarding.sequences.map(incoming), sequence >= 0 else { return false }
        let timestamp = packet.timestamp &+ forwarding.timestampOffset
        let isNewest = sequence > forwarding.highestSequence
        if isNewest {
            forwarding.highestSequence = sequence
            forwarding.lastTimestamp = timestamp
            forwarding.lastArrival = now
        }
        return write(packet, extensions, sequence, timestamp, isNewest: isNewest, at: now)
    }

    /// Takes a source's sender report. Gives the stream's own, by the same clock, for the source that is forwarded.
    public mutating func forward(_ report: SenderReport) -> SenderReport? {
        if forwarding.reports.count < ForwardingState.mostReports || forwarding.reports[report.ssrc] != nil {
            forwarding.reports[report.ssrc] = (report.time, report.timestamp)
        }
        guard report.ssrc == forwarding.current else { return nil }
        return SenderReport(
            ssrc: configuration.ssrc, time: report.time, timestamp: report.timestamp &+ forwarding.timestampOffset,
            packetCount: counters.packets, octetCount: counters.octets)
    }

    /// Goes on with the packet's source; false when its picture is older than the one forwarded last.
    private mutating func begin(_ packet: RTPPacket, at now: MediaTime) -> Bool {
        var next = nextSequence
        if forwarding.highestSequence < 0 {
            forwarding.timestampOffset = configuration.timestampOffset
        } else {
            guard let offset = forwarding.offset(
                for: packet.ssrc, first: packet.timestamp, clockRate: configuration.codec.clockRate, at: now)
            else { return false }
            forwarding.timestampOffset = offset
            next = forwarding.highestSequence + 1
        }
        forwarding.unwrapper = SequenceUnwrapper()
        forwarding.sequences = SequenceMap(from: forwarding.unwrapper.unwrap(packet.sequenceNumber), to: next)
        if configuration.codec == .vp8, let descriptor = VP8PayloadDescriptor(packet.payload) {
            forwarding.pictureOffset = forwarding.lastPictureID &+ 1 &- (descriptor.pictureID ?? 0)
            forwarding.baseLayerOffset = forwarding.lastBaseLayerIndex &+ 1 &- (descriptor.baseLayerIndex ?? 0)
        }
        forwarding.current = packet.ssrc
        return true
    }

    private mutating func write(
        _ packet: RTPPacket, _ extensions: HeaderExtensionMap, _ sequence: Int64, _ timestamp: UInt32,
        isNewest: Bool, at now: MediaTime
    ) -> Bool {
        setFields(
            audioLevel: packet.audioLevel(extensions), captureTime: packet.absoluteCaptureTime(extensions),
            dependencyDescriptor: packet.dependencyDescriptor(extensions)?.copied())
        beginPacket(sequence, timestamp, isMarked: packet.isMarked)
        if configuration.codec == .vp8, let descriptor = VP8PayloadDescriptor(packet.payload) {
            appendToPacket(rewriting: descriptor, of: packet.payload, isNewest: isNewest)
        } else {
            appendToPacket(packet.payload)
        }
        return commitPacket(sequence, payloadLength: packet.payload.byteCount, at: now)
    }

    /// VP8's picture ID and base layer index must go on too, or decoders take the switch for a loss (RFC 7741 section
    /// 4.2).
    private mutating func appendToPacket(
        rewriting descriptor: VP8PayloadDescriptor, of payload: RawSpan, isNewest: Bool
    ) {
        var written = descriptor
        if let id = descriptor.pictureID {
            written.pictureID = (id &+ forwarding.pictureOffset) & (descriptor.hasLongPictureID ? 0x7FFF : 0x7F)
            if isNewest { forwarding.lastPictureID = written.pictureID ?? 0 }
        }
        if let index = descriptor.baseLayerIndex {
            written.baseLayerIndex = index &+ forwarding.baseLayerOffset
            if isNewest { forwarding.lastBaseLayerIndex = written.baseLayerIndex ?? 0 }
        }
        appendToPacket(written)
        appendToPacket(payload.dropping(descriptor.byteCount))
    }
}
