/// A part of a session description that holds attributes: the session itself, or one media section.
public protocol SDPLines {
    /// All lines of the part in their order; of a media section, those after its media line.
    var lines: [SDPLine] { get set }
}

extension SDPLines {
    /// The value of the first attribute `name`; empty when it has none.
    public func attribute(_ name: String) -> Substring? {
        for line in lines { if let value = line.attribute(name) { return value } }
        return nil
    }

    /// The values of all attributes `name`, in their order.
    public func attributes(_ name: String) -> [Substring] { lines.compactMap { $0.attribute(name) } }

    public mutating func append(attribute name: String, _ value: String? = nil) {
        lines.append(SDPLine(attribute: name, value: value))
    }
}
