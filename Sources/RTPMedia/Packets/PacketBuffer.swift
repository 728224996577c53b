/// Reusable memory that one packet is built in. Fields are big-endian.
///
/// What does not fit is not written and sets `hasOverflowed`; nothing is ever reallocated, so the memory's address
/// stays the same and a library may encrypt the packet in place.
@safe public struct PacketBuffer: ~Copyable {
    private let memory: UnsafeMutableRawBufferPointer
    public private(set) var count = 0
    public private(set) var hasOverflowed = false

    /// `capacity` must leave room for what encryption appends.
    public init(capacity: Int = 2048) {
        unsafe memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(capacity, 64), alignment: 16)
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit { unsafe memory.deallocate() }

    public var capacity: Int { unsafe memory.count }
    public var remaining: Int { capacity - count }
    public var isEmpty: Bool { count == 0 }

    /// What was written.
    public var bytes: RawSpan {
        @_lifetime(borrow self)
        get {
            let span = unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(rebasing: memory[0..<count]))
            // Safe: `self` owns the memory and is borrowed.
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// All of the memory, for a library that writes a packet or encrypts one in place; `body` returns the new count.
    public mutating func withUnsafeMemory<Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    ) throws(Failure) {
        count = min(max(0, unsafe try body(memory)), capacity)
    }

    public mutating func removeAll() {
        count = 0
        hasOverflowed = false
    }

    /// Forgets what was written behind the first `newCount` bytes.
    public mutating func truncate(to newCount: Int) {
        count = min(max(0, newCount), count)
        hasOverflowed = false
    }

    public mutating func append<Field: FixedWidthInteger & BitwiseCopyable>(_ value: Field) {
        let size = MemoryLayout<Field>.size
        guard remaining >= size else {
            hasOverflowed = true
            return
        }
        // Safe: the guard proves the room.
        unsafe memory.storeBytes(of: value.bigEndian, toByteOffset: count, as: Field.self)
        count += size
    }

    public mutating func append24(_ value: UInt32) {
        append(UInt8(truncatingIfNeeded: value >> 16))
        append(UInt16(truncatingIfNeeded: value))
    }

    public mutating func append(_ span: RawSpan) {
        guard remaining >= span.byteCount else {
            hasOverflowed = true
            return
        }
        // Safe: the guard proves the room, and the two do not overlap: `self` is being mutated.
        unsafe span.withUnsafeBytes { source in
            unsafe UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: source)
        }
        count += span.byteCount
    }

    // Safe: bytes have no padding.
    public mutating func append(_ bytes: [UInt8]) { unsafe append(bytes.span.bytes) }

    public mutating func append(zeros number: Int) { for _ in 0..<max(0, number) { append(UInt8(0)) } }

    /// Overwrites bytes that were written before; what lies outside them is left.
    public mutating func patch<Field: FixedWidthInteger & BitwiseCopyable>(_ value: Field, at offset: Int) {
        guard offset >= 0, count - offset >= MemoryLayout<Field>.size else { return }
        // Safe: the guard proves the bytes exist.
        unsafe memory.storeBytes(of: value.bigEndian, toByteOffset: offset, as: Field.self)
    }
}
