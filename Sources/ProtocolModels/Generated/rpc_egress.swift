// Generated from Protos/rpc/egress.proto by Scripts/generate-protocol. Do not edit.

public import ProtobufRuntime

extension RPC {
    /// Asks for an egress to be started.
    public struct StartEgressRequest: ProtobufMessage {
        public static let protobufName = "rpc.StartEgressRequest"
        public static let fieldTable = FieldTable([
            .init(1, "egress_id"),
            .init(3, "room_id"),
            .init(5, "room_composite", oneof: 1),
            .init(6, "track_composite", oneof: 1),
            .init(7, "track", oneof: 1),
            .init(8, "token", .secret),
            .init(9, "ws_url"),
            .init(10, "cloud_backup_enabled"),
            .init(11, "web", oneof: 1),
            .init(13, "participant", oneof: 1),
            .init(14, "estimated_cpu"),
            .init(15, "retry_count"),
            .init(16, "egress", oneof: 1),
            .init(17, "replay", oneof: 1),
            .init(18, "room_name"),
        ])

        /// "EG_" and 12 characters, made by the server.
        @WireText public var egressID: String
        /// May be empty for a web page.
        @WireText public var roomID: String
        public var request: Request?
        /// Empty from an open-source server: the service signs its own.
        @WireText public var token: String
        /// Empty from an open-source server: the service has its own.
        @WireText public var wsURL: String
        public var cloudBackupEnabled = false
        /// In cores; replaces the service's own estimate unless zero.
        public var estimatedCPU: Double = 0
        public var retryCount: Int32 = 0
        @WireText public var roomName: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._egressID)
                case 3: try reader.wireText(&self._roomID)
                case 5:
                    var value = LiveKit.RoomCompositeEgressRequest()
                    if case .roomComposite(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .roomComposite(consume value) }
                case 6:
                    var value = LiveKit.TrackCompositeEgressRequest()
                    if case .trackComposite(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .trackComposite(consume value) }
                case 7:
                    var value = LiveKit.TrackEgressRequest()
                    if case .track(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .track(consume value) }
                case 8: try reader.wireText(&self._token)
                case 9: try reader.wireText(&self._wsURL)
                case 10: try reader.bool(&self.cloudBackupEnabled)
                case 11:
                    var value = LiveKit.WebEgressRequest()
                    if case .web(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .web(consume value) }
                case 13:
                    var value = LiveKit.ParticipantEgressRequest()
                    if case .participant(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .participant(consume value) }
                case 14: try reader.double(&self.estimatedCPU)
                case 15: try reader.int32(&self.retryCount)
                case 16:
                    var value = LiveKit.StartEgressRequest()
                    if case .egress(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .egress(consume value) }
                case 17:
                    var value = LiveKit.ExportReplayRequest()
                    if case .replay(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .replay(consume value) }
                case 18: try reader.wireText(&self._roomName)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._egressID)
            writer.wireText(3, self._roomID)
            switch self.request {
            case .roomComposite(let value)?: writer.set(5, value)
            case .trackComposite(let value)?: writer.set(6, value)
            case .track(let value)?: writer.set(7, value)
            default: break
            }
            writer.wireText(8, self._token)
            writer.wireText(9, self._wsURL)
            writer.bool(10, self.cloudBackupEnabled)
            switch self.request {
            case .web(let value)?: writer.set(11, value)
            case .participant(let value)?: writer.set(13, value)
            default: break
            }
            writer.double(14, self.estimatedCPU)
            writer.int32(15, self.retryCount)
            switch self.request {
            case .egress(let value)?: writer.set(16, value)
            case .replay(let value)?: writer.set(17, value)
            default: break
            }
            writer.wireText(18, self._roomName)
            writer.unknown(self.unknownFields)
        }

        /// The values of `request`, of which one may be set.
        public enum Request: Hashable, Sendable {
            indirect case roomComposite(LiveKit.RoomCompositeEgressRequest)
            indirect case web(LiveKit.WebEgressRequest)
            indirect case participant(LiveKit.ParticipantEgressRequest)
            indirect case trackComposite(LiveKit.TrackCompositeEgressRequest)
            indirect case track(LiveKit.TrackEgressRequest)
            indirect case egress(LiveKit.StartEgressRequest)
            indirect case replay(LiveKit.ExportReplayRequest)
        }
    }
}

extension RPC {
    /// Asks which egresses run.
    public struct ListActiveEgressRequest: ProtobufMessage {
        public static let protobufName = "rpc.ListActiveEgressRequest"
        public static let fieldTable = FieldTable([])

        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.unknown(self.unknownFields)
        }
    }
}

extension RPC {
    /// The egresses that run on the answering service.
    public struct ListActiveEgressResponse: ProtobufMessage {
        public static let protobufName = "rpc.ListActiveEgressResponse"
        public static let fieldTable = FieldTable([
            .init(1, "egress_ids"),
        ])

        public var egressIDs: [String] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.strings(&self.egressIDs)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.strings(1, self.egressIDs)
            writer.unknown(self.unknownFields)
        }
    }
}

extension RPC {
    /// Says that an egress is ready for a replay.
    public struct EgressReadyRequest: ProtobufMessage {
        public static let protobufName = "rpc.EgressReadyRequest"
        public static let fieldTable = FieldTable([
            .init(1, "egress_id"),
        ])

        @WireText public var egressID: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._egressID)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._egressID)
            writer.unknown(self.unknownFields)
        }
    }
}

extension RPC {
    /// When a replay starts, and how long it is.
    public struct EgressReadyResponse: ProtobufMessage {
        public static let protobufName = "rpc.EgressReadyResponse"
        public static let fieldTable = FieldTable([
            .init(1, "start_at"),
            .init(2, "duration_ms"),
        ])

        /// Unix time in nanoseconds.
        public var startAt: Int64 = 0
        public var durationMs: Int64 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.int64(&self.startAt)
                case 2: try reader.int64(&self.durationMs)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.int64(1, self.startAt)
            writer.int64(2, self.durationMs)
            writer.unknown(self.unknownFields)
        }
    }
}

extension RPC {
    /// What any egress service answers.
    public enum EgressInternal {
        /// The topic is the cluster's id, often empty.
        public static let startEgress = ServiceMethod<RPC.StartEgressRequest, LiveKit.EgressInfo>(
            package: "rpc", service: "EgressInternal", name: "StartEgress", routing: .affinity, topics: 1
        )
        /// The topic is empty.
        public static let listActiveEgress = ServiceMethod<RPC.ListActiveEgressRequest, RPC.ListActiveEgressResponse>(
            package: "rpc", service: "EgressInternal", name: "ListActiveEgress", routing: .multi, topics: 1
        )

        /// Every method, in the order of the schema.
        public static let methods: [any ServiceMethodDescription] = [
            startEgress, listActiveEgress,
        ]
    }
}

extension RPC {
    /// What the service that runs an egress answers; the topic is the egress's id.
    public enum EgressHandler {
        public static let updateStream = ServiceMethod<LiveKit.UpdateStreamRequest, LiveKit.EgressInfo>(
            package: "rpc", service: "EgressHandler", name: "UpdateStream", topics: 1
        )
        public static let stopEgress = ServiceMethod<LiveKit.StopEgressRequest, LiveKit.EgressInfo>(
            package: "rpc", service: "EgressHandler", name: "StopEgress", topics: 1
        )

        /// Every method, in the order of the schema.
        public static let methods: [any ServiceMethodDescription] = [
            updateStream, stopEgress,
        ]
    }
}

extension RPC {
    /// What a replay's exporter is asked; the topic is the egress's id.
    public enum ReplayExport {
        public static let egressReady = ServiceMethod<RPC.EgressReadyRequest, RPC.EgressReadyResponse>(
            package: "rpc", service: "ReplayExport", name: "EgressReady", topics: 1, isSingleServer: true
        )

        /// Every method, in the order of the schema.
        public static let methods: [any ServiceMethodDescription] = [
            egressReady,
        ]
    }
}
