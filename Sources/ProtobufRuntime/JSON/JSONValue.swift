/// A JSON value (RFC 8259) as it was written: numbers keep their text, objects their order and repeated names.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    public struct Member: Hashable, Sendable {
        public let name: String
        public let value: JSONValue

        public init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// Parses a text in UTF-8 that holds one value.
    ///
    /// Every level of messages may take two of JSON, an array and an object, so that text may nest three times as deep as
    /// `limits` allows messages to.
    public init(parsing bytes: [UInt8], limits: DecodingLimits = DecodingLimits()) throws(ProtobufProblem) {
        guard bytes.count <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
        var parser = JSONParser(bytes, depth: limits.depth * 3)
        self = try parser.parse()
    }

    /// The first member of an object with this name.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The text of a number, which may stand in a string.
    var numberText: String? {
        switch self {
        case .number(let text), .string(let text): text
        case .null, .bool, .array, .object: nil
        }
    }
}
