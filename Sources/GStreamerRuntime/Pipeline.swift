import CGStreamer
import CGStreamerShims
import Dispatch
public import MediaTypes
public import PipelineGraph

/// A running graph.
///
/// Every method may be called from any thread. A pipeline stops when it is no longer referenced; `stop()` also waits.
public final class Pipeline: Sendable {
    let core: PipelineCore
    private let callbacks = CallbackThreads()

    /// Builds the elements; nothing runs yet.
    public init(_ graph: PipelineGraph) throws(GStreamerError) { core = try PipelineCore(graph) }

    deinit { core.beginStop() }

    /// Everything the pipeline reports, for one reader. Ends when the pipeline has stopped.
    public var events: AsyncStream<PipelineEvent> { core.hub.events }

    // MARK: - Life

    /// Opens devices and files, and negotiates what it can. Answers true when the pipeline is live: such a one gives no
    /// data before `play()`. May block while devices open; the state is reached when the event says so.
    @discardableResult
    public func prepare() throws(GStreamerError) -> Bool { try core.setState(.paused) }

    /// Runs, or runs on. The state is reached when the event says so.
    public func play() throws(GStreamerError) { _ = try core.setState(.playing) }

    /// Asks the sources to end; what is in flight is finished, and `endOfStream` reported after it.
    public func sendEndOfStream() { gst_element_send_event(core.pipeline, gst_event_new_eos()) }

    /// Stops at once, without finishing what is in flight, and frees devices and threads.
    ///
    /// Waits at most `limit`, and not at all when called from a frame handler of this pipeline, whose thread it would
    /// wait for. Answers whether the pipeline is at rest; otherwise it goes on stopping in the background.
    @discardableResult
    public func stop(within limit: Duration = .seconds(5)) -> Bool {
        core.beginStop()
        let limit = callbacks.containCurrentThread ? .zero : limit
        let (seconds, attoseconds) = limit.components
        return core.waitUntilStopped(
            .nanoseconds(Int(clamping: seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)))
    }

    // MARK: - Settings and figures

    public func setProperty(
        _ name: String, of element: String, to value: PropertyValue
    ) throws(GStreamerError) {
        try PropertySetter.set(name, to: value, on: core.element(named: element), element: element)
    }

    /// A property in GStreamer's text form; `nil` when the element has none of this name.
    public func property(_ name: String, of element: String) throws(GStreamerError) -> String? {
        takeString(gst_shim_copy_property(try core.element(named: element), name)).map(SecretScrubber.scrub)
    }

    /// The whole numbers among the fields of a property that is a structure (`stats`); empty when there is none.
    public func statistics(_ property: String, of element: String) throws(GStreamerError) -> [String: Int64] {
        guard let structure = gst_shim_copy_structure(try core.element(named: element), property) else { return [:] }
        defer { gst_structure_free(structure) }
        var result: [String: Int64] = [:]
        for index in 0..<max(0, gst_structure_n_fields(structure)) {
            guard let name = gst_structure_nth_field_name(structure, UInt32(index)) else { continue }
            var unsigned: guint64 = 0
            var signed: gint64 = 0
            var (narrow, narrowUnsigned): (Int32, UInt32) = (0, 0)
            if gst_structure_get_uint64(structure, name, &unsigned) != 0 {
                result[String(cString: name)] = Int64(clamping: unsigned)
            } else if gst_structure_get_int64(structure, name, &signed) != 0 {
                result[String(cString: name)] = Int64(signed)
            } else if gst_structure_get_int(structure, name, &narrow) != 0 {
                result[String(cString: name)] = Int64(narrow)
            } else if gst_structure_get_uint(structure, name, &narrowUnsigned) != 0 {
                result[String(cString: name)] = Int64(narrowUnsigned)
            }
        }
        return result
    }

    /// `nil` when the elements cannot say yet.
    public var latency: PipelineLatency? {
        let query = gst_query_new_latency()
        defer { gst_query_unref(query) }
        guard gst_element_query(core.pipeline, query) != 0 else { return nil }
        var isLive: gboolean = 0
        var (minimum, maximum): (GstClockTime, GstClockTime) = (0, noClockTime)
        gst_query_parse_latency(query, &isLive, &minimum, &maximum)
        return PipelineLatency(
            isLive: isLive != 0, minimum: MediaTime(clockTime: minimum) ?? .zero,
            maximum: MediaTime(clockTime: maximum))
    }

    /// The time since the pipeline began to play, pauses excluded; `nil` while it has never run.
    public var runningTime: MediaTime? { MediaTime(clockTime: gst_element_get_current_running_time(core.pipeline)) }

    /// The clock's time at running time zero. All pipelines share the system's monotonic clock.
    public var baseTime: MediaTime { MediaTime(clockTime: gst_element_get_base_time(core.pipeline)) ?? .zero }

    /// The graph as it runs, in Graphviz's language: pads, negotiated caps, states; and settings, when none is secret.
    public var dot: String {
        var details =
            GST_DEBUG_GRAPH_SHOW_MEDIA_TYPE.rawValue | GST_DEBUG_GRAPH_SHOW_CAPS_DETAILS.rawValue
            | GST_DEBUG_GRAPH_SHOW_STATES.rawValue
        // GStreamer shortens and escapes long values, so that they could not be recognised and masked afterwards.
        if core.graph.secrets.isEmpty { details |= GST_DEBUG_GRAPH_SHOW_NON_DEFAULT_PARAMS.rawValue }
        let text = gst_debug_bin_to_dot_data(core.pipeline.cast(), GstDebugGraphDetails(rawValue: details))
        return SecretScrubber.scrub(takeString(text) ?? "")
    }

    // MARK: - Frames

    /// Hands out the encoded frames that reach an `appsink`.
    ///
    /// Call it before `play()`. `handler` runs on the element's streaming thread, for one event at a time, and holds
    /// that thread up while it runs. First the track, then its frames, then the end. Frames carry the pipeline's
    /// running time; payloads are GStreamer's own memory, given back when the last reference to them goes. `bitrate` (bits per
    /// second) is passed on in the description.
    public func onFrames(
        from sinkName: String, track: TrackID, bitrate: Int? = nil,
        handler: @escaping @Sendable (EncodedTrackEvent) -> Void
    ) throws(GStreamerError) {
        let element = try core.element(named: sinkName)
        let delay = EncoderDelay(upstreamOf: sinkName, in: core.graph)
        try FrameSink(track: track, bitrate: bitrate, delay: delay, threads: callbacks, handler: handler)
            .attach(to: element, name: sinkName)
    }

    /// The way into the graph through an `appsrc`.
    public func frameSource(named name: String) throws(GStreamerError) -> FrameSource {
        try FrameSource(taking: core.element(named: name), name: name)
    }
}
