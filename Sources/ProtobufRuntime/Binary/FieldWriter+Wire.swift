// Values of the wire.
extension FieldWriter {
    /// The most bytes that a tag and a number take together.
    private static var most: Int { 20 }

    /// A number with its tag.
    @inline(__always)
    mutating func number(_ number: Int, _ raw: UInt64) {
        buffer.reserve(Self.most)
        put(UInt64(truncatingIfNeeded: number) << 3 | UInt64(WireType.varint))
        put(raw)
    }

    /// A text with its tag.
    @inline(__always)
    mutating func text(_ number: Int, _ text: WireText) {
        buffer.reserve(text.count + Self.most)
        put(UInt64(truncatingIfNeeded: number) << 3 | UInt64(WireType.lengthDelimited))
        put(UInt64(text.count))
        unsafe text.bytes.withUnsafeBytes { unsafe buffer.put(UnsafeRawBufferPointer(rebasing: $0[text.range])) }
    }

    mutating func text(_ value: String) {
        // Texts of Swift's own are contiguous, and nothing but the buffer takes a copy.
        let isWritten: Void? = unsafe value.utf8.withContiguousStorageIfAvailable { utf8 in
            varint(UInt64(utf8.count))
            unsafe buffer.append(UnsafeRawBufferPointer(utf8))
        }
        if isWritten == nil { bytes(Array(value.utf8)) }
    }

    mutating func tag(_ number: Int, _ wireType: UInt8) {
        varint(UInt64(truncatingIfNeeded: number) << 3 | UInt64(wireType))
    }

    mutating func varint(_ value: UInt64) {
        buffer.reserve(Self.most)
        put(value)
    }

    /// A varint for which there is room.
    @inline(__always)
    private mutating func put(_ value: UInt64) {
        guard value >= 0x80 else { return buffer.put(UInt8(truncatingIfNeeded: value)) }
        putLong(value)
    }

    @inline(never)
    private mutating func putLong(_ value: UInt64) {
        var rest = value
        var offset = buffer.count
        // Safe, both: the caller reserved ten bytes.
        while rest >= 0x80 {
            unsafe buffer.start.storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, toByteOffset: offset, as: UInt8.self)
            offset &+= 1
            rest >>= 7
        }
        unsafe buffer.start.storeBytes(of: UInt8(truncatingIfNeeded: rest), toByteOffset: offset, as: UInt8.self)
        buffer.count = offset &+ 1
    }

    mutating func fixed<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value) {
        buffer.reserve(MemoryLayout<Value>.size)
        // Safe: there is room.
        unsafe buffer.start.storeBytes(of: value.littleEndian, toByteOffset: buffer.count, as: Value.self)
        buffer.count += MemoryLayout<Value>.size
    }

    mutating func bytes(_ value: [UInt8]) {
        varint(UInt64(value.count))
        bytesWithoutLength(value)
    }

    mutating func bytesWithoutLength(_ value: [UInt8]) {
        unsafe value.withUnsafeBytes { unsafe buffer.append($0) }
    }

    /// Leaves room for a length of one byte, which most are; a longer one moves what was written after it.
    mutating func beginLengthDelimited() -> Int {
        buffer.append(0)
        return buffer.count
    }

    mutating func endLengthDelimited(_ mark: Int) {
        let count = buffer.count - mark
        guard count < 0x80 else { return endLong(mark, count: count) }
        // Safe: the byte before the mark was written by `beginLengthDelimited`.
        unsafe buffer.start.storeBytes(of: UInt8(truncatingIfNeeded: count), toByteOffset: mark - 1, as: UInt8.self)
    }

    private mutating func endLong(_ mark: Int, count: Int) {
        let size = (UInt64.bitWidth - count.leadingZeroBitCount + 6) / 7
        buffer.shift(from: mark, by: size - 1)
        let end = buffer.count
        buffer.count = mark - 1
        putLong(UInt64(count))  // in the room that was made
        buffer.count = end
    }
}
