extension Google {
    /// A message without fields.
    public struct Empty: ProtobufMessage {
        public static let protobufName = "google.protobuf.Empty"
        public static let fieldTable = FieldTable([])
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while try reader.nextField(&unknownFields) != 0 { try reader.skip() }
        }

        public func writeFields(to writer: inout FieldWriter) { writer.unknown(unknownFields) }
    }
}
