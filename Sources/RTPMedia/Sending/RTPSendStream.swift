public import MediaTypes

/// Sends one stream: cuts frames into packets, keeps them to answer for losses, and reports.
///
/// ```
/// stream.send(frame, timestamp: ticks, isKeyframe: true, at: now)
/// while stream.writeNext(into: &buffer, transportSequence: counter, at: now) { transmit(buffer); buffer.removeAll() }
/// ```
///
/// There is no clock and no randomness inside: both come in.
public struct RTPSendStream: ~Copyable {
    public let configuration: Configuration
    public internal(set) var counters = Counters()
    /// By receivers' reports, smoothed; `nil` before the first.
    public internal(set) var roundTrip: MediaTime?
    /// What the last receiver's report said about this stream.
    public internal(set) var lastReport: ReportBlock?
    var history: PacketHistory
    private var pending: [Pending] = []
    private var nextPending = 0
    private var scratch: PacketBuffer
    private var sequence: Int64
    private var retransmissionSequence: UInt16
    private var pictureID: UInt16 = 0
    private var redundancy: RedundantAudioWriter?
    private var fields: HeaderExtensionFields
    /// The last frame's timestamp, offset included, and when it was sent.
    var lastFrame: (timestamp: UInt32, at: MediaTime)?
    var isKeyframeWanted = false
    var lastFullIntraRequest: UInt8?
    /// When `senderReport` is due; `nil` before the first frame.
    public internal(set) var nextReport: MediaTime?
    var forwarding = ForwardingState()

    private struct Pending {
        let sequence: Int64
        let isRetransmission: Bool
    }

    public init(_ configuration: Configuration) {
        self.configuration = configuration
        let packetSize = configuration.payloadLimit + 256
        history = PacketHistory(capacity: configuration.historyCapacity, slotSize: packetSize)
        scratch = PacketBuffer(capacity: max(packetSize, 4_096))
        sequence = Int64(configuration.firstSequenceNumber) + 0x1_0000
        retransmissionSequence = configuration.firstSequenceNumber &+ 0x4000
        redundancy = configuration.redundantAudioPayloadType.map { _ in
            RedundantAudioWriter(payloadType: configuration.payloadType)
        }
        fields = HeaderExtensionFields(map: configuration.extensions)
        fields.mediaIdentification = configuration.mediaIdentification.map { Array($0.utf8) }
        fields.streamIdentification = configuration.streamIdentification.map { Array($0.utf8) }
        // Filled in when a packet leaves.
        fields.transportSequence = 0
        fields.absoluteSendTime = 0
    }

    /// Takes a frame, in the form that ``Depacketizer`` gives out; its packets then wait in `writeNext`. `timestamp` is
    /// in ticks of the codec's clock.
    public mutating func send(
        _ frame: RawSpan, timestamp: UInt32, isKeyframe: Bool = true, audioLevel: AudioLevel? = nil,
        captureTime: AbsoluteCaptureTime? = nil, at now: MediaTime
    ) {
        let timestamp = timestamp &+ configuration.timestampOffset
        if lastFrame == nil { nextReport = now }
        lastFrame = (timestamp, now)
        fields.audioLevel = audioLevel
        fields.absoluteCaptureTime = captureTime
        if redundancy != nil { return sendRedundant(frame, timestamp, now) }
        var packetizer = Packetizer(
            codec: configuration.codec, frame: frame, limit: configuration.payloadLimit, pictureID: pictureID,
            isKeyframe: isKeyframe)
        pictureID = (pictureID + 1) & 0x7FFF
        while true {
            let start = begin(configuration.payloadType, timestamp)
            guard let isLast = packetizer.writeNext(into: &scratch) else { return }
            if isLast, configuration.codec.isVideo { scratch.patch(configuration.payloadType & 0x7F | 0x80, at: 1) }
            commit(payloadLength: scratch.count - start, now)
        }
    }

    private mutating func sendRedundant(_ frame: RawSpan, _ timestamp: UInt32, _ now: MediaTime) {
        let start = begin(configuration.redundantAudioPayloadType ?? configuration.payloadType, timestamp)
        redundancy?.write(frame, timestamp: timestamp, into: &scratch)
        commit(payloadLength: scratch.count - start, now)
    }

    private mutating func begin(_ payloadType: UInt8, _ timestamp: UInt32) -> Int {
        scratch.removeAll()
        let header = RTPHeader(
            payloadType: payloadType, isMarked: false, sequenceNumber: UInt16(truncatingIfNeeded: sequence),
            timestamp: timestamp, ssrc: configuration.ssrc)
        header.write(into: &scratch, extensions: fields)
        return scratch.count
    }

    private mutating func commit(payloadLength: Int, _ now: MediaTime) {
        _ = commitPacket(sequence, payloadLength: payloadLength, at: now)
    }

    /// Borrows one field while the other changes, which within a method the compiler does not allow.
    private static func keep(
        _ packet: borrowing PacketBuffer, in history: inout PacketHistory, sequence: Int64, at now: MediaTime
    ) {
        history.store(packet.bytes, sequence: sequence, at: now)
    }

    mutating func enqueue(_ sequence: Int64, isRetransmission: Bool) {
        if nextPending == pending.count {
            pending.removeAll(keepingCapacity: true)
            nextPending = 0
        }
        pending.append(Pending(sequence: sequence, isRetransmission: isRetransmission))
    }

    /// Whether `writeNext` has something.
    public var hasPackets: Bool { nextPending < pending.count }

    /// Puts the next packet into an empty buffer; false when there is none. Retransmissions come in between.
    /// `transportSequence` counts the transport's packets; it is written where that was negotiated.
    public mutating func writeNext(
        into buffer: inout PacketBuffer, transportSequence: UInt16? = nil, absoluteSendTime: UInt32? = nil,
        at now: MediaTime
    ) -> Bool {
        while nextPending < pending.count {
            let item = pending[nextPending]
            nextPending += 1
            let isRetransmission = item.isRetransmission && configuration.retransmission != nil
            let isWritten =
                isRetransmission
                ? writeRetransmission(item.sequence, into: &buffer) : write(item.sequence, into: &buffer)
            guard isWritten else { continue }  // left the history while it waited
            if isRetransmission { retransmissionSequence &+= 1 }
            if item.isRetransmission { counters.retransmissions += 1 }
            // Under its own number a packet is sent again to the last bit: SRTP encrypts it with the same nonce (RFC 7714
            // section 8.1).
            if item.isRetransmission, !isRetransmission { return true }
            stamp(&buffer, transportSequence, absoluteSendTime)
            if configuration.retransmission == nil { history.replace(item.sequence, with: buffer.bytes) }
            return true
        }
        return false
    }

    private func write(_ sequence: Int64, into buffer: inout PacketBuffer) -> Bool {
        guard let packet = history.packet(sequence) else { return false }
        buffer.append(packet)
        return !buffer.hasOverflowed
    }

    private func writeRetransmission(_ sequence: Int64, into buffer: inout PacketBuffer) -> Bool {
        guard let retransmission = configuration.retransmission, let bytes = history.packet(sequence),
            let packet = try? RTPPacket(bytes)
        else { return false }
        var header = RTPHeader(packet)
        header.ssrc = retransmission.ssrc
        header.payloadType = retransmission.payloadType & 0x7F
        header.sequenceNumber = retransmissionSequence
        var fields = self.fields
        (fields.repairedStreamIdentification, fields.streamIdentification) = (fields.streamIdentification, nil)
        (fields.audioLevel, fields.absoluteCaptureTime) = (nil, nil)
        header.write(into: &buffer, extensions: fields)
        buffer.append(packet.sequenceNumber)
        buffer.append(packet.payload)
        return !buffer.hasOverflowed
    }

    /// Fills in what only the moment of sending knows.
    private func stamp(_ buffer: inout PacketBuffer, _ transportSequence: UInt16?, _ absoluteSendTime: UInt32?) {
        let (transport, time) = stampOffsets(buffer)
        if let transport { buffer.patch(transportSequence ?? 0, at: transport) }
        if let time, let absoluteSendTime {
            buffer.patch(UInt8(truncatingIfNeeded: absoluteSendTime >> 16), at: time)
            buffer.patch(UInt16(truncatingIfNeeded: absoluteSendTime), at: time + 1)
        }
    }

    private func stampOffsets(_ buffer: borrowing PacketBuffer) -> (transport: Int?, time: Int?) {
        guard let packet = try? RTPPacket(buffer.bytes) else { return (nil, nil) }
        let map = configuration.extensions
        return (
            map[.transportSequence].flatMap { packet.headerExtensionOffset($0) },
            map[.absoluteSendTime].flatMap { packet.headerExtensionOffset($0) }
        )
    }

    // MARK: For forwarding

    mutating func setFields(
        audioLevel: AudioLevel?, captureTime: AbsoluteCaptureTime?, dependencyDescriptor: [UInt8]?
    ) {
        fields.audioLevel = audioLevel
        fields.absoluteCaptureTime = captureTime
        fields.dependencyDescriptor = dependencyDescriptor
    }

    mutating func beginPacket(_ sequence: Int64, _ timestamp: UInt32, isMarked: Bool) {
        scratch.removeAll()
        let header = RTPHeader(
            payloadType: configuration.payloadType, isMarked: isMarked,
            sequenceNumber: UInt16(truncatingIfNeeded: sequence), timestamp: timestamp, ssrc: configuration.ssrc)
        header.write(into: &scratch, extensions: fields)
    }

    mutating func appendToPacket(_ bytes: RawSpan) { scratch.append(bytes) }
    mutating func appendToPacket(_ descriptor: VP8PayloadDescriptor) { descriptor.write(into: &scratch) }

    mutating func commitPacket(_ sequence: Int64, payloadLength: Int, at now: MediaTime) -> Bool {
        guard !scratch.hasOverflowed else { return false }
        Self.keep(scratch, in: &history, sequence: sequence, at: now)
        enqueue(sequence, isRetransmission: false)
        self.sequence = max(self.sequence, sequence + 1)
        counters.packets &+= 1
        counters.octets &+= UInt32(truncatingIfNeeded: payloadLength)
        return true
    }

    /// The SSRC is known to a receiver: the names need not be sent any more.
    mutating func noteConfirmation() {
        fields.mediaIdentification = nil
        fields.streamIdentification = nil
    }

    var nextSequence: Int64 { sequence }
}
