extension Google {
    /// `google.protobuf.Duration`: a span of time; in JSON its seconds, such as `"1.5s"`.
    public struct Duration: ProtobufMessage {
        public static let protobufName = "google.protobuf.Duration"
        public static let fieldTable = FieldTable([.init(1, "seconds"), .init(2, "nanos")])

        public var seconds: Int64 = 0
        /// Nanoseconds; of the sign of the seconds unless those are zero.
        public var nanos: Int32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public init(seconds: Int64, nanos: Int32 = 0) {
            self.seconds = seconds
            self.nanos = nanos
        }

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&unknownFields) {
                case 0: return
                case 1: try reader.int64(&seconds)
                case 2: try reader.int32(&nanos)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.int64(1, seconds)
            writer.int32(2, nanos)
            writer.unknown(unknownFields)
        }

        /// Ten thousand years either way.
        private static let range = Int64(-315_576_000_000)...315_576_000_000

        public mutating func readJSON(from reader: inout FieldReader) throws(ProtobufProblem) {
            guard case .string(let text) = reader.json, text.hasSuffix("s") else {
                throw .unexpectedValue(wanted: .duration)
            }
            let isNegative = text.hasPrefix("-")
            let parts = text.dropLast().dropFirst(isNegative ? 1 : 0)
                .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts[0].utf8.allSatisfy(Decimals.isDigit), let whole = Int64(parts[0]),
                let fraction = parts.count == 1 ? 0 : Decimals.nanos(parts[1])
            else { throw .unexpectedValue(wanted: .duration) }
            guard Self.range.contains(whole) else { throw .outOfRange }
            seconds = isNegative ? -whole : whole
            nanos = isNegative ? -fraction : fraction
        }

        public func writeJSON(to writer: inout FieldWriter) {
            let isWhole = seconds == 0 || nanos == 0 || (seconds < 0) == (nanos < 0)
            guard isWhole, Self.range.contains(seconds), (-999_999_999...999_999_999).contains(nanos) else {
                return writer.fail(.outOfRange)
            }
            let sign = seconds < 0 || nanos < 0 ? "-" : ""
            writer.quote("\(sign)\(abs(seconds))\(Decimals.text(abs(nanos)))s")
        }
    }
}

/// Fractions of a second in text.
enum Decimals {
    static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// Nanoseconds of one to nine digits.
    static func nanos(_ digits: Substring) -> Int32? {
        guard (1...9).contains(digits.utf8.count), digits.utf8.allSatisfy(isDigit) else { return nil }
        return Int32(digits + String(repeating: "0", count: 9 - digits.utf8.count))
    }

    /// A point and three, six or nine digits; nothing for none.
    static func text(_ nanos: Int32) -> String {
        guard nanos != 0 else { return "" }
        let (value, count) =
            nanos % 1_000_000 == 0 ? (nanos / 1_000_000, 3) : nanos % 1000 == 0 ? (nanos / 1000, 6) : (nanos, 9)
        return "." + padded(Int(value), to: count)
    }

    static func padded(_ value: Int, to count: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
    }
}
