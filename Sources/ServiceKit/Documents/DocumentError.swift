/// What is wrong with a configuration or request, and where.
public struct DocumentError: Error, Hashable, Sendable {
    /// The file's name, or the option or variable the text came from.
    public var source: String
    /// Nil when a key is missing altogether, or the value came from elsewhere.
    public var position: DocumentPosition?
    /// The path of keys: `redis.address`, `rtmp.urls[1]`; empty for the whole document.
    public var keyPath: String
    public var problem: Problem

    public enum Problem: Hashable, Sendable {
        /// The text is not YAML or JSON; `detail` is the parser's finding.
        case malformed(detail: String)
        case tooLarge(limit: Limit)
        case duplicateKey
        case unknownKey(nearest: String?)
        /// `found` is nil for a secret.
        case wrongValue(found: String?, expected: String)
        /// Anything else, in words that name the remedy.
        case invalid(String)
    }

    /// What keeps a hostile document from using up memory.
    public enum Limit: Hashable, Sendable {
        case bytes(Int)
        case depth(Int)
        case values(Int)
    }

    public init(source: String, position: DocumentPosition?, keyPath: String, problem: Problem) {
        self.source = source
        self.position = position
        self.keyPath = keyPath
        self.problem = problem
    }
}

extension DocumentError: CustomStringConvertible {
    /// `config.yaml, line 3, column 5: redis.adress: unknown key; did you mean address?`
    public var description: String {
        let place = position.map { "\(source), \($0)" } ?? source
        return keyPath.isEmpty ? "\(place): \(problem)" : "\(place): \(keyPath): \(problem)"
    }
}

extension DocumentError.Problem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformed(let detail): detail
        case .tooLarge(.bytes(let limit)): "longer than \(limit) bytes; shorten it"
        case .tooLarge(.depth(let limit)): "nested deeper than \(limit) levels; flatten it"
        case .tooLarge(.values(let limit)): "more than \(limit) values, aliases expanded; shorten it"
        case .duplicateKey: "the key is given twice; keep one"
        case .unknownKey(nil): "unknown key; remove it"
        case .unknownKey(let nearest?): "unknown key; did you mean \(nearest)?"
        case .wrongValue(let found?, let expected): "\(found) is not accepted; give \(expected)"
        case .wrongValue(nil, let expected): "this value is not accepted; give \(expected)"
        case .invalid(let text): text
        }
    }
}
