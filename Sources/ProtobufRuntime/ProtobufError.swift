/// A message that could not be read or written: which, where in it, and why.
public struct ProtobufError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The message's full name in the schema.
    public let message: String
    /// The path of JSON names to the value at fault, such as `fileOutputs[0].fileType`; empty for the message itself.
    public let path: String
    public let problem: ProtobufProblem

    public init(message: String, path: String, problem: ProtobufProblem) {
        self.message = message
        self.path = path
        self.problem = problem
    }

    public var description: String { "\(message)\(path.isEmpty ? "" : " at \(path)"): \(problem)" }
}

/// What is wrong with a message's bytes or JSON. Values from outside are not quoted, since they may be credentials.
public enum ProtobufProblem: Error, Hashable, Sendable, CustomStringConvertible {
    // The binary wire format.
    case truncated
    case varintTooLong
    case invalidTag
    case unmatchedGroup
    case invalidUTF8
    // Either format.
    case tooLarge(limit: Int)
    case tooDeep(limit: Int)
    case tooManyMessages(limit: Int)
    // JSON.
    case syntax(JSONSyntaxProblem, offset: Int)
    case unknownField(String)
    case duplicateField(String)
    case severalOfOneof(String)
    case unexpectedValue(wanted: JSONKind)
    case outOfRange
    case unknownEnumName(String)
    case unknownType(String)
    case invalidAny

    public var description: String {
        switch self {
        case .truncated: "the bytes end inside a field"
        case .varintTooLong: "a variable-length number has more than ten bytes"
        case .invalidTag: "a field's tag has no valid number and wire type"
        case .unmatchedGroup: "a group ends that did not begin, or begins and does not end"
        case .invalidUTF8: "a text is not valid UTF-8"
        case .tooLarge(let limit): "larger than the \(limit) bytes allowed"
        case .tooDeep(let limit): "nested deeper than the \(limit) levels allowed"
        case .tooManyMessages(let limit): "holds more than the \(limit) messages allowed"
        case .syntax(let problem, let offset): "not JSON: \(problem) at byte \(offset)"
        case .unknownField(let name): "there is no field named \"\(name)\""
        case .duplicateField(let name): "the field \"\(name)\" is given twice"
        case .severalOfOneof(let name): "\"\(name)\" is given, but another field of which only one may be given is too"
        case .unexpectedValue(let wanted): "wanted \(wanted)"
        case .outOfRange: "the value does not fit its field"
        case .unknownEnumName(let name): "there is no value named \"\(name)\""
        case .unknownType(let name): "the type \"\(name)\" is not known here"
        case .invalidAny: "an Any wants a member \"@type\" with a type's URL, and the type's own members"
        }
    }
}

/// What a field wants to be in JSON.
public enum JSONKind: Hashable, Sendable, CustomStringConvertible {
    case object, array, boolean, integer, number, string, base64, enumName, timestamp, duration

    public var description: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .boolean: "true or false"
        case .integer: "a whole number, or one in a string"
        case .number: "a number, or one in a string"
        case .string: "a string"
        case .base64: "a string in base64"
        case .enumName: "the name or number of a value"
        case .timestamp: "a time such as \"2026-01-31T12:00:00Z\""
        case .duration: "a duration such as \"1.5s\""
        }
    }
}

/// Why a text is not JSON (RFC 8259).
public enum JSONSyntaxProblem: Hashable, Sendable, CustomStringConvertible {
    case unexpectedEnd, unexpectedCharacter, invalidNumber, invalidEscape, controlCharacter, textAfterValue
    case invalidUTF8

    public var description: String {
        switch self {
        case .unexpectedEnd: "the text ends too early"
        case .unexpectedCharacter: "an unexpected character"
        case .invalidNumber: "an invalid number"
        case .invalidEscape: "an invalid escape sequence"
        case .controlCharacter: "a control character inside a string"
        case .textAfterValue: "more text after the value"
        case .invalidUTF8: "invalid UTF-8"
        }
    }
}
