/// How a log line is written.
public enum LogFormat: String, Hashable, Sendable {
    /// `time LEVEL message name=value`, for people.
    case text
    /// One object a line with `ts`, `level`, `msg` and the fields, for collectors.
    case json

    func line(for record: LogRecord, redactor: Redactor) -> String {
        let message = redactor.redact(record.message)
        let fields = record.fields.map { ($0.name, redactor.redact($0.value)) }
        switch self {
        case .text:
            let tail = fields.map { " \($0)=\(LogFormat.quotedIfNeeded($1))" }.joined()
            let level = record.level.rawValue.uppercased()
            return "\(record.time.text) \(level) \(TerminalText.escaping(message))\(tail)"
        case .json:
            let pairs = [("ts", record.time.text), ("level", record.level.rawValue), ("msg", message)] + fields
            return "{\(pairs.map { "\(JSONText.quoted($0)):\(JSONText.quoted($1))" }.joined(separator: ","))}"
        }
    }

    private static func quotedIfNeeded(_ value: String) -> String {
        let isPlain = value.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "\"" && $0 != "=" && !TerminalText.isControl($0) }
        return isPlain && !value.isEmpty ? value : JSONText.quoted(value)
    }
}
