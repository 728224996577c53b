/// A media graph as a value: which elements, how they are set, and how they are linked.
public struct PipelineGraph: Hashable, Sendable {
    public var elements: [PipelineElement]
    public var links: [PipelineLink]

    public init(elements: [PipelineElement] = [], links: [PipelineLink] = []) {
        self.elements = elements
        self.links = links
    }

    /// A graph of one chain.
    public init(chain steps: [ChainStep]) {
        self.init()
        chain(steps)
    }

    public func element(named name: String) -> PipelineElement? { elements.first { $0.name == name } }

    /// Adds elements and links them one after the other; returns the name of the last.
    ///
    /// A caps filter applies to the link it stands in; one that stands first or last has no link and is ignored.
    @discardableResult
    public mutating func chain(_ steps: [ChainStep]) -> String {
        var previous: PipelineLink.End?
        var filter: Caps?
        for step in steps {
            let end: PipelineLink.End
            switch step {
            case .capsFilter(let caps):
                filter = caps
                continue
            case .existing(let name, let pad):
                end = PipelineLink.End(name, pad: pad)
            case .element(let factory, let name, let properties):
                let name = name ?? "\(factory)\(elements.count)"
                elements.append(PipelineElement(name: name, factory: factory, properties: properties))
                end = PipelineLink.End(name)
            }
            if let previous { links.append(PipelineLink(from: previous, to: end, filter: filter)) }
            filter = nil
            // The pad named in an inner step is the one data enters by; it leaves by the automatic one.
            previous = previous == nil ? end : PipelineLink.End(end.element)
        }
        return previous?.element ?? ""
    }
}
