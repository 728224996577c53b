import CGStreamer
import CGStreamerShims
import MediaTypes
import PipelineGraph

/// The way out of a graph: turns what an `appsink` gets into encoded frames.
final class FrameSink {
    private let track: TrackID
    private let bitrate: Int?
    private let delay: EncoderDelay
    private let threads: CallbackThreads
    private let handler: @Sendable (EncodedTrackEvent) -> Void
    // The streaming thread's alone.
    private var caps: UnsafeMutablePointer<GstCaps>?
    private var parameters: CodecParameters?
    private var hasChanged = false
    private var isFirstFrame = true

    init(
        track: TrackID, bitrate: Int?, delay: EncoderDelay, threads: CallbackThreads,
        handler: @escaping @Sendable (EncodedTrackEvent) -> Void
    ) {
        self.track = track
        self.bitrate = bitrate
        self.delay = delay
        self.threads = threads
        self.handler = handler
    }

    deinit { if let caps { gst_caps_unref(caps) } }

    /// The appsink keeps this object until it is gone or gets other callbacks.
    func attach(to element: UnsafeMutablePointer<GstElement>, name: String) throws(GStreamerError) {
        guard g_type_check_instance_is_a(element.cast(), gst_app_sink_get_type()) != 0 else {
            throw .wrongElement(name: name, needed: "appsink")
        }
        // The last sample would stay mapped in the sink, and its memory missing in the encoder's pool.
        try PropertySetter.set("enable-last-sample", to: false, on: element, element: name)
        var callbacks = GstAppSinkCallbacks()
        callbacks.new_sample = { sink, context in
            Unmanaged<FrameSink>.fromOpaque(context!).takeUnretainedValue().newSample(sink!)
        }
        callbacks.eos = { _, context in
            let sink = Unmanaged<FrameSink>.fromOpaque(context!).takeUnretainedValue()
            sink.threads.run { sink.handler(.endOfStream) }
        }
        gst_app_sink_set_callbacks(
            element.cast(), &callbacks, Unmanaged.passRetained(self).toOpaque(),
            { Unmanaged<FrameSink>.fromOpaque($0!).release() })
    }

    private func newSample(_ sink: UnsafeMutablePointer<GstAppSink>) -> GstFlowReturn {
        guard let sample = gst_app_sink_pull_sample(sink) else { return GST_FLOW_EOS }
        defer { gst_sample_unref(sample) }
        guard let buffer = gst_sample_get_buffer(sample), let segment = gst_sample_get_segment(sample) else {
            return GST_FLOW_OK
        }
        if let newCaps = gst_sample_get_caps(sample), newCaps != caps, !adopt(newCaps, sink) {
            return GST_FLOW_NOT_NEGOTIATED
        }
        guard parameters != nil, let frame = makeFrame(buffer, segment: segment) else { return GST_FLOW_OK }
        threads.run { handler(.frame(frame)) }
        return GST_FLOW_OK
    }

    /// False when the media type is none we know.
    private func adopt(_ newCaps: UnsafeMutablePointer<GstCaps>, _ sink: UnsafeMutablePointer<GstAppSink>) -> Bool {
        if let caps { gst_caps_unref(caps) }
        caps = gst_caps_ref(newCaps)
        guard let new = CodecParameters(newCaps) else {
            let text = takeString(gst_caps_to_string(newCaps)) ?? ""
            gst_shim_post_error(
                sink.cast(), "frames of this kind cannot be handed out",
                "need H.264 as avc, raw AAC, or Opus, with their headers; got \(text)")
            return false
        }
        if let parameters {
            hasChanged = hasChanged || parameters != new
        } else {
            let description = TrackDescription(
                id: track, parameters: new, codecDelay: codecDelay(new), bitrate: bitrate)
            threads.run { handler(.track(description)) }
        }
        parameters = new
        return true
    }

    private func makeFrame(
        _ buffer: UnsafeMutablePointer<GstBuffer>, segment: UnsafePointer<GstSegment>
    ) -> EncodedFrame? {
        guard let mapped = MappedBuffer(buffer), let parameters else { return nil }
        let presentation = Self.runningTime(buffer.pointee.pts, in: segment)
        let decode = Self.runningTime(buffer.pointee.dts, in: segment)
        guard var time = presentation ?? decode else { return nil }
        let isDelta = buffer.pointee.mini_object.flags & GST_BUFFER_FLAG_DELTA_UNIT.rawValue != 0
        var duration = MediaTime(clockTime: buffer.pointee.duration) ?? .zero
        switch delay {
        case .unstatedSamples:
            time -= codecDelay(parameters)
        case .clippedFirstPacket where isFirstFrame:
            time -= codecDelay(parameters)
            duration += codecDelay(parameters)
        case .none, .clippedFirstPacket: break
        }
        isFirstFrame = false
        defer { hasChanged = false }
        return EncodedFrame(
            track: track, presentationTime: time, decodeTime: parameters.kind == .video ? decode ?? time : time,
            duration: duration, isKeyframe: !isDelta, newParameters: hasChanged ? parameters : nil,
            payload: mapped.payload)
    }

    private func codecDelay(_ parameters: CodecParameters) -> MediaTime {
        switch (delay, parameters) {
        case (.unstatedSamples(let samples), .aac(let aac)) where aac.sampleRate > 0:
            MediaTime(ticks: Int64(samples), timescale: Int32(clamping: aac.sampleRate))
        case (.clippedFirstPacket, .opus(let opus)):
            MediaTime(ticks: Int64(opus.preSkip), timescale: 48_000)
        default: .zero
        }
    }

    /// Also for times before the segment's start, where B pictures are decoded: these are negative.
    private static func runningTime(_ time: GstClockTime, in segment: UnsafePointer<GstSegment>) -> MediaTime? {
        guard time != noClockTime else { return nil }
        var result: guint64 = 0
        let sign = gst_segment_to_running_time_full(segment, GST_FORMAT_TIME, time, &result)
        guard sign != 0, let magnitude = Int64(exactly: result) else { return nil }
        return MediaTime(nanoseconds: sign < 0 ? -magnitude : magnitude)
    }
}
