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

        public var agentName = ""
        public var room = ""
        public var metadata = ""
        public var restartPolicy = LiveKit.JobRestartPolicy(rawValue: 0)
        public var deployment = ""
        public var attributes: [String: String] = [:]
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readField(_ number: Int, from reader: inout FieldReader) throws(ProtobufProblem) {
            switch number {
            case 1: try reader.string(&self.agentName)
            case 2: try reader.string(&self.room)
            case 3: try reader.string(&self.metadata)
            case 4: try reader.enumeration(&self.restartPolicy)
            case 5: try reader.string(&self.deployment)
            case 6: try reader.map(StringField.self, StringField.self, &self.attributes)
            default: try reader.skip()
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.string(1, self.agentName)
            writer.string(2, self.room)
            writer.string(3, self.metadata)
            writer.enumeration(4, self.restartPolicy)
            writer.string(5, self.deployment)
            writer.map(StringField.self, StringField.self, 6, self.attributes)
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

        public var agentName = ""
        public var metadata = ""
        public var restartPolicy = LiveKit.JobRestartPolicy(rawValue: 0)
        public var deployment = ""
        public var attributes: [String: String] = [:]
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readField(_ number: Int, from reader: inout FieldReader) throws(ProtobufProblem) {
            switch number {
            case 1: try reader.string(&self.agentName)
            case 2: try reader.string(&self.metadata)
            case 3: try reader.enumeration(&self.restartPolicy)
            case 4: try reader.string(&self.deployment)
            case 5: try reader.map(StringField.self, StringField.self, &self.attributes)
            default: try reader.skip()
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.string(1, self.agentName)
            writer.string(2, self.metadata)
            writer.enumeration(3, self.restartPolicy)
            writer.string(4, self.deployment)
            writer.map(StringField.self, StringField.self, 5, self.attributes)
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

        public var dispatchID = ""
        public var room = ""
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readField(_ number: Int, from reader: inout FieldReader) throws(ProtobufProblem) {
            switch number {
            case 1: try reader.string(&self.dispatchID)
            case 2: try reader.string(&self.room)
            default: try reader.skip()
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.string(1, self.dispatchID)
            writer.string(2, self.room)
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

        public var dispatchID = ""
        public var room = ""
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readField(_ number: Int, from reader: inout FieldReader) throws(ProtobufProblem) {
            switch number {
            case 1: try reader.string(&self.dispatchID)
            case 2: try reader.string(&self.room)
            default: try reader.skip()
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.string(1, self.dispatchID)
            writer.string(2, self.room)
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

        public mutating func readField(_ number: Int, from reader: inout FieldReader) throws(ProtobufProblem) {
            switch number {
            case 1: try reader.messages(&self.agentDispatches)
            default: try reader.skip()
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.messages(1, self.agentDispatches)
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

        public var id = ""
        public var agentName = ""
        public var room = ""
        public var metadata = ""
        public var state: LiveKit.AgentDispatchState?
        public var restartPolicy = LiveKit.JobRestartPolicy(rawValue: 0)
        public var deployment = ""
        public var attributes: [String: String] = [:]
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readField(_ number: Int, from reader: inout FieldReader) throws(ProtobufProblem) {
            switch number {
            case 1: try reader.string(&self.id)
            case 2: try reader.string(&self.agentName)
            case 3: try reader.string(&self.room)
            case 4: try reader.string(&self.metadata)
            case 5: try reader.message(&self.state)
            case 6: try reader.enumeration(&self.restartPolicy)
            case 7: try reader.string(&self.deployment)
            case 8: try reader.map(StringField.self, StringField.self, &self.attributes)
            default: try reader.skip()
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.string(1, self.id)
            writer.string(2, self.agentName)
            writer.string(3, self.room)
            writer.string(4, self.metadata)
            writer.message(5, self.state)
            writer.enumeration(6, self.restartPolicy)
            writer.string(7, self.deployment)
            writer.map(StringField.self, StringField.self, 8, self.attributes)
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

        public mutating func readField(_ number: Int, from reader: inout FieldReader) throws(ProtobufProblem) {
            switch number {
            case 1: try reader.messages(&self.jobs)
            case 2: try reader.int64(&self.createdAt)
            case 3: try reader.int64(&self.deletedAt)
            default: try reader.skip()
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.messages(1, self.jobs)
            writer.int64(2, self.createdAt)
            writer.int64(3, self.deletedAt)
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
