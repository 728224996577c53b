/// Bytes being written: memory that grows, and its sole owner.
///
/// Plain memory and not an array, since an array checks on every byte whether it is shared.
@safe
struct ByteBuffer: ~Copyable {
    // `count <= capacity` at all times, and `start` points to `capacity` bytes.
    var start: UnsafeMutableRawPointer
    var count = 0
    var capacity: Int

    init(capacity: Int = 1024) {
        unsafe start = .allocate(byteCount: capacity, alignment: 1)
        self.capacity = capacity
    }

    deinit { unsafe start.deallocate() }

    /// Makes room for `more` bytes.
    mutating func reserve(_ more: Int) {
        if capacity - count < more { grow(more) }
    }

    @inline(never)
    private mutating func grow(_ more: Int) {
        let larger = max(capacity * 2, count + more)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 1)
        unsafe memory.copyMemory(from: start, byteCount: count)
        unsafe start.deallocate()
        unsafe start = memory
        capacity = larger
    }

    /// Writes a byte for which there is room.
    mutating func put(_ byte: UInt8) {
        // Safe: the caller reserved it.
        unsafe start.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    mutating func append(_ byte: UInt8) {
        reserve(1)
        put(byte)
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        reserve(bytes.count)
        unsafe put(bytes)
    }

    /// Writes bytes for which there is room.
    mutating func put(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress else { return }
        // Safe: the caller reserved it.
        unsafe (start + count).copyMemory(from: source, byteCount: bytes.count)
        count += bytes.count
    }

    /// Moves everything from `offset` on up by `distance` bytes.
    mutating func shift(from offset: Int, by distance: Int) {
        reserve(distance)
        // Safe: both ranges lie within the capacity; memmove's semantics allow the overlap.
        unsafe (start + offset + distance).copyMemory(from: start + offset, byteCount: count - offset)
        count += distance
    }

    /// What was written, as an array.
    borrowing func array() -> [UInt8] {
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
        return unsafe Array(bytes)
    }
}
