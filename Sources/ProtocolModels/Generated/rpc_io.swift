// Generated from Protos/rpc/io.proto by Scripts/generate-protocol. Do not edit.

public import ProtobufRuntime

extension RPC {
    /// Asks for one egress.
    public struct GetEgressRequest: ProtobufMessage {
        public static let protobufName = "rpc.GetEgressRequest"
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
    /// What an egress used, in cores.
    public struct UpdateMetricsRequest: ProtobufMessage {
        public static let protobufName = "rpc.UpdateMetricsRequest"
        public static let fieldTable = FieldTable([
            .init(1, "info"),
            .init(3, "avg_cpu_usage"),
            .init(4, "max_cpu_usage"),
        ])

        @Boxed public var info: LiveKit.EgressInfo? = nil
        public var avgCPUUsage: Float = 0
        public var maxCPUUsage: Float = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.info)
                case 3: try reader.float(&self.avgCPUUsage)
                case 4: try reader.float(&self.maxCPUUsage)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.info)
            writer.float(3, self.avgCPUUsage)
            writer.float(4, self.maxCPUUsage)
            writer.unknown(self.unknownFields)
        }
    }
}

extension RPC {
    /// The ingress as it is stored.
    public struct CreateIngressResponse: ProtobufMessage {
        public static let protobufName = "rpc.CreateIngressResponse"
        public static let fieldTable = FieldTable([
            .init(1, "info"),
        ])

        @Boxed public var info: LiveKit.IngressInfo? = nil
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.info)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.info)
            writer.unknown(self.unknownFields)
        }
    }
}

extension RPC {
    /// Asks for one ingress, by its id or by the key a publisher came with.
    public struct GetIngressInfoRequest: ProtobufMessage {
        public static let protobufName = "rpc.GetIngressInfoRequest"
        public static let fieldTable = FieldTable([
            .init(1, "ingress_id"),
            .init(2, "stream_key", .secret),
        ])

        @WireText public var ingressID: String
        @WireText public var streamKey: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._ingressID)
                case 2: try reader.wireText(&self._streamKey)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._ingressID)
            writer.wireText(2, self._streamKey)
            writer.unknown(self.unknownFields)
        }
    }
}

extension RPC {
    /// The ingress, and how its session is to join the room.
    public struct GetIngressInfoResponse: ProtobufMessage {
        public static let protobufName = "rpc.GetIngressInfoResponse"
        public static let fieldTable = FieldTable([
            .init(1, "info"),
            .init(2, "token", .secret),
            .init(3, "ws_url"),
            .init(4, "logging_fields"),
            .init(5, "feature_flags"),
            .init(6, "project_id"),
        ])

        @Boxed public var info: LiveKit.IngressInfo? = nil
        @WireText public var token: String
        @WireText public var wsURL: String
        public var loggingFields: [String: String] = [:]
        public var featureFlags: [String: String] = [:]
        @WireText public var projectID: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.info)
                case 2: try reader.wireText(&self._token)
                case 3: try reader.wireText(&self._wsURL)
                case 4: try reader.map(StringField.self, StringField.self, &self.loggingFields)
                case 5: try reader.map(StringField.self, StringField.self, &self.featureFlags)
                case 6: try reader.wireText(&self._projectID)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.info)
            writer.wireText(2, self._token)
            writer.wireText(3, self._wsURL)
            writer.map(StringField.self, StringField.self, 4, self.loggingFields)
            writer.map(StringField.self, StringField.self, 5, self.featureFlags)
            writer.wireText(6, self._projectID)
            writer.unknown(self.unknownFields)
        }
    }
}

extension RPC {
    /// Says how a session is.
    public struct UpdateIngressStateRequest: ProtobufMessage {
        public static let protobufName = "rpc.UpdateIngressStateRequest"
        public static let fieldTable = FieldTable([
            .init(1, "ingress_id"),
            .init(2, "state"),
        ])

        @WireText public var ingressID: String
        @Boxed public var state: LiveKit.IngressState? = nil
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._ingressID)
                case 2: try reader.message(&self.state)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._ingressID)
            writer.message(2, self.state)
            writer.unknown(self.unknownFields)
        }
    }
}

extension RPC {
    /// Served by every livekit-server node.
    public enum IOInfo {
        public static let createEgress = ServiceMethod<LiveKit.EgressInfo, Google.Empty>(
            package: "rpc", service: "IOInfo", name: "CreateEgress"
        )
        public static let updateEgress = ServiceMethod<LiveKit.EgressInfo, Google.Empty>(
            package: "rpc", service: "IOInfo", name: "UpdateEgress"
        )
        public static let getEgress = ServiceMethod<RPC.GetEgressRequest, LiveKit.EgressInfo>(
            package: "rpc", service: "IOInfo", name: "GetEgress"
        )
        public static let listEgress = ServiceMethod<LiveKit.ListEgressRequest, LiveKit.ListEgressResponse>(
            package: "rpc", service: "IOInfo", name: "ListEgress"
        )
        public static let updateMetrics = ServiceMethod<RPC.UpdateMetricsRequest, Google.Empty>(
            package: "rpc", service: "IOInfo", name: "UpdateMetrics"
        )
        /// Before August 2026 the answer was google.protobuf.Empty, which reads as an empty one of these.
        public static let createIngress = ServiceMethod<LiveKit.IngressInfo, RPC.CreateIngressResponse>(
            package: "rpc", service: "IOInfo", name: "CreateIngress"
        )
        public static let getIngressInfo = ServiceMethod<RPC.GetIngressInfoRequest, RPC.GetIngressInfoResponse>(
            package: "rpc", service: "IOInfo", name: "GetIngressInfo"
        )
        public static let updateIngressState = ServiceMethod<RPC.UpdateIngressStateRequest, Google.Empty>(
            package: "rpc", service: "IOInfo", name: "UpdateIngressState"
        )

        /// Every method, in the order of the schema.
        public static let methods: [any ServiceMethodDescription] = [
            createEgress, updateEgress, getEgress, listEgress, updateMetrics, createIngress, getIngressInfo,
            updateIngressState,
        ]
    }
}
