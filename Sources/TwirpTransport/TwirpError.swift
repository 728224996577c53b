internal import FoundationEssentials
internal import ProtobufRuntime

/// How a call failed, in the form both sides see.
public struct TwirpError: Error, Hashable, Sendable {
    public var code: TwirpErrorCode
    public var message: String
    /// Further facts by name.
    public var meta: [String: String]

    public init(_ code: TwirpErrorCode, _ message: String, meta: [String: String] = [:]) {
        self.code = code
        self.message = message
        self.meta = meta
    }

    /// Longer bodies are no errors of a server's own.
    static let maximumByteCount = 256 << 10

    /// Reads an error's JSON; nil for anything else. A code nobody knows is `unknown`, as the specification has it.
    public init?(json bytes: [UInt8]) {
        let limits = DecodingLimits(bytes: TwirpError.maximumByteCount, depth: 4)
        guard let value = try? JSONValue(parsing: bytes, limits: limits), case .string(let name)? = value["code"] else {
            return nil
        }
        code = TwirpErrorCode(name: name) ?? .unknown
        message = if case .string(let text)? = value["msg"] { text } else { "" }
        meta = [:]
        guard case .object(let members)? = value["meta"] else { return }
        for member in members {
            if case .string(let text) = member.value { meta[member.name] = text }
        }
    }

    /// The error's JSON.
    public var json: [UInt8] {
        struct Form: Encodable {
            var code: String
            var msg: String
            var meta: [String: String]?
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let form = Form(code: code.rawValue, msg: message, meta: meta.isEmpty ? nil : meta)
        // Strings encode always.
        return (try? encoder.encode(form)).map(Array.init) ?? Array(#"{"code":"internal","msg":""}"#.utf8)
    }
}

extension TwirpError: CustomStringConvertible {
    public var description: String {
        let facts = meta.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        return "\(code.rawValue): \(message)\(facts)"
    }
}
