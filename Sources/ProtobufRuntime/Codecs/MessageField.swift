/// A message as the value of a field.
public enum MessageField<Value: ProtobufMessage>: FieldCodec {
    public static var wireType: UInt8 { WireType.lengthDelimited }
    public static var isPackable: Bool { false }
    public static var defaultValue: Value { Value() }
    /// Never: a message has presence.
    public static func isDefault(_ value: Value) -> Bool { false }

    public static func read(from reader: inout FieldReader) throws(ProtobufProblem) -> Value {
        var message = Value()
        try reader.readNested(into: &message)
        return message
    }
    public static func write(_ value: Value, to writer: inout FieldWriter) {
        let mark = writer.beginLengthDelimited()
        value.writeFields(to: &writer)
        writer.endLengthDelimited(mark)
    }

    public static func readJSON(from reader: inout FieldReader) throws(ProtobufProblem) -> Value? {
        var message = Value()
        try message.readJSON(from: &reader)
        return message
    }
    public static func writeText(_ value: Value, to writer: inout FieldWriter) {
        if writer.form == .json { value.writeJSON(to: &writer) } else { writer.writeMembers(of: value) }
    }
}
