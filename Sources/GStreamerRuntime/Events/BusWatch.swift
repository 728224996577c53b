import CGStreamer

/// Delivers a pipeline's bus messages as events, on whichever GStreamer thread posted them.
final class BusWatch {
    private let bus: UnsafeMutablePointer<GstBus>

    init(of pipeline: UnsafeMutablePointer<GstElement>, hub: EventHub) {
        bus = gst_element_get_bus(pipeline)
        let context = Unmanaged.passRetained(Context(pipeline: pipeline, hub: hub)).toOpaque()
        gst_bus_set_sync_handler(
            bus,
            { _, message, context in
                Unmanaged<Context>.fromOpaque(context!).takeUnretainedValue().handle(message!)
                gst_message_unref(message!)  // answering DROP makes us the message's owner
                return GST_BUS_DROP
            }, context, { Unmanaged<Context>.fromOpaque($0!).release() })
    }

    deinit {
        gst_bus_set_sync_handler(bus, nil, nil, nil)  // runs the destroy hook above
        gst_object_unref(bus)
    }

    private final class Context {
        /// Borrowed: the owner removes the handler before it lets go of the pipeline.
        private let pipeline: UnsafeMutablePointer<GstElement>
        private let hub: EventHub

        init(pipeline: UnsafeMutablePointer<GstElement>, hub: EventHub) {
            self.pipeline = pipeline
            self.hub = hub
        }

        func handle(_ message: UnsafeMutablePointer<GstMessage>) {
            guard let event = PipelineEvent(message, of: pipeline) else { return }
            if case .latencyChanged = event { redistributeLatency() }
            hub.send(event)
        }

        /// On a thread of its own: the posting thread may hold locks that the latency query takes.
        private func redistributeLatency() {
            gst_element_call_async(pipeline, { element, _ in gst_bin_recalculate_latency(element!.cast()) }, nil, nil)
        }
    }
}
