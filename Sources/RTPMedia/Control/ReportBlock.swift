/// What a receiver saw of one source since its last report (RFC 3550 section 6.4.1).
public struct ReportBlock: Hashable, Sendable {
    public var ssrc: UInt32
    /// Packets lost since the last report, in 1/256 of those expected.
    public var fractionLost: UInt8
    /// Since the beginning; negative when more came than were expected. 24 bits.
    public var cumulativeLost: Int32
    /// The sequence number's wraps in the upper half.
    public var extendedHighestSequence: UInt32
    /// In ticks of the payload's clock.
    public var jitter: UInt32
    /// `NTPTime.middle` of the last sender report; 0 without one.
    public var lastSenderReport: UInt32
    /// In 2^-16 seconds.
    public var delaySinceLastSenderReport: UInt32

    public init(
        ssrc: UInt32, fractionLost: UInt8, cumulativeLost: Int32, extendedHighestSequence: UInt32, jitter: UInt32,
        lastSenderReport: UInt32, delaySinceLastSenderReport: UInt32
    ) {
        self.ssrc = ssrc
        self.fractionLost = fractionLost
        self.cumulativeLost = min(max(cumulativeLost, -0x80_0000), 0x7F_FFFF)
        self.extendedHighestSequence = extendedHighestSequence
        self.jitter = jitter
        self.lastSenderReport = lastSenderReport
        self.delaySinceLastSenderReport = delaySinceLastSenderReport
    }

    static let byteCount = 24

    /// `nil` when fewer bytes are left.
    init?(_ bytes: RawSpan, at offset: Int) {
        guard bytes.byteCount - offset >= Self.byteCount, let ssrc = bytes.integer(at: offset, as: UInt32.self),
            let loss = bytes.integer(at: offset + 4, as: UInt32.self),
            let highest = bytes.integer(at: offset + 8, as: UInt32.self),
            let jitter = bytes.integer(at: offset + 12, as: UInt32.self),
            let last = bytes.integer(at: offset + 16, as: UInt32.self),
            let delay = bytes.integer(at: offset + 20, as: UInt32.self)
        else { return nil }
        self.ssrc = ssrc
        fractionLost = UInt8(loss >> 24)
        cumulativeLost = Int32(bitPattern: loss << 8) >> 8
        extendedHighestSequence = highest
        self.jitter = jitter
        lastSenderReport = last
        delaySinceLastSenderReport = delay
    }

    func write(into buffer: inout PacketBuffer) {
        buffer.append(ssrc)
        buffer.append(UInt32(fractionLost) << 24 | UInt32(bitPattern: cumulativeLost) & 0xFF_FFFF)
        buffer.append(extendedHighestSequence)
        buffer.append(jitter)
        buffer.append(lastSenderReport)
        buffer.append(delaySinceLastSenderReport)
    }
}
