// Generated from Protos/rpc/ingress.proto by Scripts/generate-protocol. Do not edit.

public import ProtobufRuntime

extension RPC {
    /// Asks for an ingress that pulls from a URL to be started.
    public struct StartIngressRequest: ProtobufMessage {
        public static let protobufName = "rpc.StartIngressRequest"
        public static let fieldTable = FieldTable([
            .init(1, "info"),
            .init(2, "token", .secret),
            .init(3, "ws_url"),
            .init(4, "logging_fields"),
            .init(5, "feature_flags"),
        ])

        @Boxed public var info: LiveKit.IngressInfo? = nil
        /// Empty from an open-source server: the service signs its own.
        @WireText public var token: String
        /// Empty from an open-source server: the service has its own.
        @WireText public var wsURL: String
        public var loggingFields: [String: String] = [:]
        public var featureFlags: [String: String] = [:]
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
            writer.unknown(self.unknownFields)
        }
    }
}

extension RPC {
    /// Asks which sessions run.
    public struct ListActiveIngressRequest: ProtobufMessage {
        public static let protobufName = "rpc.ListActiveIngressRequest"
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
    /// The sessions that run on the answering service.
    public struct ListActiveIngressResponse: ProtobufMessage {
        public static let protobufName = "rpc.ListActiveIngressResponse"
        public static let fieldTable = FieldTable([
            .init(1, "ingress_ids"),
            .init(2, "ingress_sessions"),
        ])

        /// Deprecated.
        public var ingressIDs: [String] = []
        public var ingressSessions: [RPC.IngressSession] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.strings(&self.ingressIDs)
                case 2: try reader.messages(&self.ingressSessions)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.strings(1, self.ingressIDs)
            writer.messages(2, self.ingressSessions)
            writer.unknown(self.unknownFields)
        }
    }
}

extension RPC {
    /// One session of an ingress.
    public struct IngressSession: ProtobufMessage {
        public static let protobufName = "rpc.IngressSession"
        public static let fieldTable = FieldTable([
            .init(1, "ingress_id"),
            .init(2, "resource_id"),
        ])

        @WireText public var ingressID: String
        @WireText public var resourceID: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._ingressID)
                case 2: try reader.wireText(&self._resourceID)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._ingressID)
            writer.wireText(2, self._resourceID)
            writer.unknown(self.unknownFields)
        }
    }
}

extension RPC {
    /// Ends one session.
    public struct KillIngressSessionRequest: ProtobufMessage {
        public static let protobufName = "rpc.KillIngressSessionRequest"
        public static let fieldTable = FieldTable([
            .init(1, "session"),
        ])

        public var session: RPC.IngressSession?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.session)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.session)
            writer.unknown(self.unknownFields)
        }
    }
}

extension RPC {
    /// An HTTP DELETE of a WHIP resource that arrived at another instance.
    public struct DeleteWHIPResourceRequest: ProtobufMessage {
        public static let protobufName = "rpc.DeleteWHIPResourceRequest"
        public static let fieldTable = FieldTable([
            .init(1, "resource_id"),
            .init(2, "stream_key", .secret),
        ])

        @WireText public var resourceID: String
        @WireText public var streamKey: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._resourceID)
                case 2: try reader.wireText(&self._streamKey)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._resourceID)
            writer.wireText(2, self._streamKey)
            writer.unknown(self.unknownFields)
        }
    }
}

extension RPC {
    /// An HTTP PATCH of a WHIP resource that arrived at another instance.
    public struct ICERestartWHIPResourceRequest: ProtobufMessage {
        public static let protobufName = "rpc.ICERestartWHIPResourceRequest"
        public static let fieldTable = FieldTable([
            .init(1, "resource_id"),
            .init(2, "stream_key", .secret),
            .init(3, "user_fragment"),
            .init(4, "password", .secret),
            .init(5, "candidates"),
            .init(6, "raw_trickle_ice_sdpfrag"),
            .init(7, "if_match"),
        ])

        @WireText public var resourceID: String
        @WireText public var streamKey: String
        @WireText public var userFragment: String
        @WireText public var password: String
        public var candidates: [String] = []
        @WireText public var rawTrickleICESdpfrag: String
        @WireText public var ifMatch: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._resourceID)
                case 2: try reader.wireText(&self._streamKey)
                case 3: try reader.wireText(&self._userFragment)
                case 4: try reader.wireText(&self._password)
                case 5: try reader.strings(&self.candidates)
                case 6: try reader.wireText(&self._rawTrickleICESdpfrag)
                case 7: try reader.wireText(&self._ifMatch)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._resourceID)
            writer.wireText(2, self._streamKey)
            writer.wireText(3, self._userFragment)
            writer.wireText(4, self._password)
            writer.strings(5, self.candidates)
            writer.wireText(6, self._rawTrickleICESdpfrag)
            writer.wireText(7, self._ifMatch)
            writer.unknown(self.unknownFields)
        }
    }
}

extension RPC {
    /// What the PATCH is answered with.
    public struct ICERestartWHIPResourceResponse: ProtobufMessage {
        public static let protobufName = "rpc.ICERestartWHIPResourceResponse"
        public static let fieldTable = FieldTable([
            .init(1, "trickle_ice_sdpfrag"),
            .init(2, "etag"),
        ])

        @WireText public var trickleICESdpfrag: String
        @WireText public var etag: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._trickleICESdpfrag)
                case 2: try reader.wireText(&self._etag)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._trickleICESdpfrag)
            writer.wireText(2, self._etag)
            writer.unknown(self.unknownFields)
        }
    }
}

extension RPC {
    /// How a forwarded WHIP connection is, every ten seconds.
    public struct WHIPRTCConnectionNotifyRequest: ProtobufMessage {
        public static let protobufName = "rpc.WHIPRTCConnectionNotifyRequest"
        public static let fieldTable = FieldTable([
            .init(1, "participant_id"),
            .init(2, "closed"),
            .init(3, "video"),
            .init(4, "audio"),
        ])

        @WireText public var participantID: String
        public var closed = false
        @Boxed public var video: LiveKit.InputVideoState? = nil
        public var audio: LiveKit.InputAudioState?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._participantID)
                case 2: try reader.bool(&self.closed)
                case 3: try reader.message(&self.video)
                case 4: try reader.message(&self.audio)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._participantID)
            writer.bool(2, self.closed)
            writer.message(3, self.video)
            writer.message(4, self.audio)
            writer.unknown(self.unknownFields)
        }
    }
}

extension RPC {
    /// What any ingress service answers.
    public enum IngressInternal {
        public static let startIngress = ServiceMethod<RPC.StartIngressRequest, LiveKit.IngressInfo>(
            package: "rpc", service: "IngressInternal", name: "StartIngress", routing: .affinity
        )
        /// The topic is empty.
        public static let listActiveIngress = ServiceMethod<RPC.ListActiveIngressRequest, RPC.ListActiveIngressResponse>(
            package: "rpc", service: "IngressInternal", name: "ListActiveIngress", routing: .multi, topics: 1
        )
        /// The topics are the ids of ingress and resource. Servers after 1.39 do not call it.
        public static let killIngressSession = ServiceMethod<RPC.KillIngressSessionRequest, Google.Empty>(
            package: "rpc", service: "IngressInternal", name: "KillIngressSession", topics: 2
        )

        /// Every method, in the order of the schema.
        public static let methods: [any ServiceMethodDescription] = [
            startIngress, listActiveIngress, killIngressSession,
        ]
    }
}

extension RPC {
    /// What the service that runs a session answers; the topic is the ingress's or the resource's id.
    public enum IngressHandler {
        public static let updateIngress = ServiceMethod<LiveKit.UpdateIngressRequest, LiveKit.IngressState>(
            package: "rpc", service: "IngressHandler", name: "UpdateIngress", topics: 1
        )
        public static let deleteIngress = ServiceMethod<LiveKit.DeleteIngressRequest, LiveKit.IngressState>(
            package: "rpc", service: "IngressHandler", name: "DeleteIngress", topics: 1
        )
        public static let deleteWHIPResource = ServiceMethod<RPC.DeleteWHIPResourceRequest, Google.Empty>(
            package: "rpc", service: "IngressHandler", name: "DeleteWHIPResource", topics: 1
        )
        public static let iceRestartWHIPResource = ServiceMethod<RPC.ICERestartWHIPResourceRequest, RPC.ICERestartWHIPResourceResponse>(
            package: "rpc", service: "IngressHandler", name: "ICERestartWHIPResource", topics: 1
        )
        /// The topic is the participant's id.
        public static let whiprtcConnectionNotify = ServiceMethod<RPC.WHIPRTCConnectionNotifyRequest, Google.Empty>(
            package: "rpc", service: "IngressHandler", name: "WHIPRTCConnectionNotify", topics: 1, isSingleServer: true
        )

        /// Every method, in the order of the schema.
        public static let methods: [any ServiceMethodDescription] = [
            updateIngress, deleteIngress, deleteWHIPResource, iceRestartWHIPResource, whiprtcConnectionNotify,
        ]
    }
}
