// Values of the wire. Those that are short, as most are, are read where they are asked for.
extension FieldReader {
    var available: Int { unsafe end - position }

    @inline(__always)
    mutating func varint() throws(ProtobufProblem) -> UInt64 {
        guard unsafe position < end else { throw .truncated }
        // Safe: the guard leaves a byte.
        let first = unsafe position.load(as: UInt8.self)
        guard first >= 0x80 else {
            unsafe position += 1
            return UInt64(first)
        }
        return try longVarint()
    }

    /// Two bytes, as of most tags and lengths that take more than one, or more.
    @inline(never)
    private mutating func longVarint() throws(ProtobufProblem) -> UInt64 {
        guard available >= 2 else { throw .truncated }
        // Safe, both: the guard leaves two bytes.
        let first = UInt64(unsafe position.load(as: UInt8.self))
        let second = UInt64(unsafe position.load(fromByteOffset: 1, as: UInt8.self))
        guard second >= 0x80 else {
            unsafe position += 2
            return first & 0x7f | second << 7
        }
        return try available >= 10 ? wordwiseVarint() : bytewiseVarint()
    }

    /// Eight bytes at once, of ten that are there.
    @inline(__always)
    private mutating func wordwiseVarint() throws(ProtobufProblem) -> UInt64 {
        // Safe, here and below: the ten bytes are there, and an integer accepts any bit pattern.
        let word = UInt64(littleEndian: unsafe position.loadUnaligned(as: UInt64.self))
        let ends = ~word & 0x8080_8080_8080_8080
        guard ends == 0 else {
            let bits = ends.trailingZeroBitCount + 1
            unsafe position += bits / 8
            return Self.groups(of: word & (UInt64.max >> (64 - bits)))
        }
        let ninth = UInt64(unsafe position.load(fromByteOffset: 8, as: UInt8.self))
        guard ninth >= 0x80 else {
            unsafe position += 9
            return Self.groups(of: word) | ninth << 56
        }
        let tenth = UInt64(unsafe position.load(fromByteOffset: 9, as: UInt8.self))
        guard tenth < 0x80 else { throw .varintTooLong }
        unsafe position += 10
        return Self.groups(of: word) | (ninth & 0x7f) << 56 | tenth << 63  // bits beyond 64 fall off
    }

    /// The low seven bits of every byte, side by side.
    private static func groups(of word: UInt64) -> UInt64 {
        let of14 = (word & 0x007f_007f_007f_007f) | (word & 0x7f00_7f00_7f00_7f00) >> 1
        let of28 = (of14 & 0x0000_3fff_0000_3fff) | (of14 & 0x3fff_0000_3fff_0000) >> 2
        return (of28 & 0x0fff_ffff) | (of28 & 0x0fff_ffff_0000_0000) >> 4
    }

    /// Near the end of the bytes, which may come too early.
    private mutating func bytewiseVarint() throws(ProtobufProblem) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 70 {
            guard unsafe position < end else { throw .truncated }
            // Safe: the guard leaves a byte.
            let byte = unsafe position.load(as: UInt8.self)
            unsafe position += 1
            value |= UInt64(byte & 0x7f) << shift  // bits beyond 64 fall off
            if byte < 0x80 { return value }
            shift += 7
        }
        throw .varintTooLong
    }

    mutating func fixed<Value: FixedWidthInteger & BitwiseCopyable>(
        _: Value.Type
    ) throws(ProtobufProblem) -> Value {
        let size = MemoryLayout<Value>.size
        guard available >= size else { throw .truncated }
        // Safe: the guard leaves the bytes, and an integer accepts any bit pattern.
        let value = unsafe position.loadUnaligned(as: Value.self)
        unsafe position += size
        return Value(littleEndian: value)
    }

    /// The length of what follows, which is there.
    @inline(__always)
    mutating func length() throws(ProtobufProblem) -> Int {
        let count = try varint()
        guard count <= UInt64(available) else { throw .truncated }
        return Int(truncatingIfNeeded: count)
    }

    /// A text that stays where it is.
    @inline(__always)
    mutating func readText(into text: inout WireText) throws(ProtobufProblem) {
        let count = try length()
        guard unsafe Self.isUTF8(position, count: count) else { throw .invalidUTF8 }
        let read = unsafe WireText(unchecked: source, start: position - sourceStart, count: count)
        if text.isEmpty {
            // Safe: an empty text owns no memory, so that there is none to give back first.
            unsafe withUnsafeMutablePointer(to: &text) { unsafe $0.initialize(to: read) }
        } else {
            text = read
        }
        unsafe position += count
    }

    mutating func text() throws(ProtobufProblem) -> String {
        let count = try length()
        // Safe: `length` proves the bytes exist.
        let span = unsafe Span<UInt8>(_unsafeBytes: UnsafeRawBufferPointer(start: position, count: count))
        // Three times as fast as String(validating:as:).
        guard let utf8 = try? UTF8Span(validating: span) else { throw .invalidUTF8 }
        unsafe position += count
        return String(copying: utf8)
    }

    /// Whether `count` bytes, which are there, are UTF-8; most texts are ASCII, which is quick to see.
    @inline(__always)
    private static func isUTF8(_ start: UnsafeRawPointer, count: Int) -> Bool {
        unsafe isASCII(start, count: count) || isValid(start, count: count)
    }

    @inline(never)
    private static func isValid(_ start: UnsafeRawPointer, count: Int) -> Bool {
        // Safe: the caller's bytes exist.
        let span = unsafe Span<UInt8>(_unsafeBytes: UnsafeRawBufferPointer(start: start, count: count))
        return (try? UTF8Span(validating: span)) != nil
    }

    @inline(__always)
    private static func isASCII(_ start: UnsafeRawPointer, count: Int) -> Bool {
        let highBits: UInt64 = 0x8080_8080_8080_8080
        var offset = 0
        // Safe, all of them: no load goes beyond `count`. Leaving early keeps the loop from being vectorized, whose
        // preparations cost more than a short text does.
        while offset &+ 8 <= count {
            guard unsafe start.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & highBits == 0 else { return false }
            offset &+= 8
        }
        if count >= 8 {
            // The rest, with bytes that were seen already.
            return unsafe start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self) & highBits == 0
        }
        while offset < count {
            guard unsafe start.load(fromByteOffset: offset, as: UInt8.self) < 0x80 else { return false }
            offset &+= 1
        }
        return true
    }

    mutating func bytes() throws(ProtobufProblem) -> [UInt8] {
        let count = try length()
        // Safe: `length` proves the bytes exist.
        let bytes = unsafe Array(UnsafeRawBufferPointer(start: position, count: count))
        unsafe position += count
        return bytes
    }
}
