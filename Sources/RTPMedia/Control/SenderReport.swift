/// Where a sender's timestamps lie on its wall clock, and how much it sent (RFC 3550 section 6.4.1).
public struct SenderReport: Hashable, Sendable {
    public var ssrc: UInt32
    public var time: NTPTime
    /// The media timestamp of the same instant.
    public var timestamp: UInt32
    public var packetCount: UInt32
    /// Payload bytes, without headers and padding.
    public var octetCount: UInt32
    /// What the sender received itself; at most 31.
    public var blocks: [ReportBlock]

    public init(
        ssrc: UInt32, time: NTPTime, timestamp: UInt32, packetCount: UInt32, octetCount: UInt32,
        blocks: [ReportBlock] = []
    ) {
        self.ssrc = ssrc
        self.time = time
        self.timestamp = timestamp
        self.packetCount = packetCount
        self.octetCount = octetCount
        self.blocks = blocks
    }
}
