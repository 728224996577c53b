// What generated code calls: one method per shape of field. Those of the types that schemas use most are spelled out in
// FieldReader+Scalars.swift.
extension FieldReader {
    /// A field without presence.
    public mutating func singular<Codec: FieldCodec>(
        _: Codec.Type, _ value: inout Codec.Value
    ) throws(ProtobufProblem) {
        if wireType == Codec.wireType {
            value = try Codec.read(from: &self)
        } else if let other = try other(Codec.self) {
            value = other
        }
    }

    /// A field with presence; also a member of a oneof.
    public mutating func optional<Codec: FieldCodec>(
        _: Codec.Type, _ value: inout Codec.Value?
    ) throws(ProtobufProblem) {
        if wireType == Codec.wireType {
            value = try Codec.read(from: &self)
        } else if let other = try other(Codec.self) {
            value = other
        }
    }

    /// A repeated field of anything but messages, packed or not.
    public mutating func repeated<Codec: FieldCodec>(
        _: Codec.Type, _ values: inout [Codec.Value]
    ) throws(ProtobufProblem) {
        if wireType == Codec.wireType {
            values.append(try Codec.read(from: &self))
        } else if wireType == WireType.lengthDelimited {
            try packed(Codec.self, &values)
        } else {
            try elements(Codec.self, &values)
        }
    }

    /// A message; one that is already there is merged with.
    @inlinable
    public mutating func message<Message: ProtobufMessage>(_ value: inout Message?) throws(ProtobufProblem) {
        guard wireType == WireType.lengthDelimited else { return try otherMessage(&value) }
        if value == nil { value = Message() }
        try readNested(into: &value!)
    }

    /// A message that is a member of a oneof: merges with `value`, and answers whether there was one.
    @inlinable
    public mutating func member<Message: ProtobufMessage>(_ value: inout Message) throws(ProtobufProblem) -> Bool {
        guard wireType == WireType.lengthDelimited else { return try otherMember(&value) }
        try readNested(into: &value)
        return true
    }

    /// A repeated field of messages.
    @inlinable
    public mutating func messages<Message: ProtobufMessage>(_ values: inout [Message]) throws(ProtobufProblem) {
        guard wireType == WireType.lengthDelimited else { return try otherMessages(&values) }
        // Read in its place, since a message is large to copy.
        if values.isEmpty { values = [Message()] } else { values.append(Message()) }
        try readNested(into: &values[values.count - 1])
    }

    /// A map: on the wire a repeated message of key and value.
    public mutating func map<Key: MapKeyCodec, Value: FieldCodec>(
        _: Key.Type, _: Value.Type, _ values: inout [Key.Value: Value.Value]
    ) throws(ProtobufProblem) {
        guard wireType == WireType.lengthDelimited else {
            return try members(Key.self, Value.self, &values)
        }
        let count = try length()
        try enter()
        let outerEnd = unsafe end
        unsafe end = position + count
        var key = Key.defaultValue
        var value = Value.defaultValue
        while unsafe position < end {
            let tag = try varint()
            guard tag >= 8, tag <= UInt64(UInt32.max) else { throw .invalidTag }
            wireType = UInt8(truncatingIfNeeded: tag & 7)
            number = Int(truncatingIfNeeded: tag >> 3)
            switch number {
            case 1: try singular(Key.self, &key)
            case 2: try singular(Value.self, &value)
            default: try skip()
            }
            // An entry's own unknown fields have no place to be kept.
            isUnhandled = false
        }
        unsafe end = outerEnd
        depthLeft += 1
        values[key] = value
    }

    private mutating func packed<Codec: FieldCodec>(
        _: Codec.Type, _ values: inout [Codec.Value]
    ) throws(ProtobufProblem) {
        guard Codec.isPackable else { return try skip() }
        let count = try length()
        let outerEnd = unsafe end
        unsafe end = position + count
        while unsafe position < end { values.append(try Codec.read(from: &self)) }
        unsafe end = outerEnd
    }
}

// The same fields in JSON.
extension FieldReader {
    /// The value of a field whose wire type is another than the schema's: of JSON the value, else the field is unknown.
    mutating func other<Codec: FieldCodec>(_: Codec.Type) throws(ProtobufProblem) -> Codec.Value? {
        guard wireType == WireType.json else {
            try skip()
            return nil
        }
        return json == .null ? nil : try Codec.readJSON(from: &self)
    }

    @usableFromInline
    mutating func otherMessage<Message: ProtobufMessage>(_ value: inout Message?) throws(ProtobufProblem) {
        if let other = try other(MessageField<Message>.self) { value = other }
    }

    @usableFromInline
    mutating func otherMember<Message: ProtobufMessage>(_ value: inout Message) throws(ProtobufProblem) -> Bool {
        guard let other = try other(MessageField<Message>.self) else { return false }
        value = other
        return true
    }

    @usableFromInline
    mutating func otherMessages<Message: ProtobufMessage>(_ values: inout [Message]) throws(ProtobufProblem) {
        try elements(MessageField<Message>.self, &values)
    }

    mutating func elements<Codec: FieldCodec>(
        _: Codec.Type, _ values: inout [Codec.Value]
    ) throws(ProtobufProblem) {
        guard wireType == WireType.json else { return try skip() }
        guard json != .null else { return }
        guard case .array(let elements) = json else { throw .unexpectedValue(wanted: .array) }
        for (index, element) in elements.enumerated() {
            steps.append(.index(index))
            json = element
            if let value = try Codec.readJSON(from: &self) { values.append(value) }
            steps.removeLast()
        }
    }

    private mutating func members<Key: MapKeyCodec, Value: FieldCodec>(
        _: Key.Type, _: Value.Type, _ values: inout [Key.Value: Value.Value]
    ) throws(ProtobufProblem) {
        guard wireType == WireType.json else { return try skip() }
        guard json != .null else { return }
        guard case .object(let members) = json else { throw .unexpectedValue(wanted: .object) }
        for member in members {
            steps.append(.name(member.name))
            let key = try Key.key(member.name)
            guard values[key] == nil else { throw .duplicateField(member.name) }
            json = member.value
            if let value = try Value.readJSON(from: &self) { values[key] = value }
            steps.removeLast()
        }
    }

    /// Reads a message's fields from the members of a JSON object.
    mutating func readMembers<Message: ProtobufMessage>(into message: inout Message) throws(ProtobufProblem) {
        guard case .object(let members) = json else { throw .unexpectedValue(wanted: .object) }
        try readMembers(members, into: &message)
    }

    mutating func readMembers<Message: ProtobufMessage>(
        _ members: [JSONValue.Member], into message: inout Message
    ) throws(ProtobufProblem) {
        try enter()
        var seen: Set<Int> = []
        var oneofs: Set<Int> = []
        for member in members {
            guard let field = Message.fieldTable[member.name] else {
                if options.ignoresUnknownFields { continue }
                throw .unknownField(member.name)
            }
            guard seen.insert(field.number).inserted else { throw .duplicateField(member.name) }
            if field.oneof > 0, member.value != .null, !oneofs.insert(field.oneof).inserted {
                throw .severalOfOneof(member.name)
            }
            steps.append(.name(field.jsonName))
            json = member.value
            jsonNumber = field.number
            try message.readFields(from: &self)
            steps.removeLast()
        }
        depthLeft += 1
    }

    /// Where in the JSON the reader stands.
    var path: String {
        steps.reduce(into: "") { path, step in
            switch step {
            case .name(let name): path += path.isEmpty ? name : ".\(name)"
            case .index(let index): path += "[\(index)]"
            }
        }
    }
}

/// A step down into JSON.
enum JSONStep {
    case name(String)
    case index(Int)
}
