/// Integers: JSON takes them as numbers or strings; those of 64 bits are written as strings.
public protocol IntegerCodec: MapKeyCodec where Value: FixedWidthInteger & Sendable {}

extension IntegerCodec {
    public static var isPackable: Bool { true }
    public static var defaultValue: Value { 0 }
    public static func isDefault(_ value: Value) -> Bool { value == 0 }

    public static func readJSON(from reader: inout FieldReader) throws(ProtobufProblem) -> Value? {
        guard let text = reader.json.numberText else { throw .unexpectedValue(wanted: .integer) }
        return try parse(text)
    }

    private static func parse(_ text: String) throws(ProtobufProblem) -> Value {
        if let value = Value(text) { return value }
        // Whole numbers may have an exponent or zeros for decimals.
        guard JSONNumber.isValid(text), let number = Double(text) else { throw .unexpectedValue(wanted: .integer) }
        guard let value = Value(exactly: number) else { throw .outOfRange }
        return value
    }

    public static func writeText(_ value: Value, to writer: inout FieldWriter) {
        writer.writeText(value.description, quoted: Value.bitWidth > 32 && writer.form == .json)
    }

    public static func name(_ key: Value) -> String { key.description }
    public static func key(_ name: String) throws(ProtobufProblem) -> Value { try parse(name) }
    public static func precedes(_ left: Value, _ right: Value) -> Bool { left < right }
}

/// Integers of variable length.
public protocol VarintCodec: IntegerCodec {
    static func value(_ raw: UInt64) -> Value
    static func raw(_ value: Value) -> UInt64
}

extension VarintCodec {
    public static var wireType: UInt8 { WireType.varint }
    public static func read(from reader: inout FieldReader) throws(ProtobufProblem) -> Value {
        value(try reader.varint())
    }
    public static func write(_ value: Value, to writer: inout FieldWriter) { writer.varint(raw(value)) }
}

public enum Int32Field: VarintCodec {
    public typealias Value = Int32
    public static func value(_ raw: UInt64) -> Int32 { Int32(truncatingIfNeeded: raw) }
    // Negative values are extended to 64 bits, ten bytes long, as the wire format has it.
    public static func raw(_ value: Int32) -> UInt64 { UInt64(bitPattern: Int64(value)) }
}

public enum Int64Field: VarintCodec {
    public typealias Value = Int64
    public static func value(_ raw: UInt64) -> Int64 { Int64(bitPattern: raw) }
    public static func raw(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) }
}

public enum UInt32Field: VarintCodec {
    public typealias Value = UInt32
    public static func value(_ raw: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: raw) }
    public static func raw(_ value: UInt32) -> UInt64 { UInt64(value) }
}

public enum UInt64Field: VarintCodec {
    public typealias Value = UInt64
    public static func value(_ raw: UInt64) -> UInt64 { raw }
    public static func raw(_ value: UInt64) -> UInt64 { value }
}

/// Zigzag: small negative values are short.
public enum SInt32Field: VarintCodec {
    public typealias Value = Int32
    public static func value(_ raw: UInt64) -> Int32 {
        let raw = UInt32(truncatingIfNeeded: raw)
        return Int32(bitPattern: (raw >> 1) ^ (0 &- (raw & 1)))
    }
    public static func raw(_ value: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: (value << 1) ^ (value >> 31)))
    }
}

/// Zigzag: small negative values are short.
public enum SInt64Field: VarintCodec {
    public typealias Value = Int64
    public static func value(_ raw: UInt64) -> Int64 {
        Int64(bitPattern: (raw >> 1) ^ (0 &- (raw & 1)))
    }
    public static func raw(_ value: Int64) -> UInt64 {
        UInt64(bitPattern: (value << 1) ^ (value >> 63))
    }
}

/// Integers of 4 or 8 bytes, little-endian.
public protocol FixedCodec: IntegerCodec where Value: BitwiseCopyable {}

extension FixedCodec {
    public static var wireType: UInt8 {
        MemoryLayout<Value>.size == 4 ? WireType.fixed32 : WireType.fixed64
    }
    public static func read(from reader: inout FieldReader) throws(ProtobufProblem) -> Value {
        try reader.fixed(Value.self)
    }
    public static func write(_ value: Value, to writer: inout FieldWriter) { writer.fixed(value) }
}

public enum Fixed32Field: FixedCodec { public typealias Value = UInt32 }
public enum Fixed64Field: FixedCodec { public typealias Value = UInt64 }
public enum SFixed32Field: FixedCodec { public typealias Value = Int32 }
public enum SFixed64Field: FixedCodec { public typealias Value = Int64 }
