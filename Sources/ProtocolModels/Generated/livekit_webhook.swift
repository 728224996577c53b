// Generated from Protos/livekit_webhook.proto by Scripts/generate-protocol. Do not edit.

public import ProtobufRuntime

extension LiveKit {
    /// Something that happened.
    public struct WebhookEvent: ProtobufMessage {
        public static let protobufName = "livekit.WebhookEvent"
        public static let fieldTable = FieldTable([
            .init(1, "event"),
            .init(2, "room"),
            .init(3, "participant"),
            .init(6, "id"),
            .init(7, "created_at"),
            .init(8, "track"),
            .init(9, "egress_info"),
            .init(10, "ingress_info"),
            .init(11, "num_dropped"),
            .init(12, "job"),
            .init(13, "room_end_reason"),
        ])

        @WireText public var event: String
        @Boxed public var room: LiveKit.Room? = nil
        @Boxed public var participant: LiveKit.ParticipantInfo? = nil
        @Boxed public var egressInfo: LiveKit.EgressInfo? = nil
        @Boxed public var ingressInfo: LiveKit.IngressInfo? = nil
        @Boxed public var track: LiveKit.TrackInfo? = nil
        @Boxed public var job: LiveKit.Job? = nil
        @WireText public var id: String
        public var createdAt: Int64 = 0
        /// Deprecated.
        public var numDropped: Int32 = 0
        public var roomEndReason = LiveKit.RoomEndReason(rawValue: 0)
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._event)
                case 2: try reader.message(&self.room)
                case 3: try reader.message(&self.participant)
                case 6: try reader.wireText(&self._id)
                case 7: try reader.int64(&self.createdAt)
                case 8: try reader.message(&self.track)
                case 9: try reader.message(&self.egressInfo)
                case 10: try reader.message(&self.ingressInfo)
                case 11: try reader.int32(&self.numDropped)
                case 12: try reader.message(&self.job)
                case 13: try reader.enumeration(&self.roomEndReason)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._event)
            writer.message(2, self.room)
            writer.message(3, self.participant)
            writer.wireText(6, self._id)
            writer.int64(7, self.createdAt)
            writer.message(8, self.track)
            writer.message(9, self.egressInfo)
            writer.message(10, self.ingressInfo)
            writer.int32(11, self.numDropped)
            writer.message(12, self.job)
            writer.enumeration(13, self.roomEndReason)
            writer.unknown(self.unknownFields)
        }
    }
}
