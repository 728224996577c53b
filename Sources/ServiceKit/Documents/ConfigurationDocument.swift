/// A parsed configuration or request.
public struct ConfigurationDocument: Sendable {
    /// The file's name, or the option or variable the text came from; begins every error.
    public let source: String
    public let root: DocumentNode
    private let style: DocumentStyle

    /// YAML, of which JSON is a part. `source` names the text in errors.
    public init(
        yaml text: String, source: String, limits: DocumentLimits = DocumentLimits()
    ) throws(DocumentError) {
        self.source = source
        root = try YAMLParser.parse(text, source: source, limits: limits)
        style = .yaml
    }

    /// Strict JSON in protobuf's mapping: names also in camel case, text only in quotation marks.
    public init(
        json text: String, source: String, limits: DocumentLimits = DocumentLimits()
    ) throws(DocumentError) {
        self.source = source
        root = try JSONParser.parse(text, source: source, limits: limits)
        style = .protobufJSON
    }

    /// The keys of the outermost level.
    public func rootSection() throws(DocumentError) -> DocumentSection {
        guard case .mapping(let mapping) = root.value else {
            throw DocumentError(
                source: source, position: root.position, keyPath: "",
                problem: .wrongValue(found: root.value.kind, expected: "keys and values"))
        }
        return DocumentSection(mapping, source: source, keyPath: "", position: root.position, style: style)
    }
}

/// How keys and text are written.
enum DocumentStyle: Sendable { case yaml, protobufJSON }
