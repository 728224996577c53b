public import MediaTypes

/// The packets sent last, to send again what a receiver misses.
///
/// A packet is kept until `capacity` later ones were sent. What it is asked for is answered once in a round trip.
public struct PacketHistory: ~Copyable {
    private struct Entry {
        var sequence: Int64 = -1
        var slot: Int32 = 0
        var length: Int32 = 0
        var lastSent = MediaTime.zero
        var repetitions: UInt8 = 0
    }

    private var entries: [Entry]
    private var pool: SlotPool
    private let mask: Int
    private static let mostRepetitions: UInt8 = 10

    /// `capacity` is rounded up to a power of two. Packets larger than `slotSize` are not kept.
    public init(capacity: Int = 512, slotSize: Int = 1_536) {
        var size = 16
        while size < min(capacity, 1 << 14) { size *= 2 }
        mask = size - 1
        entries = [Entry](repeating: Entry(), count: size)
        pool = SlotPool(slotSize: slotSize)
    }

    public var capacity: Int { mask + 1 }

    private func index(_ sequence: Int64) -> Int { Int(truncatingIfNeeded: sequence) & mask }

    /// Keeps a packet under its sequence number, extended over the wrap. The one `capacity` before it is dropped.
    public mutating func store(_ packet: RawSpan, sequence: Int64, at now: MediaTime) {
        let index = index(sequence)
        if entries[index].sequence >= 0 { pool.release(entries[index].slot) }
        entries[index].sequence = -1
        guard sequence >= 0, let slot = pool.store(packet) else { return }
        entries[index] = Entry(
            sequence: sequence, slot: slot, length: Int32(truncatingIfNeeded: packet.byteCount), lastSent: now)
    }

    /// Keeps `packet` in place of what was stored under its number.
    mutating func replace(_ sequence: Int64, with packet: RawSpan) {
        let index = index(sequence)
        guard entries[index].sequence == sequence else { return }
        pool.release(entries[index].slot)
        guard let slot = pool.store(packet) else { return entries[index] = Entry() }
        (entries[index].slot, entries[index].length) = (slot, Int32(truncatingIfNeeded: packet.byteCount))
    }

    /// The packet; `nil` when it is no longer there.
    @_lifetime(borrow self)
    public func packet(_ sequence: Int64) -> RawSpan? {
        let entry = entries[index(sequence)]
        guard entry.sequence == sequence else { return nil }
        return pool.span(entry.slot, count: Int(entry.length))
    }

    /// Whether to send a packet again that is asked for now: not while the last one may still be under way.
    public mutating func takeRequest(_ sequence: Int64, at now: MediaTime, roundTrip: MediaTime) -> Bool {
        let index = index(sequence)
        guard entries[index].sequence == sequence, entries[index].repetitions < Self.mostRepetitions else {
            return false
        }
        guard entries[index].repetitions == 0 || now - entries[index].lastSent >= roundTrip else { return false }
        entries[index].repetitions += 1
        entries[index].lastSent = now
        return true
    }
}
