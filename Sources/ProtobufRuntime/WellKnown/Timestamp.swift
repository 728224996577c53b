extension Google {
    /// `google.protobuf.Timestamp`: a point in time; in JSON a text as of RFC 3339.
    public struct Timestamp: ProtobufMessage {
        public static let protobufName = "google.protobuf.Timestamp"
        public static let fieldTable = FieldTable([.init(1, "seconds"), .init(2, "nanos")])

        /// Since the beginning of 1970, UTC.
        public var seconds: Int64 = 0
        /// Nanoseconds after that second, 0 to 999,999,999.
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

        /// From the beginning of year 1 to the end of year 9999.
        static let range = Int64(-62_135_596_800)...253_402_300_799

        public mutating func readJSON(from reader: inout FieldReader) throws(ProtobufProblem) {
            guard case .string(let text) = reader.json, let time = CalendarTime(parsing: text) else {
                throw .unexpectedValue(wanted: .timestamp)
            }
            guard Self.range.contains(time.seconds) else { throw .outOfRange }
            seconds = time.seconds
            nanos = time.nanos
        }

        public func writeJSON(to writer: inout FieldWriter) {
            guard Self.range.contains(seconds), (0..<1_000_000_000).contains(nanos) else {
                return writer.fail(.outOfRange)
            }
            writer.quote(CalendarTime(seconds: seconds, nanos: nanos).text)
        }
    }
}
