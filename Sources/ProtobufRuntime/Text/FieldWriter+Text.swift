// The forms that are text: JSON, and descriptions for people.
extension FieldWriter {
    mutating func member<Codec: FieldCodec>(_: Codec.Type, _ number: Int, _ value: Codec.Value) {
        name(number)
        Codec.writeText(value, to: &self)
    }

    mutating func array<Codec: FieldCodec>(_: Codec.Type, _ number: Int, _ values: [Codec.Value]) {
        guard !values.isEmpty || writesDefaults else { return }
        name(number)
        raw("[")
        for (index, value) in values.enumerated() {
            if index > 0 { raw(separator) }
            Codec.writeText(value, to: &self)
        }
        raw("]")
    }

    mutating func object<Key: MapKeyCodec, Value: FieldCodec>(
        _: Key.Type, _: Value.Type, _ number: Int, _ values: [(key: Key.Value, value: Value.Value)]
    ) {
        name(number)
        raw("{")
        for (index, entry) in values.enumerated() {
            if index > 0 { raw(separator) }
            quote(Key.name(entry.key))
            raw(colon)
            Value.writeText(entry.value, to: &self)
        }
        raw("}")
    }

    /// A message as an object of its fields.
    mutating func writeMembers<Message: ProtobufMessage>(of message: Message) {
        raw("{")
        writeMemberList(of: message, needsComma: false)
        raw("}")
    }

    mutating func writeMemberList<Message: ProtobufMessage>(of message: Message, needsComma: Bool) {
        let outer = (fieldTable, self.needsComma)
        fieldTable = Message.fieldTable
        self.needsComma = needsComma
        message.writeFields(to: &self)
        (fieldTable, self.needsComma) = outer
    }

    /// Unknown fields in a description, where they stand after the others.
    mutating func describe(_ fields: UnknownFields) {
        if needsComma { raw(separator) }
        raw("<\(fields.bytes.count) bytes unknown>")
    }

    mutating func writeDescription<Message: ProtobufMessage>(_ message: Message) {
        raw(Message.protobufName)
        writeMembers(of: message)
    }

    private mutating func name(_ number: Int) {
        if needsComma { raw(separator) }
        needsComma = true
        // Generated code writes the fields of its own table only.
        let field = fieldTable[number]!
        masking = field.masking
        if form == .json {
            quote(options.usesSchemaNames ? field.name : field.jsonName)
        } else {
            raw(field.name)
        }
        raw(colon)
    }

    private var separator: String { form == .json ? "," : ", " }
    private var colon: String { form == .json ? ":" : ": " }

    /// The value has no JSON form.
    mutating func fail(_ problem: ProtobufProblem) { self.problem = self.problem ?? problem }

    // MARK: Values

    /// A value whose text needs no escape.
    mutating func writeText(_ text: String, quoted: Bool) {
        if quoted { raw("\"") }
        raw(text)
        if quoted { raw("\"") }
    }

    mutating func writeString(_ text: String) {
        guard form == .description, masking != .none, !text.isEmpty else { return quote(text) }
        masking == .secret ? raw("***") : quote(URLMask.masked(text))
    }

    mutating func raw(_ text: String) {
        var text = text
        text.withUTF8 { unsafe buffer.append(UnsafeRawBufferPointer($0)) }
    }

    mutating func quote(_ text: String) {
        buffer.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): raw("\\\"")
            case UInt8(ascii: "\\"): raw("\\\\")
            case 0x0a: raw("\\n")
            case 0x0d: raw("\\r")
            case 0x09: raw("\\t")
            case ..<0x20, 0x7f:
                let digits = String(byte, radix: 16)
                raw("\\u00" + (digits.utf8.count < 2 ? "0" : "") + digits)
            default: buffer.append(byte)
            }
        }
        buffer.append(UInt8(ascii: "\""))
    }
}
