package import MediaTypes

/// Counts the samples of one Opus stream, and says where sound is missing or too much.
///
/// Neither Ogg nor plain samples give a packet a time of its own: it begins where the one before ends. So packets follow each other without a gap as
/// long as their times agree with that to within half a packet, or 10 ms where that is more: the arrival's jitter never
/// makes a hole. Beyond it sound is missing, and is filled in whole units at once. What remains, and the sender's clock
/// running fast or slow, shows in the mean of the last packets' errors: when that passes half a unit and 2 ms, one unit is
/// put in, or one packet left out, at most one in some hundred milliseconds. So the sound is within some 12 ms of its time
/// (with packets of at most 20 ms), and a drift of 200 ppm is made up for by one packet in 100 s.
package struct OpusTimeline: Sendable {
    package enum Placement: Hashable {
        /// After so many samples that are missing.
        case append(missing: Int64)
        /// Its place is taken already.
        case leaveOut
    }

    /// Samples at 48 kHz up to the end of the last packet, the pre-skip included.
    package private(set) var position: Int64 = 0
    package private(set) var adjustedCount = 0
    /// The time of the first packet.
    private var anchor: MediaTime?
    /// The mean of how much later packets are than their places, times ``weight``.
    private var weightedError: Int64 = 0

    /// Packets that the mean is taken over.
    private static let weight: Int64 = 32
    /// 10 ms.
    private static let jitter: Int64 = 480
    /// 2 ms.
    private static let hysteresis: Int64 = 96
    /// A day: further away than this is not believed.
    private static let longestGap: Int64 = 86_400 * 48_000

    package init() {}

    /// Where a packet of that time and so many samples goes; missing sound is filled in multiples of `unit` samples, or of
    /// `fineUnit` where it is more than `long`.
    package mutating func place(
        _ time: MediaTime, samples: Int, unit: Int, long: Int64 = .max, fineUnit: Int64 = 1
    ) -> Placement {
        let error = error(at: time)
        let (samples, unit) = (Int64(samples), Int64(max(1, unit)))
        guard abs(error) <= Self.longestGap else {
            adjustedCount += 1
            return .append(missing: 0)
        }
        let deviation = error - weightedError / Self.weight
        let tolerance = max(Self.jitter, samples / 2)
        if deviation > tolerance, error > unit / 2 {
            let step = error > long ? fineUnit : unit
            let missing = (error + step / 2) / step * step
            weightedError = 0
            return .append(missing: missing)
        }
        if deviation < -tolerance { adjustedCount += 1 }
        // Bounded, so that one wrong time moves next to nothing.
        weightedError += min(max(deviation, -tolerance), tolerance)
        return correction(samples: samples, unit: unit)
    }

    private mutating func correction(samples: Int64, unit: Int64) -> Placement {
        let mean = weightedError / Self.weight
        if mean > unit / 2 + Self.hysteresis {
            weightedError -= unit * Self.weight
            return .append(missing: unit)
        }
        if mean < -(samples / 2 + Self.hysteresis) {
            weightedError += samples * Self.weight
            return .leaveOut
        }
        return .append(missing: 0)
    }

    /// How many samples are missing up to `time`, before which no packet comes; none before the first packet.
    package func missing(upTo time: MediaTime) -> Int64 {
        guard let anchor else { return 0 }
        let error = (time - anchor).ticks(timescale: 48_000) &- position
        return error <= Self.longestGap ? max(0, error) : 0
    }

    private mutating func error(at time: MediaTime) -> Int64 {
        let start = anchor ?? time
        anchor = start
        return (time - start).ticks(timescale: 48_000) &- position
    }

    package mutating func append(samples: Int) { position += Int64(samples) }
}
