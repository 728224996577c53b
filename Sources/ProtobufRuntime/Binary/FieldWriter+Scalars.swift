// Fields of the types that schemas use most, by name; see FieldReader+Scalars.swift.
extension FieldWriter {
    public mutating func wireText(_ number: Int, _ value: WireText) {
        guard isBinary else { return singular(StringField.self, number, value.wrappedValue) }
        if !value.isEmpty { text(number, value) }
    }

    public mutating func string(_ number: Int, _ value: String) { singular(StringField.self, number, value) }
    public mutating func string(_ number: Int, _ value: String?) { optional(StringField.self, number, value) }
    public mutating func byteArray(_ number: Int, _ value: [UInt8]) { singular(BytesField.self, number, value) }
    public mutating func byteArray(_ number: Int, _ value: [UInt8]?) { optional(BytesField.self, number, value) }
    public mutating func bool(_ number: Int, _ value: Bool) { singular(BoolField.self, number, value) }
    public mutating func bool(_ number: Int, _ value: Bool?) { optional(BoolField.self, number, value) }
    public mutating func int32(_ number: Int, _ value: Int32) { singular(Int32Field.self, number, value) }
    public mutating func int32(_ number: Int, _ value: Int32?) { optional(Int32Field.self, number, value) }
    public mutating func int64(_ number: Int, _ value: Int64) {
        guard isBinary else { return singular(Int64Field.self, number, value) }
        if value != 0 { self.number(number, Int64Field.raw(value)) }
    }
    public mutating func int64(_ number: Int, _ value: Int64?) { optional(Int64Field.self, number, value) }
    public mutating func uint32(_ number: Int, _ value: UInt32) { singular(UInt32Field.self, number, value) }
    public mutating func uint32(_ number: Int, _ value: UInt32?) { optional(UInt32Field.self, number, value) }
    public mutating func uint64(_ number: Int, _ value: UInt64) { singular(UInt64Field.self, number, value) }
    public mutating func uint64(_ number: Int, _ value: UInt64?) { optional(UInt64Field.self, number, value) }
    public mutating func float(_ number: Int, _ value: Float) { singular(FloatField.self, number, value) }
    public mutating func float(_ number: Int, _ value: Float?) { optional(FloatField.self, number, value) }
    public mutating func double(_ number: Int, _ value: Double) { singular(DoubleField.self, number, value) }
    public mutating func double(_ number: Int, _ value: Double?) { optional(DoubleField.self, number, value) }

    public mutating func strings(_ number: Int, _ values: [String]) { repeated(StringField.self, number, values) }

    /// Inlinable, so that the number of the value needs no look-up of its type.
    @inlinable
    public mutating func enumeration<Value: ProtobufEnum>(_ number: Int, _ value: Value) {
        guard isBinary else { return singular(EnumField<Value>.self, number, value) }
        let rawValue = value.rawValue
        if rawValue != 0 { enumNumber(number, rawValue) }
    }

    @usableFromInline
    mutating func enumNumber(_ number: Int, _ rawValue: Int32) { self.number(number, Int32Field.raw(rawValue)) }
}
