import CGStreamer
public import MediaTypes
public import PipelineGraph

/// The way into a graph: hands encoded frames to an `appsrc`, without copying their payload.
///
/// Whether `push` waits while the element's queue is full is the element's `block` property; `max-bytes` or `max-time`
/// say when that is. Give the element `format=time`.
public final class FrameSource: @unchecked Sendable {  // the pointer is a constant; appsrc locks itself
    /// What became of a pushed frame.
    public enum PushResult: Hashable, Sendable {
        /// Also before the pipeline runs: the frame then waits in the element.
        case accepted
        /// The pipeline is stopping or has stopped.
        case flushing
        case endOfStream
    }

    private let source: UnsafeMutablePointer<GstAppSrc>

    init(taking element: UnsafeMutablePointer<GstElement>, name: String) throws(GStreamerError) {
        guard g_type_check_instance_is_a(element.cast(), gst_app_src_get_type()) != 0 else {
            throw .wrongElement(name: name, needed: "appsrc")
        }
        gst_object_ref(element)
        source = element.cast()
    }

    deinit { gst_object_unref(source) }

    /// Announces the track; comes before its first frame. Frames with new parameters announce these themselves.
    public func setTrack(_ track: TrackDescription) { setCaps(Caps(track.parameters)) }

    /// Announces what the payloads are, for kinds of media that are no track.
    public func setCaps(_ description: Caps) {
        guard let caps = gst_caps_from_string(description.description) else { return }
        gst_app_src_set_caps(source, caps)
        gst_caps_unref(caps)
    }

    /// Hands over one frame. `origin` is the frame time that becomes running time zero; what lies before it is moved to
    /// zero, which no other time stamp of GStreamer can express.
    @discardableResult
    public func push(_ frame: EncodedFrame, origin: MediaTime = .zero) -> PushResult {
        if let parameters = frame.newParameters { setCaps(Caps(parameters)) }
        return push(
            [frame.payload], presentationTime: frame.presentationTime - origin, decodeTime: frame.decodeTime - origin,
            duration: frame.duration, isKeyframe: frame.isKeyframe)
    }

    /// Hands over one buffer made of several pieces of memory, in order.
    @discardableResult
    package func push(
        _ pieces: [FramePayload], presentationTime: MediaTime, decodeTime: MediaTime, duration: MediaTime = .zero,
        isKeyframe: Bool
    ) -> PushResult {
        guard let buffer = gst_buffer_new() else { return .flushing }
        for piece in pieces where !piece.isEmpty { gst_buffer_append_memory(buffer, Self.lend(piece)) }
        buffer.pointee.pts = presentationTime.clockTime ?? 0
        buffer.pointee.dts = decodeTime.clockTime ?? 0
        buffer.pointee.duration = duration > .zero ? duration.clockTime ?? noClockTime : noClockTime
        if !isKeyframe { buffer.pointee.mini_object.flags |= GST_BUFFER_FLAG_DELTA_UNIT.rawValue }
        switch gst_app_src_push_buffer(source, buffer) {
        case GST_FLOW_OK: return .accepted
        case GST_FLOW_EOS: return .endOfStream
        default: return .flushing
        }
    }

    public func endOfStream() { _ = gst_app_src_end_of_stream(source) }

    /// Calls `handler` whenever the element's queue has fallen below its `min-percent`. It runs on a streaming thread
    /// and must not block it. For elements whose `block` is off.
    package func onNeedData(_ handler: @escaping @Sendable () -> Void) {
        var callbacks = GstAppSrcCallbacks()
        callbacks.need_data = { _, _, context in
            Unmanaged<NeedDataHandler>.fromOpaque(context!).takeUnretainedValue().body()
        }
        gst_app_src_set_callbacks(
            source, &callbacks, Unmanaged.passRetained(NeedDataHandler(handler)).toOpaque(),
            { Unmanaged<NeedDataHandler>.fromOpaque($0!).release() })
    }

    private final class NeedDataHandler {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// What waits in the element.
    public var queuedBytes: Int { Int(clamping: gst_app_src_get_current_level_bytes(source)) }

    public var queuedTime: MediaTime { MediaTime(clockTime: gst_app_src_get_current_level_time(source)) ?? .zero }

    /// Read-only memory that holds on to the payload until GStreamer is done with it.
    private static func lend(_ payload: FramePayload) -> UnsafeMutablePointer<GstMemory>? {
        payload.withUnsafeBytes { bytes in
            let holder = Unmanaged.passRetained(PayloadHolder(payload)).toOpaque()
            // The pointer outlives the closure: a payload's bytes stay where they are while it is held.
            return gst_memory_new_wrapped(
                GST_MEMORY_FLAG_READONLY, UnsafeMutableRawPointer(mutating: bytes.baseAddress), gsize(bytes.count), 0,
                gsize(bytes.count), holder, { Unmanaged<PayloadHolder>.fromOpaque($0!).release() })
        }
    }

    private final class PayloadHolder {
        let payload: FramePayload
        init(_ payload: FramePayload) { self.payload = payload }
    }
}
