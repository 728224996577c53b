/// An enum: in JSON its value's name, or the number of one that has none.
public enum EnumField<Value: ProtobufEnum>: FieldCodec {
    public static var wireType: UInt8 { WireType.varint }
    public static var isPackable: Bool { true }
    public static var defaultValue: Value { Value(rawValue: 0) }
    public static func isDefault(_ value: Value) -> Bool { value.rawValue == 0 }

    public static func read(from reader: inout FieldReader) throws(ProtobufProblem) -> Value {
        Value(rawValue: Int32(truncatingIfNeeded: try reader.varint()))
    }
    public static func write(_ value: Value, to writer: inout FieldWriter) {
        writer.varint(UInt64(bitPattern: Int64(value.rawValue)))
    }

    public static func readJSON(from reader: inout FieldReader) throws(ProtobufProblem) -> Value? {
        if case .string(let name) = reader.json {
            if let number = Value.enumTable[name] ?? Int32(name) { return Value(rawValue: number) }
            if reader.options.ignoresUnknownFields { return nil }
            throw .unknownEnumName(name)
        }
        guard case .number = reader.json else { throw .unexpectedValue(wanted: .enumName) }
        return try Int32Field.readJSON(from: &reader).map { Value(rawValue: $0) }
    }
    public static func writeText(_ value: Value, to writer: inout FieldWriter) {
        if let name = Value.enumTable[value.rawValue] {
            writer.writeText(name, quoted: writer.form == .json)
        } else {
            Int32Field.writeText(value.rawValue, to: &writer)
        }
    }
}
