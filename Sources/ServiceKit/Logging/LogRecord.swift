internal import Glibc

/// One thing logged, not yet text.
struct LogRecord: Sendable {
    var level: LogLevel
    var time: LogTime
    var message: String
    var fields: [LogField]
}

/// A name and a value beside a message.
public struct LogField: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: some CustomStringConvertible) {
        self.name = name
        self.value = value.description
    }
}

/// A moment of the day's clock, in nanoseconds since the Unix epoch.
struct LogTime: Hashable, Sendable {
    var nanoseconds: Int64

    static var now: LogTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return LogTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    /// RFC 3339 in UTC with milliseconds: `2026-01-31T23:59:59.123Z`.
    var text: String {
        var seconds = time_t(nanoseconds / 1_000_000_000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let milliseconds = nanoseconds / 1_000_000 % 1_000
        let date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
        let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { pad(Int($0), to: 2) }
        return "\(date.map { pad($0, to: 2) }.joined(separator: "-"))T\(clock.joined(separator: ":"))"
            + ".\(pad(Int(milliseconds), to: 3))Z"
    }

    private func pad(_ value: Int, to width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
