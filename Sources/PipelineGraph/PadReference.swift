/// Which pad of an element a link uses.
public enum PadReference: Hashable, Sendable {
    /// The element's only fitting pad.
    case automatic
    /// A pad that always exists, by name.
    case always(String)
    /// A pad made on request: a template (`src_%u`), or the name of the wanted pad (`video`), with its properties.
    case request(String, properties: [String: PropertyValue] = [:])
    /// A pad that appears once the element knows its media, by name; the link is made when it does.
    case sometimes(String)

    /// The pad's or template's name; `nil` for the automatic one.
    public var name: String? {
        switch self {
        case .automatic: nil
        case .always(let name), .request(let name, _), .sometimes(let name): name
        }
    }

    /// Whether several links may use this reference: a template makes a new pad each time.
    var isRepeatable: Bool {
        if case .request(let name, _) = self { name.contains("%") } else { false }
    }
}
