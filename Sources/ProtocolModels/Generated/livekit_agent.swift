// Generated from Protos/livekit_agent.proto by Scripts/generate-protocol. Do not edit.

public import ProtobufRuntime

extension LiveKit {
    /// What an agent is started for.
    public enum JobType: ProtobufEnum {
        case room
        case publisher
        case participant
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "JT_ROOM", 1: "JT_PUBLISHER", 2: "JT_PARTICIPANT",
        ])
        public static let allCases: [Self] = [
            .room, .publisher, .participant,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .room
            case 1: self = .publisher
            case 2: self = .participant
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .room: 0
            case .publisher: 1
            case .participant: 2
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Whether a worker takes jobs.
    public enum WorkerStatus: ProtobufEnum {
        case available
        case full
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "WS_AVAILABLE", 1: "WS_FULL",
        ])
        public static let allCases: [Self] = [
            .available, .full,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .available
            case 1: self = .full
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .available: 0
            case .full: 1
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// How far a job has come.
    public enum JobStatus: ProtobufEnum {
        case pending
        case running
        case success
        case failed
        case cancelled
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "JS_PENDING", 1: "JS_RUNNING", 2: "JS_SUCCESS", 3: "JS_FAILED", 4: "JS_CANCELLED",
        ])
        public static let allCases: [Self] = [
            .pending, .running, .success, .failed, .cancelled,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .pending
            case 1: self = .running
            case 2: self = .success
            case 3: self = .failed
            case 4: self = .cancelled
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .pending: 0
            case .running: 1
            case .success: 2
            case .failed: 3
            case .cancelled: 4
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Why a job is in its state.
    public enum JobStateReason: ProtobufEnum {
        case unspecified
        case noCapacity
        case roomClosed
        case dispatchDeleted
        case retrying
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "JSR_UNSPECIFIED", 1: "JSR_NO_CAPACITY", 2: "JSR_ROOM_CLOSED", 3: "JSR_DISPATCH_DELETED",
            4: "JSR_RETRYING",
        ])
        public static let allCases: [Self] = [
            .unspecified, .noCapacity, .roomClosed, .dispatchDeleted, .retrying,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .noCapacity
            case 2: self = .roomClosed
            case 3: self = .dispatchDeleted
            case 4: self = .retrying
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .noCapacity: 1
            case .roomClosed: 2
            case .dispatchDeleted: 3
            case .retrying: 4
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// An agent in a room.
    public struct Job: ProtobufMessage {
        public static let protobufName = "livekit.Job"
        public static let fieldTable = FieldTable([
            .init(1, "id"),
            .init(2, "type"),
            .init(3, "room"),
            .init(4, "participant"),
            .init(5, "namespace"),
            .init(6, "metadata"),
            .init(7, "agent_name"),
            .init(8, "state"),
            .init(9, "dispatch_id"),
            .init(10, "enable_recording"),
            .init(11, "deployment"),
            .init(12, "attributes"),
            .init(13, "enable_redaction"),
        ])

        @WireText public var id: String
        @WireText public var dispatchID: String
        public var type = LiveKit.JobType(rawValue: 0)
        @Boxed public var room: LiveKit.Room? = nil
        @Boxed public var participant: LiveKit.ParticipantInfo? = nil
        /// Deprecated.
        @WireText public var namespace: String
        @WireText public var metadata: String
        @WireText public var agentName: String
        @Boxed public var state: LiveKit.JobState? = nil
        public var enableRecording = false
        @WireText public var deployment: String
        public var attributes: [String: String] = [:]
        public var enableRedaction = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._id)
                case 2: try reader.enumeration(&self.type)
                case 3: try reader.message(&self.room)
                case 4: try reader.message(&self.participant)
                case 5: try reader.wireText(&self._namespace)
                case 6: try reader.wireText(&self._metadata)
                case 7: try reader.wireText(&self._agentName)
                case 8: try reader.message(&self.state)
                case 9: try reader.wireText(&self._dispatchID)
                case 10: try reader.bool(&self.enableRecording)
                case 11: try reader.wireText(&self._deployment)
                case 12: try reader.map(StringField.self, StringField.self, &self.attributes)
                case 13: try reader.bool(&self.enableRedaction)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._id)
            writer.enumeration(2, self.type)
            writer.message(3, self.room)
            writer.message(4, self.participant)
            writer.wireText(5, self._namespace)
            writer.wireText(6, self._metadata)
            writer.wireText(7, self._agentName)
            writer.message(8, self.state)
            writer.wireText(9, self._dispatchID)
            writer.bool(10, self.enableRecording)
            writer.wireText(11, self._deployment)
            writer.map(StringField.self, StringField.self, 12, self.attributes)
            writer.bool(13, self.enableRedaction)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// How a job is.
    public struct JobState: ProtobufMessage {
        public static let protobufName = "livekit.JobState"
        public static let fieldTable = FieldTable([
            .init(1, "status"),
            .init(2, "error"),
            .init(3, "started_at"),
            .init(4, "ended_at"),
            .init(5, "updated_at"),
            .init(6, "participant_identity"),
            .init(7, "worker_id"),
            .init(8, "agent_id"),
            .init(9, "reason"),
        ])

        public var status = LiveKit.JobStatus(rawValue: 0)
        @WireText public var error: String
        public var startedAt: Int64 = 0
        public var endedAt: Int64 = 0
        public var updatedAt: Int64 = 0
        @WireText public var participantIdentity: String
        @WireText public var workerID: String
        @WireText public var agentID: String
        public var reason = LiveKit.JobStateReason(rawValue: 0)
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.status)
                case 2: try reader.wireText(&self._error)
                case 3: try reader.int64(&self.startedAt)
                case 4: try reader.int64(&self.endedAt)
                case 5: try reader.int64(&self.updatedAt)
                case 6: try reader.wireText(&self._participantIdentity)
                case 7: try reader.wireText(&self._workerID)
                case 8: try reader.wireText(&self._agentID)
                case 9: try reader.enumeration(&self.reason)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.status)
            writer.wireText(2, self._error)
            writer.int64(3, self.startedAt)
            writer.int64(4, self.endedAt)
            writer.int64(5, self.updatedAt)
            writer.wireText(6, self._participantIdentity)
            writer.wireText(7, self._workerID)
            writer.wireText(8, self._agentID)
            writer.enumeration(9, self.reason)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// From a worker to its server.
    public struct WorkerMessage: ProtobufMessage {
        public static let protobufName = "livekit.WorkerMessage"
        public static let fieldTable = FieldTable([
            .init(1, "register", oneof: 1),
            .init(2, "availability", oneof: 1),
            .init(3, "update_worker", oneof: 1),
            .init(4, "update_job", oneof: 1),
            .init(5, "ping", oneof: 1),
            .init(6, "simulate_job", oneof: 1),
            .init(7, "migrate_job", oneof: 1),
        ])

        public var message: Message?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1:
                    var value = LiveKit.RegisterWorkerRequest()
                    if case .register(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .register(consume value) }
                case 2:
                    var value = LiveKit.AvailabilityResponse()
                    if case .availability(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .availability(consume value) }
                case 3:
                    var value = LiveKit.UpdateWorkerStatus()
                    if case .updateWorker(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .updateWorker(consume value) }
                case 4:
                    var value = LiveKit.UpdateJobStatus()
                    if case .updateJob(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .updateJob(consume value) }
                case 5:
                    var value = LiveKit.WorkerPing()
                    if case .ping(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .ping(consume value) }
                case 6:
                    var value = LiveKit.SimulateJobRequest()
                    if case .simulateJob(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .simulateJob(consume value) }
                case 7:
                    var value = LiveKit.MigrateJobRequest()
                    if case .migrateJob(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .migrateJob(consume value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            switch self.message {
            case .register(let value)?: writer.set(1, value)
            case .availability(let value)?: writer.set(2, value)
            case .updateWorker(let value)?: writer.set(3, value)
            case .updateJob(let value)?: writer.set(4, value)
            case .ping(let value)?: writer.set(5, value)
            case .simulateJob(let value)?: writer.set(6, value)
            case .migrateJob(let value)?: writer.set(7, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `message`, of which one may be set.
        public enum Message: Hashable, Sendable {
            indirect case register(LiveKit.RegisterWorkerRequest)
            indirect case availability(LiveKit.AvailabilityResponse)
            case updateWorker(LiveKit.UpdateWorkerStatus)
            case updateJob(LiveKit.UpdateJobStatus)
            case ping(LiveKit.WorkerPing)
            case simulateJob(LiveKit.SimulateJobRequest)
            case migrateJob(LiveKit.MigrateJobRequest)
        }
    }
}

extension LiveKit {
    /// From the server to a worker.
    public struct ServerMessage: ProtobufMessage {
        public static let protobufName = "livekit.ServerMessage"
        public static let fieldTable = FieldTable([
            .init(1, "register", oneof: 1),
            .init(2, "availability", oneof: 1),
            .init(3, "assignment", oneof: 1),
            .init(4, "pong", oneof: 1),
            .init(5, "termination", oneof: 1),
            .init(6, "go_away", oneof: 1),
        ])

        public var message: Message?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1:
                    var value = LiveKit.RegisterWorkerResponse()
                    if case .register(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .register(consume value) }
                case 2:
                    var value = LiveKit.AvailabilityRequest()
                    if case .availability(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .availability(consume value) }
                case 3:
                    var value = LiveKit.JobAssignment()
                    if case .assignment(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .assignment(consume value) }
                case 4:
                    var value = LiveKit.WorkerPong()
                    if case .pong(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .pong(consume value) }
                case 5:
                    var value = LiveKit.JobTermination()
                    if case .termination(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .termination(consume value) }
                case 6:
                    var value = LiveKit.AgentHttp.GoAway()
                    if case .goAway(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .goAway(consume value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            switch self.message {
            case .register(let value)?: writer.set(1, value)
            case .availability(let value)?: writer.set(2, value)
            case .assignment(let value)?: writer.set(3, value)
            case .pong(let value)?: writer.set(4, value)
            case .termination(let value)?: writer.set(5, value)
            case .goAway(let value)?: writer.set(6, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `message`, of which one may be set.
        public enum Message: Hashable, Sendable {
            case register(LiveKit.RegisterWorkerResponse)
            case availability(LiveKit.AvailabilityRequest)
            case assignment(LiveKit.JobAssignment)
            case termination(LiveKit.JobTermination)
            case pong(LiveKit.WorkerPong)
            case goAway(LiveKit.AgentHttp.GoAway)
        }
    }
}

extension LiveKit {
    /// Asks for a job, for tests.
    public struct SimulateJobRequest: ProtobufMessage {
        public static let protobufName = "livekit.SimulateJobRequest"
        public static let fieldTable = FieldTable([
            .init(1, "type"),
            .init(2, "room"),
            .init(3, "participant"),
        ])

        public var type = LiveKit.JobType(rawValue: 0)
        @Boxed public var room: LiveKit.Room? = nil
        @Boxed public var participant: LiveKit.ParticipantInfo? = nil
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.type)
                case 2: try reader.message(&self.room)
                case 3: try reader.message(&self.participant)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.type)
            writer.message(2, self.room)
            writer.message(3, self.participant)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Asks for a sign of life.
    public struct WorkerPing: ProtobufMessage {
        public static let protobufName = "livekit.WorkerPing"
        public static let fieldTable = FieldTable([
            .init(1, "timestamp"),
        ])

        public var timestamp: Int64 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.int64(&self.timestamp)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.int64(1, self.timestamp)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A sign of life.
    public struct WorkerPong: ProtobufMessage {
        public static let protobufName = "livekit.WorkerPong"
        public static let fieldTable = FieldTable([
            .init(1, "last_timestamp"),
            .init(2, "timestamp"),
        ])

        public var lastTimestamp: Int64 = 0
        public var timestamp: Int64 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.int64(&self.lastTimestamp)
                case 2: try reader.int64(&self.timestamp)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.int64(1, self.lastTimestamp)
            writer.int64(2, self.timestamp)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Announces a worker.
    public struct RegisterWorkerRequest: ProtobufMessage {
        public static let protobufName = "livekit.RegisterWorkerRequest"
        public static let fieldTable = FieldTable([
            .init(1, "type"),
            .init(3, "version"),
            .init(5, "ping_interval"),
            .init(6, "namespace"),
            .init(7, "allowed_permissions"),
            .init(8, "agent_name"),
            .init(9, "deployment"),
            .init(10, "endpoints"),
            .init(11, "instance_id"),
            .init(12, "endpoint_protocol"),
        ])

        public var type = LiveKit.JobType(rawValue: 0)
        @WireText public var agentName: String
        @WireText public var version: String
        public var pingInterval: UInt32 = 0
        public var namespace: String?
        @Boxed public var allowedPermissions: LiveKit.ParticipantPermission? = nil
        @WireText public var deployment: String
        public var endpoints: [LiveKit.AgentHttp.AgentEndpoint] = []
        @WireText public var instanceID: String
        public var endpointProtocol: UInt32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.type)
                case 3: try reader.wireText(&self._version)
                case 5: try reader.uint32(&self.pingInterval)
                case 6: try reader.string(&self.namespace)
                case 7: try reader.message(&self.allowedPermissions)
                case 8: try reader.wireText(&self._agentName)
                case 9: try reader.wireText(&self._deployment)
                case 10: try reader.messages(&self.endpoints)
                case 11: try reader.wireText(&self._instanceID)
                case 12: try reader.uint32(&self.endpointProtocol)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.type)
            writer.wireText(3, self._version)
            writer.uint32(5, self.pingInterval)
            writer.string(6, self.namespace)
            writer.message(7, self.allowedPermissions)
            writer.wireText(8, self._agentName)
            writer.wireText(9, self._deployment)
            writer.messages(10, self.endpoints)
            writer.wireText(11, self._instanceID)
            writer.uint32(12, self.endpointProtocol)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The worker that was registered.
    public struct RegisterWorkerResponse: ProtobufMessage {
        public static let protobufName = "livekit.RegisterWorkerResponse"
        public static let fieldTable = FieldTable([
            .init(1, "worker_id"),
            .init(3, "server_info"),
            .init(4, "endpoint_settings"),
        ])

        @WireText public var workerID: String
        @Boxed public var serverInfo: LiveKit.ServerInfo? = nil
        public var endpointSettings: LiveKit.AgentHttp.AgentEndpointSettings?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._workerID)
                case 3: try reader.message(&self.serverInfo)
                case 4: try reader.message(&self.endpointSettings)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._workerID)
            writer.message(3, self.serverInfo)
            writer.message(4, self.endpointSettings)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Asks for jobs to be moved elsewhere.
    public struct MigrateJobRequest: ProtobufMessage {
        public static let protobufName = "livekit.MigrateJobRequest"
        public static let fieldTable = FieldTable([
            .init(2, "job_ids"),
            .init(3, "jobs"),
        ])

        public var jobIDs: [String] = []
        public var jobs: [LiveKit.Job] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 2: try reader.strings(&self.jobIDs)
                case 3: try reader.messages(&self.jobs)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.strings(2, self.jobIDs)
            writer.messages(3, self.jobs)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Asks whether a worker takes a job.
    public struct AvailabilityRequest: ProtobufMessage {
        public static let protobufName = "livekit.AvailabilityRequest"
        public static let fieldTable = FieldTable([
            .init(1, "job"),
            .init(2, "resuming"),
        ])

        @Boxed public var job: LiveKit.Job? = nil
        public var resuming = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.job)
                case 2: try reader.bool(&self.resuming)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.job)
            writer.bool(2, self.resuming)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Whether a worker takes a job.
    public struct AvailabilityResponse: ProtobufMessage {
        public static let protobufName = "livekit.AvailabilityResponse"
        public static let fieldTable = FieldTable([
            .init(1, "job_id"),
            .init(2, "available"),
            .init(3, "supports_resume"),
            .init(4, "participant_name"),
            .init(5, "participant_identity"),
            .init(6, "participant_metadata"),
            .init(7, "participant_attributes"),
            .init(8, "terminate"),
        ])

        @WireText public var jobID: String
        public var available = false
        public var supportsResume = false
        public var terminate = false
        @WireText public var participantName: String
        @WireText public var participantIdentity: String
        @WireText public var participantMetadata: String
        public var participantAttributes: [String: String] = [:]
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._jobID)
                case 2: try reader.bool(&self.available)
                case 3: try reader.bool(&self.supportsResume)
                case 4: try reader.wireText(&self._participantName)
                case 5: try reader.wireText(&self._participantIdentity)
                case 6: try reader.wireText(&self._participantMetadata)
                case 7: try reader.map(StringField.self, StringField.self, &self.participantAttributes)
                case 8: try reader.bool(&self.terminate)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._jobID)
            writer.bool(2, self.available)
            writer.bool(3, self.supportsResume)
            writer.wireText(4, self._participantName)
            writer.wireText(5, self._participantIdentity)
            writer.wireText(6, self._participantMetadata)
            writer.map(StringField.self, StringField.self, 7, self.participantAttributes)
            writer.bool(8, self.terminate)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// How a job is now.
    public struct UpdateJobStatus: ProtobufMessage {
        public static let protobufName = "livekit.UpdateJobStatus"
        public static let fieldTable = FieldTable([
            .init(1, "job_id"),
            .init(2, "status"),
            .init(3, "error"),
        ])

        @WireText public var jobID: String
        public var status = LiveKit.JobStatus(rawValue: 0)
        @WireText public var error: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._jobID)
                case 2: try reader.enumeration(&self.status)
                case 3: try reader.wireText(&self._error)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._jobID)
            writer.enumeration(2, self.status)
            writer.wireText(3, self._error)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// How a worker is now.
    public struct UpdateWorkerStatus: ProtobufMessage {
        public static let protobufName = "livekit.UpdateWorkerStatus"
        public static let fieldTable = FieldTable([
            .init(1, "status"),
            .init(3, "load"),
            .init(4, "job_count"),
            .init(5, "draining"),
            .init(6, "seq"),
        ])

        public var status: LiveKit.WorkerStatus?
        public var load: Float = 0
        public var jobCount: UInt32 = 0
        public var draining = false
        public var seq: UInt64 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.optional(EnumField<LiveKit.WorkerStatus>.self, &self.status)
                case 3: try reader.float(&self.load)
                case 4: try reader.uint32(&self.jobCount)
                case 5: try reader.bool(&self.draining)
                case 6: try reader.uint64(&self.seq)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.optional(EnumField<LiveKit.WorkerStatus>.self, 1, self.status)
            writer.float(3, self.load)
            writer.uint32(4, self.jobCount)
            writer.bool(5, self.draining)
            writer.uint64(6, self.seq)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Gives a job to a worker.
    public struct JobAssignment: ProtobufMessage {
        public static let protobufName = "livekit.JobAssignment"
        public static let fieldTable = FieldTable([
            .init(1, "job"),
            .init(2, "url"),
            .init(3, "token", .secret),
        ])

        @Boxed public var job: LiveKit.Job? = nil
        public var url: String?
        @WireText public var token: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.job)
                case 2: try reader.string(&self.url)
                case 3: try reader.wireText(&self._token)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.job)
            writer.string(2, self.url)
            writer.wireText(3, self._token)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Ends a job.
    public struct JobTermination: ProtobufMessage {
        public static let protobufName = "livekit.JobTermination"
        public static let fieldTable = FieldTable([
            .init(1, "job_id"),
        ])

        @WireText public var jobID: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._jobID)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._jobID)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// HTTP endpoints of agents.
    public struct AgentHttp: ProtobufMessage {
        public static let protobufName = "livekit.AgentHttp"
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

        /// What an endpoint speaks.
        public enum AgentEndpointKind: ProtobufEnum {
            case http
            case text
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "AEK_HTTP", 1: "AEK_TEXT",
            ])
            public static let allCases: [Self] = [
                .http, .text,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .http
                case 1: self = .text
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .http: 0
                case .text: 1
                case .unrecognized(let number): number
                }
            }
        }

        /// Why a stream was reset.
        public enum HttpStreamResetCode: ProtobufEnum {
            case abort
            case refused
            case `internal`
            case timeout
            case `protocol`
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "HSR_ABORT", 1: "HSR_REFUSED", 2: "HSR_INTERNAL", 3: "HSR_TIMEOUT", 4: "HSR_PROTOCOL",
            ])
            public static let allCases: [Self] = [
                .abort, .refused, .`internal`, .timeout, .`protocol`,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .abort
                case 1: self = .refused
                case 2: self = .`internal`
                case 3: self = .timeout
                case 4: self = .`protocol`
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .abort: 0
                case .refused: 1
                case .`internal`: 2
                case .timeout: 3
                case .`protocol`: 4
                case .unrecognized(let number): number
                }
            }
        }

        /// An endpoint of an agent.
        public struct AgentEndpoint: ProtobufMessage {
            public static let protobufName = "livekit.AgentHttp.AgentEndpoint"
            public static let fieldTable = FieldTable([
                .init(1, "path"),
                .init(2, "methods"),
                .init(3, "kind"),
                .init(4, "public"),
            ])

            @WireText public var path: String
            public var methods: [String] = []
            public var kind = LiveKit.AgentHttp.AgentEndpointKind(rawValue: 0)
            public var `public` = false
            public var unknownFields = UnknownFields()

            public init() {}

            public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
                while true {
                    switch try reader.nextField(&self.unknownFields) {
                    case 0: return
                    case 1: try reader.wireText(&self._path)
                    case 2: try reader.strings(&self.methods)
                    case 3: try reader.enumeration(&self.kind)
                    case 4: try reader.bool(&self.`public`)
                    default: try reader.skip()
                    }
                }
            }

            public func writeFields(to writer: inout FieldWriter) {
                writer.wireText(1, self._path)
                writer.strings(2, self.methods)
                writer.enumeration(3, self.kind)
                writer.bool(4, self.`public`)
                writer.unknown(self.unknownFields)
            }
        }

        /// How an endpoint behaves.
        public struct AgentEndpointSettings: ProtobufMessage {
            public static let protobufName = "livekit.AgentHttp.AgentEndpointSettings"
            public static let fieldTable = FieldTable([
                .init(1, "protocol"),
            ])

            public var `protocol`: UInt32 = 0
            public var unknownFields = UnknownFields()

            public init() {}

            public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
                while true {
                    switch try reader.nextField(&self.unknownFields) {
                    case 0: return
                    case 1: try reader.uint32(&self.`protocol`)
                    default: try reader.skip()
                    }
                }
            }

            public func writeFields(to writer: inout FieldWriter) {
                writer.uint32(1, self.`protocol`)
                writer.unknown(self.unknownFields)
            }
        }

        /// What a stream begins with.
        public struct StreamPreamble: ProtobufMessage {
            public static let protobufName = "livekit.AgentHttp.StreamPreamble"
            public static let fieldTable = FieldTable([
                .init(1, "kind"),
                .init(2, "request_id"),
                .init(3, "authorized"),
                .init(4, "route"),
                .init(5, "timeout_ms"),
                .init(6, "client_addr"),
                .init(7, "scheme"),
            ])

            public var kind = LiveKit.AgentHttp.AgentEndpointKind(rawValue: 0)
            @WireText public var requestID: String
            public var authorized = false
            @WireText public var route: String
            public var timeoutMs: UInt32 = 0
            @WireText public var clientAddr: String
            @WireText public var scheme: String
            public var unknownFields = UnknownFields()

            public init() {}

            public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
                while true {
                    switch try reader.nextField(&self.unknownFields) {
                    case 0: return
                    case 1: try reader.enumeration(&self.kind)
                    case 2: try reader.wireText(&self._requestID)
                    case 3: try reader.bool(&self.authorized)
                    case 4: try reader.wireText(&self._route)
                    case 5: try reader.uint32(&self.timeoutMs)
                    case 6: try reader.wireText(&self._clientAddr)
                    case 7: try reader.wireText(&self._scheme)
                    default: try reader.skip()
                    }
                }
            }

            public func writeFields(to writer: inout FieldWriter) {
                writer.enumeration(1, self.kind)
                writer.wireText(2, self._requestID)
                writer.bool(3, self.authorized)
                writer.wireText(4, self._route)
                writer.uint32(5, self.timeoutMs)
                writer.wireText(6, self._clientAddr)
                writer.wireText(7, self._scheme)
                writer.unknown(self.unknownFields)
            }
        }

        /// Asks for no further streams.
        public struct GoAway: ProtobufMessage {
            public static let protobufName = "livekit.AgentHttp.GoAway"
            public static let fieldTable = FieldTable([
                .init(1, "reason"),
            ])

            @WireText public var reason: String
            public var unknownFields = UnknownFields()

            public init() {}

            public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
                while true {
                    switch try reader.nextField(&self.unknownFields) {
                    case 0: return
                    case 1: try reader.wireText(&self._reason)
                    default: try reader.skip()
                    }
                }
            }

            public func writeFields(to writer: inout FieldWriter) {
                writer.wireText(1, self._reason)
                writer.unknown(self.unknownFields)
            }
        }
    }
}
