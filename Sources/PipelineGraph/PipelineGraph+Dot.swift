extension PipelineGraph: CustomStringConvertible {
    /// The graph in Graphviz's language; secrets are `***`. Equal graphs give equal text.
    public var dot: String {
        var lines = ["digraph pipeline {", "  rankdir=LR;", "  node [shape=box];"]
        for element in elements {
            let properties = element.properties.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            let label = ([element.name, "(\(element.factory))"] + properties).map(Self.escaped)
            lines.append("  \"\(Self.escaped(element.name))\" [label=\"\(label.joined(separator: "\\n"))\"];")
        }
        for link in links { lines.append("  " + Self.dot(link)) }
        return (lines + ["}", ""]).joined(separator: "\n")
    }

    public var description: String { dot }

    private static func dot(_ link: PipelineLink) -> String {
        var attributes: [String] = []
        if let name = link.source.pad.name { attributes.append("taillabel=\"\(escaped(name))\"") }
        if let name = link.sink.pad.name { attributes.append("headlabel=\"\(escaped(name))\"") }
        if let filter = link.filter { attributes.append("label=\"\(escaped(filter.description))\"") }
        let list = attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]"
        return "\"\(escaped(link.source.element))\" -> \"\(escaped(link.sink.element))\"\(list);"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\"", "\\": result += "\\\(character)"
            case "\n", "\r", "\r\n": result += " "
            default: result.append(character)
            }
        }
        return result
    }
}
