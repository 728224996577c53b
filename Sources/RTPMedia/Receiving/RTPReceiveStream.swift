public import MediaTypes

/// Receives one stream: one SSRC, and the SSRC of its retransmissions where it has one.
///
/// Packets go in as they come; access units come out in order, with their place on the session's timeline. What is
/// missing is waited for, and asked for, up to a limit; then it is lost, and a key frame is asked for.
///
/// ```
/// stream.receive(packet, at: now)
/// while let unit = stream.next(clock: participantClock) { write(unit, stream.bytes(of: unit)) }
/// if stream.writeFeedback(into: &buffer, sender: ssrc, at: now) { send(buffer) }
/// wake(at: stream.nextDeadline)    // then handleTimeout, and the two lines before again
/// ```
///
/// There is no clock inside: `now` is the local clock, and never steps back.
public struct RTPReceiveStream: ~Copyable {
    public let ssrc: UInt32
    public let retransmissionSSRC: UInt32?
    public internal(set) var statistics: ReceptionStatistics
    public internal(set) var counters = Counters()
    let configuration: Configuration
    let formats: PayloadTable
    var sequences = SequenceUnwrapper()
    var timestamps = TimestampUnwrapper()
    var timeline: StreamTimeline
    var depacketizer: Depacketizer
    var waiting: ReorderBuffer
    var missing = LossTracker()
    var keyframes = KeyframeRequests()
    /// The next sequence number to give on; -1 before the first packet.
    var expected: Int64 = -1
    /// When the gap in front of the waiting packets is given up.
    var gapDeadline: MediaTime?
    /// What was expected when `gapDeadline` was set.
    var gapPosition: Int64 = -1
    /// The greatest sequence number that ever waited; what lies before it is known to be missing, or is there.
    var newest: Int64 = -1
    var now = MediaTime.zero
    /// The number that would prove a sender's new beginning.
    var suspect: UInt16?
    var hasSeenKeyframe = false
    var fullIntraRequestCount: UInt8 = 0
    var asked: [UInt16] = []
    let captureTimeID: UInt8?

    public init(_ configuration: Configuration) {
        self.configuration = configuration
        ssrc = configuration.ssrc
        retransmissionSSRC = configuration.retransmissionSSRC
        captureTimeID = configuration.extensions[.absoluteCaptureTime]
        formats = PayloadTable(configuration.formats)
        let codec = formats.firstCodec ?? .opus
        statistics = ReceptionStatistics(clockRate: codec.clockRate)
        timeline = StreamTimeline(clockRate: codec.clockRate)
        depacketizer = Depacketizer(codec: codec, maximumUnitSize: configuration.maximumUnitSize)
        waiting = ReorderBuffer(
            capacity: configuration.reorderCapacity, slotSize: configuration.maximumPayloadSize)
    }

    /// Takes a packet of this stream's SSRCs.
    public mutating func receive(_ packet: RTPPacket, at now: MediaTime) {
        self.now = now
        let kind = formats.kind(packet.payloadType)
        if kind == .retransmission { return receiveRetransmission(packet) }
        let sequence = extend(packet.sequenceNumber)
        statistics.note(
            sequence: sequence, timestamp: packet.timestamp, octets: packet.payload.byteCount, arrival: now)
        accept(packet, sequence, kind)
    }

    /// The next access unit; its time is on the local clock, by `clock` where the participant's is known.
    public mutating func next(clock: SenderClock? = nil) -> AccessUnit? {
        guard var unit = depacketizer.next() else { return nil }
        unit.presentationTime = timeline.time(
            of: unit.timestamp, arrival: unit.arrival, isTimely: unit.isTimely, clock: clock)
        if unit.captureTime == nil { unit.captureTime = timeline.senderTime(of: unit.timestamp) }
        if depacketizer.codec.isVideo { noteDecodability(unit) }
        return unit
    }

    /// A unit's bytes; valid until the next packet is received.
    @_lifetime(borrow self)
    public func bytes(of unit: AccessUnit) -> RawSpan { depacketizer.bytes(of: unit) }

    /// A copy of a unit's bytes that can be kept.
    public func payload(of unit: AccessUnit) -> FramePayload {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: unit.byteCount, alignment: 16)
        unsafe bytes(of: unit).withUnsafeBytes { unsafe memory.copyMemory(from: $0) }
        // Safe: allocated above, written before it is shared, freed once.
        nonisolated(unsafe) let owned = unsafe memory
        return unsafe FramePayload(borrowing: UnsafeRawBufferPointer(memory)) { unsafe owned.deallocate() }
    }

    /// The parameter sets of an H.264 stream so far.
    public var h264Parameters: H264Parameters? { depacketizer.h264Parameters }
    /// The last sequence header of an AV1 stream, as an OBU with its size.
    public var av1SequenceHeaderOBU: [UInt8]? { depacketizer.av1SequenceHeaderOBU }

    /// When `handleTimeout` or `writeFeedback` has something to do, if nothing comes before.
    public var nextDeadline: MediaTime? {
        var deadline = gapDeadline
        for other in [
            configuration.sendsNegativeAcknowledgements ? missing.nextDeadline : nil,
            configuration.keyframeRequests == .none ? nil : keyframes.nextDeadline,
        ] {
            if let other { deadline = min(deadline ?? other, other) }
        }
        return deadline
    }

    /// Gives up what was waited for too long.
    public mutating func handleTimeout(at now: MediaTime) {
        self.now = now
        while let deadline = gapDeadline, deadline <= now, let entry = waiting.first(from: expected) {
            skip(to: entry.sequence)
        }
    }

    /// At the end of the stream: gives on what is left, with its gaps.
    public mutating func finish() {
        while let entry = waiting.first(from: expected) { skip(to: entry.sequence) }
        depacketizer.flush()
    }

    /// Asks for a key frame, as a recorder that starts in the middle does.
    public mutating func requestKeyframe(at now: MediaTime) { keyframes.want(at: now) }
}
