// Fields of the types that schemas use most, by name. They are compiled once, here, where the codecs are known: that keeps
// generated code small, and building it fast.
extension FieldReader {
    public mutating func wireText(_ value: inout WireText) throws(ProtobufProblem) {
        guard wireType == WireType.lengthDelimited else { return try otherText(&value) }
        try readText(into: &value)
    }

    @inline(never)
    private mutating func otherText(_ value: inout WireText) throws(ProtobufProblem) {
        if let text = try other(StringField.self) { value = WireText(wrappedValue: text) }
    }

    public mutating func string(_ value: inout String) throws(ProtobufProblem) { try singular(StringField.self, &value) }
    public mutating func string(_ value: inout String?) throws(ProtobufProblem) { try optional(StringField.self, &value) }
    public mutating func byteArray(_ value: inout [UInt8]) throws(ProtobufProblem) { try singular(BytesField.self, &value) }
    public mutating func byteArray(_ value: inout [UInt8]?) throws(ProtobufProblem) { try optional(BytesField.self, &value) }
    public mutating func bool(_ value: inout Bool) throws(ProtobufProblem) {
        guard wireType == WireType.varint else { return try singular(BoolField.self, &value) }
        value = try varint() != 0
    }
    public mutating func bool(_ value: inout Bool?) throws(ProtobufProblem) { try optional(BoolField.self, &value) }
    public mutating func int32(_ value: inout Int32) throws(ProtobufProblem) {
        guard wireType == WireType.varint else { return try singular(Int32Field.self, &value) }
        value = Int32Field.value(try varint())
    }
    public mutating func int32(_ value: inout Int32?) throws(ProtobufProblem) { try optional(Int32Field.self, &value) }
    public mutating func int64(_ value: inout Int64) throws(ProtobufProblem) {
        guard wireType == WireType.varint else { return try singular(Int64Field.self, &value) }
        value = Int64Field.value(try varint())
    }
    public mutating func int64(_ value: inout Int64?) throws(ProtobufProblem) { try optional(Int64Field.self, &value) }
    public mutating func uint32(_ value: inout UInt32) throws(ProtobufProblem) {
        guard wireType == WireType.varint else { return try singular(UInt32Field.self, &value) }
        value = UInt32Field.value(try varint())
    }
    public mutating func uint32(_ value: inout UInt32?) throws(ProtobufProblem) { try optional(UInt32Field.self, &value) }
    public mutating func uint64(_ value: inout UInt64) throws(ProtobufProblem) { try singular(UInt64Field.self, &value) }
    public mutating func uint64(_ value: inout UInt64?) throws(ProtobufProblem) { try optional(UInt64Field.self, &value) }
    public mutating func float(_ value: inout Float) throws(ProtobufProblem) { try singular(FloatField.self, &value) }
    public mutating func float(_ value: inout Float?) throws(ProtobufProblem) { try optional(FloatField.self, &value) }
    public mutating func double(_ value: inout Double) throws(ProtobufProblem) { try singular(DoubleField.self, &value) }
    public mutating func double(_ value: inout Double?) throws(ProtobufProblem) { try optional(DoubleField.self, &value) }

    public mutating func strings(_ values: inout [String]) throws(ProtobufProblem) {
        try repeated(StringField.self, &values)
    }

    /// Inlinable, so that making the value needs no look-up of its type.
    @inlinable
    public mutating func enumeration<Value: ProtobufEnum>(_ value: inout Value) throws(ProtobufProblem) {
        guard wireType == WireType.varint else { return try singular(EnumField<Value>.self, &value) }
        value = Value(rawValue: try enumNumber())
    }

    @usableFromInline
    mutating func enumNumber() throws(ProtobufProblem) -> Int32 { Int32(truncatingIfNeeded: try varint()) }
}
