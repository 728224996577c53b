/// Floating-point numbers: JSON has them as numbers, or `"NaN"`, `"Infinity"` and `"-Infinity"`.
public protocol FloatingPointCodec: FieldCodec
where Value: BinaryFloatingPoint & LosslessStringConvertible & Sendable {}

extension FloatingPointCodec {
    public static var isPackable: Bool { true }
    public static var defaultValue: Value { 0 }
    // Minus zero is not the default.
    public static func isDefault(_ value: Value) -> Bool { value == 0 && value.sign == .plus }

    public static func readJSON(from reader: inout FieldReader) throws(ProtobufProblem) -> Value? {
        guard let text = reader.json.numberText else { throw .unexpectedValue(wanted: .number) }
        switch text {
        case "NaN": return .nan
        case "Infinity": return .infinity
        case "-Infinity": return -.infinity
        default:
            guard JSONNumber.isValid(text), let value = Value(text) else { throw .unexpectedValue(wanted: .number) }
            guard value.isFinite else { throw .outOfRange }
            return value
        }
    }

    public static func writeText(_ value: Value, to writer: inout FieldWriter) {
        if value.isNaN {
            writer.writeText("NaN", quoted: true)
        } else if value.isInfinite {
            writer.writeText(value < 0 ? "-Infinity" : "Infinity", quoted: true)
        } else {
            writer.writeText(value.description, quoted: false)
        }
    }
}

public enum FloatField: FloatingPointCodec {
    public static var wireType: UInt8 { WireType.fixed32 }
    public static func read(from reader: inout FieldReader) throws(ProtobufProblem) -> Float {
        Float(bitPattern: try reader.fixed(UInt32.self))
    }
    public static func write(_ value: Float, to writer: inout FieldWriter) {
        writer.fixed(value.bitPattern)
    }
}

public enum DoubleField: FloatingPointCodec {
    public static var wireType: UInt8 { WireType.fixed64 }
    public static func read(from reader: inout FieldReader) throws(ProtobufProblem) -> Double {
        Double(bitPattern: try reader.fixed(UInt64.self))
    }
    public static func write(_ value: Double, to writer: inout FieldWriter) {
        writer.fixed(value.bitPattern)
    }
}
