import CGStreamer
import MediaTypes

extension PipelineEvent {
    /// `nil` for messages that are of no concern outside. Borrows `message`.
    init?(_ message: UnsafeMutablePointer<GstMessage>, of pipeline: UnsafeMutablePointer<GstElement>) {
        let source = message.pointee.src
        switch message.pointee.type {
        case GST_MESSAGE_STATE_CHANGED:
            guard source == pipeline.cast(to: GstObject.self) else { return nil }
            var states = (GST_STATE_NULL, GST_STATE_NULL)
            gst_message_parse_state_changed(message, &states.0, &states.1, nil)
            guard let from = PipelineState(states.0), let to = PipelineState(states.1) else { return nil }
            self = .stateChanged(from: from, to: to)
        case GST_MESSAGE_ERROR:
            self = .error(PipelineFailure(source, message, parse: gst_message_parse_error))
        case GST_MESSAGE_WARNING:
            self = .warning(PipelineFailure(source, message, parse: gst_message_parse_warning))
        case GST_MESSAGE_EOS:
            self = .endOfStream
        case GST_MESSAGE_LATENCY:
            self = .latencyChanged
        case GST_MESSAGE_QOS:
            self = .qualityOfService(QualityOfService(message))
        case GST_MESSAGE_ELEMENT:
            guard let structure = gst_message_get_structure(message) else { return nil }
            self = .elementMessage(
                element: objectName(source), name: String(cString: gst_structure_get_name(structure)),
                fields: SecretScrubber.scrub(takeString(gst_structure_to_string(structure)) ?? ""))
        default:
            return nil
        }
    }
}

extension PipelineFailure {
    fileprivate typealias Parser = (
        UnsafeMutablePointer<GstMessage>?, UnsafeMutablePointer<UnsafeMutablePointer<GError>?>?,
        UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    ) -> Void

    fileprivate init(
        _ source: UnsafeMutablePointer<GstObject>?, _ message: UnsafeMutablePointer<GstMessage>, parse: Parser
    ) {
        var error: UnsafeMutablePointer<GError>?
        var debug: UnsafeMutablePointer<CChar>?
        parse(message, &error, &debug)
        defer { g_clear_error(&error) }
        self.init(
            element: objectName(source),
            message: SecretScrubber.scrub(error.map { String(cString: $0.pointee.message) } ?? "no reason given"),
            debug: SecretScrubber.scrub(takeString(debug) ?? ""))
    }
}

extension QualityOfService {
    fileprivate init(_ message: UnsafeMutablePointer<GstMessage>) {
        var runningTime = noClockTime
        var jitter: gint64 = 0
        var proportion = 1.0
        var (processed, dropped) = (guint64.max, guint64.max)
        gst_message_parse_qos(message, nil, &runningTime, nil, nil, nil)
        gst_message_parse_qos_values(message, &jitter, &proportion, nil)
        gst_message_parse_qos_stats(message, nil, &processed, &dropped)
        self.init(
            element: objectName(message.pointee.src), runningTime: MediaTime(clockTime: runningTime),
            jitter: MediaTime(nanoseconds: Int64(jitter)), proportion: proportion,
            processed: processed == .max ? nil : UInt64(processed), dropped: dropped == .max ? nil : UInt64(dropped))
    }
}
