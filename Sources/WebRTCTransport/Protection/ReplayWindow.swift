/// Which packets of one source were seen, by their index (RFC 3711 section 3.3.2). A window as large as a second of
/// high-rate video, so that late retransmissions are not taken for replays.
struct ReplayWindow {
    /// In packets; the standard asks for 64 at least.
    static let size: UInt64 = 4096

    /// The highest index seen; nil before the first.
    private(set) var highest: UInt64?
    /// A bit for each index of the window, at its place modulo the size.
    private var seen = [UInt64](repeating: 0, count: Int(ReplayWindow.size / 64))

    /// The index that a sequence number most likely has (RFC 3711 section 3.3.1); nil when there is none.
    @inline(__always)
    func index(of sequence: UInt16) -> UInt64? {
        guard let highest else { return UInt64(sequence) }
        let step = Int16(bitPattern: sequence &- UInt16(truncatingIfNeeded: highest))
        let index = Int64(highest) + Int64(step)
        return index >= 0 && index < 1 << 48 ? UInt64(index) : nil
    }

    enum Verdict { case new, repeated, tooOld }

    @inline(__always)
    func verdict(on index: UInt64) -> Verdict {
        guard let highest, index <= highest else { return .new }
        guard highest - index < ReplayWindow.size else { return .tooOld }
        return seen[word(index)] & bit(index) == 0 ? .new : .repeated
    }

    /// Only for an index that is not too old.
    @inline(__always)
    mutating func insert(_ index: UInt64) {
        if let highest, index > highest { clear(after: highest, through: index) }
        highest = max(highest ?? index, index)
        seen[word(index)] |= bit(index)
    }

    private mutating func clear(after highest: UInt64, through index: UInt64) {
        guard index - highest < ReplayWindow.size else {
            for word in seen.indices { seen[word] = 0 }
            return
        }
        for passed in (highest + 1)...index { seen[word(passed)] &= ~bit(passed) }
    }

    private func word(_ index: UInt64) -> Int { Int(index % ReplayWindow.size / 64) }
    private func bit(_ index: UInt64) -> UInt64 { 1 << (index % 64) }
}
