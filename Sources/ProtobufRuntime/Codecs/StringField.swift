public enum StringField: MapKeyCodec {
    public static var wireType: UInt8 { WireType.lengthDelimited }
    public static var isPackable: Bool { false }
    public static var defaultValue: String { "" }
    public static func isDefault(_ value: String) -> Bool { value.isEmpty }

    public static func read(from reader: inout FieldReader) throws(ProtobufProblem) -> String {
        try reader.text()
    }
    public static func write(_ value: String, to writer: inout FieldWriter) { writer.text(value) }

    public static func readJSON(from reader: inout FieldReader) throws(ProtobufProblem) -> String? {
        guard case .string(let value) = reader.json else { throw .unexpectedValue(wanted: .string) }
        return value
    }
    public static func writeText(_ value: String, to writer: inout FieldWriter) { writer.writeString(value) }

    public static func name(_ key: String) -> String { key }
    public static func key(_ name: String) -> String { name }
    // By bytes, as the reference does; the order of String is one of characters.
    public static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
