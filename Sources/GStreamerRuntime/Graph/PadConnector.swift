import CGStreamer
import PipelineGraph

/// Links two elements by the pads a graph names.
struct PadConnector {
    private let link: PipelineLink

    init(_ link: PipelineLink) { self.link = link }

    /// GStreamer picks the pad for an automatic end, and asks the element for one of a template's.
    func connect(
        _ source: UnsafeMutablePointer<GstElement>, _ sourcePad: PadReference,
        to sink: UnsafeMutablePointer<GstElement>, _ sinkPad: PadReference
    ) -> Bool {
        switch (sourcePad.name, sinkPad.name) {
        case (nil, nil): gst_element_link(source, sink) != 0
        case (let from?, nil): gst_element_link_pads(source, from, sink, nil) != 0
        case (nil, let to?): gst_element_link_pads(source, nil, sink, to) != 0
        case (let from?, let to?): gst_element_link_pads(source, from, sink, to) != 0
        }
    }

    /// Borrowed from the element.
    static func newestPad(
        of element: UnsafeMutablePointer<GstElement>, matching template: String
    ) -> UnsafeMutablePointer<GstPad>? {
        var found: UnsafeMutablePointer<GstPad>?
        var list = element.pointee.pads
        while let node = list {
            if let pad = node.pointee.data?.assumingMemoryBound(to: GstPad.self),
                matches(objectName(pad.cast()), template)
            {
                found = pad
            }
            list = node.pointee.next
        }
        return found
    }

    /// Whether a pad's name is the template's, or begins as it does (`src_0` of `src_%u`).
    static func matches(_ name: String, _ template: String) -> Bool {
        guard let percent = template.firstIndex(of: "%") else { return name == template }
        return name.hasPrefix(template[..<percent])
    }
}
