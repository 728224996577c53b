extension Google {
    /// A message without fields.
    public struct Empty: ProtobufMessage {
        public static let protobufName = "google.protobuf.Empty"
        public static let fieldTable = FieldTable([])
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readField(_ number: Int, from reader: inout FieldReader) throws(ProtobufProblem) {
            try reader.skip()
        }

        public func writeFields(to writer: inout FieldWriter) {}
    }
}
