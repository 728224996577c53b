// Generated from Protos/livekit_room.proto by Scripts/generate-protocol. Do not edit.

public import ProtobufRuntime

extension LiveKit {
    /// Asks for a room.
    public struct CreateRoomRequest: ProtobufMessage {
        public static let protobufName = "livekit.CreateRoomRequest"
        public static let fieldTable = FieldTable([
            .init(1, "name"),
            .init(2, "empty_timeout"),
            .init(3, "max_participants"),
            .init(4, "node_id"),
            .init(5, "metadata"),
            .init(6, "egress"),
            .init(7, "min_playout_delay"),
            .init(8, "max_playout_delay"),
            .init(9, "sync_streams"),
            .init(10, "departure_timeout"),
            .init(12, "room_preset"),
            .init(13, "replay_enabled"),
            .init(14, "agents"),
            .init(15, "tags"),
        ])

        @WireText public var name: String
        @WireText public var roomPreset: String
        public var emptyTimeout: UInt32 = 0
        public var departureTimeout: UInt32 = 0
        public var maxParticipants: UInt32 = 0
        @WireText public var nodeID: String
        @WireText public var metadata: String
        public var tags: [String: String] = [:]
        @Boxed public var egress: LiveKit.RoomEgress? = nil
        public var minPlayoutDelay: UInt32 = 0
        public var maxPlayoutDelay: UInt32 = 0
        public var syncStreams = false
        public var replayEnabled = false
        public var agents: [LiveKit.RoomAgentDispatch] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._name)
                case 2: try reader.uint32(&self.emptyTimeout)
                case 3: try reader.uint32(&self.maxParticipants)
                case 4: try reader.wireText(&self._nodeID)
                case 5: try reader.wireText(&self._metadata)
                case 6: try reader.message(&self.egress)
                case 7: try reader.uint32(&self.minPlayoutDelay)
                case 8: try reader.uint32(&self.maxPlayoutDelay)
                case 9: try reader.bool(&self.syncStreams)
                case 10: try reader.uint32(&self.departureTimeout)
                case 12: try reader.wireText(&self._roomPreset)
                case 13: try reader.bool(&self.replayEnabled)
                case 14: try reader.messages(&self.agents)
                case 15: try reader.map(StringField.self, StringField.self, &self.tags)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._name)
            writer.uint32(2, self.emptyTimeout)
            writer.uint32(3, self.maxParticipants)
            writer.wireText(4, self._nodeID)
            writer.wireText(5, self._metadata)
            writer.message(6, self.egress)
            writer.uint32(7, self.minPlayoutDelay)
            writer.uint32(8, self.maxPlayoutDelay)
            writer.bool(9, self.syncStreams)
            writer.uint32(10, self.departureTimeout)
            writer.wireText(12, self._roomPreset)
            writer.bool(13, self.replayEnabled)
            writer.messages(14, self.agents)
            writer.map(StringField.self, StringField.self, 15, self.tags)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The egresses a room starts by itself.
    public struct RoomEgress: ProtobufMessage {
        public static let protobufName = "livekit.RoomEgress"
        public static let fieldTable = FieldTable([
            .init(1, "room"),
            .init(2, "tracks"),
            .init(3, "participant"),
        ])

        @Boxed public var room: LiveKit.RoomCompositeEgressRequest? = nil
        public var participant: LiveKit.AutoParticipantEgress?
        @Boxed public var tracks: LiveKit.AutoTrackEgress? = nil
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.room)
                case 2: try reader.message(&self.tracks)
                case 3: try reader.message(&self.participant)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.room)
            writer.message(2, self.tracks)
            writer.message(3, self.participant)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The agents a room starts by itself.
    public struct RoomAgent: ProtobufMessage {
        public static let protobufName = "livekit.RoomAgent"
        public static let fieldTable = FieldTable([
            .init(1, "dispatches"),
        ])

        public var dispatches: [LiveKit.RoomAgentDispatch] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.messages(&self.dispatches)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.messages(1, self.dispatches)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Asks for a list of rooms.
    public struct ListRoomsRequest: ProtobufMessage {
        public static let protobufName = "livekit.ListRoomsRequest"
        public static let fieldTable = FieldTable([
            .init(1, "names"),
        ])

        public var names: [String] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.strings(&self.names)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.strings(1, self.names)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Rooms.
    public struct ListRoomsResponse: ProtobufMessage {
        public static let protobufName = "livekit.ListRoomsResponse"
        public static let fieldTable = FieldTable([
            .init(1, "rooms"),
        ])

        public var rooms: [LiveKit.Room] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.messages(&self.rooms)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.messages(1, self.rooms)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Ends a room.
    public struct DeleteRoomRequest: ProtobufMessage {
        public static let protobufName = "livekit.DeleteRoomRequest"
        public static let fieldTable = FieldTable([
            .init(1, "room"),
        ])

        @WireText public var room: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._room)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._room)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Nothing.
    public struct DeleteRoomResponse: ProtobufMessage {
        public static let protobufName = "livekit.DeleteRoomResponse"
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

extension LiveKit {
    /// Asks who is in a room.
    public struct ListParticipantsRequest: ProtobufMessage {
        public static let protobufName = "livekit.ListParticipantsRequest"
        public static let fieldTable = FieldTable([
            .init(1, "room"),
        ])

        @WireText public var room: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._room)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._room)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Participants.
    public struct ListParticipantsResponse: ProtobufMessage {
        public static let protobufName = "livekit.ListParticipantsResponse"
        public static let fieldTable = FieldTable([
            .init(1, "participants"),
        ])

        public var participants: [LiveKit.ParticipantInfo] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.messages(&self.participants)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.messages(1, self.participants)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Names a participant of a room.
    public struct RoomParticipantIdentity: ProtobufMessage {
        public static let protobufName = "livekit.RoomParticipantIdentity"
        public static let fieldTable = FieldTable([
            .init(1, "room"),
            .init(2, "identity"),
            .init(3, "revoke_token_ts"),
        ])

        @WireText public var room: String
        @WireText public var identity: String
        public var revokeTokenTs: Int64 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._room)
                case 2: try reader.wireText(&self._identity)
                case 3: try reader.int64(&self.revokeTokenTs)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._room)
            writer.wireText(2, self._identity)
            writer.int64(3, self.revokeTokenTs)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Nothing.
    public struct RemoveParticipantResponse: ProtobufMessage {
        public static let protobufName = "livekit.RemoveParticipantResponse"
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

extension LiveKit {
    /// Mutes a track.
    public struct MuteRoomTrackRequest: ProtobufMessage {
        public static let protobufName = "livekit.MuteRoomTrackRequest"
        public static let fieldTable = FieldTable([
            .init(1, "room"),
            .init(2, "identity"),
            .init(3, "track_sid"),
            .init(4, "muted"),
        ])

        @WireText public var room: String
        @WireText public var identity: String
        @WireText public var trackSID: String
        public var muted = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._room)
                case 2: try reader.wireText(&self._identity)
                case 3: try reader.wireText(&self._trackSID)
                case 4: try reader.bool(&self.muted)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._room)
            writer.wireText(2, self._identity)
            writer.wireText(3, self._trackSID)
            writer.bool(4, self.muted)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The track that was muted.
    public struct MuteRoomTrackResponse: ProtobufMessage {
        public static let protobufName = "livekit.MuteRoomTrackResponse"
        public static let fieldTable = FieldTable([
            .init(1, "track"),
        ])

        @Boxed public var track: LiveKit.TrackInfo? = nil
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.track)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.track)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Changes a participant.
    public struct UpdateParticipantRequest: ProtobufMessage {
        public static let protobufName = "livekit.UpdateParticipantRequest"
        public static let fieldTable = FieldTable([
            .init(1, "room"),
            .init(2, "identity"),
            .init(3, "metadata"),
            .init(4, "permission"),
            .init(5, "name"),
            .init(6, "attributes"),
        ])

        @WireText public var room: String
        @WireText public var identity: String
        @WireText public var metadata: String
        @Boxed public var permission: LiveKit.ParticipantPermission? = nil
        @WireText public var name: String
        public var attributes: [String: String] = [:]
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._room)
                case 2: try reader.wireText(&self._identity)
                case 3: try reader.wireText(&self._metadata)
                case 4: try reader.message(&self.permission)
                case 5: try reader.wireText(&self._name)
                case 6: try reader.map(StringField.self, StringField.self, &self.attributes)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._room)
            writer.wireText(2, self._identity)
            writer.wireText(3, self._metadata)
            writer.message(4, self.permission)
            writer.wireText(5, self._name)
            writer.map(StringField.self, StringField.self, 6, self.attributes)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Changes which tracks a participant receives.
    public struct UpdateSubscriptionsRequest: ProtobufMessage {
        public static let protobufName = "livekit.UpdateSubscriptionsRequest"
        public static let fieldTable = FieldTable([
            .init(1, "room"),
            .init(2, "identity"),
            .init(3, "track_sids"),
            .init(4, "subscribe"),
            .init(5, "participant_tracks"),
        ])

        @WireText public var room: String
        @WireText public var identity: String
        public var trackSIDs: [String] = []
        public var subscribe = false
        public var participantTracks: [LiveKit.ParticipantTracks] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._room)
                case 2: try reader.wireText(&self._identity)
                case 3: try reader.strings(&self.trackSIDs)
                case 4: try reader.bool(&self.subscribe)
                case 5: try reader.messages(&self.participantTracks)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._room)
            writer.wireText(2, self._identity)
            writer.strings(3, self.trackSIDs)
            writer.bool(4, self.subscribe)
            writer.messages(5, self.participantTracks)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Nothing.
    public struct UpdateSubscriptionsResponse: ProtobufMessage {
        public static let protobufName = "livekit.UpdateSubscriptionsResponse"
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

extension LiveKit {
    /// Sends data into a room.
    public struct SendDataRequest: ProtobufMessage {
        public static let protobufName = "livekit.SendDataRequest"
        public static let fieldTable = FieldTable([
            .init(1, "room"),
            .init(2, "data"),
            .init(3, "kind"),
            .init(4, "destination_sids"),
            .init(5, "topic"),
            .init(6, "destination_identities"),
            .init(7, "nonce"),
        ])

        @WireText public var room: String
        public var data: [UInt8] = []
        public var kind = LiveKit.DataPacket.Kind(rawValue: 0)
        /// Deprecated.
        public var destinationSIDs: [String] = []
        public var destinationIdentities: [String] = []
        public var topic: String?
        public var nonce: [UInt8] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._room)
                case 2: try reader.byteArray(&self.data)
                case 3: try reader.enumeration(&self.kind)
                case 4: try reader.strings(&self.destinationSIDs)
                case 5: try reader.string(&self.topic)
                case 6: try reader.strings(&self.destinationIdentities)
                case 7: try reader.byteArray(&self.nonce)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._room)
            writer.byteArray(2, self.data)
            writer.enumeration(3, self.kind)
            writer.strings(4, self.destinationSIDs)
            writer.string(5, self.topic)
            writer.strings(6, self.destinationIdentities)
            writer.byteArray(7, self.nonce)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Nothing.
    public struct SendDataResponse: ProtobufMessage {
        public static let protobufName = "livekit.SendDataResponse"
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

extension LiveKit {
    /// Changes a room's metadata.
    public struct UpdateRoomMetadataRequest: ProtobufMessage {
        public static let protobufName = "livekit.UpdateRoomMetadataRequest"
        public static let fieldTable = FieldTable([
            .init(1, "room"),
            .init(2, "metadata"),
        ])

        @WireText public var room: String
        @WireText public var metadata: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._room)
                case 2: try reader.wireText(&self._metadata)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._room)
            writer.wireText(2, self._metadata)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// How a room is to be.
    public struct RoomConfiguration: ProtobufMessage {
        public static let protobufName = "livekit.RoomConfiguration"
        public static let fieldTable = FieldTable([
            .init(1, "name"),
            .init(2, "empty_timeout"),
            .init(3, "departure_timeout"),
            .init(4, "max_participants"),
            .init(5, "egress"),
            .init(7, "min_playout_delay"),
            .init(8, "max_playout_delay"),
            .init(9, "sync_streams"),
            .init(10, "agents"),
            .init(11, "metadata"),
            .init(12, "tags"),
        ])

        @WireText public var name: String
        public var emptyTimeout: UInt32 = 0
        public var departureTimeout: UInt32 = 0
        public var maxParticipants: UInt32 = 0
        @WireText public var metadata: String
        @Boxed public var egress: LiveKit.RoomEgress? = nil
        public var minPlayoutDelay: UInt32 = 0
        public var maxPlayoutDelay: UInt32 = 0
        public var syncStreams = false
        public var agents: [LiveKit.RoomAgentDispatch] = []
        public var tags: [String: String] = [:]
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._name)
                case 2: try reader.uint32(&self.emptyTimeout)
                case 3: try reader.uint32(&self.departureTimeout)
                case 4: try reader.uint32(&self.maxParticipants)
                case 5: try reader.message(&self.egress)
                case 7: try reader.uint32(&self.minPlayoutDelay)
                case 8: try reader.uint32(&self.maxPlayoutDelay)
                case 9: try reader.bool(&self.syncStreams)
                case 10: try reader.messages(&self.agents)
                case 11: try reader.wireText(&self._metadata)
                case 12: try reader.map(StringField.self, StringField.self, &self.tags)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._name)
            writer.uint32(2, self.emptyTimeout)
            writer.uint32(3, self.departureTimeout)
            writer.uint32(4, self.maxParticipants)
            writer.message(5, self.egress)
            writer.uint32(7, self.minPlayoutDelay)
            writer.uint32(8, self.maxPlayoutDelay)
            writer.bool(9, self.syncStreams)
            writer.messages(10, self.agents)
            writer.wireText(11, self._metadata)
            writer.map(StringField.self, StringField.self, 12, self.tags)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Shows a participant in another room too.
    public struct ForwardParticipantRequest: ProtobufMessage {
        public static let protobufName = "livekit.ForwardParticipantRequest"
        public static let fieldTable = FieldTable([
            .init(1, "room"),
            .init(2, "identity"),
            .init(3, "destination_room"),
        ])

        @WireText public var room: String
        @WireText public var identity: String
        @WireText public var destinationRoom: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._room)
                case 2: try reader.wireText(&self._identity)
                case 3: try reader.wireText(&self._destinationRoom)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._room)
            writer.wireText(2, self._identity)
            writer.wireText(3, self._destinationRoom)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Nothing.
    public struct ForwardParticipantResponse: ProtobufMessage {
        public static let protobufName = "livekit.ForwardParticipantResponse"
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

extension LiveKit {
    /// Moves a participant to another room.
    public struct MoveParticipantRequest: ProtobufMessage {
        public static let protobufName = "livekit.MoveParticipantRequest"
        public static let fieldTable = FieldTable([
            .init(1, "room"),
            .init(2, "identity"),
            .init(3, "destination_room"),
        ])

        @WireText public var room: String
        @WireText public var identity: String
        @WireText public var destinationRoom: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._room)
                case 2: try reader.wireText(&self._identity)
                case 3: try reader.wireText(&self._destinationRoom)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._room)
            writer.wireText(2, self._identity)
            writer.wireText(3, self._destinationRoom)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Nothing.
    public struct MoveParticipantResponse: ProtobufMessage {
        public static let protobufName = "livekit.MoveParticipantResponse"
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

extension LiveKit {
    /// Calls a participant.
    public struct PerformRpcRequest: ProtobufMessage {
        public static let protobufName = "livekit.PerformRpcRequest"
        public static let fieldTable = FieldTable([
            .init(1, "room"),
            .init(2, "destination_identity"),
            .init(3, "method"),
            .init(4, "payload"),
            .init(5, "response_timeout_ms"),
        ])

        @WireText public var room: String
        @WireText public var destinationIdentity: String
        @WireText public var method: String
        @WireText public var payload: String
        public var responseTimeoutMs: UInt32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._room)
                case 2: try reader.wireText(&self._destinationIdentity)
                case 3: try reader.wireText(&self._method)
                case 4: try reader.wireText(&self._payload)
                case 5: try reader.uint32(&self.responseTimeoutMs)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._room)
            writer.wireText(2, self._destinationIdentity)
            writer.wireText(3, self._method)
            writer.wireText(4, self._payload)
            writer.uint32(5, self.responseTimeoutMs)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// What the participant answered.
    public struct PerformRpcResponse: ProtobufMessage {
        public static let protobufName = "livekit.PerformRpcResponse"
        public static let fieldTable = FieldTable([
            .init(1, "payload"),
        ])

        @WireText public var payload: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._payload)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._payload)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The room API.
    public enum RoomService {
        public static let createRoom = ServiceMethod<LiveKit.CreateRoomRequest, LiveKit.Room>(
            package: "livekit", service: "RoomService", name: "CreateRoom"
        )
        public static let listRooms = ServiceMethod<LiveKit.ListRoomsRequest, LiveKit.ListRoomsResponse>(
            package: "livekit", service: "RoomService", name: "ListRooms"
        )
        public static let deleteRoom = ServiceMethod<LiveKit.DeleteRoomRequest, LiveKit.DeleteRoomResponse>(
            package: "livekit", service: "RoomService", name: "DeleteRoom"
        )
        public static let listParticipants = ServiceMethod<LiveKit.ListParticipantsRequest, LiveKit.ListParticipantsResponse>(
            package: "livekit", service: "RoomService", name: "ListParticipants"
        )
        public static let getParticipant = ServiceMethod<LiveKit.RoomParticipantIdentity, LiveKit.ParticipantInfo>(
            package: "livekit", service: "RoomService", name: "GetParticipant"
        )
        public static let removeParticipant = ServiceMethod<LiveKit.RoomParticipantIdentity, LiveKit.RemoveParticipantResponse>(
            package: "livekit", service: "RoomService", name: "RemoveParticipant"
        )
        public static let mutePublishedTrack = ServiceMethod<LiveKit.MuteRoomTrackRequest, LiveKit.MuteRoomTrackResponse>(
            package: "livekit", service: "RoomService", name: "MutePublishedTrack"
        )
        public static let updateParticipant = ServiceMethod<LiveKit.UpdateParticipantRequest, LiveKit.ParticipantInfo>(
            package: "livekit", service: "RoomService", name: "UpdateParticipant"
        )
        public static let updateSubscriptions = ServiceMethod<LiveKit.UpdateSubscriptionsRequest, LiveKit.UpdateSubscriptionsResponse>(
            package: "livekit", service: "RoomService", name: "UpdateSubscriptions"
        )
        public static let sendData = ServiceMethod<LiveKit.SendDataRequest, LiveKit.SendDataResponse>(
            package: "livekit", service: "RoomService", name: "SendData"
        )
        public static let updateRoomMetadata = ServiceMethod<LiveKit.UpdateRoomMetadataRequest, LiveKit.Room>(
            package: "livekit", service: "RoomService", name: "UpdateRoomMetadata"
        )
        public static let forwardParticipant = ServiceMethod<LiveKit.ForwardParticipantRequest, LiveKit.ForwardParticipantResponse>(
            package: "livekit", service: "RoomService", name: "ForwardParticipant"
        )
        public static let moveParticipant = ServiceMethod<LiveKit.MoveParticipantRequest, LiveKit.MoveParticipantResponse>(
            package: "livekit", service: "RoomService", name: "MoveParticipant"
        )
        public static let performRpc = ServiceMethod<LiveKit.PerformRpcRequest, LiveKit.PerformRpcResponse>(
            package: "livekit", service: "RoomService", name: "PerformRpc"
        )

        /// Every method, in the order of the schema.
        public static let methods: [any ServiceMethodDescription] = [
            createRoom, listRooms, deleteRoom, listParticipants, getParticipant, removeParticipant,
            mutePublishedTrack, updateParticipant, updateSubscriptions, sendData, updateRoomMetadata,
            forwardParticipant, moveParticipant, performRpc,
        ]
    }
}
