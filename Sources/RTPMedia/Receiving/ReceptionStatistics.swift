public import MediaTypes

/// What a receiver reports about a source (RFC 3550 sections 6.4.1 and A.8).
public struct ReceptionStatistics: Sendable {
    /// Packets that came by the stream's own SSRC, duplicates included.
    public private(set) var packetCount: Int64 = 0
    /// Their payload bytes.
    public private(set) var octetCount: Int64 = 0
    private var ticksPerNanosecond: Double
    private var base: Int64 = -1
    private var highest: Int64 = -1
    private var lastTimestamp: UInt32 = 0
    private var lastArrival = MediaTime.zero
    private var variation = 0.0
    private var reported: (expected: Int64, received: Int64) = (0, 0)
    private var lastReport: (middle: UInt32, arrival: MediaTime)?

    public init(clockRate: Int32) { ticksPerNanosecond = Double(clockRate) / 1e9 }

    /// Takes a packet, its sequence number extended over the wrap.
    @inline(__always)
    public mutating func note(sequence: Int64, timestamp: UInt32, octets: Int, arrival: MediaTime) {
        packetCount &+= 1
        octetCount &+= Int64(octets)
        guard highest >= 0 else {
            (base, highest) = (sequence, sequence)
            (lastTimestamp, lastArrival) = (timestamp, arrival)
            return
        }
        if sequence > highest { highest = sequence }
        // Packets of one frame have one timestamp; how a sender paces them is no jitter.
        guard timestamp != lastTimestamp else { return }
        let elapsed = Double((arrival - lastArrival).nanoseconds) * ticksPerNanosecond
        let advance = Double(Int32(bitPattern: timestamp &- lastTimestamp))
        variation += ((elapsed - advance).magnitude - variation) / 16
        (lastTimestamp, lastArrival) = (timestamp, arrival)
    }

    /// The payload's clock is another from here on.
    public mutating func change(clockRate: Int32) {
        ticksPerNanosecond = Double(clockRate) / 1e9
        variation = 0
    }

    /// The stream began anew at this sequence number.
    public mutating func restart(at sequence: Int64) {
        (base, highest) = (sequence, sequence)
        packetCount = 0
        reported = (0, 0)
    }

    public mutating func note(senderReport time: NTPTime, arrival: MediaTime) { lastReport = (time.middle, arrival) }

    /// In ticks of the payload's clock.
    public var jitter: UInt32 { UInt32(min(max(variation, 0), 4e9)) }
    /// Negative when duplicates make up for more than what was lost.
    public var lostCount: Int64 { expectedCount - packetCount }

    private var expectedCount: Int64 { highest < 0 ? 0 : highest - base + 1 }

    /// What to report now; the next report's fraction counts from here. `nil` before the first packet.
    public mutating func reportBlock(ssrc: UInt32, at now: MediaTime) -> ReportBlock? {
        guard highest >= 0 else { return nil }
        let expected = expectedCount - reported.expected
        let received = packetCount - reported.received
        reported = (expectedCount, packetCount)
        let lost = expected - received
        let fraction = expected > 0 && lost > 0 ? min(255, lost * 256 / expected) : 0
        var delay: UInt32 = 0
        if let lastReport {
            let nanoseconds = max(0, (now - lastReport.arrival).nanoseconds)
            delay = UInt32(truncatingIfNeeded: MediaTime(nanoseconds: nanoseconds).ticks(timescale: 65_536))
        }
        return ReportBlock(
            ssrc: ssrc, fractionLost: UInt8(fraction),
            cumulativeLost: Int32(min(max(lostCount, -0x80_0000), 0x7F_FFFF)),
            extendedHighestSequence: UInt32(truncatingIfNeeded: highest &- 0x1_0000), jitter: jitter,
            lastSenderReport: lastReport?.middle ?? 0, delaySinceLastSenderReport: delay)
    }
}
