// Generated from Protos/rpc/io.proto by Scripts/generate-protocol. Do not edit.

public import ProtobufRuntime

extension RPC {
    /// Asks for one egress.
    public struct GetEgressRequest: ProtobufMessage {
        public static let protobufName = "rpc.GetEgressRequest"
        public static let fieldTable = FieldTable([
            .init(1, "egress_id"),
        ])

        public var egressID = ""
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readField(_ number: Int, from reader: inout FieldReader) throws(ProtobufProblem) {
            switch number {
            case 1: try reader.string(&self.egressID)
            default: try reader.skip()
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.string(1, self.egressID)
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

        public mutating func readField(_ number: Int, from reader: inout FieldReader) throws(ProtobufProblem) {
            switch number {
            case 1: try reader.message(&self.info)
            case 3: try reader.float(&self.avgCPUUsage)
            case 4: try reader.float(&self.maxCPUUsage)
            default: try reader.skip()
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.info)
            writer.float(3, self.avgCPUUsage)
            writer.float(4, self.maxCPUUsage)
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

        public mutating func readField(_ number: Int, from reader: inout FieldReader) throws(ProtobufProblem) {
            switch number {
            case 1: try reader.message(&self.info)
            default: try reader.skip()
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.info)
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

        public var ingressID = ""
        public var streamKey = ""
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readField(_ number: Int, from reader: inout FieldReader) throws(ProtobufProblem) {
            switch number {
            case 1: try reader.string(&self.ingressID)
            case 2: try reader.string(&self.streamKey)
            default: try reader.skip()
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.string(1, self.ingressID)
            writer.string(2, self.streamKey)
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
        public var token = ""
        public var wsURL = ""
        public var loggingFields: [String: String] = [:]
        public var featureFlags: [String: String] = [:]
        public var projectID = ""
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readField(_ number: Int, from reader: inout FieldReader) throws(ProtobufProblem) {
            switch number {
            case 1: try reader.message(&self.info)
            case 2: try reader.string(&self.token)
            case 3: try reader.string(&self.wsURL)
            case 4: try reader.map(StringField.self, StringField.self, &self.loggingFields)
            case 5: try reader.map(StringField.self, StringField.self, &self.featureFlags)
            case 6: try reader.string(&self.projectID)
            default: try reader.skip()
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.info)
            writer.string(2, self.token)
            writer.string(3, self.wsURL)
            writer.map(StringField.self, StringField.self, 4, self.loggingFields)
            writer.map(StringField.self, StringField.self, 5, self.featureFlags)
            writer.string(6, self.projectID)
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

        public var ingressID = ""
        @Boxed public var state: LiveKit.IngressState? = nil
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readField(_ number: Int, from reader: inout FieldReader) throws(ProtobufProblem) {
            switch number {
            case 1: try reader.string(&self.ingressID)
            case 2: try reader.message(&self.state)
            default: try reader.skip()
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.string(1, self.ingressID)
            writer.message(2, self.state)
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
