/// Hands the fields of a message, from the wire or from JSON, to ``ProtobufMessage/readFields(from:)``.
///
/// A reader is passed on by `inout` only and never outlives the bytes it reads: only this module makes one, inside the
/// scope of the borrow. Every method reads the value of the field the reader stands on. Where the value's wire type is
/// not the schema's, the field is kept as an unknown one, as the reference does.
@safe
public struct FieldReader: ~Copyable {
    // The bytes of the message being read; `position...end` lies inside the borrowed bytes at all times.
    @usableFromInline var position: UnsafeRawPointer
    @usableFromInline var end: UnsafeRawPointer
    /// All bytes, and where they begin; texts are parts of them.
    let source: [UInt8]
    let sourceStart: UnsafeRawPointer
    /// Of the current field; ``WireType/json`` when what is read is JSON. So a match of wire types is the only check the
    /// usual case needs.
    @usableFromInline var wireType: UInt8
    @usableFromInline var number = 0
    /// Where the current field's tag stands.
    @usableFromInline var fieldStart: UnsafeRawPointer
    @usableFromInline var isUnhandled = false
    var depthLeft: Int
    var messagesLeft: Int
    let limits: DecodingLimits

    /// The JSON value of the current field.
    var json = JSONValue.null
    /// The number of the field it belongs to, until ``nextField(_:)`` has handed it out.
    var jsonNumber = 0
    /// Nil when what is read is no JSON.
    private let jsonOptions: JSONReadingOptions?
    var steps: [JSONStep] = []

    private init(_ source: [UInt8], start: UnsafeRawPointer, limits: DecodingLimits) {
        self.source = source
        unsafe sourceStart = start
        unsafe position = start
        unsafe fieldStart = start
        unsafe end = start + source.count
        wireType = WireType.varint
        depthLeft = limits.depth
        messagesLeft = limits.messages
        self.limits = limits
        jsonOptions = nil
    }

    init(json: JSONValue, options: JSONReadingOptions) {
        // There are no bytes: both ends are the same address, which is never read.
        let nowhere = unsafe UnsafeRawPointer(bitPattern: 1)!
        source = []
        unsafe sourceStart = nowhere
        unsafe position = nowhere
        unsafe fieldStart = nowhere
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
        _ bytes: [UInt8], limits: DecodingLimits, into message: inout Message
    ) throws(ProtobufProblem) {
        let limit = min(limits.bytes, Int(UInt32.max))
        guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
        // Safe: every byte of the array is initialized, and the reader does not leave the closure.
        try unsafe bytes.span.bytes.withUnsafeBytes { (buffer) throws(ProtobufProblem) in
            guard let start = buffer.baseAddress else { return }
            var reader = unsafe FieldReader(bytes, start: start, limits: limits)
            try message.readFields(from: &reader)
        }
    }

    /// Goes on to the message's next field and answers its number; 0 when there is none.
    ///
    /// The field before it, where nothing has read it, becomes one of the unknown fields.
    @inlinable
    @inline(__always)
    public mutating func nextField(_ unknownFields: inout UnknownFields) throws(ProtobufProblem) -> Int {
        guard !isUnhandled, unsafe position < end else { return try otherField(&unknownFields) }
        // Safe: the guard leaves a byte.
        let tag = unsafe position.load(as: UInt8.self)
        // Most tags have one byte.
        guard tag >= 8, tag < 0x80 else { return try otherField(&unknownFields) }
        unsafe fieldStart = position
        unsafe position += 1
        wireType = tag & 7
        number = Int(truncatingIfNeeded: tag >> 3)
        return number
    }

    @usableFromInline
    @inline(never)
    mutating func otherField(_ unknownFields: inout UnknownFields) throws(ProtobufProblem) -> Int {
        if isUnhandled { keepField(in: &unknownFields) }
        guard unsafe position < end else { return takeJSONNumber() }
        unsafe fieldStart = position
        let tag = try varint()
        guard tag >= 8, tag <= UInt64(UInt32.max) else { throw .invalidTag }
        wireType = UInt8(truncatingIfNeeded: tag & 7)
        number = Int(truncatingIfNeeded: tag >> 3)
        return number
    }

    private mutating func keepField(in unknownFields: inout UnknownFields) {
        isUnhandled = false
        // Safe: both lie inside the message, the start before the position.
        unsafe unknownFields.append(UnsafeRawBufferPointer(start: fieldStart, count: position - fieldStart))
    }

    /// Of JSON, which has no bytes, one field is read at a time.
    private mutating func takeJSONNumber() -> Int {
        defer { jsonNumber = 0 }
        return jsonNumber
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
        try message.readFields(from: &self)
        unsafe end = outerEnd
        depthLeft += 1
    }

    @inline(__always)
    mutating func enter() throws(ProtobufProblem) {
        guard depthLeft > 0 else { throw .tooDeep(limit: limits.depth) }
        guard messagesLeft > 0 else { throw .tooManyMessages(limit: limits.messages) }
        depthLeft -= 1
        messagesLeft -= 1
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
