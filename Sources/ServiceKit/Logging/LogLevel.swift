/// How much a line matters, in the words of the configuration's `log_level`.
public enum LogLevel: String, CaseIterable, Hashable, Sendable, Comparable {
    case debug, info, warn, error, fatal, panic

    public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .debug: 0
        case .info: 1
        case .warn: 2
        case .error: 3
        case .fatal: 4
        case .panic: 5
        }
    }
}
