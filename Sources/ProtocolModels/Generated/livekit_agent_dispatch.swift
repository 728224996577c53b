// Generated from Protos/livekit_agent_dispatch.proto by Scripts/generate-protocol. Do not edit.

public import ProtobufRuntime

extension LiveKit {
    /// Whether a job that failed is started again.
    public enum JobRestartPolicy: ProtobufEnum {
        case onFailure
        case never
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "JRP_ON_FAILURE", 1: "JRP_NEVER",
        ])
        public static let allCases: [Self] = [
            .onFailure, .never,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .onFailure
            case 1: self = .never
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .onFailure: 0
            case .never: 1
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Sends an agent into a room.
    public struct CreateAgentDispatchRequest: ProtobufMessage {
        public static let protobufName = "livekit.CreateAgentDispatchRequest"
        public static let fieldTable = FieldTable([
            .init(1, "agent_name"),
            .init(2, "room"),
            .init(3, "metadata"),
            .init(4, "restart_policy"),
            .init(5, "deployment"),
            .init(6, "attributes"),
        ])

        @WireText public var agentName: String
        @WireText public var room: String
        @WireText public var metadata: String
        public var restartPolicy = LiveKit.JobRestartPolicy(rawValue: 0)
        @WireText public var deployment: String
        public var attributes: [String: String] = [:]
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._agentName)
                case 2: try reader.wireText(&self._room)
                case 3: try reader.wireText(&self._metadata)
                case 4: try reader.enumeration(&self.restartPolicy)
                case 5: try reader.wireText(&self._deployment)
                case 6: try reader.map(StringField.self, StringField.self, &self.attributes)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._agentName)
            writer.wireText(2, self._room)
            writer.wireText(3, self._metadata)
            writer.enumeration(4, self.restartPolicy)
            writer.wireText(5, self._deployment)
            writer.map(StringField.self, StringField.self, 6, self.attributes)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// An agent that a room starts by itself.
    public struct RoomAgentDispatch: ProtobufMessage {
        public static let protobufName = "livekit.RoomAgentDispatch"
        public static let fieldTable = FieldTable([
            .init(1, "agent_name"),
            .init(2, "metadata"),
            .init(3, "restart_policy"),
            .init(4, "deployment"),
            .init(5, "attributes"),
        ])

        @WireText public var agentName: String
        @WireText public var metadata: String
        public var restartPolicy = LiveKit.JobRestartPolicy(rawValue: 0)
        @WireText public var deployment: String
        public var attributes: [String: String] = [:]
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._agentName)
                case 2: try reader.wireText(&self._metadata)
                case 3: try reader.enumeration(&self.restartPolicy)
                case 4: try reader.wireText(&self._deployment)
                case 5: try reader.map(StringField.self, StringField.self, &self.attributes)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._agentName)
            writer.wireText(2, self._metadata)
            writer.enumeration(3, self.restartPolicy)
            writer.wireText(4, self._deployment)
            writer.map(StringField.self, StringField.self, 5, self.attributes)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Takes an agent back.
    public struct DeleteAgentDispatchRequest: ProtobufMessage {
        public static let protobufName = "livekit.DeleteAgentDispatchRequest"
        public static let fieldTable = FieldTable([
            .init(1, "dispatch_id"),
            .init(2, "room"),
        ])

        @WireText public var dispatchID: String
        @WireText public var room: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._dispatchID)
                case 2: try reader.wireText(&self._room)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._dispatchID)
            writer.wireText(2, self._room)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Asks which agents were sent.
    public struct ListAgentDispatchRequest: ProtobufMessage {
        public static let protobufName = "livekit.ListAgentDispatchRequest"
        public static let fieldTable = FieldTable([
            .init(1, "dispatch_id"),
            .init(2, "room"),
        ])

        @WireText public var dispatchID: String
        @WireText public var room: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._dispatchID)
                case 2: try reader.wireText(&self._room)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._dispatchID)
            writer.wireText(2, self._room)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Agents that were sent.
    public struct ListAgentDispatchResponse: ProtobufMessage {
        public static let protobufName = "livekit.ListAgentDispatchResponse"
        public static let fieldTable = FieldTable([
            .init(1, "agent_dispatches"),
        ])

        public var agentDispatches: [LiveKit.AgentDispatch] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.messages(&self.agentDispatches)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.messages(1, self.agentDispatches)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// An agent sent into a room.
    public struct AgentDispatch: ProtobufMessage {
        public static let protobufName = "livekit.AgentDispatch"
        public static let fieldTable = FieldTable([
            .init(1, "id"),
            .init(2, "agent_name"),
            .init(3, "room"),
            .init(4, "metadata"),
            .init(5, "state"),
            .init(6, "restart_policy"),
            .init(7, "deployment"),
            .init(8, "attributes"),
        ])

        @WireText public var id: String
        @WireText public var agentName: String
        @WireText public var room: String
        @WireText public var metadata: String
        public var state: LiveKit.AgentDispatchState?
        public var restartPolicy = LiveKit.JobRestartPolicy(rawValue: 0)
        @WireText public var deployment: String
        public var attributes: [String: String] = [:]
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._id)
                case 2: try reader.wireText(&self._agentName)
                case 3: try reader.wireText(&self._room)
                case 4: try reader.wireText(&self._metadata)
                case 5: try reader.message(&self.state)
                case 6: try reader.enumeration(&self.restartPolicy)
                case 7: try reader.wireText(&self._deployment)
                case 8: try reader.map(StringField.self, StringField.self, &self.attributes)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._id)
            writer.wireText(2, self._agentName)
            writer.wireText(3, self._room)
            writer.wireText(4, self._metadata)
            writer.message(5, self.state)
            writer.enumeration(6, self.restartPolicy)
            writer.wireText(7, self._deployment)
            writer.map(StringField.self, StringField.self, 8, self.attributes)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// How a sent agent is.
    public struct AgentDispatchState: ProtobufMessage {
        public static let protobufName = "livekit.AgentDispatchState"
        public static let fieldTable = FieldTable([
            .init(1, "jobs"),
            .init(2, "created_at"),
            .init(3, "deleted_at"),
        ])

        public var jobs: [LiveKit.Job] = []
        public var createdAt: Int64 = 0
        public var deletedAt: Int64 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.messages(&self.jobs)
                case 2: try reader.int64(&self.createdAt)
                case 3: try reader.int64(&self.deletedAt)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.messages(1, self.jobs)
            writer.int64(2, self.createdAt)
            writer.int64(3, self.deletedAt)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The API for sending agents.
    public enum AgentDispatchService {
        public static let createDispatch = ServiceMethod<LiveKit.CreateAgentDispatchRequest, LiveKit.AgentDispatch>(
            package: "livekit", service: "AgentDispatchService", name: "CreateDispatch"
        )
        public static let deleteDispatch = ServiceMethod<LiveKit.DeleteAgentDispatchRequest, LiveKit.AgentDispatch>(
            package: "livekit", service: "AgentDispatchService", name: "DeleteDispatch"
        )
        public static let listDispatch = ServiceMethod<LiveKit.ListAgentDispatchRequest, LiveKit.ListAgentDispatchResponse>(
            package: "livekit", service: "AgentDispatchService", name: "ListDispatch"
        )

        /// Every method, in the order of the schema.
        public static let methods: [any ServiceMethodDescription] = [
            createDispatch, deleteDispatch, listDispatch,
        ]
    }
}
