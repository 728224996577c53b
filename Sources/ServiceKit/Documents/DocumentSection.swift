public import Cryptography

/// Reads the values of one group of keys, and remembers which keys were asked for: at the end `rejectUnknownKeys`
/// refuses the rest.
///
/// Every reader gives nil for a key that is absent or null, and an error that names file, line, key, value and remedy
/// for a value of the wrong kind. Not thread-safe; lives while a document is read.
public final class DocumentSection {
    public let source: String
    public let keyPath: String
    public let position: DocumentPosition
    private let mapping: DocumentMapping
    private let style: DocumentStyle
    private var known: [String] = []
    private var sections: [DocumentSection] = []

    init(
        _ mapping: DocumentMapping, source: String, keyPath: String, position: DocumentPosition, style: DocumentStyle
    ) {
        self.mapping = mapping
        self.source = source
        self.keyPath = keyPath
        self.position = position
        self.style = style
    }

    // MARK: Values

    /// Text of any spelling; in JSON only between quotation marks.
    public func string(_ key: String) throws(DocumentError) -> String? {
        try scalar(key, expected: "text") { [style] text, isPlain in
            style == .protobufJSON && isPlain ? nil : text
        }
    }

    /// Text that must be one of `choices`.
    public func choice(_ key: String, of choices: [String]) throws(DocumentError) -> String? {
        let expected = "one of \(choices.joined(separator: ", "))"
        return try scalar(key, expected: expected) { text, _ in choices.contains(text) ? text : nil }
    }

    /// A protobuf enumeration's value, by name or by number; a value without a number goes by name alone.
    public func enumeration<Value>(
        _ key: String, _ values: [(name: String, number: Int?, value: Value)]
    ) throws(DocumentError) -> Value? {
        let expected = "one of \(values.map(\.name).joined(separator: ", "))"
        return try scalar(key, expected: expected) { text, isPlain in
            let number = isPlain ? Int(text) : nil
            return values.first { number != nil ? $0.number == number : $0.name == text }?.value
        }
    }

    /// Text whose value no error will show.
    public func secret(_ key: String) throws(DocumentError) -> Secret? {
        guard let entry = try entry(key) else { return nil }
        switch entry.node.value {
        case .null: return nil
        case .scalar(let text, let isPlain) where !(style == .protobufJSON && isPlain): return Secret(text)
        default: throw error(key, .wrongValue(found: nil, expected: "text"))
        }
    }

    /// A whole number, also between quotation marks.
    public func integer(_ key: String, in range: ClosedRange<Int> = .min ... .max) throws(DocumentError) -> Int? {
        try scalar(key, expected: DocumentSection.describe(range)) { text, _ in
            DocumentSection.wholeNumber(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// A number, also between quotation marks; never infinite.
    public func number(_ key: String, in range: ClosedRange<Double>) throws(DocumentError) -> Double? {
        let expected = range.upperBound == .greatestFiniteMagnitude
            ? "a number of at least \(range.lowerBound)" : "a number from \(range.lowerBound) to \(range.upperBound)"
        return try scalar(key, expected: expected) { text, _ in
            // Hexadecimal and words such as "nan" are numbers to Swift but not to the documents.
            guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }) else { return nil }
            return Double(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// `true` or `false`, also between quotation marks.
    public func boolean(_ key: String) throws(DocumentError) -> Bool? {
        try scalar(key, expected: "true or false") { text, _ in
            switch text {
            case "true", "True", "TRUE": true
            case "false", "False", "FALSE": false
            default: nil
            }
        }
    }

    /// `20s`, `500ms`, `2m`, `1h30m`, or a bare number of seconds.
    public func duration(_ key: String) throws(DocumentError) -> Duration? {
        try scalar(key, expected: "a duration such as 500ms, 20s, 2m or 1h30m, or a number of seconds") { text, _ in
            DurationText.parse(text)
        }
    }

    /// A list of texts; a single text is not taken for one.
    public func strings(_ key: String) throws(DocumentError) -> [String]? {
        try list(key) { [style] value in
            guard case .scalar(let text, let isPlain) = value else { return nil }
            return style == .protobufJSON && isPlain ? nil : text
        }
    }

    /// Names and texts, as the document spells them; the first of a name counts.
    public func dictionary(_ key: String) throws(DocumentError) -> [(name: String, value: String?)]? {
        guard let entry = try entry(key) else { return nil }
        guard case .mapping(let mapping) = entry.node.value else {
            if case .null = entry.node.value { return nil }
            throw error(key, .wrongValue(found: nil, expected: "a group of names and values"))
        }
        var pairs: [(name: String, value: String?)] = []
        for entry in mapping.entries {
            switch entry.node.value {
            case .null: pairs.append((entry.key, nil))
            case .scalar(let text, _): pairs.append((entry.key, text))
            case .sequence, .mapping: throw error(key, .wrongValue(found: entry.node.value.kind, expected: "text"))
            }
        }
        return pairs
    }

    /// The group of keys below `key`; nil when absent or null.
    public func section(_ key: String) throws(DocumentError) -> DocumentSection? {
        guard let entry = try entry(key) else { return nil }
        switch entry.node.value {
        case .null: return nil
        case .mapping(let mapping):
            let section = DocumentSection(
                mapping, source: source, keyPath: path(key), position: entry.keyPosition, style: style)
            sections.append(section)
            return section
        case .scalar, .sequence:
            // Without the value: whoever misplaces a password should not see it in a log.
            throw error(key, .wrongValue(found: nil, expected: "a group of keys below it"))
        }
    }

    // MARK: Keys

    /// Whether the key is there with a value; counts as asked for.
    public func contains(_ key: String) throws(DocumentError) -> Bool {
        guard let entry = try entry(key) else { return false }
        if case .null = entry.node.value { return false }
        return true
    }

    /// The keys as they are written, in their order: for groups whose keys are names of the user's.
    public var keys: [String] { mapping.entries.map(\.key) }

    /// Whether no key is written here.
    public var isEmpty: Bool { mapping.entries.isEmpty }

    /// Throws for the first key nobody asked for, naming the nearest that somebody did.
    public func rejectUnknownKeys() throws(DocumentError) {
        let accepted = Set(known + (style == .protobufJSON ? known.map(CaseConversion.camelCase) : []))
        guard let entry = mapping.entries.first(where: { !accepted.contains($0.key) }) else { return }
        let nearest = EditDistance.nearest(to: entry.key, among: known)
        throw DocumentError(
            source: source, position: entry.keyPosition, keyPath: path(entry.key),
            problem: .unknownKey(nearest: nearest))
    }

    /// The paths of all keys that were asked for so far, here and in the groups that were read; for documentation's checks.
    package var askedKeyPaths: [String] { known.map(path) + sections.flatMap(\.askedKeyPaths) }

    /// An error about `key`, at its value's place when it is there.
    public func error(_ key: String, _ problem: DocumentError.Problem) -> DocumentError {
        let position = (mapping[key] ?? mapping[CaseConversion.camelCase(key)])?.node.position
        return DocumentError(source: source, position: position ?? self.position, keyPath: path(key), problem: problem)
    }

    // MARK: Helpers

    private func path(_ key: String) -> String { keyPath.isEmpty ? key : "\(keyPath).\(key)" }

    private func entry(_ key: String) throws(DocumentError) -> DocumentMapping.Entry? {
        known.append(key)
        let camel = CaseConversion.camelCase(key)
        guard style == .protobufJSON, camel != key else { return mapping[key] }
        if let entry = mapping[camel], mapping[key] != nil {
            throw DocumentError(
                source: source, position: entry.keyPosition, keyPath: path(camel), problem: .duplicateKey)
        }
        return mapping[key] ?? mapping[camel]
    }

    private func scalar<Value>(
        _ key: String, expected: String, _ convert: (String, Bool) -> Value?
    ) throws(DocumentError) -> Value? {
        guard let entry = try entry(key) else { return nil }
        if case .null = entry.node.value { return nil }
        if case .scalar(let text, let isPlain) = entry.node.value, let value = convert(text, isPlain) { return value }
        throw error(key, .wrongValue(found: entry.node.value.kind, expected: expected))
    }

    private func list<Value>(_ key: String, _ convert: (DocumentValue) -> Value?) throws(DocumentError) -> [Value]? {
        guard let entry = try entry(key) else { return nil }
        guard case .sequence(let items) = entry.node.value else {
            if case .null = entry.node.value { return nil }
            // Without the value, here and below: what is listed, such as addresses, may hold keys.
            throw error(key, .wrongValue(found: nil, expected: "a list"))
        }
        var values: [Value] = []
        for (index, item) in items.enumerated() {
            guard let value = convert(item.value) else {
                throw DocumentError(
                    source: source, position: item.position, keyPath: "\(path(key))[\(index)]",
                    problem: .wrongValue(found: nil, expected: "text"))
            }
            values.append(value)
        }
        return values
    }

    /// Decimal digits; `1280.0` and `1e3` are whole too, as protobuf's JSON mapping wants.
    private static func wholeNumber(_ text: String) -> Int? {
        if let value = Int(text) { return value }
        guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }), let value = Double(text) else { return nil }
        return Int(exactly: value)
    }

    private static func describe(_ range: ClosedRange<Int>) -> String {
        switch (range.lowerBound, range.upperBound) {
        case (.min, .max): "a whole number"
        case (let lower, .max): "a whole number of at least \(lower)"
        case (let lower, let upper): "a whole number from \(lower) to \(upper)"
        }
    }
}
