/// The names Prometheus' data model allows.
enum MetricName {
    static func check(metric name: String) {
        precondition(isName(name, colons: true), "'\(name)' is no name for a metric: [a-zA-Z_:][a-zA-Z0-9_:]*")
    }

    static func check(label name: String) {
        precondition(
            isName(name, colons: false) && !name.hasPrefix("__"),
            "'\(name)' is no name for a label: [a-zA-Z_][a-zA-Z0-9_]*, without two leading underscores")
    }

    private static func isName(_ name: String, colons: Bool) -> Bool {
        guard let first = name.utf8.first, !isDigit(first) else { return false }
        return name.utf8.allSatisfy { byte in
            isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_")
                || colons && byte == UInt8(ascii: ":")
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
