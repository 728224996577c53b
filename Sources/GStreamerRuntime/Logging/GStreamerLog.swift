import CGStreamer
import Synchronization

/// Routes GStreamer's and GLib's log lines to the program's own logger.
public enum GStreamerLog {
    public typealias Handler = @Sendable (GStreamerLogLine) -> Void

    private static let handler = Mutex<Handler?>(nil)

    /// From now on `handler` gets every line of `level` and the more severe ones, and nothing goes to standard error.
    ///
    /// The handler runs on whichever thread logged, media threads included: it must not block. A later call
    /// replaces it.
    public static func install(
        level: GStreamerLogLine.Level = .warning, handler: @escaping Handler
    ) throws(GStreamerError) {
        try GStreamerLibrary.initialize()
        self.handler.withLock { $0 = handler }
        _ = hooks
        gst_debug_set_default_threshold(GstDebugLevel(rawValue: UInt32(gstLevel(level))))
    }

    fileprivate static func emit(_ level: GStreamerLogLine.Level, category: String, object: String, message: String) {
        // Called outside the lock: the handler may itself log through GLib.
        guard let handler = handler.withLock({ $0 }) else { return }
        handler(
            GStreamerLogLine(
                level: level, category: category, object: SecretScrubber.scrub(object),
                message: SecretScrubber.scrub(message)))
    }

    /// Installed once; the handler behind them may change.
    private static let hooks: Void = {
        gst_debug_remove_log_function(gst_debug_log_default)
        gst_debug_add_log_function(
            { category, level, _, _, _, object, message, _ in
                guard let level = GStreamerLog.level(level), let text = gst_debug_message_get(message) else { return }
                let name = category.flatMap { gst_debug_category_get_name($0) }.map { String(cString: $0) } ?? ""
                GStreamerLog.emit(
                    level, category: name, object: GStreamerLog.name(of: object), message: String(cString: text))
            }, nil, nil)
        g_log_set_default_handler(
            { domain, flags, message, _ in
                GStreamerLog.emit(
                    GStreamerLog.level(flags), category: domain.map { String(cString: $0) } ?? "GLib", object: "",
                    message: message.map { String(cString: $0) } ?? "")
            }, nil)
    }()

    fileprivate static func name(of object: UnsafeMutablePointer<GObject>?) -> String {
        guard let object, g_type_check_instance_is_a(object.cast(), gst_object_get_type()) != 0 else { return "" }
        // Read without the object's lock, which the logging thread may hold; the text is copied at once.
        guard let name = object.cast(to: GstObject.self).pointee.name else { return "" }
        return String(cString: name)
    }

    /// GStreamer has a gap between its sixth level and its seventh, which dumps memory and stays out.
    private static func gstLevel(_ level: GStreamerLogLine.Level) -> Int { level.rawValue }

    fileprivate static func level(_ level: GstDebugLevel) -> GStreamerLogLine.Level? {
        switch level {
        case GST_LEVEL_ERROR: .error
        case GST_LEVEL_WARNING: .warning
        case GST_LEVEL_FIXME: .fixme
        case GST_LEVEL_INFO: .info
        case GST_LEVEL_DEBUG: .debug
        case GST_LEVEL_LOG: .log
        case GST_LEVEL_TRACE: .trace
        default: nil
        }
    }

    fileprivate static func level(_ flags: GLogLevelFlags) -> GStreamerLogLine.Level {
        if flags.rawValue & (G_LOG_LEVEL_ERROR.rawValue | G_LOG_LEVEL_CRITICAL.rawValue) != 0 { return .error }
        if flags.rawValue & G_LOG_LEVEL_WARNING.rawValue != 0 { return .warning }
        return flags.rawValue & G_LOG_LEVEL_DEBUG.rawValue != 0 ? .debug : .info
    }
}
