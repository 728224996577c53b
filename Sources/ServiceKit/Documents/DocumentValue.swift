/// A place in a document, counted from 1.
public struct DocumentPosition: Hashable, Sendable, CustomStringConvertible {
    public var line: Int
    /// In characters.
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public var description: String { "line \(line), column \(column)" }
}

/// A value of a YAML or JSON document and where it stands.
public struct DocumentNode: Sendable {
    public var value: DocumentValue
    public var position: DocumentPosition

    public init(_ value: DocumentValue, at position: DocumentPosition) {
        self.value = value
        self.position = position
    }
}

/// What YAML and JSON have in common.
public indirect enum DocumentValue: Sendable {
    case null
    /// A number, a truth value, or text; a plain one was written without quotation marks.
    case scalar(String, isPlain: Bool)
    case sequence([DocumentNode])
    case mapping(DocumentMapping)

    /// For messages: "a list".
    var kind: String {
        switch self {
        case .null: "nothing"
        case .scalar(let text, isPlain: true): text
        case .scalar(let text, isPlain: false): JSONText.quoted(text)
        case .sequence: "a list"
        case .mapping: "a group of keys"
        }
    }
}

/// Keys and values in the order written; no key occurs twice.
public struct DocumentMapping: Sendable {
    public struct Entry: Sendable {
        public var key: String
        public var keyPosition: DocumentPosition
        public var node: DocumentNode
    }

    public private(set) var entries: [Entry] = []
    private var indices: [String: Int] = [:]

    public init() {}

    public subscript(key: String) -> Entry? { indices[key].map { entries[$0] } }

    /// False when the key is there already.
    mutating func insert(_ entry: Entry) -> Bool {
        guard indices[entry.key] == nil else { return false }
        indices[entry.key] = entries.count
        entries.append(entry)
        return true
    }
}
