/// Takes the fields of a message, from ``ProtobufMessage/writeFields(to:)``, and writes them in one of three forms.
public struct FieldWriter: ~Copyable {
    public enum Form: Sendable {
        case binary, json, description
    }

    var buffer = ByteBuffer()
    public let form: Form
    @usableFromInline let isBinary: Bool
    /// Whether fields without presence are written even when they are not set.
    let writesDefaults: Bool

    let options: JSONWritingOptions
    /// Of the message being written, where the form is text.
    var fieldTable = FieldTable([])
    var needsComma = false
    /// Of the field being written.
    var masking = FieldTable.Masking.none
    /// Why there is no JSON: the first value that has none.
    var problem: ProtobufProblem?
    /// Messages in `Any` in messages in `Any`.
    var depthLeft = DecodingLimits().depth

    init(form: Form, options: JSONWritingOptions = JSONWritingOptions()) {
        self.form = form
        isBinary = form == .binary
        writesDefaults = form == .json && options.writesDefaults
        self.options = options
    }

    consuming func finish() -> [UInt8] { buffer.array() }

    // MARK: What generated code calls

    /// A field without presence: left out when it has its default.
    public mutating func singular<Codec: FieldCodec>(_: Codec.Type, _ number: Int, _ value: Codec.Value) {
        if !Codec.isDefault(value) || writesDefaults { set(Codec.self, number, value) }
    }

    /// A field with presence.
    public mutating func optional<Codec: FieldCodec>(_: Codec.Type, _ number: Int, _ value: Codec.Value?) {
        if let value { set(Codec.self, number, value) }
    }

    /// A field that is set, whatever its value.
    public mutating func set<Codec: FieldCodec>(_: Codec.Type, _ number: Int, _ value: Codec.Value) {
        guard isBinary else { return member(Codec.self, number, value) }
        tag(number, Codec.wireType)
        Codec.write(value, to: &self)
    }

    /// A repeated field with a tag for every value.
    public mutating func repeated<Codec: FieldCodec>(_: Codec.Type, _ number: Int, _ values: [Codec.Value]) {
        guard isBinary else { return array(Codec.self, number, values) }
        for value in values {
            tag(number, Codec.wireType)
            Codec.write(value, to: &self)
        }
    }

    /// A repeated field with one tag for all values.
    public mutating func packed<Codec: FieldCodec>(_: Codec.Type, _ number: Int, _ values: [Codec.Value]) {
        guard isBinary else { return array(Codec.self, number, values) }
        guard !values.isEmpty else { return }
        tag(number, WireType.lengthDelimited)
        let mark = beginLengthDelimited()
        for value in values { Codec.write(value, to: &self) }
        endLengthDelimited(mark)
    }

    @inlinable
    public mutating func message<Message: ProtobufMessage>(_ number: Int, _ value: Message?) {
        if let value { set(number, value) }
    }

    /// A message that is set, as a member of a oneof.
    ///
    /// Not inlinable: see ``FieldReader``'s reading of one.
    public mutating func set<Message: ProtobufMessage>(_ number: Int, _ value: Message) {
        guard isBinary else { return member(MessageField<Message>.self, number, value) }
        tag(number, WireType.lengthDelimited)
        let mark = beginLengthDelimited()
        value.writeFields(to: &self)
        endLengthDelimited(mark)
    }

    @inlinable
    public mutating func messages<Message: ProtobufMessage>(_ number: Int, _ values: [Message]) {
        guard isBinary else { return messageArray(number, values) }
        // By their indices: handed on where they stand, not copied.
        for index in values.indices { set(number, values[index]) }
    }

    @usableFromInline
    mutating func messageArray<Message: ProtobufMessage>(_ number: Int, _ values: [Message]) {
        array(MessageField<Message>.self, number, values)
    }

    /// A map, in the order of its keys.
    public mutating func map<Key: MapKeyCodec, Value: FieldCodec>(
        _: Key.Type, _: Value.Type, _ number: Int, _ values: [Key.Value: Value.Value]
    ) {
        guard !values.isEmpty || writesDefaults else { return }
        let sorted = values.sorted { Key.precedes($0.key, $1.key) }
        guard isBinary else { return object(Key.self, Value.self, number, sorted) }
        for (key, value) in sorted {
            tag(number, WireType.lengthDelimited)
            let mark = beginLengthDelimited()
            // Both are always written, as the reference does.
            tag(1, Key.wireType)
            Key.write(key, to: &self)
            tag(2, Value.wireType)
            Value.write(value, to: &self)
            endLengthDelimited(mark)
        }
    }

    /// The fields that the schema does not have, after those it has.
    @inlinable
    public mutating func unknown(_ fields: UnknownFields) {
        if !fields.isEmpty { writeUnknown(fields) }
    }

    @usableFromInline
    mutating func writeUnknown(_ fields: UnknownFields) {
        switch form {
        case .binary: bytesWithoutLength(fields.bytes)
        case .json: break  // has no place for them
        case .description: describe(fields)
        }
    }
}
