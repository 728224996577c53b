/// The bytes of finished units and of the one being put together, one behind the other in memory that is used again.
@safe struct UnitStorage: ~Copyable {
    private var memory: UnsafeMutableRawBufferPointer
    private(set) var count = 0
    private let limit: Int

    /// Beyond `limit` bytes nothing is appended.
    init(capacity: Int, limit: Int) {
        unsafe memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(capacity, 256), alignment: 16)
        self.limit = limit
    }

    deinit { unsafe memory.deallocate() }

    @_lifetime(borrow self)
    func span(_ range: Range<Int>) -> RawSpan {
        let clamped = range.clamped(to: 0..<count)
        let span = unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(rebasing: memory[clamped]))
        // Safe: `self` owns the memory and is borrowed.
        return unsafe _overrideLifetime(span, borrowing: self)
    }

    func byte(at offset: Int) -> UInt8 { offset >= 0 && offset < count ? unsafe memory[offset] : 0 }

    /// False when the limit would be passed; nothing is then appended.
    @inline(__always)
    mutating func append(_ bytes: RawSpan) -> Bool {
        guard reserve(bytes.byteCount) else { return false }
        // Safe: `reserve` made the room, and `bytes` is not ours: `self` is being mutated.
        unsafe bytes.withUnsafeBytes { source in
            guard let from = source.baseAddress, let to = unsafe memory.baseAddress else { return }
            unsafe (to + count).copyMemory(from: from, byteCount: source.count)
        }
        count += bytes.byteCount
        return true
    }

    mutating func append<Field: FixedWidthInteger & BitwiseCopyable>(_ value: Field) -> Bool {
        guard reserve(MemoryLayout<Field>.size) else { return false }
        unsafe memory.storeBytes(of: value.bigEndian, toByteOffset: count, as: Field.self)
        count += MemoryLayout<Field>.size
        return true
    }

    mutating func patch(_ value: UInt32, at offset: Int) {
        guard offset >= 0, offset + 4 <= count else { return }
        unsafe memory.storeBytes(of: value.bigEndian, toByteOffset: offset, as: UInt32.self)
    }

    /// Makes room for `length` bytes at `offset`, moving what follows, and writes `value` there as LEB128 of that
    /// length.
    mutating func insertLEB128(_ value: Int, length: Int, at offset: Int) -> Bool {
        guard offset >= 0, offset <= count, reserve(length), let base = unsafe memory.baseAddress else { return false }
        unsafe (base + offset + length).copyMemory(from: base + offset, byteCount: count - offset)
        count += length
        for index in 0..<length {
            let group = UInt8(truncatingIfNeeded: value >> (7 * index)) & 0x7F
            unsafe memory[offset + index] = group | (index + 1 < length ? 0x80 : 0)
        }
        return true
    }

    mutating func truncate(to newCount: Int) { count = min(max(0, newCount), count) }

    /// Forgets the first `number` bytes; what follows moves to the front.
    mutating func removeFirst(_ number: Int) {
        guard number > 0, number <= count, let base = unsafe memory.baseAddress else { return }
        unsafe base.copyMemory(from: base + number, byteCount: count - number)
        count -= number
    }

    @inline(__always)
    private mutating func reserve(_ extra: Int) -> Bool {
        if unsafe count + extra <= memory.count { return true }
        return grow(count + extra)
    }

    private mutating func grow(_ needed: Int) -> Bool {
        guard needed <= limit else { return false }
        let capacity = unsafe min(limit, max(needed, 2 * memory.count))
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
        unsafe larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[0..<count]))
        unsafe memory.deallocate()
        unsafe memory = larger
        return true
    }
}
