import GStreamerRuntime
public import ServiceKit

/// Brings the media library's own log lines into the recorder's log.
public enum MediaLog {
    /// `level` is GStreamer's: 0 for nothing, 1 for errors, 2 for warnings as well, up to 7. For the whole process.
    public static func install(_ logger: Logger, level: Int) throws {
        guard let level = GStreamerLogLine.Level(rawValue: min(level, GStreamerLogLine.Level.trace.rawValue)) else { return }
        try GStreamerLog.install(level: level) { line in
            let fields = [LogField("category", line.category), LogField("object", line.object)]
            switch line.level {
            case .error: logger.error(line.message, fields[0], fields[1])
            case .warning, .fixme: logger.warn(line.message, fields[0], fields[1])
            case .info: logger.info(line.message, fields[0], fields[1])
            case .debug, .log, .trace: logger.debug(line.message, fields[0], fields[1])
            }
        }
    }
}
