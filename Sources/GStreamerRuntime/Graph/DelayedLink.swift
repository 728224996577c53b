import CGStreamer
import CGStreamerShims
import PipelineGraph

/// A link from a pad that appears once its element knows what it holds.
final class DelayedLink {
    private let link: PipelineLink
    private let pad: String
    /// Borrowed: lives in the same bin as the element whose signal calls us.
    private let sink: UnsafeMutablePointer<GstElement>
    private let sinkPad: PadReference
    /// Read and written on the thread that adds the element's pads only.
    private var isLinked = false

    init(_ link: PipelineLink, pad: String, sink: UnsafeMutablePointer<GstElement>, sinkPad: PadReference) {
        self.link = link
        self.pad = pad
        self.sink = sink
        self.sinkPad = sinkPad
    }

    private typealias PadAdded =
        @convention(c) (
            UnsafeMutablePointer<GstElement>, UnsafeMutablePointer<GstPad>, UnsafeMutableRawPointer
        ) -> Void

    /// The signal's closure keeps this object until the element is gone.
    func wait(for source: UnsafeMutablePointer<GstElement>) {
        let callback: PadAdded = { element, pad, context in
            Unmanaged<DelayedLink>.fromOpaque(context).takeUnretainedValue().padAdded(pad, to: element)
        }
        g_signal_connect_data(
            source, "pad-added", unsafeBitCast(callback, to: GCallback.self), Unmanaged.passRetained(self).toOpaque(),
            { context, _ in Unmanaged<DelayedLink>.fromOpaque(context!).release() }, GConnectFlags(rawValue: 0))
    }

    private func padAdded(_ added: UnsafeMutablePointer<GstPad>, to element: UnsafeMutablePointer<GstElement>) {
        let name = objectName(added.cast())
        guard !isLinked, PadConnector.matches(name, pad) else { return }
        isLinked = true
        guard !PadConnector(link).connect(element, .always(name), to: sink, sinkPad) else { return }
        let error = GStreamerError.linkFailed(
            from: link.source.element, to: link.sink.element, filter: link.filter?.description)
        gst_shim_post_error(element, error.description, "pad \(name) appeared")
    }
}
