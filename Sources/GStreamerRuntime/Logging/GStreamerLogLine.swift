/// One line of GStreamer's or GLib's own log. The text holds no secret of any graph.
public struct GStreamerLogLine: Hashable, Sendable {
    public enum Level: Int, Hashable, Sendable, Comparable {
        case error = 1
        case warning, fixme, info, debug, log, trace

        public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    public var level: Level
    /// GStreamer's debug category (`rtmp2sink`) or GLib's log domain (`GLib-GObject`).
    public var category: String
    /// The name of the element or pad concerned; empty when none is.
    public var object: String
    public var message: String
}
