/// Parses one JSON text.
struct JSONParser {
    private let bytes: [UInt8]
    private let depth: Int
    private var depthLeft: Int
    private var position = 0

    init(_ bytes: [UInt8], depth: Int) {
        self.bytes = bytes
        self.depth = depth
        depthLeft = depth
    }

    mutating func parse() throws(ProtobufProblem) -> JSONValue {
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw problem(.textAfterValue) }
        return value
    }

    private mutating func value() throws(ProtobufProblem) -> JSONValue {
        skipSpace()
        guard let first = peek() else { throw problem(.unexpectedEnd) }
        switch first {
        case UInt8(ascii: "{"): return try nested { parser throws(ProtobufProblem) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(ProtobufProblem) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func nested(
        _ body: (inout JSONParser) throws(ProtobufProblem) -> JSONValue
    ) throws(ProtobufProblem) -> JSONValue {
        guard depthLeft > 0 else { throw .tooDeep(limit: depth) }
        depthLeft -= 1
        position += 1  // the bracket
        let value = try body(&self)
        depthLeft += 1
        return value
    }

    private mutating func object() throws(ProtobufProblem) -> JSONValue {
        var members: [JSONValue.Member] = []
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipSpace()
            guard peek() == UInt8(ascii: "\"") else { throw unexpected() }
            let name = try string()
            guard take(UInt8(ascii: ":")) else { throw unexpected() }
            members.append(JSONValue.Member(name: name, value: try value()))
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw unexpected() }
        return .object(members)
    }

    private mutating func array() throws(ProtobufProblem) -> JSONValue {
        var elements: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return .array(elements) }
        repeat {
            elements.append(try value())
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw unexpected() }
        return .array(elements)
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(ProtobufProblem) -> JSONValue {
        for byte in word.utf8 {
            guard peek() == byte else { throw unexpected() }
            position += 1
        }
        return value
    }

    private mutating func number() throws(ProtobufProblem) -> JSONValue {
        guard let first = peek(), first == UInt8(ascii: "-") || isDigit(first) else { throw unexpected() }
        guard let count = JSONNumber.length(bytes, from: position) else { throw problem(.invalidNumber) }
        let text = String(decoding: bytes[position..<position + count], as: UTF8.self)
        position += count
        // "01" is a number and then another, without anything between.
        if let next = peek(), isDigit(next) { throw problem(.invalidNumber) }
        return .number(text)
    }

    // MARK: Strings

    private mutating func string() throws(ProtobufProblem) -> String {
        position += 1  // the quotation mark
        let start = position
        while let byte = peek(), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        if peek() == UInt8(ascii: "\"") {
            defer { position += 1 }
            return try text(bytes[start..<position])
        }
        var unescaped = Array(bytes[start..<position])
        while let byte = peek() {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return try text(unescaped[...])
            case UInt8(ascii: "\\"): try escape(into: &unescaped)
            case ..<0x20: throw problem(.controlCharacter)
            default: unescaped.append(byte)
            }
        }
        throw problem(.unexpectedEnd)
    }

    private func text(_ utf8: ArraySlice<UInt8>) throws(ProtobufProblem) -> String {
        guard let text = String(validating: utf8, as: UTF8.self) else { throw problem(.invalidUTF8) }
        return text
    }

    private mutating func escape(into text: inout [UInt8]) throws(ProtobufProblem) {
        guard let byte = peek() else { throw problem(.unexpectedEnd) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0c)
        case UInt8(ascii: "n"): text.append(0x0a)
        case UInt8(ascii: "r"): text.append(0x0d)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: Array(Character(try scalar()).utf8))
        default: throw problem(.invalidEscape)
        }
    }

    /// The character of a `\u` escape; beyond the first plane it takes two.
    private mutating func scalar() throws(ProtobufProblem) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xd800..<0xdc00).contains(first), next(UInt8(ascii: "\\")), next(UInt8(ascii: "u")) else {
            throw problem(.invalidEscape)
        }
        let second = try codeUnit()
        guard (0xdc00..<0xe000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
        else { throw problem(.invalidEscape) }
        return scalar
    }

    private mutating func codeUnit() throws(ProtobufProblem) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw problem(.invalidEscape)
            }
            position += 1
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    // MARK: Bytes

    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }
    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private mutating func next(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    /// Skips space and then the byte, if it is there.
    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        return next(byte)
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
    }

    private func unexpected() -> ProtobufProblem {
        problem(position < bytes.count ? .unexpectedCharacter : .unexpectedEnd)
    }

    private func problem(_ problem: JSONSyntaxProblem) -> ProtobufProblem { .syntax(problem, offset: position) }
}
