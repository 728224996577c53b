public import MediaTypes

/// One encoded picture (with all its layers) or packet of sound, put together again. Its bytes stay with whoever made
/// it; see ``Depacketizer/bytes(of:)``.
public struct AccessUnit: Sendable {
    public internal(set) var codec: RTPCodec
    /// Extended over the wrap, in ticks of the codec's clock.
    public internal(set) var timestamp: Int64
    /// Of its first and last packet, extended over the wrap.
    public internal(set) var firstSequence: Int64
    public internal(set) var lastSequence: Int64
    /// When its first packet arrived.
    public internal(set) var arrival: MediaTime
    /// Its place on the session's timeline; only ``RTPReceiveStream`` knows it, otherwise it is `arrival`.
    public internal(set) var presentationTime: MediaTime
    /// When it was captured, by the sender's wall clock; where the sender says so.
    public internal(set) var captureTime: NTPTime?
    /// Whether decoding can start here. True for all sound.
    public internal(set) var isKeyframe = false
    /// Parts are missing or broken. The bytes are then what could be kept, in order, and must not be shown as good.
    public internal(set) var isDamaged = false
    /// Packets between the unit before and this one never came, so that pictures it refers to may be missing.
    public internal(set) var followsLoss = false
    /// The parameter sets or sequence header changed with this unit.
    public internal(set) var hasNewParameters = false
    /// The coded picture in pixels; zero where unknown, as in pictures that do not say.
    public internal(set) var width: Int32 = 0
    public internal(set) var height: Int32 = 0
    public internal(set) var byteCount = 0
    /// How long the sound lasts, in ticks; zero for video.
    public internal(set) var duration: Int32 = 0
    /// Its first packet came in its turn, so that `arrival` tells something about time.
    var isTimely: Bool
    var start = 0

    init(codec: RTPCodec, packet: PacketFacts) {
        self.codec = codec
        timestamp = packet.timestamp
        firstSequence = packet.sequence
        lastSequence = packet.sequence
        arrival = packet.arrival
        presentationTime = packet.arrival
        captureTime = packet.captureTime
        isTimely = packet.isTimely
    }
}

/// What a depacketizer must know of a packet beside its payload.
public struct PacketFacts: Hashable, Sendable {
    /// Extended over the wrap.
    public var sequence: Int64
    /// Extended over the wrap.
    public var timestamp: Int64
    public var isMarked: Bool
    public var arrival: MediaTime
    public var captureTime: NTPTime?
    /// False for a packet that came after later ones, by retransmission say.
    public var isTimely: Bool

    @inline(__always)
    public init(
        sequence: Int64, timestamp: Int64, isMarked: Bool, arrival: MediaTime, captureTime: NTPTime? = nil,
        isTimely: Bool = true
    ) {
        self.sequence = sequence
        self.timestamp = timestamp
        self.isMarked = isMarked
        self.arrival = arrival
        self.captureTime = captureTime
        self.isTimely = isTimely
    }
}
