/// Bytes: in JSON a string in base64.
public enum BytesField: FieldCodec {
    public static var wireType: UInt8 { WireType.lengthDelimited }
    public static var isPackable: Bool { false }
    public static var defaultValue: [UInt8] { [] }
    public static func isDefault(_ value: [UInt8]) -> Bool { value.isEmpty }

    public static func read(from reader: inout FieldReader) throws(ProtobufProblem) -> [UInt8] {
        try reader.bytes()
    }
    public static func write(_ value: [UInt8], to writer: inout FieldWriter) { writer.bytes(value) }

    public static func readJSON(from reader: inout FieldReader) throws(ProtobufProblem) -> [UInt8]? {
        guard case .string(let text) = reader.json, let value = Base64.decode(text) else {
            throw .unexpectedValue(wanted: .base64)
        }
        return value
    }
    public static func writeText(_ value: [UInt8], to writer: inout FieldWriter) {
        if writer.form == .json {
            writer.writeText(Base64.encode(value), quoted: true)
        } else {
            writer.writeText("<\(value.count) bytes>", quoted: false)
        }
    }
}
