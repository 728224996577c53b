public enum BoolField: MapKeyCodec {
    public static var wireType: UInt8 { WireType.varint }
    public static var isPackable: Bool { true }
    public static var defaultValue: Bool { false }
    public static func isDefault(_ value: Bool) -> Bool { !value }

    public static func read(from reader: inout FieldReader) throws(ProtobufProblem) -> Bool {
        try reader.varint() != 0
    }
    public static func write(_ value: Bool, to writer: inout FieldWriter) { writer.varint(value ? 1 : 0) }

    public static func readJSON(from reader: inout FieldReader) throws(ProtobufProblem) -> Bool? {
        guard case .bool(let value) = reader.json else { throw .unexpectedValue(wanted: .boolean) }
        return value
    }
    public static func writeText(_ value: Bool, to writer: inout FieldWriter) {
        writer.writeText(name(value), quoted: false)
    }

    public static func name(_ key: Bool) -> String { key ? "true" : "false" }
    public static func key(_ name: String) throws(ProtobufProblem) -> Bool {
        guard let key = Bool(name) else { throw .unexpectedValue(wanted: .boolean) }
        return key
    }
    public static func precedes(_ left: Bool, _ right: Bool) -> Bool { !left && right }
}
