/// Builds the tree of a YAML text: one document, string keys, aliases expanded within the limits.
struct YAMLParser: ~Copyable {
    private var events: YAMLEvents
    private let source: String
    private let limits: DocumentLimits
    private var values = 0
    private var anchors: [String: (node: DocumentNode, size: Int, height: Int)] = [:]

    static func parse(_ text: String, source: String, limits: DocumentLimits) throws(DocumentError) -> DocumentNode {
        try limits.check(text, source: source)
        guard let events = YAMLEvents(Array(text.utf8)) else {
            throw DocumentError(
                source: source, position: nil, keyPath: "", problem: .malformed(detail: "no memory to read it"))
        }
        var parser = YAMLParser(events: events, source: source, limits: limits)
        return try parser.parseStream()
    }

    private init(events: consuming YAMLEvents, source: String, limits: DocumentLimits) {
        self.events = events
        self.source = source
        self.limits = limits
    }

    private typealias Event = (event: YAMLEvents.Event, position: DocumentPosition)

    /// An empty text is an empty mapping.
    private mutating func parseStream() throws(DocumentError) -> DocumentNode {
        var root: DocumentNode?
        while true {
            let next = try nextEvent()
            switch next.event {
            case .streamEnd:
                return root ?? DocumentNode(.mapping(DocumentMapping()), at: DocumentPosition(line: 1, column: 1))
            case .documentStart where root != nil:
                throw error(.malformed(detail: "a second document begins here; keep one"), at: next.position)
            case .documentStart: root = try parseNode(try nextEvent(), depth: 0)
            default: break
            }
        }
    }

    private mutating func parseNode(_ next: Event, depth: Int) throws(DocumentError) -> DocumentNode {
        guard depth <= limits.depth else { throw error(.tooLarge(limit: .depth(limits.depth)), at: next.position) }
        let before = values
        try count(1, at: next.position)
        let (node, anchor) = try parseContent(next, depth: depth)
        if let anchor { anchors[anchor] = (node, values - before, node.value.height) }
        return node
    }

    private mutating func parseContent(
        _ next: Event, depth: Int
    ) throws(DocumentError) -> (node: DocumentNode, anchor: String?) {
        switch next.event {
        case .scalar(let text, let isPlain, let anchor):
            let isNull = isPlain && ["", "~", "null", "Null", "NULL"].contains(text)
            return (DocumentNode(isNull ? .null : .scalar(text, isPlain: isPlain), at: next.position), anchor)
        case .alias(let name):
            guard let target = anchors[name] else {
                throw error(.malformed(detail: "alias *\(name) refers to nothing above it"), at: next.position)
            }
            try count(target.size, at: next.position)
            guard depth + target.height <= limits.depth else {
                throw error(.tooLarge(limit: .depth(limits.depth)), at: next.position)
            }
            return (target.node, nil)
        case .sequenceStart(let anchor):
            return (DocumentNode(.sequence(try parseItems(depth: depth)), at: next.position), anchor)
        case .mappingStart(let anchor):
            return (DocumentNode(.mapping(try parseEntries(depth: depth)), at: next.position), anchor)
        case .collectionEnd, .documentStart, .streamEnd, .other:
            throw error(.malformed(detail: "not valid YAML: a value is missing"), at: next.position)
        }
    }

    private mutating func parseItems(depth: Int) throws(DocumentError) -> [DocumentNode] {
        var items: [DocumentNode] = []
        while true {
            let next = try nextEvent()
            if case .collectionEnd = next.event { return items }
            items.append(try parseNode(next, depth: depth + 1))
        }
    }

    private mutating func parseEntries(depth: Int) throws(DocumentError) -> DocumentMapping {
        var mapping = DocumentMapping()
        while true {
            let next = try nextEvent()
            if case .collectionEnd = next.event { return mapping }
            guard case .scalar(let key, _, _) = next.event else {
                throw error(.malformed(detail: "a key must be plain text"), at: next.position)
            }
            let node = try parseNode(try nextEvent(), depth: depth + 1)
            guard mapping.insert(DocumentMapping.Entry(key: key, keyPosition: next.position, node: node)) else {
                throw DocumentError(source: source, position: next.position, keyPath: key, problem: .duplicateKey)
            }
        }
    }

    private mutating func nextEvent() throws(DocumentError) -> Event {
        do throws(YAMLEvents.Failure) { return try events.next() } catch {
            throw self.error(.malformed(detail: error.detail), at: error.position)
        }
    }

    private mutating func count(_ size: Int, at position: DocumentPosition) throws(DocumentError) {
        values += size
        guard values <= limits.values else { throw error(.tooLarge(limit: .values(limits.values)), at: position) }
    }

    private func error(_ problem: DocumentError.Problem, at position: DocumentPosition) -> DocumentError {
        DocumentError(source: source, position: position, keyPath: "", problem: problem)
    }
}

extension DocumentValue {
    /// Levels below this one.
    fileprivate var height: Int {
        switch self {
        case .null, .scalar: 0
        case .sequence(let items): (items.lazy.map(\.value.height).max() ?? 0) + 1
        case .mapping(let mapping): (mapping.entries.lazy.map(\.node.value.height).max() ?? 0) + 1
        }
    }
}
