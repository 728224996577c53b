public import Cryptography

/// Logs lines at levels, with fields that say which job they are about.
///
/// A value: `with` makes a logger for one job that shares the writer. Safe on any thread, media threads included.
public struct Logger: Sendable {
    /// Lines below it are not made.
    public var level: LogLevel
    public let writer: LogWriter
    private var fields: [LogField] = []

    public init(level: LogLevel = .info, writer: LogWriter) {
        self.level = level
        self.writer = writer
    }

    /// A logger whose lines all carry one more field.
    public func with(_ name: String, _ value: some CustomStringConvertible) -> Logger {
        var logger = self
        logger.fields.append(LogField(name, value))
        return logger
    }

    /// Logs at any level; `message` is evaluated only when it will be written.
    public func log(_ level: LogLevel, _ message: @autoclosure () -> String, _ fields: LogField...) {
        write(level, message, fields)
    }

    public func debug(_ message: @autoclosure () -> String, _ fields: LogField...) { write(.debug, message, fields) }
    public func info(_ message: @autoclosure () -> String, _ fields: LogField...) { write(.info, message, fields) }
    public func warn(_ message: @autoclosure () -> String, _ fields: LogField...) { write(.warn, message, fields) }
    public func error(_ message: @autoclosure () -> String, _ fields: LogField...) { write(.error, message, fields) }

    /// From now on the value of `secret` is written as `***` by every logger of this writer.
    public func register(_ secret: Secret) { writer.register(secret) }

    /// Returns once everything logged before is written. Blocks; for the way out of the process.
    public func flush() { writer.flush() }

    private func write(_ level: LogLevel, _ message: () -> String, _ fields: [LogField]) {
        guard level >= self.level else { return }
        writer.append(LogRecord(level: level, time: .now, message: message(), fields: self.fields + fields))
    }
}
