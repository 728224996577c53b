// Generated from Protos/sluice/routing.proto by Scripts/generate-protocol. Do not edit.

public import ProtobufRuntime

extension Schema {
    /// The routing of one method.
    public struct Routing: ProtobufMessage {
        public static let protobufName = "sluice.Routing"
        public static let fieldTable = FieldTable([
            .init(1, "kind"),
            .init(2, "topics"),
            .init(3, "single_server"),
        ])

        public var kind = Schema.Routing.Kind(rawValue: 0)
        /// Topic segments in the method's channel names.
        public var topics: UInt32 = 0
        /// At most one server per topic, so that the claim is left out.
        public var singleServer = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.kind)
                case 2: try reader.uint32(&self.topics)
                case 3: try reader.bool(&self.singleServer)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.kind)
            writer.uint32(2, self.topics)
            writer.bool(3, self.singleServer)
            writer.unknown(self.unknownFields)
        }

        public enum Kind: ProtobufEnum {
            /// One server of the queue sees the request.
            case queue
            /// Every server sees the request and bids for it.
            case affinity
            /// Every server answers; there is no claim.
            case multi
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "QUEUE", 1: "AFFINITY", 2: "MULTI",
            ])
            public static let allCases: [Self] = [
                .queue, .affinity, .multi,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .queue
                case 1: self = .affinity
                case 2: self = .multi
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .queue: 0
                case .affinity: 1
                case .multi: 2
                case .unrecognized(let number): number
                }
            }
        }
    }
}
