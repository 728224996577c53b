internal import MediaTypes
internal import RTPMedia

/// How loud a track was lately, by the levels its packets tell (RFC 6464).
struct LoudnessMeter {
    private var loudest: UInt8 = 127
    private var audible = 0
    private var packets = 0
    /// Quieter is taken for silence: decibels below full scale.
    private static let threshold: UInt8 = 35
    /// Of an interval's packets, as many must be audible.
    private static let leastPart = 40

    mutating func note(_ level: AudioLevel) {
        packets += 1
        guard level.decibelsBelowFullScale <= LoudnessMeter.threshold else { return }
        audible += 1
        loudest = min(loudest, level.decibelsBelowFullScale)
    }

    /// Decibels below full scale of what was audible since the last call; nil for silence.
    mutating func take() -> UInt8? {
        defer { self = LoudnessMeter() }
        guard packets > 0, audible * 100 >= packets * LoudnessMeter.leastPart else { return nil }
        return loudest
    }
}
