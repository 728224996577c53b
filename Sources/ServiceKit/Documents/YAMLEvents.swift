internal import CYAML

/// The events of a YAML text, one after the other; sole owner of libyaml's parser.
struct YAMLEvents: ~Copyable {
    enum Event {
        case scalar(String, isPlain: Bool, anchor: String?)
        case alias(String)
        case sequenceStart(anchor: String?)
        case mappingStart(anchor: String?)
        case collectionEnd
        case documentStart
        case streamEnd
        /// Marks without a value of their own.
        case other
    }

    struct Failure: Error {
        var detail: String
        var position: DocumentPosition
    }

    /// On the heap because the parser holds pointers into itself.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let text: UnsafeMutableBufferPointer<UInt8>

    /// Nil when there is no memory for the parser.
    init?(_ bytes: [UInt8]) {
        parser = .allocate(capacity: 1)
        text = .allocate(capacity: max(1, bytes.count))
        _ = text.initialize(from: bytes)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            text.deallocate()
            return nil
        }
        yaml_parser_set_input_string(parser, text.baseAddress, bytes.count)
        // Without a byte order mark libyaml would guess, and take some texts for UTF-16.
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        text.deallocate()
    }

    /// The next event and where it begins.
    mutating func next() throws(Failure) -> (event: Event, position: DocumentPosition) {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        defer { yaml_event_delete(&event) }
        let mark = event.start_mark
        return (YAMLEvents.convert(event), DocumentPosition(line: Int(mark.line) + 1, column: Int(mark.column) + 1))
    }

    private static func convert(_ event: yaml_event_t) -> Event {
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            return .scalar(
                String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE,
                anchor: text(scalar.anchor))
        case YAML_ALIAS_EVENT: return .alias(text(event.data.alias.anchor) ?? "")
        case YAML_SEQUENCE_START_EVENT: return .sequenceStart(anchor: text(event.data.sequence_start.anchor))
        case YAML_MAPPING_START_EVENT: return .mappingStart(anchor: text(event.data.mapping_start.anchor))
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .collectionEnd
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_STREAM_END_EVENT: return .streamEnd
        default: return .other
        }
    }

    private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private func failure() -> Failure {
        let (problem, context) = (parser.pointee.problem, parser.pointee.context)
        let detail = [context, problem].compactMap { $0.map { String(cString: $0) } }.joined(separator: ", ")
        let mark = parser.pointee.problem_mark
        return Failure(
            detail: "not valid YAML: \(detail.isEmpty ? "unreadable text" : detail)",
            position: DocumentPosition(line: Int(mark.line) + 1, column: Int(mark.column) + 1))
    }
}
