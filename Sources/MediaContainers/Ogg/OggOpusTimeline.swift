import MediaTypes

/// Counts the samples of one Opus stream, and says where packets are missing.
///
/// Ogg gives a packet no time of its own: it begins where the one before ends. So whatever is missing must be filled, with
/// packets that ask the decoder to conceal a loss (RFC 7845 section 4.1).
struct OggOpusTimeline: Sendable {
    /// Samples at 48 kHz up to the end of the last packet, the pre-skip included.
    private(set) var position: Int64 = 0
    private(set) var adjustedCount = 0
    /// The time of the first packet.
    private var anchor: MediaTime?

    /// A day: further away than this is not believed.
    private static let longestGap: Int64 = 86_400 * 48_000

    /// How many packets of `samples` samples are missing in front of a frame of that time: the nearest number, so that
    /// the sound is never further from its time than half a packet.
    mutating func missingPackets(before time: MediaTime, samples: Int) -> Int {
        let start = anchor ?? time
        anchor = start
        let (gap, half) = ((time - start).ticks(timescale: 48_000) &- position, Int64(samples) / 2)
        guard gap > half else {
            if gap < -half { adjustedCount += 1 }
            return 0
        }
        guard gap <= Self.longestGap else {
            adjustedCount += 1
            return 0
        }
        return Int((gap + half) / Int64(max(1, samples)))
    }

    mutating func append(samples: Int) { position += Int64(samples) }
}
