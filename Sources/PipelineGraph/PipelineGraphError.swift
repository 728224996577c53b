/// What is wrong with a graph, before anything is built from it.
public enum PipelineGraphError: Error, Hashable, Sendable {
    case empty
    case invalidName(String)
    case duplicateName(String)
    case missingFactory(element: String)
    case invalidProperty(element: String, name: String)
    case unknownElement(String)
    /// `pad` is `automatic` when the link left the choice open: only one link a side can.
    case padLinkedTwice(element: String, pad: String)
    case wrongDirection(element: String, pad: String)
    case invalidCaps(String)
    case unconnected(element: String)
    /// The names along the cycle; the first is also what follows the last.
    case cycle([String])
}

extension PipelineGraphError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .empty: "the graph has no elements"
        case .invalidName(let name): "'\(name)' is no element name: use letters, digits, '-' and '_'"
        case .duplicateName(let name): "two elements are named '\(name)'; give one another name"
        case .missingFactory(let element): "element '\(element)' has no factory"
        case .invalidProperty(let element, let name): "element '\(element)' cannot have a property '\(name)'"
        case .unknownElement(let name): "a link names '\(name)', which is no element of the graph"
        case .padLinkedTwice(let element, let pad):
            "pad '\(pad)' of '\(element)' is linked twice; request one pad a link, for instance from a tee"
        case .wrongDirection(let element, let pad): "pad '\(pad)' of '\(element)' is at the wrong end of a link"
        case .invalidCaps(let text): "'\(text)' is no media type"
        case .unconnected(let element): "element '\(element)' is not linked to any other"
        case .cycle(let names): "the links run in a circle: \((names + names.prefix(1)).joined(separator: " → "))"
        }
    }
}
