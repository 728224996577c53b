internal import CExpat

/// An element of a store's answer: its name without a prefix, its own text and its children in order.
public struct XMLElement: Hashable, Sendable {
    public var name: String
    public var text = ""
    public var children: [XMLElement] = []

    /// The first child called so.
    public subscript(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    public func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// The root of a document; nil when it is not well-formed, declares a type (entities that grow), or goes beyond what any
    /// store answers.
    public static func parse(_ document: [UInt8]) -> XMLElement? {
        guard let size = Int32(exactly: document.count), let parser = XML_ParserCreate(nil) else { return nil }
        defer { XML_ParserFree(parser) }
        let builder = XMLBuilder(parser)
        XML_SetUserData(parser, Unmanaged.passUnretained(builder).toOpaque())
        XML_SetElementHandler(
            parser,
            { context, name, _ in XMLBuilder.from(context).begin(name) },
            { context, _ in XMLBuilder.from(context).end() })
        XML_SetCharacterDataHandler(parser) { context, text, count in
            XMLBuilder.from(context).append(UnsafeRawBufferPointer(start: text, count: Int(count)))
        }
        XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in XMLBuilder.from(context).refuse() }
        let status = withExtendedLifetime(builder) {
            document.withUnsafeBytes { XML_Parse(parser, $0.bindMemory(to: CChar.self).baseAddress, size, 1) }
        }
        return status == XML_STATUS_OK ? builder.root : nil
    }
}

/// Builds the tree while expat reads, within limits.
private final class XMLBuilder {
    private(set) var root: XMLElement?
    private let parser: XML_Parser
    private var open: [(element: XMLElement, text: [UInt8])] = []
    private var count = 0

    private static let maximumDepth = 16
    private static let maximumCount = 200_000

    init(_ parser: XML_Parser) { self.parser = parser }

    static func from(_ context: UnsafeMutableRawPointer?) -> XMLBuilder {
        Unmanaged<XMLBuilder>.fromOpaque(context!).takeUnretainedValue()
    }

    func begin(_ name: UnsafePointer<CChar>?) {
        count += 1
        guard let name, open.count < XMLBuilder.maximumDepth, count <= XMLBuilder.maximumCount else { return refuse() }
        let full = String(cString: name)
        open.append((XMLElement(name: full.split(separator: ":").last.map(String.init) ?? full), []))
    }

    func append(_ text: UnsafeRawBufferPointer) {
        guard !open.isEmpty else { return }
        open[open.count - 1].text.append(contentsOf: text)
    }

    func end() {
        guard let last = open.popLast() else { return }
        var element = last.element
        element.text = String(decoding: last.text, as: UTF8.self)
        if open.isEmpty { root = element } else { open[open.count - 1].element.children.append(element) }
    }

    func refuse() { XML_StopParser(parser, 0) }
}
