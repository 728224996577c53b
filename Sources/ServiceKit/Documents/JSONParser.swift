/// Builds the tree of a JSON text (RFC 8259), strictly: no comments, no trailing commas, no duplicate names.
struct JSONParser {
    private let bytes: [UInt8]
    private let source: String
    private let limits: DocumentLimits
    private var index = 0
    private var line = 1
    private var lineStart = 0
    private var values = 0

    static func parse(_ text: String, source: String, limits: DocumentLimits) throws(DocumentError) -> DocumentNode {
        try limits.check(text, source: source)
        var parser = JSONParser(bytes: Array(text.utf8), source: source, limits: limits)
        let node = try parser.parseValue(depth: 0)
        parser.skipSpace()
        guard parser.index == parser.bytes.count else { throw parser.malformed("text after the end of the document") }
        return node
    }

    private init(bytes: [UInt8], source: String, limits: DocumentLimits) {
        self.bytes = bytes
        self.source = source
        self.limits = limits
    }

    private mutating func parseValue(depth: Int) throws(DocumentError) -> DocumentNode {
        skipSpace()
        let position = position
        guard depth <= limits.depth else { throw error(.tooLarge(limit: .depth(limits.depth))) }
        values += 1
        guard values <= limits.values else { throw error(.tooLarge(limit: .values(limits.values))) }
        return DocumentNode(try parseContent(depth: depth), at: position)
    }

    private mutating func parseContent(depth: Int) throws(DocumentError) -> DocumentValue {
        switch peek {
        case UInt8(ascii: "{"): return .mapping(try parseObject(depth: depth))
        case UInt8(ascii: "["): return .sequence(try parseArray(depth: depth))
        case UInt8(ascii: "\""): return .scalar(try parseString(), isPlain: false)
        case UInt8(ascii: "-"): return try parseNumber()
        case let byte? where JSONParser.digits.contains(byte): return try parseNumber()
        case nil: throw malformed("the text ends where a value should be")
        default: return try parseWord()
        }
    }

    private mutating func parseObject(depth: Int) throws(DocumentError) -> DocumentMapping {
        index += 1
        var mapping = DocumentMapping()
        if take(UInt8(ascii: "}")) { return mapping }
        while true {
            skipSpace()
            let keyPosition = position
            guard peek == UInt8(ascii: "\"") else { throw malformed("a name in quotation marks is missing here") }
            let key = try parseString()
            guard take(UInt8(ascii: ":")) else { throw malformed("a colon is missing here") }
            let node = try parseValue(depth: depth + 1)
            guard mapping.insert(DocumentMapping.Entry(key: key, keyPosition: keyPosition, node: node)) else {
                throw DocumentError(source: source, position: keyPosition, keyPath: key, problem: .duplicateKey)
            }
            if take(UInt8(ascii: "}")) { return mapping }
            guard take(UInt8(ascii: ",")) else { throw malformed("a comma or } is missing here") }
        }
    }

    private mutating func parseArray(depth: Int) throws(DocumentError) -> [DocumentNode] {
        index += 1
        var items: [DocumentNode] = []
        if take(UInt8(ascii: "]")) { return items }
        while true {
            items.append(try parseValue(depth: depth + 1))
            if take(UInt8(ascii: "]")) { return items }
            guard take(UInt8(ascii: ",")) else { throw malformed("a comma or ] is missing here") }
        }
    }

    private mutating func parseWord() throws(DocumentError) -> DocumentValue {
        for (word, value) in [("true", DocumentValue.scalar("true", isPlain: true)),
            ("false", .scalar("false", isPlain: true)), ("null", .null)]
        where bytes[index...].starts(with: word.utf8) {
            index += word.utf8.count
            return value
        }
        throw malformed("a value is missing here; text needs quotation marks")
    }

    private mutating func parseNumber() throws(DocumentError) -> DocumentValue {
        let start = index
        _ = takeByte { $0 == UInt8(ascii: "-") }
        let whole = takeDigits()
        guard whole > 0, whole == 1 || bytes[index - whole] != UInt8(ascii: "0") else { throw malformed("not a number") }
        if takeByte({ $0 == UInt8(ascii: ".") }), takeDigits() == 0 { throw malformed("not a number") }
        if takeByte({ $0 | 0x20 == UInt8(ascii: "e") }) {
            _ = takeByte { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
            if takeDigits() == 0 { throw malformed("not a number") }
        }
        return .scalar(String(decoding: bytes[start..<index], as: UTF8.self), isPlain: true)
    }

    private mutating func parseString() throws(DocumentError) -> String {
        index += 1
        var text: [UInt8] = []
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += Array(String(try parseEscape()).utf8)
            case 0..<0x20: throw malformed("a control character inside text; escape it")
            default:
                text.append(byte)
                index += 1
            }
        }
        throw malformed("the text ends inside quotation marks")
    }

    private mutating func parseEscape() throws(DocumentError) -> Unicode.Scalar {
        index += 1
        guard let byte = peek else { throw malformed("the text ends inside quotation marks") }
        index += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "u"): return try parseUnicodeEscape()
        default:
            index -= 1
            throw malformed("an unknown escape")
        }
    }

    /// `\uXXXX`, or a surrogate pair of them.
    private mutating func parseUnicodeEscape() throws(DocumentError) -> Unicode.Scalar {
        let first = try parseHexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, bytes[index...].starts(with: "\\u".utf8) else { throw malformed("half a surrogate pair") }
        index += 2
        let second = try parseHexadecimal()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw malformed("half a surrogate pair") }
        return scalar
    }

    private mutating func parseHexadecimal() throws(DocumentError) -> UInt32 {
        let digits = bytes[index...].prefix(4)
        let text = String(decoding: digits, as: UTF8.self)
        guard digits.count == 4, digits.allSatisfy({ $0 != UInt8(ascii: "+") }), let value = UInt32(text, radix: 16) else {
            throw malformed("an escape needs four hexadecimal digits")
        }
        index += 4
        return value
    }

    // MARK: Characters

    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
            index += 1
            if byte == 0x0A { (line, lineStart) = (line + 1, index) }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        return takeByte { $0 == byte }
    }

    private mutating func takeByte(_ matches: (UInt8) -> Bool) -> Bool {
        guard let byte = peek, matches(byte) else { return false }
        index += 1
        return true
    }

    private mutating func takeDigits() -> Int {
        let start = index
        while takeByte(JSONParser.digits.contains) {}
        return index - start
    }

    private var position: DocumentPosition {
        // Continuation bytes are no characters of their own.
        let characters = bytes[lineStart..<index].count { $0 & 0xC0 != 0x80 }
        return DocumentPosition(line: line, column: characters + 1)
    }

    private func malformed(_ detail: String) -> DocumentError { error(.malformed(detail: "not valid JSON: \(detail)")) }

    private func error(_ problem: DocumentError.Problem) -> DocumentError {
        DocumentError(source: source, position: position, keyPath: "", problem: problem)
    }
}
