import MediaTypes

/// Payloads that came before others in front of them, by sequence number.
struct ReorderBuffer: ~Copyable {
    struct Entry {
        /// -1 where there is none.
        var sequence: Int64 = -1
        var timestamp: UInt32 = 0
        var isMarked = false
        /// `nil` for a payload that nobody reads.
        var codec: RTPCodec?
        var length: Int32 = 0
        var slot: Int32 = 0
        var arrival = MediaTime.zero
        var captureTime: NTPTime?
        var isTimely = false
    }

    /// A power of two; sequence numbers further apart do not fit together.
    let capacity: Int
    private var entries: [Entry]
    private var pool: SlotPool
    private(set) var count = 0

    init(capacity: Int, slotSize: Int) {
        var size = 16
        while size < min(capacity, 1 << 15) { size *= 2 }
        self.capacity = size
        entries = [Entry](repeating: Entry(), count: size)
        pool = SlotPool(slotSize: slotSize)
    }

    var isEmpty: Bool { count == 0 }

    private func index(_ sequence: Int64) -> Int { Int(truncatingIfNeeded: sequence) & (capacity - 1) }

    func contains(_ sequence: Int64) -> Bool { entries[index(sequence)].sequence == sequence }

    /// False when it is there already, or too large.
    mutating func insert(_ entry: Entry, _ payload: RawSpan) -> Bool {
        let index = index(entry.sequence)
        guard entries[index].sequence < 0, let slot = pool.store(payload) else { return false }
        entries[index] = entry
        entries[index].slot = slot
        entries[index].length = Int32(truncatingIfNeeded: payload.byteCount)
        count += 1
        return true
    }

    func entry(at sequence: Int64) -> Entry? {
        let entry = entries[index(sequence)]
        return entry.sequence == sequence ? entry : nil
    }

    @_lifetime(borrow self)
    func payload(of entry: Entry) -> RawSpan { pool.span(entry.slot, count: Int(entry.length)) }

    mutating func remove(_ entry: Entry) {
        entries[index(entry.sequence)].sequence = -1
        pool.release(entry.slot)
        count -= 1
    }

    /// The first entry from `sequence` on.
    func first(from sequence: Int64) -> Entry? {
        guard count > 0 else { return nil }
        for offset in 0..<Int64(capacity) {
            if let entry = entry(at: sequence &+ offset) { return entry }
        }
        return nil
    }
}
