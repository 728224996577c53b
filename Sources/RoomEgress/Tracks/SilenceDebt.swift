/// Keeps samples on their time line where their receiver refuses some: silence of the same length goes out before the next ones.
///
/// So a receiver that was held up is right again once it has caught up. One that never does hears nothing but silence, which
/// is why there is a bound.
struct SilenceDebt {
    /// Bytes of samples that were refused and not made up for.
    private(set) var owed = 0
    /// How much of it a single gap of the track has brought at once, which says nothing about the receiver.
    private var gaps = 0

    /// Nearly a minute of 48 kHz, two channels of 16 bits.
    static let bound = 10 << 20
    /// Silence goes out in messages of at most 120 ms.
    static let piece = 23_040

    /// Whether the receiver takes less than the track sends, for longer than can be made up for.
    var isTooLarge: Bool { owed - gaps > Self.bound }

    /// Offers samples, after what is owed; false when they are owed as well. Those that fill a gap may come all at once.
    mutating func send(_ samples: [UInt8], isFilling: Bool, _ offer: ([UInt8]) -> Bool) -> Bool {
        if settle(offer), offer(samples) { return true }
        owed += samples.count
        if isFilling { gaps += samples.count }
        return false
    }

    /// Offers silence for what is owed; whether nothing is owed any more.
    mutating func settle(_ offer: ([UInt8]) -> Bool) -> Bool {
        while owed > 0 {
            let size = min(owed, Self.piece)
            guard offer([UInt8](repeating: 0, count: size)) else { return false }
            owed -= size
        }
        gaps = 0
        return true
    }
}
