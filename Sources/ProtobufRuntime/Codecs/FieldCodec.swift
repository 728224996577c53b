/// One type of value that a field can have: how it looks on the wire, in JSON and in a description.
public protocol FieldCodec {
    associatedtype Value: Hashable & Sendable
    static var wireType: UInt8 { get }
    /// Whether repeated values may share one length-delimited field.
    static var isPackable: Bool { get }
    static var defaultValue: Value { get }
    /// Whether a field without presence is left out.
    static func isDefault(_ value: Value) -> Bool

    /// Reads a value of the wire type above.
    static func read(from reader: inout FieldReader) throws(ProtobufProblem) -> Value
    /// Writes a value, without its tag.
    static func write(_ value: Value, to writer: inout FieldWriter)
    /// Reads the JSON value the reader stands on; nil to leave the field as it is.
    static func readJSON(from reader: inout FieldReader) throws(ProtobufProblem) -> Value?
    /// Writes a value as JSON, or for a description.
    static func writeText(_ value: Value, to writer: inout FieldWriter)
}

/// A type of value that a map can have as its keys.
public protocol MapKeyCodec: FieldCodec {
    /// The key as the name of a JSON member.
    static func name(_ key: Value) -> String
    /// The key of a JSON member's name.
    static func key(_ name: String) throws(ProtobufProblem) -> Value
    /// The order in which entries are written.
    static func precedes(_ left: Value, _ right: Value) -> Bool
}
