/// Hands the fields of a message, from the wire or from JSON, to ``ProtobufMessage/readField(_:from:)``.
///
/// A reader is passed on by `inout` only and never outlives the bytes it reads: only this module makes one, inside the
/// scope of the borrow. Every method reads the value of the field the reader stands on. Where the value's wire type is
/// not the schema's, the field is kept as an unknown one, as the reference does.
@safe
public struct FieldReader: ~Copyable {
    // The bytes of the message being read; `position...end` lies inside the borrowed bytes at all times.
    var position: UnsafeRawPointer
    var end: UnsafeRawPointer
    /// Of the current field; ``WireType/json`` when what is read is JSON. So a match of wire types is the only check the
    /// usual case needs.
    @usableFromInline var wireType: UInt8
    var number = 0
    var isUnhandled = false
    var depthLeft: Int
    var messagesLeft: Int
    let limits: DecodingLimits

    /// The JSON value of the current field.
    var json = JSONValue.null
    /// Nil when what is read is no JSON.
    private let jsonOptions: JSONReadingOptions?
    var steps: [JSONStep] = []

    private init(_ bytes: UnsafeRawBufferPointer, start: UnsafeRawPointer, limits: DecodingLimits) {
        unsafe position = start
        unsafe end = start + bytes.count
        wireType = WireType.varint
        depthLeft = limits.depth
        messagesLeft = limits.messages
        self.limits = limits
        jsonOptions = nil
    }

    init(json: JSONValue, options: JSONReadingOptions) {
        // There are no bytes: both ends are the same address, which is never read.
        let nowhere = unsafe UnsafeRawPointer(bitPattern: 1)!
        unsafe position = nowhere
        unsafe end = nowhere
        wireType = WireType.json
        depthLeft = options.limits.depth
        messagesLeft = options.limits.messages
        limits = options.limits
        self.json = json
        jsonOptions = options
    }

    var options: JSONReadingOptions { jsonOptions ?? JSONReadingOptions() }

    static func read<Message: ProtobufMessage>(
        _ bytes: RawSpan, limits: DecodingLimits, into message: inout Message
    ) throws(ProtobufProblem) {
        guard bytes.byteCount <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
        // Safe: the reader does not leave the closure.
        try unsafe bytes.withUnsafeBytes { (buffer) throws(ProtobufProblem) in
            guard let start = buffer.baseAddress else { return }
            var reader = unsafe FieldReader(buffer, start: start, limits: limits)
            try reader.readFields(into: &message)
        }
    }

    /// Reads fields until the bytes of the message end.
    mutating func readFields<Message: ProtobufMessage>(into message: inout Message) throws(ProtobufProblem) {
        while unsafe position < end {
            let start = unsafe position
            let tag = try varint()
            guard tag >= 8, tag <= UInt64(UInt32.max) else { throw .invalidTag }
            wireType = UInt8(truncatingIfNeeded: tag & 7)
            number = Int(truncatingIfNeeded: tag >> 3)
            isUnhandled = false
            try message.readField(number, from: &self)
            if isUnhandled {
                unsafe message.unknownFields.append(UnsafeRawBufferPointer(start: start, count: position - start))
            }
        }
    }

    /// Reads a message in place of the current length-delimited value.
    ///
    /// Not inlinable, nor what it calls: a message is handled by its address here, so that this costs nothing, and one copy
    /// of it serves every type.
    @usableFromInline
    mutating func readNested<Message: ProtobufMessage>(into message: inout Message) throws(ProtobufProblem) {
        let count = try length()
        try enter()
        let outerEnd = unsafe end
        unsafe end = position + count
        try readFields(into: &message)
        unsafe end = outerEnd
        isUnhandled = false  // whatever its last field was
        depthLeft += 1
    }

    mutating func enter() throws(ProtobufProblem) {
        guard depthLeft > 0 else { throw .tooDeep(limit: limits.depth) }
        guard messagesLeft > 0 else { throw .tooManyMessages(limit: limits.messages) }
        depthLeft -= 1
        messagesLeft -= 1
    }

    // MARK: Values of the wire

    var available: Int { unsafe end - position }

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

    private mutating func longVarint() throws(ProtobufProblem) -> UInt64 {
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
    mutating func length() throws(ProtobufProblem) -> Int {
        let count = try varint()
        guard count <= UInt64(available) else { throw .truncated }
        return Int(truncatingIfNeeded: count)
    }

    mutating func text() throws(ProtobufProblem) -> String {
        let count = try length()
        // Safe: `length` proves the bytes exist.
        let bytes = unsafe UnsafeRawBufferPointer(start: position, count: count)
        let span = unsafe Span<UInt8>(_unsafeBytes: bytes)
        // Three times as fast as String(validating:as:).
        guard let utf8 = try? UTF8Span(validating: span) else { throw .invalidUTF8 }
        unsafe position += count
        return String(copying: utf8)
    }

    mutating func bytes() throws(ProtobufProblem) -> [UInt8] {
        let count = try length()
        // Safe: `length` proves the bytes exist.
        let bytes = unsafe Array(UnsafeRawBufferPointer(start: position, count: count))
        unsafe position += count
        return bytes
    }

    // MARK: Fields the schema does not have

    /// Leaves the field to the message's unknown ones.
    @inline(never)
    public mutating func skip() throws(ProtobufProblem) {
        isUnhandled = true
        try skipValue(wireType, depthLeft: depthLeft)
    }

    private mutating func skipValue(_ wireType: UInt8, depthLeft: Int) throws(ProtobufProblem) {
        switch wireType {
        case WireType.varint: _ = try varint()
        case WireType.fixed64: _ = try fixed(UInt64.self)
        case WireType.fixed32: _ = try fixed(UInt32.self)
        case WireType.lengthDelimited:
            let count = try length()
            unsafe position += count
        case WireType.startGroup: try skipGroup(depthLeft: depthLeft)
        case WireType.endGroup: throw .unmatchedGroup
        default: throw .invalidTag
        }
    }

    /// Skips the groups that are open, the innermost first; how deep they nest is limited like messages.
    private mutating func skipGroup(depthLeft: Int) throws(ProtobufProblem) {
        var open = [number]
        while !open.isEmpty {
            guard unsafe position < end else { throw .unmatchedGroup }
            let tag = try varint()
            guard tag >= 8, tag <= UInt64(UInt32.max) else { throw .invalidTag }
            let number = Int(truncatingIfNeeded: tag >> 3)
            switch UInt8(truncatingIfNeeded: tag & 7) {
            case WireType.startGroup:
                guard open.count < depthLeft else { throw .tooDeep(limit: limits.depth) }
                open.append(number)
            case WireType.endGroup:
                guard number == open.removeLast() else { throw .unmatchedGroup }
            case let inner: try skipValue(inner, depthLeft: depthLeft)
            }
        }
    }
}
