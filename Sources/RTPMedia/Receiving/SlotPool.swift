/// Pieces of memory of one size, allocated when first needed and then used again.
@safe struct SlotPool: ~Copyable {
    let slotSize: Int
    private var chunks = unsafe [UnsafeMutableRawPointer]()
    private var free: [Int32] = []
    private static let slotsPerChunk = 16

    init(slotSize: Int) { self.slotSize = (max(slotSize, 64) + 15) & ~15 }

    deinit { for index in unsafe chunks.indices { unsafe chunks[index].deallocate() } }

    /// Copies `bytes` into a slot; `nil` when they are too many for one.
    mutating func store(_ bytes: RawSpan) -> Int32? {
        guard bytes.byteCount <= slotSize else { return nil }
        if free.isEmpty { allocateChunk() }
        let slot = free.removeLast()
        // Safe: the slot is ours alone, and the guard proves the room.
        unsafe bytes.withUnsafeBytes { source in
            guard let from = source.baseAddress else { return }
            unsafe address(slot).copyMemory(from: from, byteCount: source.count)
        }
        return slot
    }

    mutating func release(_ slot: Int32) { free.append(slot) }

    @_lifetime(borrow self)
    func span(_ slot: Int32, count: Int) -> RawSpan {
        let buffer = unsafe UnsafeRawBufferPointer(start: address(slot), count: min(count, slotSize))
        // Safe: `self` owns the memory and is borrowed.
        return unsafe _overrideLifetime(RawSpan(_unsafeBytes: buffer), borrowing: self)
    }

    private func address(_ slot: Int32) -> UnsafeMutableRawPointer {
        unsafe chunks[Int(slot) / Self.slotsPerChunk] + Int(slot) % Self.slotsPerChunk * slotSize
    }

    private mutating func allocateChunk() {
        let first = unsafe Int32(chunks.count * Self.slotsPerChunk)
        unsafe chunks.append(
            UnsafeMutableRawPointer.allocate(byteCount: Self.slotsPerChunk * slotSize, alignment: 16))
        for index in stride(from: Int32(Self.slotsPerChunk) - 1, through: 0, by: -1) { free.append(first + index) }
    }
}
