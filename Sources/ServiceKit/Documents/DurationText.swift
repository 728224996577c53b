/// Durations as people write them in configurations.
public enum DurationText {
    /// `20s`, `500ms`, `2m`, `1h30m`, `1.5s`, or a bare number of seconds; nil for anything else, and for more than
    /// ten years.
    public static func parse(_ text: String) -> Duration? {
        var rest = Substring(text)
        var total = 0.0
        guard !rest.isEmpty else { return nil }
        repeat {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let value = Double(number) else { return nil }
            // A number without a unit is seconds, but only alone: "1h30" is more likely a slip than half a minute.
            let isBare = unit.isEmpty && number.count == text.count
            guard let seconds = isBare ? 1 : units[String(unit)] else { return nil }
            total += value * seconds
        } while !rest.isEmpty
        guard total <= 315_360_000 else { return nil }
        let nanoseconds = Int64((total * 1e9).rounded())
        return .nanoseconds(nanoseconds)
    }

    /// The shortest spelling `parse` reads back: `1.5s`, `20s`, `500ms`.
    public static func write(_ duration: Duration) -> String {
        let parts = duration.components
        let milliseconds = parts.seconds * 1_000 + parts.attoseconds / 1_000_000_000_000_000
        if milliseconds % 1_000 == 0 { return "\(milliseconds / 1_000)s" }
        return "\(milliseconds)ms"
    }

    private static let units = ["h": 3_600.0, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9]
}
