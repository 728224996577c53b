/// The pieces of Prometheus' text exposition format, version 0.0.4.
enum MetricText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    static func sample(_ name: String, _ labels: [MetricLabel], _ value: String) -> String {
        let pairs = labels.map { "\($0.name)=\"\(escaped(label: $0.value))\"" }.joined(separator: ",")
        return "\(name)\(pairs.isEmpty ? "" : "{\(pairs)}") \(value)\n"
    }

    static func escaped(help: String) -> String { escaped(help, quotes: false) }

    static func escaped(label value: String) -> String { escaped(value, quotes: true) }

    /// Whole numbers without a fraction; what is no number as Go spells it.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let whole = Int64(exactly: value) { return String(whole) }
        return "\(value)"
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
