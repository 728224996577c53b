// Generated from Protos/livekit_models.proto by Scripts/generate-protocol. Do not edit.

public import ProtobufRuntime

extension LiveKit {
    /// Codecs for encoded sound.
    public enum AudioCodec: ProtobufEnum {
        case defaultAC
        case opus
        case aac
        case acMP3
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "DEFAULT_AC", 1: "OPUS", 2: "AAC", 3: "AC_MP3",
        ])
        public static let allCases: [Self] = [
            .defaultAC, .opus, .aac, .acMP3,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .defaultAC
            case 1: self = .opus
            case 2: self = .aac
            case 3: self = .acMP3
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .defaultAC: 0
            case .opus: 1
            case .aac: 2
            case .acMP3: 3
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Codecs, with their profiles, for encoded pictures.
    public enum VideoCodec: ProtobufEnum {
        case defaultVc
        case h264Baseline
        case h264Main
        case h264High
        case vp8
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "DEFAULT_VC", 1: "H264_BASELINE", 2: "H264_MAIN", 3: "H264_HIGH", 4: "VP8",
        ])
        public static let allCases: [Self] = [
            .defaultVc, .h264Baseline, .h264Main, .h264High, .vp8,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .defaultVc
            case 1: self = .h264Baseline
            case 2: self = .h264Main
            case 3: self = .h264High
            case 4: self = .vp8
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .defaultVc: 0
            case .h264Baseline: 1
            case .h264Main: 2
            case .h264High: 3
            case .vp8: 4
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Codecs for single pictures.
    public enum ImageCodec: ProtobufEnum {
        case `default`
        case jpeg
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "IC_DEFAULT", 1: "IC_JPEG",
        ])
        public static let allCases: [Self] = [
            .`default`, .jpeg,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .`default`
            case 1: self = .jpeg
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .`default`: 0
            case .jpeg: 1
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// When a publisher also sends a codec that more subscribers can decode.
    public enum BackupCodecPolicy: ProtobufEnum {
        case preferRegression
        case simulcast
        case regression
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "PREFER_REGRESSION", 1: "SIMULCAST", 2: "REGRESSION",
        ])
        public static let allCases: [Self] = [
            .preferRegression, .simulcast, .regression,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .preferRegression
            case 1: self = .simulcast
            case 2: self = .regression
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .preferRegression: 0
            case .simulcast: 1
            case .regression: 2
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// What a track carries.
    public enum TrackType: ProtobufEnum {
        case audio
        case video
        case data
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "AUDIO", 1: "VIDEO", 2: "DATA",
        ])
        public static let allCases: [Self] = [
            .audio, .video, .data,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .audio
            case 1: self = .video
            case 2: self = .data
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .audio: 0
            case .video: 1
            case .data: 2
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Where a track comes from.
    public enum TrackSource: ProtobufEnum {
        case unknown
        case camera
        case microphone
        case screenShare
        case screenShareAudio
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "UNKNOWN", 1: "CAMERA", 2: "MICROPHONE", 3: "SCREEN_SHARE", 4: "SCREEN_SHARE_AUDIO",
        ])
        public static let allCases: [Self] = [
            .unknown, .camera, .microphone, .screenShare, .screenShareAudio,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unknown
            case 1: self = .camera
            case 2: self = .microphone
            case 3: self = .screenShare
            case 4: self = .screenShareAudio
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .unknown: 0
            case .camera: 1
            case .microphone: 2
            case .screenShare: 3
            case .screenShareAudio: 4
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Extensions of a data track's packets.
    public enum DataTrackExtensionID: ProtobufEnum {
        case invalid
        case e2ee
        case userTimestamp
        case participantSID
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "DTEI_INVALID", 1: "DTEI_E2EE", 2: "DTEI_USER_TIMESTAMP", 255: "DTEI_PARTICIPANT_SID",
        ])
        public static let allCases: [Self] = [
            .invalid, .e2ee, .userTimestamp, .participantSID,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .invalid
            case 1: self = .e2ee
            case 2: self = .userTimestamp
            case 255: self = .participantSID
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .invalid: 0
            case .e2ee: 1
            case .userTimestamp: 2
            case .participantSID: 255
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// A layer of a simulcast track.
    public enum VideoQuality: ProtobufEnum {
        case low
        case medium
        case high
        case off
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "LOW", 1: "MEDIUM", 2: "HIGH", 3: "OFF",
        ])
        public static let allCases: [Self] = [
            .low, .medium, .high, .off,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .low
            case 1: self = .medium
            case 2: self = .high
            case 3: self = .off
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .low: 0
            case .medium: 1
            case .high: 2
            case .off: 3
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// How good a participant's connection is.
    public enum ConnectionQuality: ProtobufEnum {
        case poor
        case good
        case excellent
        case lost
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "POOR", 1: "GOOD", 2: "EXCELLENT", 3: "LOST",
        ])
        public static let allCases: [Self] = [
            .poor, .good, .excellent, .lost,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .poor
            case 1: self = .good
            case 2: self = .excellent
            case 3: self = .lost
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .poor: 0
            case .good: 1
            case .excellent: 2
            case .lost: 3
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// A setting that may be left to the client.
    public enum ClientConfigSetting: ProtobufEnum {
        case unset
        case disabled
        case enabled
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "UNSET", 1: "DISABLED", 2: "ENABLED",
        ])
        public static let allCases: [Self] = [
            .unset, .disabled, .enabled,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unset
            case 1: self = .disabled
            case 2: self = .enabled
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .unset: 0
            case .disabled: 1
            case .enabled: 2
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Why a participant is no longer connected.
    public enum DisconnectReason: ProtobufEnum {
        case unknownReason
        case clientInitiated
        case duplicateIdentity
        case serverShutdown
        case participantRemoved
        case roomDeleted
        case stateMismatch
        case joinFailure
        case migration
        case signalClose
        case roomClosed
        case userUnavailable
        case userRejected
        case sipTrunkFailure
        case connectionTimeout
        case mediaFailure
        case agentError
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "UNKNOWN_REASON", 1: "CLIENT_INITIATED", 2: "DUPLICATE_IDENTITY", 3: "SERVER_SHUTDOWN",
            4: "PARTICIPANT_REMOVED", 5: "ROOM_DELETED", 6: "STATE_MISMATCH", 7: "JOIN_FAILURE", 8: "MIGRATION",
            9: "SIGNAL_CLOSE", 10: "ROOM_CLOSED", 11: "USER_UNAVAILABLE", 12: "USER_REJECTED",
            13: "SIP_TRUNK_FAILURE", 14: "CONNECTION_TIMEOUT", 15: "MEDIA_FAILURE", 16: "AGENT_ERROR",
        ])
        public static let allCases: [Self] = [
            .unknownReason, .clientInitiated, .duplicateIdentity, .serverShutdown, .participantRemoved, .roomDeleted,
            .stateMismatch, .joinFailure, .migration, .signalClose, .roomClosed, .userUnavailable, .userRejected,
            .sipTrunkFailure, .connectionTimeout, .mediaFailure, .agentError,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unknownReason
            case 1: self = .clientInitiated
            case 2: self = .duplicateIdentity
            case 3: self = .serverShutdown
            case 4: self = .participantRemoved
            case 5: self = .roomDeleted
            case 6: self = .stateMismatch
            case 7: self = .joinFailure
            case 8: self = .migration
            case 9: self = .signalClose
            case 10: self = .roomClosed
            case 11: self = .userUnavailable
            case 12: self = .userRejected
            case 13: self = .sipTrunkFailure
            case 14: self = .connectionTimeout
            case 15: self = .mediaFailure
            case 16: self = .agentError
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .unknownReason: 0
            case .clientInitiated: 1
            case .duplicateIdentity: 2
            case .serverShutdown: 3
            case .participantRemoved: 4
            case .roomDeleted: 5
            case .stateMismatch: 6
            case .joinFailure: 7
            case .migration: 8
            case .signalClose: 9
            case .roomClosed: 10
            case .userUnavailable: 11
            case .userRejected: 12
            case .sipTrunkFailure: 13
            case .connectionTimeout: 14
            case .mediaFailure: 15
            case .agentError: 16
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Why a room ended.
    public enum RoomEndReason: ProtobufEnum {
        case unknown
        case apiDelete
        case idleTimeout
        case serverShutdown
        case superseded
        case openFailed
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "ROOM_END_UNKNOWN", 1: "ROOM_END_API_DELETE", 2: "ROOM_END_IDLE_TIMEOUT",
            3: "ROOM_END_SERVER_SHUTDOWN", 4: "ROOM_END_SUPERSEDED", 5: "ROOM_END_OPEN_FAILED",
        ])
        public static let allCases: [Self] = [
            .unknown, .apiDelete, .idleTimeout, .serverShutdown, .superseded, .openFailed,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unknown
            case 1: self = .apiDelete
            case 2: self = .idleTimeout
            case 3: self = .serverShutdown
            case 4: self = .superseded
            case 5: self = .openFailed
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .unknown: 0
            case .apiDelete: 1
            case .idleTimeout: 2
            case .serverShutdown: 3
            case .superseded: 4
            case .openFailed: 5
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Why a client reconnects.
    public enum ReconnectReason: ProtobufEnum {
        case unknown
        case signalDisconnected
        case publisherFailed
        case subscriberFailed
        case switchCandidate
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "RR_UNKNOWN", 1: "RR_SIGNAL_DISCONNECTED", 2: "RR_PUBLISHER_FAILED", 3: "RR_SUBSCRIBER_FAILED",
            4: "RR_SWITCH_CANDIDATE",
        ])
        public static let allCases: [Self] = [
            .unknown, .signalDisconnected, .publisherFailed, .subscriberFailed, .switchCandidate,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unknown
            case 1: self = .signalDisconnected
            case 2: self = .publisherFailed
            case 3: self = .subscriberFailed
            case 4: self = .switchCandidate
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .unknown: 0
            case .signalDisconnected: 1
            case .publisherFailed: 2
            case .subscriberFailed: 3
            case .switchCandidate: 4
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Why a subscription failed.
    public enum SubscriptionError: ProtobufEnum {
        case unknown
        case codecUnsupported
        case trackNotfound
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "SE_UNKNOWN", 1: "SE_CODEC_UNSUPPORTED", 2: "SE_TRACK_NOTFOUND",
        ])
        public static let allCases: [Self] = [
            .unknown, .codecUnsupported, .trackNotfound,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unknown
            case 1: self = .codecUnsupported
            case 2: self = .trackNotfound
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .unknown: 0
            case .codecUnsupported: 1
            case .trackNotfound: 2
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// What was done to a track's sound.
    public enum AudioTrackFeature: ProtobufEnum {
        case stereo
        case noDTX
        case autoGainControl
        case echoCancellation
        case noiseSuppression
        case enhancedNoiseCancellation
        case preconnectBuffer
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "TF_STEREO", 1: "TF_NO_DTX", 2: "TF_AUTO_GAIN_CONTROL", 3: "TF_ECHO_CANCELLATION",
            4: "TF_NOISE_SUPPRESSION", 5: "TF_ENHANCED_NOISE_CANCELLATION", 6: "TF_PRECONNECT_BUFFER",
        ])
        public static let allCases: [Self] = [
            .stereo, .noDTX, .autoGainControl, .echoCancellation, .noiseSuppression, .enhancedNoiseCancellation,
            .preconnectBuffer,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .stereo
            case 1: self = .noDTX
            case 2: self = .autoGainControl
            case 3: self = .echoCancellation
            case 4: self = .noiseSuppression
            case 5: self = .enhancedNoiseCancellation
            case 6: self = .preconnectBuffer
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .stereo: 0
            case .noDTX: 1
            case .autoGainControl: 2
            case .echoCancellation: 3
            case .noiseSuppression: 4
            case .enhancedNoiseCancellation: 5
            case .preconnectBuffer: 6
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// What is appended to a track's packets.
    public enum PacketTrailerFeature: ProtobufEnum {
        case userTimestamp
        case frameID
        case userData
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "PTF_USER_TIMESTAMP", 1: "PTF_FRAME_ID", 2: "PTF_USER_DATA",
        ])
        public static let allCases: [Self] = [
            .userTimestamp, .frameID, .userData,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .userTimestamp
            case 1: self = .frameID
            case 2: self = .userData
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .userTimestamp: 0
            case .frameID: 1
            case .userData: 2
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// A page of a list, by the last id before it.
    public struct Pagination: ProtobufMessage {
        public static let protobufName = "livekit.Pagination"
        public static let fieldTable = FieldTable([
            .init(1, "after_id"),
            .init(2, "limit"),
        ])

        @WireText public var afterID: String
        public var limit: Int32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._afterID)
                case 2: try reader.int32(&self.limit)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._afterID)
            writer.int32(2, self.limit)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A page of a list, by a token from the page before.
    public struct TokenPagination: ProtobufMessage {
        public static let protobufName = "livekit.TokenPagination"
        public static let fieldTable = FieldTable([
            .init(1, "token"),
        ])

        @WireText public var token: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._token)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._token)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A change to a list.
    public struct ListUpdate: ProtobufMessage {
        public static let protobufName = "livekit.ListUpdate"
        public static let fieldTable = FieldTable([
            .init(1, "set"),
            .init(2, "add"),
            .init(3, "remove"),
            .init(4, "clear"),
        ])

        public var set: [String] = []
        public var add: [String] = []
        public var remove: [String] = []
        public var clear = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.strings(&self.set)
                case 2: try reader.strings(&self.add)
                case 3: try reader.strings(&self.remove)
                case 4: try reader.bool(&self.clear)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.strings(1, self.set)
            writer.strings(2, self.add)
            writer.strings(3, self.remove)
            writer.bool(4, self.clear)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A room.
    public struct Room: ProtobufMessage {
        public static let protobufName = "livekit.Room"
        public static let fieldTable = FieldTable([
            .init(1, "sid"),
            .init(2, "name"),
            .init(3, "empty_timeout"),
            .init(4, "max_participants"),
            .init(5, "creation_time"),
            .init(6, "turn_password", .secret),
            .init(7, "enabled_codecs"),
            .init(8, "metadata"),
            .init(9, "num_participants"),
            .init(10, "active_recording"),
            .init(11, "num_publishers"),
            .init(13, "version"),
            .init(14, "departure_timeout"),
            .init(15, "creation_time_ms"),
        ])

        @WireText public var sid: String
        @WireText public var name: String
        public var emptyTimeout: UInt32 = 0
        public var departureTimeout: UInt32 = 0
        public var maxParticipants: UInt32 = 0
        public var creationTime: Int64 = 0
        public var creationTimeMs: Int64 = 0
        @WireText public var turnPassword: String
        public var enabledCodecs: [LiveKit.Codec] = []
        @WireText public var metadata: String
        public var numParticipants: UInt32 = 0
        public var numPublishers: UInt32 = 0
        public var activeRecording = false
        public var version: LiveKit.TimedVersion?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._sid)
                case 2: try reader.wireText(&self._name)
                case 3: try reader.uint32(&self.emptyTimeout)
                case 4: try reader.uint32(&self.maxParticipants)
                case 5: try reader.int64(&self.creationTime)
                case 6: try reader.wireText(&self._turnPassword)
                case 7: try reader.messages(&self.enabledCodecs)
                case 8: try reader.wireText(&self._metadata)
                case 9: try reader.uint32(&self.numParticipants)
                case 10: try reader.bool(&self.activeRecording)
                case 11: try reader.uint32(&self.numPublishers)
                case 13: try reader.message(&self.version)
                case 14: try reader.uint32(&self.departureTimeout)
                case 15: try reader.int64(&self.creationTimeMs)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._sid)
            writer.wireText(2, self._name)
            writer.uint32(3, self.emptyTimeout)
            writer.uint32(4, self.maxParticipants)
            writer.int64(5, self.creationTime)
            writer.wireText(6, self._turnPassword)
            writer.messages(7, self.enabledCodecs)
            writer.wireText(8, self._metadata)
            writer.uint32(9, self.numParticipants)
            writer.bool(10, self.activeRecording)
            writer.uint32(11, self.numPublishers)
            writer.message(13, self.version)
            writer.uint32(14, self.departureTimeout)
            writer.int64(15, self.creationTimeMs)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A codec by its MIME type.
    public struct Codec: ProtobufMessage {
        public static let protobufName = "livekit.Codec"
        public static let fieldTable = FieldTable([
            .init(1, "mime"),
            .init(2, "fmtp_line"),
        ])

        @WireText public var mime: String
        @WireText public var fmtpLine: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._mime)
                case 2: try reader.wireText(&self._fmtpLine)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._mime)
            writer.wireText(2, self._fmtpLine)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// How long a receiver holds pictures back.
    public struct PlayoutDelay: ProtobufMessage {
        public static let protobufName = "livekit.PlayoutDelay"
        public static let fieldTable = FieldTable([
            .init(1, "enabled"),
            .init(2, "min"),
            .init(3, "max"),
        ])

        public var enabled = false
        public var min: UInt32 = 0
        public var max: UInt32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.bool(&self.enabled)
                case 2: try reader.uint32(&self.min)
                case 3: try reader.uint32(&self.max)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.bool(1, self.enabled)
            writer.uint32(2, self.min)
            writer.uint32(3, self.max)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// What a participant may do.
    public struct ParticipantPermission: ProtobufMessage {
        public static let protobufName = "livekit.ParticipantPermission"
        public static let fieldTable = FieldTable([
            .init(1, "can_subscribe"),
            .init(2, "can_publish"),
            .init(3, "can_publish_data"),
            .init(7, "hidden"),
            .init(8, "recorder"),
            .init(9, "can_publish_sources"),
            .init(10, "can_update_metadata"),
            .init(11, "agent"),
            .init(12, "can_subscribe_metrics"),
            .init(13, "can_manage_agent_session"),
        ])

        public var canSubscribe = false
        public var canPublish = false
        public var canPublishData = false
        public var canPublishSources: [LiveKit.TrackSource] = []
        public var hidden = false
        /// Deprecated.
        public var recorder = false
        public var canUpdateMetadata = false
        /// Deprecated.
        public var agent = false
        public var canSubscribeMetrics = false
        public var canManageAgentSession = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.bool(&self.canSubscribe)
                case 2: try reader.bool(&self.canPublish)
                case 3: try reader.bool(&self.canPublishData)
                case 7: try reader.bool(&self.hidden)
                case 8: try reader.bool(&self.recorder)
                case 9: try reader.repeated(EnumField<LiveKit.TrackSource>.self, &self.canPublishSources)
                case 10: try reader.bool(&self.canUpdateMetadata)
                case 11: try reader.bool(&self.agent)
                case 12: try reader.bool(&self.canSubscribeMetrics)
                case 13: try reader.bool(&self.canManageAgentSession)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.bool(1, self.canSubscribe)
            writer.bool(2, self.canPublish)
            writer.bool(3, self.canPublishData)
            writer.bool(7, self.hidden)
            writer.bool(8, self.recorder)
            writer.packed(EnumField<LiveKit.TrackSource>.self, 9, self.canPublishSources)
            writer.bool(10, self.canUpdateMetadata)
            writer.bool(11, self.agent)
            writer.bool(12, self.canSubscribeMetrics)
            writer.bool(13, self.canManageAgentSession)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A participant of a room.
    public struct ParticipantInfo: ProtobufMessage {
        public static let protobufName = "livekit.ParticipantInfo"
        public static let fieldTable = FieldTable([
            .init(1, "sid"),
            .init(2, "identity"),
            .init(3, "state"),
            .init(4, "tracks"),
            .init(5, "metadata"),
            .init(6, "joined_at"),
            .init(9, "name"),
            .init(10, "version"),
            .init(11, "permission"),
            .init(12, "region"),
            .init(13, "is_publisher"),
            .init(14, "kind"),
            .init(15, "attributes"),
            .init(16, "disconnect_reason"),
            .init(17, "joined_at_ms"),
            .init(18, "kind_details"),
            .init(19, "data_tracks"),
            .init(20, "client_protocol"),
            .init(21, "capabilities"),
        ])

        @WireText public var sid: String
        @WireText public var identity: String
        public var state = LiveKit.ParticipantInfo.State(rawValue: 0)
        public var tracks: [LiveKit.TrackInfo] = []
        @WireText public var metadata: String
        public var joinedAt: Int64 = 0
        public var joinedAtMs: Int64 = 0
        @WireText public var name: String
        public var version: UInt32 = 0
        @Boxed public var permission: LiveKit.ParticipantPermission? = nil
        @WireText public var region: String
        public var isPublisher = false
        public var kind = LiveKit.ParticipantInfo.Kind(rawValue: 0)
        public var attributes: [String: String] = [:]
        public var disconnectReason = LiveKit.DisconnectReason(rawValue: 0)
        public var kindDetails: [LiveKit.ParticipantInfo.KindDetail] = []
        public var dataTracks: [LiveKit.DataTrackInfo] = []
        public var clientProtocol: Int32 = 0
        public var capabilities: [LiveKit.ClientInfo.Capability] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._sid)
                case 2: try reader.wireText(&self._identity)
                case 3: try reader.enumeration(&self.state)
                case 4: try reader.messages(&self.tracks)
                case 5: try reader.wireText(&self._metadata)
                case 6: try reader.int64(&self.joinedAt)
                case 9: try reader.wireText(&self._name)
                case 10: try reader.uint32(&self.version)
                case 11: try reader.message(&self.permission)
                case 12: try reader.wireText(&self._region)
                case 13: try reader.bool(&self.isPublisher)
                case 14: try reader.enumeration(&self.kind)
                case 15: try reader.map(StringField.self, StringField.self, &self.attributes)
                case 16: try reader.enumeration(&self.disconnectReason)
                case 17: try reader.int64(&self.joinedAtMs)
                case 18: try reader.repeated(EnumField<LiveKit.ParticipantInfo.KindDetail>.self, &self.kindDetails)
                case 19: try reader.messages(&self.dataTracks)
                case 20: try reader.int32(&self.clientProtocol)
                case 21: try reader.repeated(EnumField<LiveKit.ClientInfo.Capability>.self, &self.capabilities)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._sid)
            writer.wireText(2, self._identity)
            writer.enumeration(3, self.state)
            writer.messages(4, self.tracks)
            writer.wireText(5, self._metadata)
            writer.int64(6, self.joinedAt)
            writer.wireText(9, self._name)
            writer.uint32(10, self.version)
            writer.message(11, self.permission)
            writer.wireText(12, self._region)
            writer.bool(13, self.isPublisher)
            writer.enumeration(14, self.kind)
            writer.map(StringField.self, StringField.self, 15, self.attributes)
            writer.enumeration(16, self.disconnectReason)
            writer.int64(17, self.joinedAtMs)
            writer.packed(EnumField<LiveKit.ParticipantInfo.KindDetail>.self, 18, self.kindDetails)
            writer.messages(19, self.dataTracks)
            writer.int32(20, self.clientProtocol)
            writer.packed(EnumField<LiveKit.ClientInfo.Capability>.self, 21, self.capabilities)
            writer.unknown(self.unknownFields)
        }

        /// How far a participant is connected.
        public enum State: ProtobufEnum {
            case joining
            case joined
            case active
            case disconnected
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "JOINING", 1: "JOINED", 2: "ACTIVE", 3: "DISCONNECTED",
            ])
            public static let allCases: [Self] = [
                .joining, .joined, .active, .disconnected,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .joining
                case 1: self = .joined
                case 2: self = .active
                case 3: self = .disconnected
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .joining: 0
                case .joined: 1
                case .active: 2
                case .disconnected: 3
                case .unrecognized(let number): number
                }
            }
        }

        /// What a participant is.
        public enum Kind: ProtobufEnum {
            case standard
            case ingress
            case egress
            case sip
            case agent
            case connector
            case bridge
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "STANDARD", 1: "INGRESS", 2: "EGRESS", 3: "SIP", 4: "AGENT", 7: "CONNECTOR", 8: "BRIDGE",
            ])
            public static let allCases: [Self] = [
                .standard, .ingress, .egress, .sip, .agent, .connector, .bridge,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .standard
                case 1: self = .ingress
                case 2: self = .egress
                case 3: self = .sip
                case 4: self = .agent
                case 7: self = .connector
                case 8: self = .bridge
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .standard: 0
                case .ingress: 1
                case .egress: 2
                case .sip: 3
                case .agent: 4
                case .connector: 7
                case .bridge: 8
                case .unrecognized(let number): number
                }
            }
        }

        /// More on what a participant is.
        public enum KindDetail: ProtobufEnum {
            case cloudAgent
            case forwarded
            case connectorWhatsapp
            case connectorTwilio
            case bridgeRtsp
            case simulation
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "CLOUD_AGENT", 1: "FORWARDED", 2: "CONNECTOR_WHATSAPP", 3: "CONNECTOR_TWILIO", 4: "BRIDGE_RTSP",
                5: "SIMULATION",
            ])
            public static let allCases: [Self] = [
                .cloudAgent, .forwarded, .connectorWhatsapp, .connectorTwilio, .bridgeRtsp, .simulation,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .cloudAgent
                case 1: self = .forwarded
                case 2: self = .connectorWhatsapp
                case 3: self = .connectorTwilio
                case 4: self = .bridgeRtsp
                case 5: self = .simulation
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .cloudAgent: 0
                case .forwarded: 1
                case .connectorWhatsapp: 2
                case .connectorTwilio: 3
                case .bridgeRtsp: 4
                case .simulation: 5
                case .unrecognized(let number): number
                }
            }
        }
    }
}

extension LiveKit {
    /// End-to-end encryption.
    public struct Encryption: ProtobufMessage {
        public static let protobufName = "livekit.Encryption"
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

        /// How media is encrypted end to end.
        public enum Kind: ProtobufEnum {
            case none
            case gcm
            case custom
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "NONE", 1: "GCM", 2: "CUSTOM",
            ])
            public static let allCases: [Self] = [
                .none, .gcm, .custom,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .none
                case 1: self = .gcm
                case 2: self = .custom
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .none: 0
                case .gcm: 1
                case .custom: 2
                case .unrecognized(let number): number
                }
            }
        }
    }
}

extension LiveKit {
    /// One codec of a track.
    public struct SimulcastCodecInfo: ProtobufMessage {
        public static let protobufName = "livekit.SimulcastCodecInfo"
        public static let fieldTable = FieldTable([
            .init(1, "mime_type"),
            .init(2, "mid"),
            .init(3, "cid"),
            .init(4, "layers"),
            .init(5, "video_layer_mode"),
            .init(6, "sdp_cid"),
        ])

        @WireText public var mimeType: String
        @WireText public var mid: String
        @WireText public var cid: String
        public var layers: [LiveKit.VideoLayer] = []
        public var videoLayerMode = LiveKit.VideoLayer.Mode(rawValue: 0)
        @WireText public var sdpCID: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._mimeType)
                case 2: try reader.wireText(&self._mid)
                case 3: try reader.wireText(&self._cid)
                case 4: try reader.messages(&self.layers)
                case 5: try reader.enumeration(&self.videoLayerMode)
                case 6: try reader.wireText(&self._sdpCID)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._mimeType)
            writer.wireText(2, self._mid)
            writer.wireText(3, self._cid)
            writer.messages(4, self.layers)
            writer.enumeration(5, self.videoLayerMode)
            writer.wireText(6, self._sdpCID)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A track of a participant.
    public struct TrackInfo: ProtobufMessage {
        public static let protobufName = "livekit.TrackInfo"
        public static let fieldTable = FieldTable([
            .init(1, "sid"),
            .init(2, "type"),
            .init(3, "name"),
            .init(4, "muted"),
            .init(5, "width"),
            .init(6, "height"),
            .init(7, "simulcast"),
            .init(8, "disable_dtx"),
            .init(9, "source"),
            .init(10, "layers"),
            .init(11, "mime_type"),
            .init(12, "mid"),
            .init(13, "codecs"),
            .init(14, "stereo"),
            .init(15, "disable_red"),
            .init(16, "encryption"),
            .init(17, "stream"),
            .init(18, "version"),
            .init(19, "audio_features"),
            .init(20, "backup_codec_policy"),
            .init(21, "packet_trailer_features"),
        ])

        @WireText public var sid: String
        public var type = LiveKit.TrackType(rawValue: 0)
        @WireText public var name: String
        public var muted = false
        public var width: UInt32 = 0
        public var height: UInt32 = 0
        /// Deprecated.
        public var simulcast = false
        /// Deprecated.
        public var disableDTX = false
        public var source = LiveKit.TrackSource(rawValue: 0)
        /// Deprecated.
        public var layers: [LiveKit.VideoLayer] = []
        @WireText public var mimeType: String
        @WireText public var mid: String
        public var codecs: [LiveKit.SimulcastCodecInfo] = []
        /// Deprecated.
        public var stereo = false
        public var disableRed = false
        public var encryption = LiveKit.Encryption.Kind(rawValue: 0)
        @WireText public var stream: String
        public var version: LiveKit.TimedVersion?
        public var audioFeatures: [LiveKit.AudioTrackFeature] = []
        public var backupCodecPolicy = LiveKit.BackupCodecPolicy(rawValue: 0)
        public var packetTrailerFeatures: [LiveKit.PacketTrailerFeature] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._sid)
                case 2: try reader.enumeration(&self.type)
                case 3: try reader.wireText(&self._name)
                case 4: try reader.bool(&self.muted)
                case 5: try reader.uint32(&self.width)
                case 6: try reader.uint32(&self.height)
                case 7: try reader.bool(&self.simulcast)
                case 8: try reader.bool(&self.disableDTX)
                case 9: try reader.enumeration(&self.source)
                case 10: try reader.messages(&self.layers)
                case 11: try reader.wireText(&self._mimeType)
                case 12: try reader.wireText(&self._mid)
                case 13: try reader.messages(&self.codecs)
                case 14: try reader.bool(&self.stereo)
                case 15: try reader.bool(&self.disableRed)
                case 16: try reader.enumeration(&self.encryption)
                case 17: try reader.wireText(&self._stream)
                case 18: try reader.message(&self.version)
                case 19: try reader.repeated(EnumField<LiveKit.AudioTrackFeature>.self, &self.audioFeatures)
                case 20: try reader.enumeration(&self.backupCodecPolicy)
                case 21: try reader.repeated(EnumField<LiveKit.PacketTrailerFeature>.self, &self.packetTrailerFeatures)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._sid)
            writer.enumeration(2, self.type)
            writer.wireText(3, self._name)
            writer.bool(4, self.muted)
            writer.uint32(5, self.width)
            writer.uint32(6, self.height)
            writer.bool(7, self.simulcast)
            writer.bool(8, self.disableDTX)
            writer.enumeration(9, self.source)
            writer.messages(10, self.layers)
            writer.wireText(11, self._mimeType)
            writer.wireText(12, self._mid)
            writer.messages(13, self.codecs)
            writer.bool(14, self.stereo)
            writer.bool(15, self.disableRed)
            writer.enumeration(16, self.encryption)
            writer.wireText(17, self._stream)
            writer.message(18, self.version)
            writer.packed(EnumField<LiveKit.AudioTrackFeature>.self, 19, self.audioFeatures)
            writer.enumeration(20, self.backupCodecPolicy)
            writer.packed(EnumField<LiveKit.PacketTrailerFeature>.self, 21, self.packetTrailerFeatures)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A data track of a participant.
    public struct DataTrackInfo: ProtobufMessage {
        public static let protobufName = "livekit.DataTrackInfo"
        public static let fieldTable = FieldTable([
            .init(1, "pub_handle"),
            .init(2, "sid"),
            .init(3, "name"),
            .init(4, "encryption"),
            .init(5, "frame_encoding"),
            .init(6, "schema"),
        ])

        public var pubHandle: UInt32 = 0
        @WireText public var sid: String
        @WireText public var name: String
        public var encryption = LiveKit.Encryption.Kind(rawValue: 0)
        public var frameEncoding: LiveKit.DataTrackFrameEncoding?
        @Boxed public var schema: LiveKit.DataTrackSchemaId? = nil
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.uint32(&self.pubHandle)
                case 2: try reader.wireText(&self._sid)
                case 3: try reader.wireText(&self._name)
                case 4: try reader.enumeration(&self.encryption)
                case 5: try reader.message(&self.frameEncoding)
                case 6: try reader.message(&self.schema)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.uint32(1, self.pubHandle)
            writer.wireText(2, self._sid)
            writer.wireText(3, self._name)
            writer.enumeration(4, self.encryption)
            writer.message(5, self.frameEncoding)
            writer.message(6, self.schema)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// How a data track's frames are encoded.
    public struct DataTrackFrameEncoding: ProtobufMessage {
        public static let protobufName = "livekit.DataTrackFrameEncoding"
        public static let fieldTable = FieldTable([
            .init(1, "well_known", oneof: 1),
            .init(2, "custom", oneof: 1),
        ])

        public var value: Value?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1:
                    var value: LiveKit.DataTrackFrameEncoding.WellKnownFrameEncoding?
                    try reader.optional(EnumField<LiveKit.DataTrackFrameEncoding.WellKnownFrameEncoding>.self, &value)
                    if let value { self.value = .wellKnown(value) }
                case 2:
                    var value: String?
                    try reader.string(&value)
                    if let value { self.value = .custom(value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            switch self.value {
            case .wellKnown(let value)?: writer.set(EnumField<LiveKit.DataTrackFrameEncoding.WellKnownFrameEncoding>.self, 1, value)
            case .custom(let value)?: writer.set(StringField.self, 2, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `value`, of which one may be set.
        public enum Value: Hashable, Sendable {
            case wellKnown(LiveKit.DataTrackFrameEncoding.WellKnownFrameEncoding)
            case custom(String)
        }

        /// Encodings that have a number.
        public enum WellKnownFrameEncoding: ProtobufEnum {
            case unspecified
            case ros1
            case cdr
            case protobuf
            case flatbuffer
            case cbor
            case msgpack
            case json
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "WELL_KNOWN_FRAME_ENCODING_UNSPECIFIED", 1: "WELL_KNOWN_FRAME_ENCODING_ROS1",
                2: "WELL_KNOWN_FRAME_ENCODING_CDR", 3: "WELL_KNOWN_FRAME_ENCODING_PROTOBUF",
                4: "WELL_KNOWN_FRAME_ENCODING_FLATBUFFER", 5: "WELL_KNOWN_FRAME_ENCODING_CBOR",
                6: "WELL_KNOWN_FRAME_ENCODING_MSGPACK", 7: "WELL_KNOWN_FRAME_ENCODING_JSON",
            ])
            public static let allCases: [Self] = [
                .unspecified, .ros1, .cdr, .protobuf, .flatbuffer, .cbor, .msgpack, .json,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .unspecified
                case 1: self = .ros1
                case 2: self = .cdr
                case 3: self = .protobuf
                case 4: self = .flatbuffer
                case 5: self = .cbor
                case 6: self = .msgpack
                case 7: self = .json
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .unspecified: 0
                case .ros1: 1
                case .cdr: 2
                case .protobuf: 3
                case .flatbuffer: 4
                case .cbor: 5
                case .msgpack: 6
                case .json: 7
                case .unrecognized(let number): number
                }
            }
        }
    }
}

extension LiveKit {
    /// How a data track's schema is written.
    public struct DataTrackSchemaEncoding: ProtobufMessage {
        public static let protobufName = "livekit.DataTrackSchemaEncoding"
        public static let fieldTable = FieldTable([
            .init(1, "well_known", oneof: 1),
            .init(2, "custom", oneof: 1),
        ])

        public var value: Value?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1:
                    var value: LiveKit.DataTrackSchemaEncoding.WellKnownSchemaEncoding?
                    try reader.optional(EnumField<LiveKit.DataTrackSchemaEncoding.WellKnownSchemaEncoding>.self, &value)
                    if let value { self.value = .wellKnown(value) }
                case 2:
                    var value: String?
                    try reader.string(&value)
                    if let value { self.value = .custom(value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            switch self.value {
            case .wellKnown(let value)?: writer.set(EnumField<LiveKit.DataTrackSchemaEncoding.WellKnownSchemaEncoding>.self, 1, value)
            case .custom(let value)?: writer.set(StringField.self, 2, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `value`, of which one may be set.
        public enum Value: Hashable, Sendable {
            case wellKnown(LiveKit.DataTrackSchemaEncoding.WellKnownSchemaEncoding)
            case custom(String)
        }

        /// Schema languages that have a number.
        public enum WellKnownSchemaEncoding: ProtobufEnum {
            case unspecified
            case protobuf
            case flatbuffer
            case ros1Msg
            case ros2Msg
            case ros2Idl
            case omgIdl
            case jsonSchema
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "WELL_KNOWN_SCHEMA_ENCODING_UNSPECIFIED", 1: "WELL_KNOWN_SCHEMA_ENCODING_PROTOBUF",
                2: "WELL_KNOWN_SCHEMA_ENCODING_FLATBUFFER", 3: "WELL_KNOWN_SCHEMA_ENCODING_ROS1_MSG",
                4: "WELL_KNOWN_SCHEMA_ENCODING_ROS2_MSG", 5: "WELL_KNOWN_SCHEMA_ENCODING_ROS2_IDL",
                6: "WELL_KNOWN_SCHEMA_ENCODING_OMG_IDL", 7: "WELL_KNOWN_SCHEMA_ENCODING_JSON_SCHEMA",
            ])
            public static let allCases: [Self] = [
                .unspecified, .protobuf, .flatbuffer, .ros1Msg, .ros2Msg, .ros2Idl, .omgIdl, .jsonSchema,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .unspecified
                case 1: self = .protobuf
                case 2: self = .flatbuffer
                case 3: self = .ros1Msg
                case 4: self = .ros2Msg
                case 5: self = .ros2Idl
                case 6: self = .omgIdl
                case 7: self = .jsonSchema
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .unspecified: 0
                case .protobuf: 1
                case .flatbuffer: 2
                case .ros1Msg: 3
                case .ros2Msg: 4
                case .ros2Idl: 5
                case .omgIdl: 6
                case .jsonSchema: 7
                case .unrecognized(let number): number
                }
            }
        }
    }
}

extension LiveKit {
    /// Which schema a data track follows.
    public struct DataTrackSchemaId: ProtobufMessage {
        public static let protobufName = "livekit.DataTrackSchemaId"
        public static let fieldTable = FieldTable([
            .init(1, "name"),
            .init(2, "encoding"),
        ])

        @WireText public var name: String
        public var encoding: LiveKit.DataTrackSchemaEncoding?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._name)
                case 2: try reader.message(&self.encoding)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._name)
            writer.message(2, self.encoding)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The participant a data track's packet comes from.
    public struct DataTrackExtensionParticipantSid: ProtobufMessage {
        public static let protobufName = "livekit.DataTrackExtensionParticipantSid"
        public static let fieldTable = FieldTable([
            .init(1, "id"),
            .init(2, "participant_sid"),
        ])

        public var id = LiveKit.DataTrackExtensionID(rawValue: 0)
        @WireText public var participantSID: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.id)
                case 2: try reader.wireText(&self._participantSID)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.id)
            writer.wireText(2, self._participantSID)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// How a data track is delivered.
    public struct DataTrackSubscriptionOptions: ProtobufMessage {
        public static let protobufName = "livekit.DataTrackSubscriptionOptions"
        public static let fieldTable = FieldTable([
            .init(1, "target_fps"),
        ])

        public var targetFPS: UInt32?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.uint32(&self.targetFPS)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.uint32(1, self.targetFPS)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Names a stored piece of data.
    public struct DataBlobKey: ProtobufMessage {
        public static let protobufName = "livekit.DataBlobKey"
        public static let fieldTable = FieldTable([
            .init(1, "generic", oneof: 1),
            .init(2, "schema_id", oneof: 1),
        ])

        public var key: Key?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1:
                    var value: String?
                    try reader.string(&value)
                    if let value { self.key = .generic(value) }
                case 2:
                    var value = LiveKit.DataTrackSchemaId()
                    if case .schemaID(let current)? = self.key { value = current }
                    if try reader.member(&value) { self.key = .schemaID(consume value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            switch self.key {
            case .generic(let value)?: writer.set(StringField.self, 1, value)
            case .schemaID(let value)?: writer.set(2, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `key`, of which one may be set.
        public enum Key: Hashable, Sendable {
            case generic(String)
            indirect case schemaID(LiveKit.DataTrackSchemaId)
        }
    }
}

extension LiveKit {
    /// A stored piece of data.
    public struct DataBlob: ProtobufMessage {
        public static let protobufName = "livekit.DataBlob"
        public static let fieldTable = FieldTable([
            .init(1, "key"),
            .init(2, "contents"),
        ])

        public var key: LiveKit.DataBlobKey?
        public var contents: [UInt8] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.key)
                case 2: try reader.byteArray(&self.contents)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.key)
            writer.byteArray(2, self.contents)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// One layer of a video track.
    public struct VideoLayer: ProtobufMessage {
        public static let protobufName = "livekit.VideoLayer"
        public static let fieldTable = FieldTable([
            .init(1, "quality"),
            .init(2, "width"),
            .init(3, "height"),
            .init(4, "bitrate"),
            .init(5, "ssrc"),
            .init(6, "spatial_layer"),
            .init(7, "rid"),
            .init(8, "repair_ssrc"),
        ])

        public var quality = LiveKit.VideoQuality(rawValue: 0)
        public var width: UInt32 = 0
        public var height: UInt32 = 0
        public var bitrate: UInt32 = 0
        public var ssrc: UInt32 = 0
        public var spatialLayer: Int32 = 0
        @WireText public var rid: String
        public var repairSSRC: UInt32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.quality)
                case 2: try reader.uint32(&self.width)
                case 3: try reader.uint32(&self.height)
                case 4: try reader.uint32(&self.bitrate)
                case 5: try reader.uint32(&self.ssrc)
                case 6: try reader.int32(&self.spatialLayer)
                case 7: try reader.wireText(&self._rid)
                case 8: try reader.uint32(&self.repairSSRC)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.quality)
            writer.uint32(2, self.width)
            writer.uint32(3, self.height)
            writer.uint32(4, self.bitrate)
            writer.uint32(5, self.ssrc)
            writer.int32(6, self.spatialLayer)
            writer.wireText(7, self._rid)
            writer.uint32(8, self.repairSSRC)
            writer.unknown(self.unknownFields)
        }

        /// How layers are spread over streams.
        public enum Mode: ProtobufEnum {
            case modeUnused
            case oneSpatialLayerPerStream
            case multipleSpatialLayersPerStream
            case oneSpatialLayerPerStreamIncompleteRtcpSr
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "MODE_UNUSED", 1: "ONE_SPATIAL_LAYER_PER_STREAM", 2: "MULTIPLE_SPATIAL_LAYERS_PER_STREAM",
                3: "ONE_SPATIAL_LAYER_PER_STREAM_INCOMPLETE_RTCP_SR",
            ])
            public static let allCases: [Self] = [
                .modeUnused, .oneSpatialLayerPerStream, .multipleSpatialLayersPerStream,
                .oneSpatialLayerPerStreamIncompleteRtcpSr,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .modeUnused
                case 1: self = .oneSpatialLayerPerStream
                case 2: self = .multipleSpatialLayersPerStream
                case 3: self = .oneSpatialLayerPerStreamIncompleteRtcpSr
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .modeUnused: 0
                case .oneSpatialLayerPerStream: 1
                case .multipleSpatialLayersPerStream: 2
                case .oneSpatialLayerPerStreamIncompleteRtcpSr: 3
                case .unrecognized(let number): number
                }
            }
        }
    }
}

extension LiveKit {
    /// Data between participants.
    public struct DataPacket: ProtobufMessage {
        public static let protobufName = "livekit.DataPacket"
        public static let fieldTable = FieldTable([
            .init(1, "kind"),
            .init(2, "user", oneof: 1),
            .init(3, "speaker", oneof: 1),
            .init(4, "participant_identity"),
            .init(5, "destination_identities"),
            .init(6, "sip_dtmf", oneof: 1),
            .init(7, "transcription", oneof: 1),
            .init(8, "metrics", oneof: 1),
            .init(9, "chat_message", oneof: 1),
            .init(10, "rpc_request", oneof: 1),
            .init(11, "rpc_ack", oneof: 1),
            .init(12, "rpc_response", oneof: 1),
            .init(13, "stream_header", oneof: 1),
            .init(14, "stream_chunk", oneof: 1),
            .init(15, "stream_trailer", oneof: 1),
            .init(16, "sequence"),
            .init(17, "participant_sid"),
            .init(18, "encrypted_packet", oneof: 1),
        ])

        /// Deprecated.
        public var kind = LiveKit.DataPacket.Kind(rawValue: 0)
        @WireText public var participantIdentity: String
        public var destinationIdentities: [String] = []
        public var value: Value?
        public var sequence: UInt32 = 0
        @WireText public var participantSID: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.kind)
                case 2:
                    var value = LiveKit.UserPacket()
                    if case .user(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .user(consume value) }
                case 3:
                    var value = LiveKit.ActiveSpeakerUpdate()
                    if case .speaker(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .speaker(consume value) }
                case 4: try reader.wireText(&self._participantIdentity)
                case 5: try reader.strings(&self.destinationIdentities)
                case 6:
                    var value = LiveKit.SipDTMF()
                    if case .sipDtmf(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .sipDtmf(consume value) }
                case 7:
                    var value = LiveKit.Transcription()
                    if case .transcription(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .transcription(consume value) }
                case 8:
                    var value = LiveKit.MetricsBatch()
                    if case .metrics(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .metrics(consume value) }
                case 9:
                    var value = LiveKit.ChatMessage()
                    if case .chatMessage(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .chatMessage(consume value) }
                case 10:
                    var value = LiveKit.RpcRequest()
                    if case .rpcRequest(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .rpcRequest(consume value) }
                case 11:
                    var value = LiveKit.RpcAck()
                    if case .rpcAck(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .rpcAck(consume value) }
                case 12:
                    var value = LiveKit.RpcResponse()
                    if case .rpcResponse(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .rpcResponse(consume value) }
                case 13:
                    var value = LiveKit.DataStream.Header()
                    if case .streamHeader(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .streamHeader(consume value) }
                case 14:
                    var value = LiveKit.DataStream.Chunk()
                    if case .streamChunk(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .streamChunk(consume value) }
                case 15:
                    var value = LiveKit.DataStream.Trailer()
                    if case .streamTrailer(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .streamTrailer(consume value) }
                case 16: try reader.uint32(&self.sequence)
                case 17: try reader.wireText(&self._participantSID)
                case 18:
                    var value = LiveKit.EncryptedPacket()
                    if case .encryptedPacket(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .encryptedPacket(consume value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.kind)
            switch self.value {
            case .user(let value)?: writer.set(2, value)
            case .speaker(let value)?: writer.set(3, value)
            default: break
            }
            writer.wireText(4, self._participantIdentity)
            writer.strings(5, self.destinationIdentities)
            switch self.value {
            case .sipDtmf(let value)?: writer.set(6, value)
            case .transcription(let value)?: writer.set(7, value)
            case .metrics(let value)?: writer.set(8, value)
            case .chatMessage(let value)?: writer.set(9, value)
            case .rpcRequest(let value)?: writer.set(10, value)
            case .rpcAck(let value)?: writer.set(11, value)
            case .rpcResponse(let value)?: writer.set(12, value)
            case .streamHeader(let value)?: writer.set(13, value)
            case .streamChunk(let value)?: writer.set(14, value)
            case .streamTrailer(let value)?: writer.set(15, value)
            default: break
            }
            writer.uint32(16, self.sequence)
            writer.wireText(17, self._participantSID)
            switch self.value {
            case .encryptedPacket(let value)?: writer.set(18, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `value`, of which one may be set.
        public enum Value: Hashable, Sendable {
            indirect case user(LiveKit.UserPacket)
            /// Deprecated.
            case speaker(LiveKit.ActiveSpeakerUpdate)
            case sipDtmf(LiveKit.SipDTMF)
            case transcription(LiveKit.Transcription)
            indirect case metrics(LiveKit.MetricsBatch)
            indirect case chatMessage(LiveKit.ChatMessage)
            indirect case rpcRequest(LiveKit.RpcRequest)
            case rpcAck(LiveKit.RpcAck)
            indirect case rpcResponse(LiveKit.RpcResponse)
            indirect case streamHeader(LiveKit.DataStream.Header)
            indirect case streamChunk(LiveKit.DataStream.Chunk)
            case streamTrailer(LiveKit.DataStream.Trailer)
            case encryptedPacket(LiveKit.EncryptedPacket)
        }

        /// How data travels.
        public enum Kind: ProtobufEnum {
            case reliable
            case lossy
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "RELIABLE", 1: "LOSSY",
            ])
            public static let allCases: [Self] = [
                .reliable, .lossy,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .reliable
                case 1: self = .lossy
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .reliable: 0
                case .lossy: 1
                case .unrecognized(let number): number
                }
            }
        }
    }
}

extension LiveKit {
    /// A data packet encrypted end to end.
    public struct EncryptedPacket: ProtobufMessage {
        public static let protobufName = "livekit.EncryptedPacket"
        public static let fieldTable = FieldTable([
            .init(1, "encryption_type"),
            .init(2, "iv"),
            .init(3, "key_index"),
            .init(4, "encrypted_value"),
        ])

        public var encryptionType = LiveKit.Encryption.Kind(rawValue: 0)
        public var iv: [UInt8] = []
        public var keyIndex: UInt32 = 0
        public var encryptedValue: [UInt8] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.encryptionType)
                case 2: try reader.byteArray(&self.iv)
                case 3: try reader.uint32(&self.keyIndex)
                case 4: try reader.byteArray(&self.encryptedValue)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.encryptionType)
            writer.byteArray(2, self.iv)
            writer.uint32(3, self.keyIndex)
            writer.byteArray(4, self.encryptedValue)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// What is inside an encrypted data packet.
    public struct EncryptedPacketPayload: ProtobufMessage {
        public static let protobufName = "livekit.EncryptedPacketPayload"
        public static let fieldTable = FieldTable([
            .init(1, "user", oneof: 1),
            .init(3, "chat_message", oneof: 1),
            .init(4, "rpc_request", oneof: 1),
            .init(5, "rpc_ack", oneof: 1),
            .init(6, "rpc_response", oneof: 1),
            .init(7, "stream_header", oneof: 1),
            .init(8, "stream_chunk", oneof: 1),
            .init(9, "stream_trailer", oneof: 1),
        ])

        public var value: Value?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1:
                    var value = LiveKit.UserPacket()
                    if case .user(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .user(consume value) }
                case 3:
                    var value = LiveKit.ChatMessage()
                    if case .chatMessage(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .chatMessage(consume value) }
                case 4:
                    var value = LiveKit.RpcRequest()
                    if case .rpcRequest(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .rpcRequest(consume value) }
                case 5:
                    var value = LiveKit.RpcAck()
                    if case .rpcAck(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .rpcAck(consume value) }
                case 6:
                    var value = LiveKit.RpcResponse()
                    if case .rpcResponse(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .rpcResponse(consume value) }
                case 7:
                    var value = LiveKit.DataStream.Header()
                    if case .streamHeader(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .streamHeader(consume value) }
                case 8:
                    var value = LiveKit.DataStream.Chunk()
                    if case .streamChunk(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .streamChunk(consume value) }
                case 9:
                    var value = LiveKit.DataStream.Trailer()
                    if case .streamTrailer(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .streamTrailer(consume value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            switch self.value {
            case .user(let value)?: writer.set(1, value)
            case .chatMessage(let value)?: writer.set(3, value)
            case .rpcRequest(let value)?: writer.set(4, value)
            case .rpcAck(let value)?: writer.set(5, value)
            case .rpcResponse(let value)?: writer.set(6, value)
            case .streamHeader(let value)?: writer.set(7, value)
            case .streamChunk(let value)?: writer.set(8, value)
            case .streamTrailer(let value)?: writer.set(9, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `value`, of which one may be set.
        public enum Value: Hashable, Sendable {
            indirect case user(LiveKit.UserPacket)
            indirect case chatMessage(LiveKit.ChatMessage)
            indirect case rpcRequest(LiveKit.RpcRequest)
            case rpcAck(LiveKit.RpcAck)
            indirect case rpcResponse(LiveKit.RpcResponse)
            indirect case streamHeader(LiveKit.DataStream.Header)
            indirect case streamChunk(LiveKit.DataStream.Chunk)
            case streamTrailer(LiveKit.DataStream.Trailer)
        }
    }
}

extension LiveKit {
    /// Who speaks.
    /// Deprecated.
    public struct ActiveSpeakerUpdate: ProtobufMessage {
        public static let protobufName = "livekit.ActiveSpeakerUpdate"
        public static let fieldTable = FieldTable([
            .init(1, "speakers"),
        ])

        public var speakers: [LiveKit.SpeakerInfo] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.messages(&self.speakers)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.messages(1, self.speakers)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// How loud a participant is.
    public struct SpeakerInfo: ProtobufMessage {
        public static let protobufName = "livekit.SpeakerInfo"
        public static let fieldTable = FieldTable([
            .init(1, "sid"),
            .init(2, "level"),
            .init(3, "active"),
        ])

        @WireText public var sid: String
        public var level: Float = 0
        public var active = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._sid)
                case 2: try reader.float(&self.level)
                case 3: try reader.bool(&self.active)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._sid)
            writer.float(2, self.level)
            writer.bool(3, self.active)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Data of the application.
    public struct UserPacket: ProtobufMessage {
        public static let protobufName = "livekit.UserPacket"
        public static let fieldTable = FieldTable([
            .init(1, "participant_sid"),
            .init(2, "payload"),
            .init(3, "destination_sids"),
            .init(4, "topic"),
            .init(5, "participant_identity"),
            .init(6, "destination_identities"),
            .init(8, "id"),
            .init(9, "start_time"),
            .init(10, "end_time"),
            .init(11, "nonce"),
        ])

        /// Deprecated.
        @WireText public var participantSID: String
        /// Deprecated.
        @WireText public var participantIdentity: String
        public var payload: [UInt8] = []
        /// Deprecated.
        public var destinationSIDs: [String] = []
        /// Deprecated.
        public var destinationIdentities: [String] = []
        public var topic: String?
        public var id: String?
        public var startTime: UInt64?
        public var endTime: UInt64?
        public var nonce: [UInt8] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._participantSID)
                case 2: try reader.byteArray(&self.payload)
                case 3: try reader.strings(&self.destinationSIDs)
                case 4: try reader.string(&self.topic)
                case 5: try reader.wireText(&self._participantIdentity)
                case 6: try reader.strings(&self.destinationIdentities)
                case 8: try reader.string(&self.id)
                case 9: try reader.uint64(&self.startTime)
                case 10: try reader.uint64(&self.endTime)
                case 11: try reader.byteArray(&self.nonce)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._participantSID)
            writer.byteArray(2, self.payload)
            writer.strings(3, self.destinationSIDs)
            writer.string(4, self.topic)
            writer.wireText(5, self._participantIdentity)
            writer.strings(6, self.destinationIdentities)
            writer.string(8, self.id)
            writer.uint64(9, self.startTime)
            writer.uint64(10, self.endTime)
            writer.byteArray(11, self.nonce)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A telephone key.
    public struct SipDTMF: ProtobufMessage {
        public static let protobufName = "livekit.SipDTMF"
        public static let fieldTable = FieldTable([
            .init(3, "code"),
            .init(4, "digit"),
        ])

        public var code: UInt32 = 0
        @WireText public var digit: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 3: try reader.uint32(&self.code)
                case 4: try reader.wireText(&self._digit)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.uint32(3, self.code)
            writer.wireText(4, self._digit)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// What was said on a track.
    public struct Transcription: ProtobufMessage {
        public static let protobufName = "livekit.Transcription"
        public static let fieldTable = FieldTable([
            .init(2, "transcribed_participant_identity"),
            .init(3, "track_id"),
            .init(4, "segments"),
        ])

        @WireText public var transcribedParticipantIdentity: String
        @WireText public var trackID: String
        public var segments: [LiveKit.TranscriptionSegment] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 2: try reader.wireText(&self._transcribedParticipantIdentity)
                case 3: try reader.wireText(&self._trackID)
                case 4: try reader.messages(&self.segments)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(2, self._transcribedParticipantIdentity)
            writer.wireText(3, self._trackID)
            writer.messages(4, self.segments)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A part of what was said.
    public struct TranscriptionSegment: ProtobufMessage {
        public static let protobufName = "livekit.TranscriptionSegment"
        public static let fieldTable = FieldTable([
            .init(1, "id"),
            .init(2, "text"),
            .init(3, "start_time"),
            .init(4, "end_time"),
            .init(5, "final"),
            .init(6, "language"),
        ])

        @WireText public var id: String
        @WireText public var text: String
        public var startTime: UInt64 = 0
        public var endTime: UInt64 = 0
        public var final = false
        @WireText public var language: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._id)
                case 2: try reader.wireText(&self._text)
                case 3: try reader.uint64(&self.startTime)
                case 4: try reader.uint64(&self.endTime)
                case 5: try reader.bool(&self.final)
                case 6: try reader.wireText(&self._language)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._id)
            writer.wireText(2, self._text)
            writer.uint64(3, self.startTime)
            writer.uint64(4, self.endTime)
            writer.bool(5, self.final)
            writer.wireText(6, self._language)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A message of a chat.
    public struct ChatMessage: ProtobufMessage {
        public static let protobufName = "livekit.ChatMessage"
        public static let fieldTable = FieldTable([
            .init(1, "id"),
            .init(2, "timestamp"),
            .init(3, "edit_timestamp"),
            .init(4, "message"),
            .init(5, "deleted"),
            .init(6, "generated"),
        ])

        @WireText public var id: String
        public var timestamp: Int64 = 0
        public var editTimestamp: Int64?
        @WireText public var message: String
        public var deleted = false
        public var generated = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._id)
                case 2: try reader.int64(&self.timestamp)
                case 3: try reader.int64(&self.editTimestamp)
                case 4: try reader.wireText(&self._message)
                case 5: try reader.bool(&self.deleted)
                case 6: try reader.bool(&self.generated)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._id)
            writer.int64(2, self.timestamp)
            writer.int64(3, self.editTimestamp)
            writer.wireText(4, self._message)
            writer.bool(5, self.deleted)
            writer.bool(6, self.generated)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A call from one participant to another.
    public struct RpcRequest: ProtobufMessage {
        public static let protobufName = "livekit.RpcRequest"
        public static let fieldTable = FieldTable([
            .init(1, "id"),
            .init(2, "method"),
            .init(3, "payload"),
            .init(4, "response_timeout_ms"),
            .init(5, "version"),
            .init(6, "compressed_payload"),
        ])

        @WireText public var id: String
        @WireText public var method: String
        @WireText public var payload: String
        public var responseTimeoutMs: UInt32 = 0
        public var version: UInt32 = 0
        public var compressedPayload: [UInt8] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._id)
                case 2: try reader.wireText(&self._method)
                case 3: try reader.wireText(&self._payload)
                case 4: try reader.uint32(&self.responseTimeoutMs)
                case 5: try reader.uint32(&self.version)
                case 6: try reader.byteArray(&self.compressedPayload)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._id)
            writer.wireText(2, self._method)
            writer.wireText(3, self._payload)
            writer.uint32(4, self.responseTimeoutMs)
            writer.uint32(5, self.version)
            writer.byteArray(6, self.compressedPayload)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Says that a call has arrived.
    public struct RpcAck: ProtobufMessage {
        public static let protobufName = "livekit.RpcAck"
        public static let fieldTable = FieldTable([
            .init(1, "request_id"),
        ])

        @WireText public var requestID: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._requestID)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._requestID)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The answer to a call.
    public struct RpcResponse: ProtobufMessage {
        public static let protobufName = "livekit.RpcResponse"
        public static let fieldTable = FieldTable([
            .init(1, "request_id"),
            .init(2, "payload", oneof: 1),
            .init(3, "error", oneof: 1),
            .init(4, "compressed_payload", oneof: 1),
        ])

        @WireText public var requestID: String
        public var value: Value?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._requestID)
                case 2:
                    var value: String?
                    try reader.string(&value)
                    if let value { self.value = .payload(value) }
                case 3:
                    var value = LiveKit.RpcError()
                    if case .error(let current)? = self.value { value = current }
                    if try reader.member(&value) { self.value = .error(consume value) }
                case 4:
                    var value: [UInt8]?
                    try reader.byteArray(&value)
                    if let value { self.value = .compressedPayload(value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._requestID)
            switch self.value {
            case .payload(let value)?: writer.set(StringField.self, 2, value)
            case .error(let value)?: writer.set(3, value)
            case .compressedPayload(let value)?: writer.set(BytesField.self, 4, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `value`, of which one may be set.
        public enum Value: Hashable, Sendable {
            case payload(String)
            case error(LiveKit.RpcError)
            case compressedPayload([UInt8])
        }
    }
}

extension LiveKit {
    /// Why a call failed.
    public struct RpcError: ProtobufMessage {
        public static let protobufName = "livekit.RpcError"
        public static let fieldTable = FieldTable([
            .init(1, "code"),
            .init(2, "message"),
            .init(3, "data"),
        ])

        public var code: UInt32 = 0
        @WireText public var message: String
        @WireText public var data: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.uint32(&self.code)
                case 2: try reader.wireText(&self._message)
                case 3: try reader.wireText(&self._data)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.uint32(1, self.code)
            writer.wireText(2, self._message)
            writer.wireText(3, self._data)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Tracks of a participant.
    public struct ParticipantTracks: ProtobufMessage {
        public static let protobufName = "livekit.ParticipantTracks"
        public static let fieldTable = FieldTable([
            .init(1, "participant_sid"),
            .init(2, "track_sids"),
        ])

        @WireText public var participantSID: String
        public var trackSIDs: [String] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._participantSID)
                case 2: try reader.strings(&self.trackSIDs)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._participantSID)
            writer.strings(2, self.trackSIDs)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The server that a client is connected to.
    public struct ServerInfo: ProtobufMessage {
        public static let protobufName = "livekit.ServerInfo"
        public static let fieldTable = FieldTable([
            .init(1, "edition"),
            .init(2, "version"),
            .init(3, "protocol"),
            .init(4, "region"),
            .init(5, "node_id"),
            .init(6, "debug_info"),
            .init(7, "agent_protocol"),
        ])

        public var edition = LiveKit.ServerInfo.Edition(rawValue: 0)
        @WireText public var version: String
        public var `protocol`: Int32 = 0
        @WireText public var region: String
        @WireText public var nodeID: String
        @WireText public var debugInfo: String
        public var agentProtocol: Int32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.edition)
                case 2: try reader.wireText(&self._version)
                case 3: try reader.int32(&self.`protocol`)
                case 4: try reader.wireText(&self._region)
                case 5: try reader.wireText(&self._nodeID)
                case 6: try reader.wireText(&self._debugInfo)
                case 7: try reader.int32(&self.agentProtocol)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.edition)
            writer.wireText(2, self._version)
            writer.int32(3, self.`protocol`)
            writer.wireText(4, self._region)
            writer.wireText(5, self._nodeID)
            writer.wireText(6, self._debugInfo)
            writer.int32(7, self.agentProtocol)
            writer.unknown(self.unknownFields)
        }

        /// Which server it is.
        public enum Edition: ProtobufEnum {
            case standard
            case cloud
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "Standard", 1: "Cloud",
            ])
            public static let allCases: [Self] = [
                .standard, .cloud,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .standard
                case 1: self = .cloud
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .standard: 0
                case .cloud: 1
                case .unrecognized(let number): number
                }
            }
        }
    }
}

extension LiveKit {
    /// The client that connects.
    public struct ClientInfo: ProtobufMessage {
        public static let protobufName = "livekit.ClientInfo"
        public static let fieldTable = FieldTable([
            .init(1, "sdk"),
            .init(2, "version"),
            .init(3, "protocol"),
            .init(4, "os"),
            .init(5, "os_version"),
            .init(6, "device_model"),
            .init(7, "browser"),
            .init(8, "browser_version"),
            .init(9, "address"),
            .init(10, "network"),
            .init(11, "other_sdks"),
            .init(12, "client_protocol"),
            .init(13, "capabilities"),
        ])

        public var sdk = LiveKit.ClientInfo.SDK(rawValue: 0)
        @WireText public var version: String
        public var `protocol`: Int32 = 0
        @WireText public var os: String
        @WireText public var osVersion: String
        @WireText public var deviceModel: String
        @WireText public var browser: String
        @WireText public var browserVersion: String
        @WireText public var address: String
        @WireText public var network: String
        @WireText public var otherSdks: String
        public var clientProtocol: Int32 = 0
        public var capabilities: [LiveKit.ClientInfo.Capability] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.sdk)
                case 2: try reader.wireText(&self._version)
                case 3: try reader.int32(&self.`protocol`)
                case 4: try reader.wireText(&self._os)
                case 5: try reader.wireText(&self._osVersion)
                case 6: try reader.wireText(&self._deviceModel)
                case 7: try reader.wireText(&self._browser)
                case 8: try reader.wireText(&self._browserVersion)
                case 9: try reader.wireText(&self._address)
                case 10: try reader.wireText(&self._network)
                case 11: try reader.wireText(&self._otherSdks)
                case 12: try reader.int32(&self.clientProtocol)
                case 13: try reader.repeated(EnumField<LiveKit.ClientInfo.Capability>.self, &self.capabilities)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.sdk)
            writer.wireText(2, self._version)
            writer.int32(3, self.`protocol`)
            writer.wireText(4, self._os)
            writer.wireText(5, self._osVersion)
            writer.wireText(6, self._deviceModel)
            writer.wireText(7, self._browser)
            writer.wireText(8, self._browserVersion)
            writer.wireText(9, self._address)
            writer.wireText(10, self._network)
            writer.wireText(11, self._otherSdks)
            writer.int32(12, self.clientProtocol)
            writer.packed(EnumField<LiveKit.ClientInfo.Capability>.self, 13, self.capabilities)
            writer.unknown(self.unknownFields)
        }

        /// Libraries for clients.
        public enum SDK: ProtobufEnum {
            case unknown
            case js
            case swift
            case android
            case flutter
            case go
            case unity
            case reactNative
            case rust
            case python
            case cpp
            case unityWeb
            case node
            case unreal
            case esp32
            case dotnet
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "UNKNOWN", 1: "JS", 2: "SWIFT", 3: "ANDROID", 4: "FLUTTER", 5: "GO", 6: "UNITY", 7: "REACT_NATIVE",
                8: "RUST", 9: "PYTHON", 10: "CPP", 11: "UNITY_WEB", 12: "NODE", 13: "UNREAL", 14: "ESP32",
                15: "DOTNET",
            ])
            public static let allCases: [Self] = [
                .unknown, .js, .swift, .android, .flutter, .go, .unity, .reactNative, .rust, .python, .cpp, .unityWeb,
                .node, .unreal, .esp32, .dotnet,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .unknown
                case 1: self = .js
                case 2: self = .swift
                case 3: self = .android
                case 4: self = .flutter
                case 5: self = .go
                case 6: self = .unity
                case 7: self = .reactNative
                case 8: self = .rust
                case 9: self = .python
                case 10: self = .cpp
                case 11: self = .unityWeb
                case 12: self = .node
                case 13: self = .unreal
                case 14: self = .esp32
                case 15: self = .dotnet
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .unknown: 0
                case .js: 1
                case .swift: 2
                case .android: 3
                case .flutter: 4
                case .go: 5
                case .unity: 6
                case .reactNative: 7
                case .rust: 8
                case .python: 9
                case .cpp: 10
                case .unityWeb: 11
                case .node: 12
                case .unreal: 13
                case .esp32: 14
                case .dotnet: 15
                case .unrecognized(let number): number
                }
            }
        }

        /// What a client can do.
        public enum Capability: ProtobufEnum {
            case unused
            case packetTrailer
            case compressionDeflateRaw
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "CAP_UNUSED", 1: "CAP_PACKET_TRAILER", 2: "CAP_COMPRESSION_DEFLATE_RAW",
            ])
            public static let allCases: [Self] = [
                .unused, .packetTrailer, .compressionDeflateRaw,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .unused
                case 1: self = .packetTrailer
                case 2: self = .compressionDeflateRaw
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .unused: 0
                case .packetTrailer: 1
                case .compressionDeflateRaw: 2
                case .unrecognized(let number): number
                }
            }
        }
    }
}

extension LiveKit {
    /// Settings the server has for a client.
    public struct ClientConfiguration: ProtobufMessage {
        public static let protobufName = "livekit.ClientConfiguration"
        public static let fieldTable = FieldTable([
            .init(1, "video"),
            .init(2, "screen"),
            .init(3, "resume_connection"),
            .init(4, "disabled_codecs"),
            .init(5, "force_relay"),
        ])

        public var video: LiveKit.VideoConfiguration?
        public var screen: LiveKit.VideoConfiguration?
        public var resumeConnection = LiveKit.ClientConfigSetting(rawValue: 0)
        public var disabledCodecs: LiveKit.DisabledCodecs?
        public var forceRelay = LiveKit.ClientConfigSetting(rawValue: 0)
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.video)
                case 2: try reader.message(&self.screen)
                case 3: try reader.enumeration(&self.resumeConnection)
                case 4: try reader.message(&self.disabledCodecs)
                case 5: try reader.enumeration(&self.forceRelay)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.video)
            writer.message(2, self.screen)
            writer.enumeration(3, self.resumeConnection)
            writer.message(4, self.disabledCodecs)
            writer.enumeration(5, self.forceRelay)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// What of video works on a client.
    public struct VideoConfiguration: ProtobufMessage {
        public static let protobufName = "livekit.VideoConfiguration"
        public static let fieldTable = FieldTable([
            .init(1, "hardware_encoder"),
        ])

        public var hardwareEncoder = LiveKit.ClientConfigSetting(rawValue: 0)
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.hardwareEncoder)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.hardwareEncoder)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Codecs that do not work on a client.
    public struct DisabledCodecs: ProtobufMessage {
        public static let protobufName = "livekit.DisabledCodecs"
        public static let fieldTable = FieldTable([
            .init(1, "codecs"),
            .init(2, "publish"),
        ])

        public var codecs: [LiveKit.Codec] = []
        public var publish: [LiveKit.Codec] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.messages(&self.codecs)
                case 2: try reader.messages(&self.publish)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.messages(1, self.codecs)
            writer.messages(2, self.publish)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// How far a stream's clock runs away from real time.
    public struct RTPDrift: ProtobufMessage {
        public static let protobufName = "livekit.RTPDrift"
        public static let fieldTable = FieldTable([
            .init(1, "start_time"),
            .init(2, "end_time"),
            .init(3, "duration"),
            .init(4, "start_timestamp"),
            .init(5, "end_timestamp"),
            .init(6, "rtp_clock_ticks"),
            .init(7, "drift_samples"),
            .init(8, "drift_ms"),
            .init(9, "clock_rate"),
        ])

        public var startTime: Google.Timestamp?
        public var endTime: Google.Timestamp?
        public var duration: Double = 0
        public var startTimestamp: UInt64 = 0
        public var endTimestamp: UInt64 = 0
        public var rtpClockTicks: UInt64 = 0
        public var driftSamples: Int64 = 0
        public var driftMs: Double = 0
        public var clockRate: Double = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.startTime)
                case 2: try reader.message(&self.endTime)
                case 3: try reader.double(&self.duration)
                case 4: try reader.uint64(&self.startTimestamp)
                case 5: try reader.uint64(&self.endTimestamp)
                case 6: try reader.uint64(&self.rtpClockTicks)
                case 7: try reader.int64(&self.driftSamples)
                case 8: try reader.double(&self.driftMs)
                case 9: try reader.double(&self.clockRate)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.startTime)
            writer.message(2, self.endTime)
            writer.double(3, self.duration)
            writer.uint64(4, self.startTimestamp)
            writer.uint64(5, self.endTimestamp)
            writer.uint64(6, self.rtpClockTicks)
            writer.int64(7, self.driftSamples)
            writer.double(8, self.driftMs)
            writer.double(9, self.clockRate)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// What was counted on a stream.
    public struct RTPStats: ProtobufMessage {
        public static let protobufName = "livekit.RTPStats"
        public static let fieldTable = FieldTable([
            .init(1, "start_time"),
            .init(2, "end_time"),
            .init(3, "duration"),
            .init(4, "packets"),
            .init(5, "packet_rate"),
            .init(6, "bytes"),
            .init(7, "bitrate"),
            .init(8, "packets_lost"),
            .init(9, "packet_loss_rate"),
            .init(10, "packet_loss_percentage"),
            .init(11, "packets_duplicate"),
            .init(12, "packet_duplicate_rate"),
            .init(13, "bytes_duplicate"),
            .init(14, "bitrate_duplicate"),
            .init(15, "packets_padding"),
            .init(16, "packet_padding_rate"),
            .init(17, "bytes_padding"),
            .init(18, "bitrate_padding"),
            .init(19, "packets_out_of_order"),
            .init(20, "frames"),
            .init(21, "frame_rate"),
            .init(22, "jitter_current"),
            .init(23, "jitter_max"),
            .init(24, "gap_histogram"),
            .init(25, "nacks"),
            .init(26, "nack_misses"),
            .init(27, "plis"),
            .init(28, "last_pli"),
            .init(29, "firs"),
            .init(30, "last_fir"),
            .init(31, "rtt_current"),
            .init(32, "rtt_max"),
            .init(33, "key_frames"),
            .init(34, "last_key_frame"),
            .init(35, "layer_lock_plis"),
            .init(36, "last_layer_lock_pli"),
            .init(37, "nack_acks"),
            .init(38, "nack_repeated"),
            .init(39, "header_bytes"),
            .init(40, "header_bytes_duplicate"),
            .init(41, "header_bytes_padding"),
            .init(44, "packet_drift"),
            .init(45, "ntp_report_drift"),
            .init(46, "rebased_report_drift"),
            .init(47, "received_report_drift"),
            .init(48, "fec_packets"),
            .init(49, "fec_bytes"),
            .init(50, "fec_packets_discarded"),
            .init(51, "fec_packets_recovered"),
        ])

        public var startTime: Google.Timestamp?
        public var endTime: Google.Timestamp?
        public var duration: Double = 0
        public var packets: UInt32 = 0
        public var packetRate: Double = 0
        public var bytes: UInt64 = 0
        public var headerBytes: UInt64 = 0
        public var bitrate: Double = 0
        public var packetsLost: UInt32 = 0
        public var packetLossRate: Double = 0
        public var packetLossPercentage: Float = 0
        public var packetsDuplicate: UInt32 = 0
        public var packetDuplicateRate: Double = 0
        public var bytesDuplicate: UInt64 = 0
        public var headerBytesDuplicate: UInt64 = 0
        public var bitrateDuplicate: Double = 0
        public var packetsPadding: UInt32 = 0
        public var packetPaddingRate: Double = 0
        public var bytesPadding: UInt64 = 0
        public var headerBytesPadding: UInt64 = 0
        public var bitratePadding: Double = 0
        public var packetsOutOfOrder: UInt32 = 0
        public var frames: UInt32 = 0
        public var frameRate: Double = 0
        public var jitterCurrent: Double = 0
        public var jitterMax: Double = 0
        public var gapHistogram: [Int32: UInt32] = [:]
        public var nacks: UInt32 = 0
        public var nackAcks: UInt32 = 0
        public var nackMisses: UInt32 = 0
        public var nackRepeated: UInt32 = 0
        public var plis: UInt32 = 0
        public var lastPLI: Google.Timestamp?
        public var firs: UInt32 = 0
        public var lastFir: Google.Timestamp?
        public var rttCurrent: UInt32 = 0
        public var rttMax: UInt32 = 0
        public var keyFrames: UInt32 = 0
        public var lastKeyFrame: Google.Timestamp?
        public var layerLockPLIs: UInt32 = 0
        public var lastLayerLockPLI: Google.Timestamp?
        @Boxed public var packetDrift: LiveKit.RTPDrift? = nil
        @Boxed public var ntpReportDrift: LiveKit.RTPDrift? = nil
        @Boxed public var rebasedReportDrift: LiveKit.RTPDrift? = nil
        @Boxed public var receivedReportDrift: LiveKit.RTPDrift? = nil
        public var fecPackets: UInt32 = 0
        public var fecBytes: UInt64 = 0
        public var fecPacketsDiscarded: UInt32 = 0
        public var fecPacketsRecovered: UInt32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.startTime)
                case 2: try reader.message(&self.endTime)
                case 3: try reader.double(&self.duration)
                case 4: try reader.uint32(&self.packets)
                case 5: try reader.double(&self.packetRate)
                case 6: try reader.uint64(&self.bytes)
                case 7: try reader.double(&self.bitrate)
                case 8: try reader.uint32(&self.packetsLost)
                case 9: try reader.double(&self.packetLossRate)
                case 10: try reader.float(&self.packetLossPercentage)
                case 11: try reader.uint32(&self.packetsDuplicate)
                case 12: try reader.double(&self.packetDuplicateRate)
                case 13: try reader.uint64(&self.bytesDuplicate)
                case 14: try reader.double(&self.bitrateDuplicate)
                case 15: try reader.uint32(&self.packetsPadding)
                case 16: try reader.double(&self.packetPaddingRate)
                case 17: try reader.uint64(&self.bytesPadding)
                case 18: try reader.double(&self.bitratePadding)
                case 19: try reader.uint32(&self.packetsOutOfOrder)
                case 20: try reader.uint32(&self.frames)
                case 21: try reader.double(&self.frameRate)
                case 22: try reader.double(&self.jitterCurrent)
                case 23: try reader.double(&self.jitterMax)
                case 24: try reader.map(Int32Field.self, UInt32Field.self, &self.gapHistogram)
                case 25: try reader.uint32(&self.nacks)
                case 26: try reader.uint32(&self.nackMisses)
                case 27: try reader.uint32(&self.plis)
                case 28: try reader.message(&self.lastPLI)
                case 29: try reader.uint32(&self.firs)
                case 30: try reader.message(&self.lastFir)
                case 31: try reader.uint32(&self.rttCurrent)
                case 32: try reader.uint32(&self.rttMax)
                case 33: try reader.uint32(&self.keyFrames)
                case 34: try reader.message(&self.lastKeyFrame)
                case 35: try reader.uint32(&self.layerLockPLIs)
                case 36: try reader.message(&self.lastLayerLockPLI)
                case 37: try reader.uint32(&self.nackAcks)
                case 38: try reader.uint32(&self.nackRepeated)
                case 39: try reader.uint64(&self.headerBytes)
                case 40: try reader.uint64(&self.headerBytesDuplicate)
                case 41: try reader.uint64(&self.headerBytesPadding)
                case 44: try reader.message(&self.packetDrift)
                case 45: try reader.message(&self.ntpReportDrift)
                case 46: try reader.message(&self.rebasedReportDrift)
                case 47: try reader.message(&self.receivedReportDrift)
                case 48: try reader.uint32(&self.fecPackets)
                case 49: try reader.uint64(&self.fecBytes)
                case 50: try reader.uint32(&self.fecPacketsDiscarded)
                case 51: try reader.uint32(&self.fecPacketsRecovered)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.startTime)
            writer.message(2, self.endTime)
            writer.double(3, self.duration)
            writer.uint32(4, self.packets)
            writer.double(5, self.packetRate)
            writer.uint64(6, self.bytes)
            writer.double(7, self.bitrate)
            writer.uint32(8, self.packetsLost)
            writer.double(9, self.packetLossRate)
            writer.float(10, self.packetLossPercentage)
            writer.uint32(11, self.packetsDuplicate)
            writer.double(12, self.packetDuplicateRate)
            writer.uint64(13, self.bytesDuplicate)
            writer.double(14, self.bitrateDuplicate)
            writer.uint32(15, self.packetsPadding)
            writer.double(16, self.packetPaddingRate)
            writer.uint64(17, self.bytesPadding)
            writer.double(18, self.bitratePadding)
            writer.uint32(19, self.packetsOutOfOrder)
            writer.uint32(20, self.frames)
            writer.double(21, self.frameRate)
            writer.double(22, self.jitterCurrent)
            writer.double(23, self.jitterMax)
            writer.map(Int32Field.self, UInt32Field.self, 24, self.gapHistogram)
            writer.uint32(25, self.nacks)
            writer.uint32(26, self.nackMisses)
            writer.uint32(27, self.plis)
            writer.message(28, self.lastPLI)
            writer.uint32(29, self.firs)
            writer.message(30, self.lastFir)
            writer.uint32(31, self.rttCurrent)
            writer.uint32(32, self.rttMax)
            writer.uint32(33, self.keyFrames)
            writer.message(34, self.lastKeyFrame)
            writer.uint32(35, self.layerLockPLIs)
            writer.message(36, self.lastLayerLockPLI)
            writer.uint32(37, self.nackAcks)
            writer.uint32(38, self.nackRepeated)
            writer.uint64(39, self.headerBytes)
            writer.uint64(40, self.headerBytesDuplicate)
            writer.uint64(41, self.headerBytesPadding)
            writer.message(44, self.packetDrift)
            writer.message(45, self.ntpReportDrift)
            writer.message(46, self.rebasedReportDrift)
            writer.message(47, self.receivedReportDrift)
            writer.uint32(48, self.fecPackets)
            writer.uint64(49, self.fecBytes)
            writer.uint32(50, self.fecPacketsDiscarded)
            writer.uint32(51, self.fecPacketsRecovered)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The last sender report of a stream, and when it came.
    public struct RTCPSenderReportState: ProtobufMessage {
        public static let protobufName = "livekit.RTCPSenderReportState"
        public static let fieldTable = FieldTable([
            .init(1, "rtp_timestamp"),
            .init(2, "rtp_timestamp_ext"),
            .init(3, "ntp_timestamp"),
            .init(4, "at"),
            .init(5, "at_adjusted"),
            .init(6, "packets"),
            .init(7, "octets"),
        ])

        public var rtpTimestamp: UInt32 = 0
        public var rtpTimestampEXT: UInt64 = 0
        public var ntpTimestamp: UInt64 = 0
        public var at: Int64 = 0
        public var atAdjusted: Int64 = 0
        public var packets: UInt32 = 0
        public var octets: UInt64 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.uint32(&self.rtpTimestamp)
                case 2: try reader.uint64(&self.rtpTimestampEXT)
                case 3: try reader.uint64(&self.ntpTimestamp)
                case 4: try reader.int64(&self.at)
                case 5: try reader.int64(&self.atAdjusted)
                case 6: try reader.uint32(&self.packets)
                case 7: try reader.uint64(&self.octets)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.uint32(1, self.rtpTimestamp)
            writer.uint64(2, self.rtpTimestampEXT)
            writer.uint64(3, self.ntpTimestamp)
            writer.int64(4, self.at)
            writer.int64(5, self.atAdjusted)
            writer.uint32(6, self.packets)
            writer.uint64(7, self.octets)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Where a forwarded stream stands, for another node to go on.
    public struct RTPForwarderState: ProtobufMessage {
        public static let protobufName = "livekit.RTPForwarderState"
        public static let fieldTable = FieldTable([
            .init(1, "started"),
            .init(2, "reference_layer_spatial"),
            .init(3, "pre_start_time"),
            .init(4, "ext_first_timestamp"),
            .init(5, "dummy_start_timestamp_offset"),
            .init(6, "rtp_munger"),
            .init(7, "vp8_munger", oneof: 1),
            .init(8, "sender_report_state"),
            .init(9, "dependency_descriptor_forwarder"),
        ])

        public var started = false
        public var referenceLayerSpatial: Int32 = 0
        public var preStartTime: Int64 = 0
        public var extFirstTimestamp: UInt64 = 0
        public var dummyStartTimestampOffset: UInt64 = 0
        @Boxed public var rtpMunger: LiveKit.RTPMungerState? = nil
        public var codecMunger: CodecMunger?
        public var senderReportState: [LiveKit.RTCPSenderReportState] = []
        public var dependencyDescriptorForwarder: LiveKit.DependencyDescriptorForwarderState?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.bool(&self.started)
                case 2: try reader.int32(&self.referenceLayerSpatial)
                case 3: try reader.int64(&self.preStartTime)
                case 4: try reader.uint64(&self.extFirstTimestamp)
                case 5: try reader.uint64(&self.dummyStartTimestampOffset)
                case 6: try reader.message(&self.rtpMunger)
                case 7:
                    var value = LiveKit.VP8MungerState()
                    if case .vp8Munger(let current)? = self.codecMunger { value = current }
                    if try reader.member(&value) { self.codecMunger = .vp8Munger(consume value) }
                case 8: try reader.messages(&self.senderReportState)
                case 9: try reader.message(&self.dependencyDescriptorForwarder)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.bool(1, self.started)
            writer.int32(2, self.referenceLayerSpatial)
            writer.int64(3, self.preStartTime)
            writer.uint64(4, self.extFirstTimestamp)
            writer.uint64(5, self.dummyStartTimestampOffset)
            writer.message(6, self.rtpMunger)
            switch self.codecMunger {
            case .vp8Munger(let value)?: writer.set(7, value)
            default: break
            }
            writer.messages(8, self.senderReportState)
            writer.message(9, self.dependencyDescriptorForwarder)
            writer.unknown(self.unknownFields)
        }

        /// The values of `codec_munger`, of which one may be set.
        public enum CodecMunger: Hashable, Sendable {
            indirect case vp8Munger(LiveKit.VP8MungerState)
        }
    }
}

extension LiveKit {
    /// The last dependency descriptor of a forwarded stream.
    public struct DependencyDescriptorForwarderState: ProtobufMessage {
        public static let protobufName = "livekit.DependencyDescriptorForwarderState"
        public static let fieldTable = FieldTable([
            .init(1, "ext_last_frame_number"),
        ])

        public var extLastFrameNumber: UInt64 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.uint64(&self.extLastFrameNumber)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.uint64(1, self.extLastFrameNumber)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Where the numbers of a forwarded stream stand.
    public struct RTPMungerState: ProtobufMessage {
        public static let protobufName = "livekit.RTPMungerState"
        public static let fieldTable = FieldTable([
            .init(1, "ext_last_sequence_number"),
            .init(2, "ext_second_last_sequence_number"),
            .init(3, "ext_last_timestamp"),
            .init(4, "ext_second_last_timestamp"),
            .init(5, "last_marker"),
            .init(6, "second_last_marker"),
        ])

        public var extLastSequenceNumber: UInt64 = 0
        public var extSecondLastSequenceNumber: UInt64 = 0
        public var extLastTimestamp: UInt64 = 0
        public var extSecondLastTimestamp: UInt64 = 0
        public var lastMarker = false
        public var secondLastMarker = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.uint64(&self.extLastSequenceNumber)
                case 2: try reader.uint64(&self.extSecondLastSequenceNumber)
                case 3: try reader.uint64(&self.extLastTimestamp)
                case 4: try reader.uint64(&self.extSecondLastTimestamp)
                case 5: try reader.bool(&self.lastMarker)
                case 6: try reader.bool(&self.secondLastMarker)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.uint64(1, self.extLastSequenceNumber)
            writer.uint64(2, self.extSecondLastSequenceNumber)
            writer.uint64(3, self.extLastTimestamp)
            writer.uint64(4, self.extSecondLastTimestamp)
            writer.bool(5, self.lastMarker)
            writer.bool(6, self.secondLastMarker)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Where the picture numbers of a forwarded VP8 stream stand.
    public struct VP8MungerState: ProtobufMessage {
        public static let protobufName = "livekit.VP8MungerState"
        public static let fieldTable = FieldTable([
            .init(1, "ext_last_picture_id"),
            .init(2, "picture_id_used"),
            .init(3, "last_tl0_pic_idx"),
            .init(4, "tl0_pic_idx_used"),
            .init(5, "tid_used"),
            .init(6, "last_key_idx"),
            .init(7, "key_idx_used"),
        ])

        public var extLastPictureID: Int32 = 0
        public var pictureIDUsed = false
        public var lastTl0PicIdx: UInt32 = 0
        public var tl0PicIdxUsed = false
        public var tidUsed = false
        public var lastKeyIdx: UInt32 = 0
        public var keyIdxUsed = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.int32(&self.extLastPictureID)
                case 2: try reader.bool(&self.pictureIDUsed)
                case 3: try reader.uint32(&self.lastTl0PicIdx)
                case 4: try reader.bool(&self.tl0PicIdxUsed)
                case 5: try reader.bool(&self.tidUsed)
                case 6: try reader.uint32(&self.lastKeyIdx)
                case 7: try reader.bool(&self.keyIdxUsed)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.int32(1, self.extLastPictureID)
            writer.bool(2, self.pictureIDUsed)
            writer.uint32(3, self.lastTl0PicIdx)
            writer.bool(4, self.tl0PicIdxUsed)
            writer.bool(5, self.tidUsed)
            writer.uint32(6, self.lastKeyIdx)
            writer.bool(7, self.keyIdxUsed)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A time that orders changes.
    public struct TimedVersion: ProtobufMessage {
        public static let protobufName = "livekit.TimedVersion"
        public static let fieldTable = FieldTable([
            .init(1, "unix_micro"),
            .init(2, "ticks"),
        ])

        public var unixMicro: Int64 = 0
        public var ticks: Int32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.int64(&self.unixMicro)
                case 2: try reader.int32(&self.ticks)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.int64(1, self.unixMicro)
            writer.int32(2, self.ticks)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Text or bytes sent in chunks.
    public struct DataStream: ProtobufMessage {
        public static let protobufName = "livekit.DataStream"
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

        /// What becomes of an earlier text.
        public enum OperationType: ProtobufEnum {
            case create
            case update
            case delete
            case reaction
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "CREATE", 1: "UPDATE", 2: "DELETE", 3: "REACTION",
            ])
            public static let allCases: [Self] = [
                .create, .update, .delete, .reaction,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .create
                case 1: self = .update
                case 2: self = .delete
                case 3: self = .reaction
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .create: 0
                case .update: 1
                case .delete: 2
                case .reaction: 3
                case .unrecognized(let number): number
                }
            }
        }

        /// How chunks are compressed.
        public enum CompressionType: ProtobufEnum {
            case none
            case deflateRaw
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "NONE", 1: "DEFLATE_RAW",
            ])
            public static let allCases: [Self] = [
                .none, .deflateRaw,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .none
                case 1: self = .deflateRaw
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .none: 0
                case .deflateRaw: 1
                case .unrecognized(let number): number
                }
            }
        }

        /// Begins a text.
        public struct TextHeader: ProtobufMessage {
            public static let protobufName = "livekit.DataStream.TextHeader"
            public static let fieldTable = FieldTable([
                .init(1, "operation_type"),
                .init(2, "version"),
                .init(3, "reply_to_stream_id"),
                .init(4, "attached_stream_ids"),
                .init(5, "generated"),
            ])

            public var operationType = LiveKit.DataStream.OperationType(rawValue: 0)
            public var version: Int32 = 0
            @WireText public var replyToStreamID: String
            public var attachedStreamIDs: [String] = []
            public var generated = false
            public var unknownFields = UnknownFields()

            public init() {}

            public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
                while true {
                    switch try reader.nextField(&self.unknownFields) {
                    case 0: return
                    case 1: try reader.enumeration(&self.operationType)
                    case 2: try reader.int32(&self.version)
                    case 3: try reader.wireText(&self._replyToStreamID)
                    case 4: try reader.strings(&self.attachedStreamIDs)
                    case 5: try reader.bool(&self.generated)
                    default: try reader.skip()
                    }
                }
            }

            public func writeFields(to writer: inout FieldWriter) {
                writer.enumeration(1, self.operationType)
                writer.int32(2, self.version)
                writer.wireText(3, self._replyToStreamID)
                writer.strings(4, self.attachedStreamIDs)
                writer.bool(5, self.generated)
                writer.unknown(self.unknownFields)
            }
        }

        /// Begins a file or other bytes.
        public struct ByteHeader: ProtobufMessage {
            public static let protobufName = "livekit.DataStream.ByteHeader"
            public static let fieldTable = FieldTable([
                .init(1, "name"),
            ])

            @WireText public var name: String
            public var unknownFields = UnknownFields()

            public init() {}

            public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
                while true {
                    switch try reader.nextField(&self.unknownFields) {
                    case 0: return
                    case 1: try reader.wireText(&self._name)
                    default: try reader.skip()
                    }
                }
            }

            public func writeFields(to writer: inout FieldWriter) {
                writer.wireText(1, self._name)
                writer.unknown(self.unknownFields)
            }
        }

        /// Begins a stream.
        public struct Header: ProtobufMessage {
            public static let protobufName = "livekit.DataStream.Header"
            public static let fieldTable = FieldTable([
                .init(1, "stream_id"),
                .init(2, "timestamp"),
                .init(3, "topic"),
                .init(4, "mime_type"),
                .init(5, "total_length"),
                .init(7, "encryption_type"),
                .init(8, "attributes"),
                .init(9, "text_header", oneof: 1),
                .init(10, "byte_header", oneof: 1),
                .init(11, "inline_content"),
                .init(12, "compression"),
            ])

            @WireText public var streamID: String
            public var timestamp: Int64 = 0
            @WireText public var topic: String
            @WireText public var mimeType: String
            public var totalLength: UInt64?
            /// Deprecated.
            public var encryptionType = LiveKit.Encryption.Kind(rawValue: 0)
            public var attributes: [String: String] = [:]
            public var contentHeader: ContentHeader?
            public var inlineContent: [UInt8]?
            public var compression = LiveKit.DataStream.CompressionType(rawValue: 0)
            public var unknownFields = UnknownFields()

            public init() {}

            public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
                while true {
                    switch try reader.nextField(&self.unknownFields) {
                    case 0: return
                    case 1: try reader.wireText(&self._streamID)
                    case 2: try reader.int64(&self.timestamp)
                    case 3: try reader.wireText(&self._topic)
                    case 4: try reader.wireText(&self._mimeType)
                    case 5: try reader.uint64(&self.totalLength)
                    case 7: try reader.enumeration(&self.encryptionType)
                    case 8: try reader.map(StringField.self, StringField.self, &self.attributes)
                    case 9:
                        var value = LiveKit.DataStream.TextHeader()
                        if case .textHeader(let current)? = self.contentHeader { value = current }
                        if try reader.member(&value) { self.contentHeader = .textHeader(consume value) }
                    case 10:
                        var value = LiveKit.DataStream.ByteHeader()
                        if case .byteHeader(let current)? = self.contentHeader { value = current }
                        if try reader.member(&value) { self.contentHeader = .byteHeader(consume value) }
                    case 11: try reader.byteArray(&self.inlineContent)
                    case 12: try reader.enumeration(&self.compression)
                    default: try reader.skip()
                    }
                }
            }

            public func writeFields(to writer: inout FieldWriter) {
                writer.wireText(1, self._streamID)
                writer.int64(2, self.timestamp)
                writer.wireText(3, self._topic)
                writer.wireText(4, self._mimeType)
                writer.uint64(5, self.totalLength)
                writer.enumeration(7, self.encryptionType)
                writer.map(StringField.self, StringField.self, 8, self.attributes)
                switch self.contentHeader {
                case .textHeader(let value)?: writer.set(9, value)
                case .byteHeader(let value)?: writer.set(10, value)
                default: break
                }
                writer.byteArray(11, self.inlineContent)
                writer.enumeration(12, self.compression)
                writer.unknown(self.unknownFields)
            }

            /// The values of `content_header`, of which one may be set.
            public enum ContentHeader: Hashable, Sendable {
                indirect case textHeader(LiveKit.DataStream.TextHeader)
                case byteHeader(LiveKit.DataStream.ByteHeader)
            }
        }

        /// A part of a stream.
        public struct Chunk: ProtobufMessage {
            public static let protobufName = "livekit.DataStream.Chunk"
            public static let fieldTable = FieldTable([
                .init(1, "stream_id"),
                .init(2, "chunk_index"),
                .init(3, "content"),
                .init(4, "version"),
                .init(5, "iv"),
            ])

            @WireText public var streamID: String
            public var chunkIndex: UInt64 = 0
            public var content: [UInt8] = []
            public var version: Int32 = 0
            /// Deprecated.
            public var iv: [UInt8]?
            public var unknownFields = UnknownFields()

            public init() {}

            public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
                while true {
                    switch try reader.nextField(&self.unknownFields) {
                    case 0: return
                    case 1: try reader.wireText(&self._streamID)
                    case 2: try reader.uint64(&self.chunkIndex)
                    case 3: try reader.byteArray(&self.content)
                    case 4: try reader.int32(&self.version)
                    case 5: try reader.byteArray(&self.iv)
                    default: try reader.skip()
                    }
                }
            }

            public func writeFields(to writer: inout FieldWriter) {
                writer.wireText(1, self._streamID)
                writer.uint64(2, self.chunkIndex)
                writer.byteArray(3, self.content)
                writer.int32(4, self.version)
                writer.byteArray(5, self.iv)
                writer.unknown(self.unknownFields)
            }
        }

        /// Ends a stream.
        public struct Trailer: ProtobufMessage {
            public static let protobufName = "livekit.DataStream.Trailer"
            public static let fieldTable = FieldTable([
                .init(1, "stream_id"),
                .init(2, "reason"),
                .init(3, "attributes"),
            ])

            @WireText public var streamID: String
            @WireText public var reason: String
            public var attributes: [String: String] = [:]
            public var unknownFields = UnknownFields()

            public init() {}

            public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
                while true {
                    switch try reader.nextField(&self.unknownFields) {
                    case 0: return
                    case 1: try reader.wireText(&self._streamID)
                    case 2: try reader.wireText(&self._reason)
                    case 3: try reader.map(StringField.self, StringField.self, &self.attributes)
                    default: try reader.skip()
                    }
                }
            }

            public func writeFields(to writer: inout FieldWriter) {
                writer.wireText(1, self._streamID)
                writer.wireText(2, self._reason)
                writer.map(StringField.self, StringField.self, 3, self.attributes)
                writer.unknown(self.unknownFields)
            }
        }
    }
}

extension LiveKit {
    /// Which events are wanted.
    public struct FilterParams: ProtobufMessage {
        public static let protobufName = "livekit.FilterParams"
        public static let fieldTable = FieldTable([
            .init(1, "include_events"),
            .init(2, "exclude_events"),
        ])

        public var includeEvents: [String] = []
        public var excludeEvents: [String] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.strings(&self.includeEvents)
                case 2: try reader.strings(&self.excludeEvents)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.strings(1, self.includeEvents)
            writer.strings(2, self.excludeEvents)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A web hook of one request's own.
    public struct WebhookConfig: ProtobufMessage {
        public static let protobufName = "livekit.WebhookConfig"
        public static let fieldTable = FieldTable([
            .init(1, "url", .url),
            .init(2, "signing_key"),
            .init(3, "filter_params"),
        ])

        @WireText public var url: String
        /// The name of an API key, no secret.
        @WireText public var signingKey: String
        public var filterParams: LiveKit.FilterParams?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._url)
                case 2: try reader.wireText(&self._signingKey)
                case 3: try reader.message(&self.filterParams)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._url)
            writer.wireText(2, self._signingKey)
            writer.message(3, self.filterParams)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Whether anybody receives a codec.
    public struct SubscribedAudioCodec: ProtobufMessage {
        public static let protobufName = "livekit.SubscribedAudioCodec"
        public static let fieldTable = FieldTable([
            .init(1, "codec"),
            .init(2, "enabled"),
        ])

        @WireText public var codec: String
        public var enabled = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._codec)
                case 2: try reader.bool(&self.enabled)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._codec)
            writer.bool(2, self.enabled)
            writer.unknown(self.unknownFields)
        }
    }
}
