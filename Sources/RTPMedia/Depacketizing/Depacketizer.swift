public import MediaTypes

/// Puts access units together out of payloads that come in sequence order.
///
/// A unit is good only if all its packets came: the sequence numbers have no gap from a packet that is known to begin
/// it to its end. Everything else comes out marked as damaged.
///
/// ```
/// depacketizer.push(packet.payload, facts)
/// while let unit = depacketizer.next() { use(unit, depacketizer.bytes(of: unit)) }
/// ```
///
/// Payloads: H.264 as NAL units behind 4-byte lengths; AV1 in the low-overhead format, every OBU with its size and
/// without temporal delimiters; VP9 in spatial layers as superframes; the others as they are.
public struct Depacketizer: ~Copyable {
    public private(set) var codec: RTPCodec
    private var storage: UnitStorage
    private var finished: [AccessUnit] = []
    private var nextFinished = 0
    private var open: AccessUnit
    private var isOpen = false
    private var openStart = 0
    /// What sequence number continues without a gap; -1 before the first packet.
    private var expected: Int64 = -1
    /// The last unit ended, and nothing is missing since: the next packet begins a unit.
    private var isStartKnown = false
    private var hasLoss = false
    private let maximumUnitSize: Int
    /// Units that nobody takes are dropped beyond this.
    private static let mostFinished = 4_096
    private var h264 = H264Depacketizer()
    private var vp8 = VP8Depacketizer()
    private var vp9 = VP9Depacketizer()
    private var av1 = AV1Depacketizer()

    /// A unit of more than `maximumUnitSize` bytes is damaged.
    public init(codec: RTPCodec, maximumUnitSize: Int = 8 << 20) {
        self.codec = codec
        self.maximumUnitSize = maximumUnitSize
        storage = UnitStorage(capacity: codec.isVideo ? 65_536 : 4_096, limit: 2 * maximumUnitSize + 65_536)
        open = AccessUnit(
            codec: codec, packet: PacketFacts(sequence: 0, timestamp: 0, isMarked: false, arrival: .zero))
    }

    /// Takes the next payload; units that are ready are to be taken before. Missing sequence numbers are taken as lost
    /// for good; an empty payload only counts as having come.
    public mutating func push(_ payload: RawSpan, _ packet: PacketFacts) {
        reclaim()
        let isContiguous = packet.sequence == expected
        let continuesUnit = isOpen && packet.timestamp == open.timestamp
        if !isContiguous { noteGap(insideUnit: continuesUnit) }
        expected = packet.sequence &+ 1
        guard payload.byteCount > 0 else { return }
        guard codec.isVideo else { return appendSound(payload, packet) }
        // The marker may be missing where a server dropped what carried it; a new timestamp ends a unit as well.
        if isOpen, !continuesUnit { close(isNextStartKnown: isContiguous) }
        let context = PayloadContext(isFirst: !isOpen, isStartKnown: isStartKnown, hasGap: !isContiguous)
        if !isOpen { begin(packet) }
        open.lastSequence = packet.sequence
        append(payload, context)
        if packet.isMarked { close(isNextStartKnown: true) }
    }

    /// The next finished unit.
    public mutating func next() -> AccessUnit? {
        guard nextFinished < finished.count else { return nil }
        defer { nextFinished += 1 }
        return finished[nextFinished]
    }

    /// A unit's bytes, valid until the next packet is pushed.
    @_lifetime(borrow self)
    public func bytes(of unit: AccessUnit) -> RawSpan { storage.span(unit.start..<(unit.start + unit.byteCount)) }

    /// Ends the unit being put together, as at the end of the stream; it is damaged, since its end did not come.
    public mutating func flush() {
        guard isOpen else { return }
        open.isDamaged = true
        close(isNextStartKnown: false)
    }

    /// Goes on with another codec, as when a publisher changes it: the unit being put together ends damaged.
    public mutating func change(to codec: RTPCodec) {
        guard codec != self.codec else { return }
        flush()
        self.codec = codec
    }

    /// The parameter sets of an H.264 stream so far; `nil` before both kinds came.
    public var h264Parameters: H264Parameters? { h264.parameters }

    /// The OBU of an AV1 stream's last sequence header, with its size.
    public var av1SequenceHeaderOBU: [UInt8]? { av1.sequenceHeaderOBU }

    private mutating func noteGap(insideUnit: Bool) {
        isStartKnown = false
        if isOpen { open.isDamaged = true }
        if expected >= 0, !insideUnit { hasLoss = true }
    }

    @inline(__always)
    private mutating func appendSound(_ payload: RawSpan, _ packet: PacketFacts) {
        var unit = AccessUnit(codec: codec, packet: packet)
        unit.isKeyframe = true
        unit.followsLoss = hasLoss
        hasLoss = false
        unit.start = storage.count
        unit.isDamaged = !storage.append(payload)
        unit.byteCount = storage.count - unit.start
        switch codec {
        case .opus: unit.duration = Int32(truncatingIfNeeded: OpusPacketHeader.sampleCount(of: payload) ?? 0)
        default: unit.duration = Int32(truncatingIfNeeded: payload.byteCount)
        }
        keep(unit)
    }

    private mutating func begin(_ packet: PacketFacts) {
        open = AccessUnit(codec: codec, packet: packet)
        open.followsLoss = hasLoss
        hasLoss = false
        openStart = storage.count
        open.start = openStart
        isOpen = true
    }

    private mutating func append(_ payload: RawSpan, _ context: PayloadContext) {
        guard storage.count - openStart + payload.byteCount <= maximumUnitSize else {
            open.isDamaged = true
            return
        }
        let isGood =
            switch codec {
            case .h264: h264.push(payload, context, &open, &storage)
            case .vp8: vp8.push(payload, context, &open, &storage)
            case .vp9: vp9.push(payload, context, &open, &storage)
            case .av1: av1.push(payload, context, &open, &storage)
            case .opus, .pcmu, .pcma: storage.append(payload)
            }
        if !isGood { open.isDamaged = true }
    }

    private mutating func close(isNextStartKnown: Bool) {
        isOpen = false
        isStartKnown = isNextStartKnown
        let isGood =
            switch codec {
            case .h264: h264.finish(&open, &storage)
            case .vp9: vp9.finish(open, &storage)
            case .av1: av1.finish(&open, &storage)
            case .vp8, .opus, .pcmu, .pcma: true
            }
        if !isGood { open.isDamaged = true }
        open.byteCount = storage.count - openStart
        guard open.byteCount > 0 || open.isDamaged else { return }
        keep(open)
    }

    @inline(__always)
    private mutating func keep(_ unit: AccessUnit) {
        guard finished.count < Self.mostFinished else {
            storage.truncate(to: unit.start)
            hasLoss = true
            return
        }
        finished.append(unit)
    }

    /// Gives back the memory of units that were taken.
    @inline(__always)
    private mutating func reclaim() {
        guard nextFinished == finished.count else { return }
        if nextFinished > 0 {
            finished.removeAll(keepingCapacity: true)
            nextFinished = 0
        }
        if !isOpen {
            storage.truncate(to: 0)
        } else if openStart > 0 {
            storage.removeFirst(openStart)
            h264.moved(by: openStart)
            av1.moved(by: openStart)
            openStart = 0
            open.start = 0
        }
    }
}

/// Where a payload stands among the others.
struct PayloadContext {
    /// The unit has no other packet yet.
    let isFirst: Bool
    /// Nothing is missing since the last unit's end.
    let isStartKnown: Bool
    /// Packets right before this one are missing.
    let hasGap: Bool
}
