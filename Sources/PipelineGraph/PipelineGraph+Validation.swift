extension PipelineGraph {
    /// Whether the graph can be built, as far as that can be said without GStreamer.
    public func validate() throws(PipelineGraphError) {
        guard !elements.isEmpty else { throw .empty }
        try validateElements()
        for link in links { try validate(link) }
        try validatePads()
        try validateConnections()
        if let cycle = findCycle() { throw .cycle(cycle) }
    }

    private func validateElements() throws(PipelineGraphError) {
        var names: Set<String> = []
        for element in elements {
            guard Self.isName(element.name) else { throw .invalidName(element.name) }
            guard names.insert(element.name).inserted else { throw .duplicateName(element.name) }
            guard !element.factory.isEmpty else { throw .missingFactory(element: element.name) }
            for (name, value) in element.properties {
                // The graph names elements; a property that renamed one would break every reference to it.
                guard Self.isName(name), name != "name", name != "parent" else {
                    throw .invalidProperty(element: element.name, name: name)
                }
                if case .caps(let caps) = value { try Self.validate(caps) }
            }
        }
    }

    private func validate(_ link: PipelineLink) throws(PipelineGraphError) {
        for end in [link.source, link.sink] where element(named: end.element) == nil {
            throw .unknownElement(end.element)
        }
        if let name = link.source.pad.name, name.hasPrefix("sink") {
            throw .wrongDirection(element: link.source.element, pad: name)
        }
        if let name = link.sink.pad.name, name.hasPrefix("src") {
            throw .wrongDirection(element: link.sink.element, pad: name)
        }
        if let filter = link.filter { try Self.validate(filter) }
    }

    private func validatePads() throws(PipelineGraphError) {
        var sources: Set<PipelineLink.End> = []
        var sinks: Set<PipelineLink.End> = []
        for link in links {
            try Self.claim(link.source, in: &sources)
            try Self.claim(link.sink, in: &sinks)
        }
    }

    private static func claim(
        _ end: PipelineLink.End, in claimed: inout Set<PipelineLink.End>
    ) throws(PipelineGraphError) {
        guard !end.pad.isRepeatable else { return }
        // A pad is the same pad whichever way it is spelt and whatever properties the link gives it.
        let pad = end.pad.name.map { PadReference.always($0) } ?? .automatic
        guard claimed.insert(PipelineLink.End(end.element, pad: pad)).inserted else {
            throw .padLinkedTwice(element: end.element, pad: end.pad.name ?? "automatic")
        }
    }

    private func validateConnections() throws(PipelineGraphError) {
        guard elements.count > 1 else { return }
        var linked: Set<String> = []
        for link in links { linked.formUnion([link.source.element, link.sink.element]) }
        for element in elements where !linked.contains(element.name) { throw .unconnected(element: element.name) }
    }

    /// Removes elements that nothing flows into, until none is left or only circles are.
    private func findCycle() -> [String]? {
        var remaining = links
        while true {
            let fed = Set(remaining.map(\.sink.element))
            let rest = remaining.filter { fed.contains($0.source.element) }
            guard rest.count < remaining.count else { break }
            remaining = rest
        }
        guard let first = remaining.first else { return nil }
        // Every source that is left is fed by another: going upstream must come back to a place seen before.
        var path = [first.source.element]
        while let last = path.last, let link = remaining.first(where: { $0.sink.element == last }) {
            if let start = path.firstIndex(of: link.source.element) { return Array(path[start...].reversed()) }
            path.append(link.source.element)
        }
        return path
    }

    private static func validate(_ caps: Caps) throws(PipelineGraphError) {
        let parts = caps.mediaType.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isMediaTypeByte) }) else {
            throw .invalidCaps(caps.mediaType)
        }
    }

    private static func isMediaTypeByte(_ byte: UInt8) -> Bool {
        isNameByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
    }

    private static func isName(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isNameByte) }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
