import CGStreamer
import PipelineGraph

/// Instantiates a graph inside a bin, which owns the elements from then on.
struct GraphBuilder {
    let bin: UnsafeMutablePointer<GstBin>
    /// Borrowed from the bin.
    private(set) var elements: [String: UnsafeMutablePointer<GstElement>] = [:]

    init(into bin: UnsafeMutablePointer<GstBin>) { self.bin = bin }

    mutating func build(_ graph: PipelineGraph) throws(GStreamerError) {
        do { try graph.validate() } catch { throw .invalidGraph(error) }
        for element in graph.elements { try add(element) }
        for link in graph.links { try connect(link) }
    }

    private mutating func add(_ element: PipelineElement) throws(GStreamerError) {
        guard let instance = gst_element_factory_make(element.factory, element.name) else {
            throw .missingElement(
                factory: element.factory, element: element.name,
                package: DebianPackages.package(of: element.factory))
        }
        gst_bin_add(bin, instance)
        elements[element.name] = instance
        // In the order of their names, so that equal graphs are built in the same way.
        for (name, value) in element.properties.sorted(by: { $0.key < $1.key }) {
            try PropertySetter.set(name, to: value, on: instance, element: element.name)
        }
    }

    private mutating func connect(_ link: PipelineLink) throws(GStreamerError) {
        guard let source = elements[link.source.element], let sink = elements[link.sink.element] else {
            throw .invalidGraph(.unknownElement(link.source.element))
        }
        var target = sink
        var targetPad = link.sink.pad
        if let filter = link.filter {
            target = try addFilter(filter, for: link)
            targetPad = .always("sink")
            guard PadConnector(link).connect(target, .always("src"), to: sink, link.sink.pad) else {
                throw .linkFailed(from: link.source.element, to: link.sink.element, filter: filter.description)
            }
        }
        if case .sometimes(let name) = link.source.pad {
            DelayedLink(link, pad: name, sink: target, sinkPad: targetPad).wait(for: source)
            return
        }
        guard PadConnector(link).connect(source, link.source.pad, to: target, targetPad) else {
            throw .linkFailed(
                from: link.source.element, to: link.sink.element, filter: link.filter?.description)
        }
        try setPadProperties(link.source, on: source)
        try setPadProperties(link.sink, on: sink)
    }

    /// An element of our own instead of GStreamer's implicit one: errors then name the link.
    private mutating func addFilter(
        _ caps: Caps, for link: PipelineLink
    ) throws(GStreamerError) -> UnsafeMutablePointer<GstElement> {
        let base = "\(link.source.element)-to-\(link.sink.element)"
        var name = base
        while elements[name] != nil { name += "-" }
        try add(PipelineElement(name: name, factory: "capsfilter", properties: ["caps": .caps(caps)]))
        guard let element = elements[name] else { throw .noSuchElement(name) }
        return element
    }

    private func setPadProperties(
        _ end: PipelineLink.End, on element: UnsafeMutablePointer<GstElement>
    ) throws(GStreamerError) {
        guard case .request(let name, let properties) = end.pad, !properties.isEmpty else { return }
        // The newest pad of the template: the one this link has just asked for.
        guard let pad = PadConnector.newestPad(of: element, matching: name) else {
            throw .noSuchElement("\(end.element).\(name)")
        }
        for (property, value) in properties.sorted(by: { $0.key < $1.key }) {
            try PropertySetter.set(property, to: value, on: pad, element: "\(end.element).\(name)")
        }
    }
}
