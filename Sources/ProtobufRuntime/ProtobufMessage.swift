/// A proto3 message: a value that can be read from and written to the binary wire format and JSON.
///
/// Generated types conform. What they add is a loop with a switch over field numbers for reading and a list of calls in the
/// order of field numbers for writing; the formats themselves live in ``FieldReader`` and ``FieldWriter``.
public protocol ProtobufMessage: Hashable, Sendable, CustomStringConvertible {
    /// The full name in the schema, such as `livekit.EgressInfo`.
    static var protobufName: String { get }
    /// The names of the fields, for the formats that are text.
    static var fieldTable: FieldTable { get }

    /// A message without any field set.
    init()

    /// Fields of the wire that the schema does not have; written back after the known ones.
    var unknownFields: UnknownFields { get set }

    /// Reads the fields that ``FieldReader/nextField(_:)`` goes to, until it answers 0.
    mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem)
    /// Writes every field that is set, in the order of their numbers, and the unknown ones.
    func writeFields(to writer: inout FieldWriter)

    /// Reads the JSON value the reader stands on; types with a JSON form of their own (`Timestamp`, `Any`) replace it.
    mutating func readJSON(from reader: inout FieldReader) throws(ProtobufProblem)
    /// Writes the message as a JSON value; types with a JSON form of their own replace it.
    func writeJSON(to writer: inout FieldWriter)
}

extension ProtobufMessage {
    /// Reads a message from the binary wire format.
    ///
    /// Of a field that occurs twice the last value counts, and messages are merged, as the wire format has it. The message's
    /// texts share the array: see ``WireText``.
    public init(protobuf bytes: [UInt8], limits: DecodingLimits = DecodingLimits()) throws(ProtobufError) {
        self.init()
        do {
            try FieldReader.read(bytes, limits: limits, into: &self)
        } catch {
            throw ProtobufError(message: Self.protobufName, path: "", problem: error)
        }
    }

    /// Reads a message from the binary wire format, from a copy of the bytes.
    public init(protobuf bytes: RawSpan, limits: DecodingLimits = DecodingLimits()) throws(ProtobufError) {
        guard bytes.byteCount <= limits.bytes else {
            throw ProtobufError(message: Self.protobufName, path: "", problem: .tooLarge(limit: limits.bytes))
        }
        // Safe: the array is made before the closure ends.
        try unsafe self.init(protobuf: bytes.withUnsafeBytes { unsafe Array($0) }, limits: limits)
    }

    /// The binary wire format: fields in the order of their numbers, maps in the order of their keys, unknown fields last.
    public func encoded() -> [UInt8] {
        var writer = FieldWriter(form: .binary)
        writeFields(to: &writer)
        return writer.finish()
    }

    /// Reads a message from JSON text in UTF-8.
    public init(json bytes: [UInt8], options: JSONReadingOptions = JSONReadingOptions()) throws(ProtobufError) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes, limits: options.limits)
        } catch {
            throw ProtobufError(message: Self.protobufName, path: "", problem: error)
        }
        try self.init(json: value, options: options)
    }

    /// Reads a message from JSON text.
    public init(json text: String, options: JSONReadingOptions = JSONReadingOptions()) throws(ProtobufError) {
        try self.init(json: Array(text.utf8), options: options)
    }

    /// Reads a message from JSON that is already parsed.
    public init(json value: JSONValue, options: JSONReadingOptions = JSONReadingOptions()) throws(ProtobufError) {
        self.init()
        var reader = FieldReader(json: value, options: options)
        do {
            try readJSON(from: &reader)
        } catch {
            throw ProtobufError(message: Self.protobufName, path: reader.path, problem: error)
        }
    }

    /// The message as compact JSON text in UTF-8.
    public func jsonBytes(options: JSONWritingOptions = JSONWritingOptions()) throws(ProtobufError) -> [UInt8] {
        var writer = FieldWriter(form: .json, options: options)
        writeJSON(to: &writer)
        if let problem = writer.problem {
            throw ProtobufError(message: Self.protobufName, path: "", problem: problem)
        }
        return writer.finish()
    }

    /// The message as compact JSON text.
    public func json(options: JSONWritingOptions = JSONWritingOptions()) throws(ProtobufError) -> String {
        String(decoding: try jsonBytes(options: options), as: UTF8.self)
    }

    /// The fields that are set, by the schema's names; credentials print as `***`, bytes as their number.
    public var description: String {
        var writer = FieldWriter(form: .description)
        writer.writeDescription(self)
        return String(decoding: writer.finish(), as: UTF8.self)
    }

    /// Whether the encodings are the same, unknown fields included.
    ///
    /// So `NaN` equals itself, texts are equal when their bytes are, and no message needs code of its own for it.
    public static func == (left: Self, right: Self) -> Bool { left.encoded() == right.encoded() }

    public func hash(into hasher: inout Hasher) { hasher.combine(encoded()) }

    public mutating func readJSON(from reader: inout FieldReader) throws(ProtobufProblem) {
        try reader.readMembers(into: &self)
    }

    public func writeJSON(to writer: inout FieldWriter) { writer.writeMembers(of: self) }
}
