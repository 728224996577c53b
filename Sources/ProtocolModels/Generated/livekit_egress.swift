// Generated from Protos/livekit_egress.proto by Scripts/generate-protocol. Do not edit.

public import ProtobufRuntime

extension LiveKit {
    /// Which channel of a stereo output a sound goes to.
    public enum AudioChannel: ProtobufEnum {
        case both
        case left
        case right
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "AUDIO_CHANNEL_BOTH", 1: "AUDIO_CHANNEL_LEFT", 2: "AUDIO_CHANNEL_RIGHT",
        ])
        public static let allCases: [Self] = [
            .both, .left, .right,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .both
            case 1: self = .left
            case 2: self = .right
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .both: 0
            case .left: 1
            case .right: 2
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Size, rates and codecs that go together.
    public enum EncodingOptionsPreset: ProtobufEnum {
        case h264_720p30
        case h264_720p60
        case h264_1080p30
        case h264_1080p60
        case portraitH264_720p30
        case portraitH264_720p60
        case portraitH264_1080p30
        case portraitH264_1080p60
        case passthrough
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "H264_720P_30", 1: "H264_720P_60", 2: "H264_1080P_30", 3: "H264_1080P_60", 4: "PORTRAIT_H264_720P_30",
            5: "PORTRAIT_H264_720P_60", 6: "PORTRAIT_H264_1080P_30", 7: "PORTRAIT_H264_1080P_60", 8: "PASSTHROUGH",
        ])
        public static let allCases: [Self] = [
            .h264_720p30, .h264_720p60, .h264_1080p30, .h264_1080p60, .portraitH264_720p30, .portraitH264_720p60,
            .portraitH264_1080p30, .portraitH264_1080p60, .passthrough,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .h264_720p30
            case 1: self = .h264_720p60
            case 2: self = .h264_1080p30
            case 3: self = .h264_1080p60
            case 4: self = .portraitH264_720p30
            case 5: self = .portraitH264_720p60
            case 6: self = .portraitH264_1080p30
            case 7: self = .portraitH264_1080p60
            case 8: self = .passthrough
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .h264_720p30: 0
            case .h264_720p60: 1
            case .h264_1080p30: 2
            case .h264_1080p60: 3
            case .portraitH264_720p30: 4
            case .portraitH264_720p60: 5
            case .portraitH264_1080p30: 6
            case .portraitH264_1080p60: 7
            case .passthrough: 8
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Containers for encoded media.
    public enum EncodedFileType: ProtobufEnum {
        case defaultFiletype
        case mp4
        case ogg
        case mp3
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "DEFAULT_FILETYPE", 1: "MP4", 2: "OGG", 3: "MP3",
        ])
        public static let allCases: [Self] = [
            .defaultFiletype, .mp4, .ogg, .mp3,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .defaultFiletype
            case 1: self = .mp4
            case 2: self = .ogg
            case 3: self = .mp3
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .defaultFiletype: 0
            case .mp4: 1
            case .ogg: 2
            case .mp3: 3
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Protocols to stream by.
    public enum StreamProtocol: ProtobufEnum {
        case defaultProtocol
        case rtmp
        case srt
        case websocket
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "DEFAULT_PROTOCOL", 1: "RTMP", 2: "SRT", 3: "WEBSOCKET",
        ])
        public static let allCases: [Self] = [
            .defaultProtocol, .rtmp, .srt, .websocket,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .defaultProtocol
            case 1: self = .rtmp
            case 2: self = .srt
            case 3: self = .websocket
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .defaultProtocol: 0
            case .rtmp: 1
            case .srt: 2
            case .websocket: 3
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Kinds of segmented output.
    public enum SegmentedFileProtocol: ProtobufEnum {
        case defaultSegmentedFileProtocol
        case hlsProtocol
        case hlsFmp4Protocol
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "DEFAULT_SEGMENTED_FILE_PROTOCOL", 1: "HLS_PROTOCOL", 2: "HLS_FMP4_PROTOCOL",
        ])
        public static let allCases: [Self] = [
            .defaultSegmentedFileProtocol, .hlsProtocol, .hlsFmp4Protocol,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .defaultSegmentedFileProtocol
            case 1: self = .hlsProtocol
            case 2: self = .hlsFmp4Protocol
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .defaultSegmentedFileProtocol: 0
            case .hlsProtocol: 1
            case .hlsFmp4Protocol: 2
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// How segments are numbered.
    public enum SegmentedFileSuffix: ProtobufEnum {
        case index
        case timestamp
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "INDEX", 1: "TIMESTAMP",
        ])
        public static let allCases: [Self] = [
            .index, .timestamp,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .index
            case 1: self = .timestamp
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .index: 0
            case .timestamp: 1
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// How images are numbered.
    public enum ImageFileSuffix: ProtobufEnum {
        case index
        case timestamp
        case noneOverwrite
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "IMAGE_SUFFIX_INDEX", 1: "IMAGE_SUFFIX_TIMESTAMP", 2: "IMAGE_SUFFIX_NONE_OVERWRITE",
        ])
        public static let allCases: [Self] = [
            .index, .timestamp, .noneOverwrite,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .index
            case 1: self = .timestamp
            case 2: self = .noneOverwrite
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .index: 0
            case .timestamp: 1
            case .noneOverwrite: 2
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// What an egress takes its media from.
    public enum EgressSourceType: ProtobufEnum {
        case web
        case sdk
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "EGRESS_SOURCE_TYPE_WEB", 1: "EGRESS_SOURCE_TYPE_SDK",
        ])
        public static let allCases: [Self] = [
            .web, .sdk,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .web
            case 1: self = .sdk
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .web: 0
            case .sdk: 1
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// How far an egress has come.
    public enum EgressStatus: ProtobufEnum {
        case starting
        case active
        case ending
        case complete
        case failed
        case aborted
        case limitReached
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "EGRESS_STARTING", 1: "EGRESS_ACTIVE", 2: "EGRESS_ENDING", 3: "EGRESS_COMPLETE", 4: "EGRESS_FAILED",
            5: "EGRESS_ABORTED", 6: "EGRESS_LIMIT_REACHED",
        ])
        public static let allCases: [Self] = [
            .starting, .active, .ending, .complete, .failed, .aborted, .limitReached,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .starting
            case 1: self = .active
            case 2: self = .ending
            case 3: self = .complete
            case 4: self = .failed
            case 5: self = .aborted
            case 6: self = .limitReached
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .starting: 0
            case .active: 1
            case .ending: 2
            case .complete: 3
            case .failed: 4
            case .aborted: 5
            case .limitReached: 6
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// How several sounds become two channels.
    public enum AudioMixing: ProtobufEnum {
        case defaultMixing
        case dualChannelAgent
        case dualChannelAlternate
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "DEFAULT_MIXING", 1: "DUAL_CHANNEL_AGENT", 2: "DUAL_CHANNEL_ALTERNATE",
        ])
        public static let allCases: [Self] = [
            .defaultMixing, .dualChannelAgent, .dualChannelAlternate,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .defaultMixing
            case 1: self = .dualChannelAgent
            case 2: self = .dualChannelAlternate
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .defaultMixing: 0
            case .dualChannelAgent: 1
            case .dualChannelAlternate: 2
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Asks for an egress of any source to any outputs.
    public struct StartEgressRequest: ProtobufMessage {
        public static let protobufName = "livekit.StartEgressRequest"
        public static let fieldTable = FieldTable([
            .init(1, "room_name"),
            .init(2, "template", oneof: 1),
            .init(3, "web", oneof: 1),
            .init(4, "media", oneof: 1),
            .init(5, "preset", oneof: 2),
            .init(6, "advanced", oneof: 2),
            .init(7, "outputs"),
            .init(8, "storage"),
            .init(9, "webhooks"),
        ])

        @WireText public var roomName: String
        public var source: Source?
        public var encoding: Encoding?
        public var outputs: [LiveKit.Output] = []
        @Boxed public var storage: LiveKit.StorageConfig? = nil
        public var webhooks: [LiveKit.WebhookConfig] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._roomName)
                case 2:
                    var value = LiveKit.TemplateSource()
                    if case .template(let current)? = self.source { value = current }
                    if try reader.member(&value) { self.source = .template(consume value) }
                case 3:
                    var value = LiveKit.WebSource()
                    if case .web(let current)? = self.source { value = current }
                    if try reader.member(&value) { self.source = .web(consume value) }
                case 4:
                    var value = LiveKit.MediaSource()
                    if case .media(let current)? = self.source { value = current }
                    if try reader.member(&value) { self.source = .media(consume value) }
                case 5:
                    var value: LiveKit.EncodingOptionsPreset?
                    try reader.optional(EnumField<LiveKit.EncodingOptionsPreset>.self, &value)
                    if let value { self.encoding = .preset(value) }
                case 6:
                    var value = LiveKit.EncodingOptions()
                    if case .advanced(let current)? = self.encoding { value = current }
                    if try reader.member(&value) { self.encoding = .advanced(consume value) }
                case 7: try reader.messages(&self.outputs)
                case 8: try reader.message(&self.storage)
                case 9: try reader.messages(&self.webhooks)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._roomName)
            switch self.source {
            case .template(let value)?: writer.set(2, value)
            case .web(let value)?: writer.set(3, value)
            case .media(let value)?: writer.set(4, value)
            default: break
            }
            switch self.encoding {
            case .preset(let value)?: writer.set(EnumField<LiveKit.EncodingOptionsPreset>.self, 5, value)
            case .advanced(let value)?: writer.set(6, value)
            default: break
            }
            writer.messages(7, self.outputs)
            writer.message(8, self.storage)
            writer.messages(9, self.webhooks)
            writer.unknown(self.unknownFields)
        }

        /// The values of `source`, of which one may be set.
        public enum Source: Hashable, Sendable {
            indirect case template(LiveKit.TemplateSource)
            case web(LiveKit.WebSource)
            indirect case media(LiveKit.MediaSource)
        }

        /// The values of `encoding`, of which one may be set.
        public enum Encoding: Hashable, Sendable {
            case preset(LiveKit.EncodingOptionsPreset)
            indirect case advanced(LiveKit.EncodingOptions)
        }
    }
}

extension LiveKit {
    /// A room as a layout shows it.
    public struct TemplateSource: ProtobufMessage {
        public static let protobufName = "livekit.TemplateSource"
        public static let fieldTable = FieldTable([
            .init(1, "layout"),
            .init(2, "audio_only"),
            .init(3, "video_only"),
            .init(4, "custom_base_url", .url),
        ])

        @WireText public var layout: String
        public var audioOnly = false
        public var videoOnly = false
        @WireText public var customBaseURL: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._layout)
                case 2: try reader.bool(&self.audioOnly)
                case 3: try reader.bool(&self.videoOnly)
                case 4: try reader.wireText(&self._customBaseURL)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._layout)
            writer.bool(2, self.audioOnly)
            writer.bool(3, self.videoOnly)
            writer.wireText(4, self._customBaseURL)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A web page.
    public struct WebSource: ProtobufMessage {
        public static let protobufName = "livekit.WebSource"
        public static let fieldTable = FieldTable([
            .init(1, "url", .url),
            .init(2, "audio_only"),
            .init(3, "video_only"),
            .init(4, "await_start_signal"),
        ])

        @WireText public var url: String
        public var audioOnly = false
        public var videoOnly = false
        public var awaitStartSignal = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._url)
                case 2: try reader.bool(&self.audioOnly)
                case 3: try reader.bool(&self.videoOnly)
                case 4: try reader.bool(&self.awaitStartSignal)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._url)
            writer.bool(2, self.audioOnly)
            writer.bool(3, self.videoOnly)
            writer.bool(4, self.awaitStartSignal)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Tracks of a room.
    public struct MediaSource: ProtobufMessage {
        public static let protobufName = "livekit.MediaSource"
        public static let fieldTable = FieldTable([
            .init(1, "video_track_id", oneof: 1),
            .init(2, "participant_video", oneof: 1),
            .init(3, "audio"),
        ])

        public var video: Video?
        public var audio: LiveKit.AudioConfig?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1:
                    var value: String?
                    try reader.string(&value)
                    if let value { self.video = .videoTrackID(value) }
                case 2:
                    var value = LiveKit.ParticipantVideo()
                    if case .participantVideo(let current)? = self.video { value = current }
                    if try reader.member(&value) { self.video = .participantVideo(consume value) }
                case 3: try reader.message(&self.audio)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            switch self.video {
            case .videoTrackID(let value)?: writer.set(StringField.self, 1, value)
            case .participantVideo(let value)?: writer.set(2, value)
            default: break
            }
            writer.message(3, self.audio)
            writer.unknown(self.unknownFields)
        }

        /// The values of `video`, of which one may be set.
        public enum Video: Hashable, Sendable {
            case videoTrackID(String)
            case participantVideo(LiveKit.ParticipantVideo)
        }
    }
}

extension LiveKit {
    /// The video of a participant.
    public struct ParticipantVideo: ProtobufMessage {
        public static let protobufName = "livekit.ParticipantVideo"
        public static let fieldTable = FieldTable([
            .init(1, "identity"),
            .init(2, "prefer_screen_share"),
        ])

        @WireText public var identity: String
        public var preferScreenShare = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._identity)
                case 2: try reader.bool(&self.preferScreenShare)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._identity)
            writer.bool(2, self.preferScreenShare)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Which sounds go where.
    public struct AudioConfig: ProtobufMessage {
        public static let protobufName = "livekit.AudioConfig"
        public static let fieldTable = FieldTable([
            .init(1, "capture_all"),
            .init(2, "routes"),
        ])

        public var captureAll = false
        public var routes: [LiveKit.AudioRoute] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.bool(&self.captureAll)
                case 2: try reader.messages(&self.routes)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.bool(1, self.captureAll)
            writer.messages(2, self.routes)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Where one sound goes.
    public struct AudioRoute: ProtobufMessage {
        public static let protobufName = "livekit.AudioRoute"
        public static let fieldTable = FieldTable([
            .init(1, "track_id", oneof: 1),
            .init(2, "participant_identity", oneof: 1),
            .init(3, "participant_kind", oneof: 1),
            .init(4, "channel"),
        ])

        public var match: Match?
        public var channel = LiveKit.AudioChannel(rawValue: 0)
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1:
                    var value: String?
                    try reader.string(&value)
                    if let value { self.match = .trackID(value) }
                case 2:
                    var value: String?
                    try reader.string(&value)
                    if let value { self.match = .participantIdentity(value) }
                case 3:
                    var value: LiveKit.ParticipantInfo.Kind?
                    try reader.optional(EnumField<LiveKit.ParticipantInfo.Kind>.self, &value)
                    if let value { self.match = .participantKind(value) }
                case 4: try reader.enumeration(&self.channel)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            switch self.match {
            case .trackID(let value)?: writer.set(StringField.self, 1, value)
            case .participantIdentity(let value)?: writer.set(StringField.self, 2, value)
            case .participantKind(let value)?: writer.set(EnumField<LiveKit.ParticipantInfo.Kind>.self, 3, value)
            default: break
            }
            writer.enumeration(4, self.channel)
            writer.unknown(self.unknownFields)
        }

        /// The values of `match`, of which one may be set.
        public enum Match: Hashable, Sendable {
            case trackID(String)
            case participantIdentity(String)
            case participantKind(LiveKit.ParticipantInfo.Kind)
        }
    }
}

extension LiveKit {
    /// Which data is exported.
    public struct DataConfig: ProtobufMessage {
        public static let protobufName = "livekit.DataConfig"
        public static let fieldTable = FieldTable([
            .init(1, "capture_all"),
            .init(2, "selectors"),
        ])

        public var captureAll = false
        public var selectors: [LiveKit.DataSelector] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.bool(&self.captureAll)
                case 2: try reader.messages(&self.selectors)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.bool(1, self.captureAll)
            writer.messages(2, self.selectors)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Chooses data by where it comes from.
    public struct DataSelector: ProtobufMessage {
        public static let protobufName = "livekit.DataSelector"
        public static let fieldTable = FieldTable([
            .init(1, "track_id", oneof: 1),
            .init(2, "participant_identity", oneof: 1),
        ])

        public var match: Match?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1:
                    var value: String?
                    try reader.string(&value)
                    if let value { self.match = .trackID(value) }
                case 2:
                    var value: String?
                    try reader.string(&value)
                    if let value { self.match = .participantIdentity(value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            switch self.match {
            case .trackID(let value)?: writer.set(StringField.self, 1, value)
            case .participantIdentity(let value)?: writer.set(StringField.self, 2, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `match`, of which one may be set.
        public enum Match: Hashable, Sendable {
            case trackID(String)
            case participantIdentity(String)
        }
    }
}

extension LiveKit {
    /// How media is encoded; zero means the default.
    public struct EncodingOptions: ProtobufMessage {
        public static let protobufName = "livekit.EncodingOptions"
        public static let fieldTable = FieldTable([
            .init(1, "width"),
            .init(2, "height"),
            .init(3, "depth"),
            .init(4, "framerate"),
            .init(5, "audio_codec"),
            .init(6, "audio_bitrate"),
            .init(7, "audio_frequency"),
            .init(8, "video_codec"),
            .init(9, "video_bitrate"),
            .init(10, "key_frame_interval"),
            .init(11, "audio_quality"),
            .init(12, "video_quality"),
        ])

        public var width: Int32 = 0
        public var height: Int32 = 0
        public var depth: Int32 = 0
        /// In frames a second.
        public var framerate: Int32 = 0
        public var audioCodec = LiveKit.AudioCodec(rawValue: 0)
        /// In kbps.
        public var audioBitrate: Int32 = 0
        /// In Hz.
        public var audioFrequency: Int32 = 0
        public var videoCodec = LiveKit.VideoCodec(rawValue: 0)
        /// In kbps.
        public var videoBitrate: Int32 = 0
        /// In seconds.
        public var keyFrameInterval: Double = 0
        /// Deprecated.
        public var audioQuality: Int32 = 0
        /// Deprecated.
        public var videoQuality: Int32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.int32(&self.width)
                case 2: try reader.int32(&self.height)
                case 3: try reader.int32(&self.depth)
                case 4: try reader.int32(&self.framerate)
                case 5: try reader.enumeration(&self.audioCodec)
                case 6: try reader.int32(&self.audioBitrate)
                case 7: try reader.int32(&self.audioFrequency)
                case 8: try reader.enumeration(&self.videoCodec)
                case 9: try reader.int32(&self.videoBitrate)
                case 10: try reader.double(&self.keyFrameInterval)
                case 11: try reader.int32(&self.audioQuality)
                case 12: try reader.int32(&self.videoQuality)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.int32(1, self.width)
            writer.int32(2, self.height)
            writer.int32(3, self.depth)
            writer.int32(4, self.framerate)
            writer.enumeration(5, self.audioCodec)
            writer.int32(6, self.audioBitrate)
            writer.int32(7, self.audioFrequency)
            writer.enumeration(8, self.videoCodec)
            writer.int32(9, self.videoBitrate)
            writer.double(10, self.keyFrameInterval)
            writer.int32(11, self.audioQuality)
            writer.int32(12, self.videoQuality)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// One output.
    public struct Output: ProtobufMessage {
        public static let protobufName = "livekit.Output"
        public static let fieldTable = FieldTable([
            .init(1, "file", oneof: 1),
            .init(2, "stream", oneof: 1),
            .init(3, "segments", oneof: 1),
            .init(4, "images", oneof: 1),
            .init(6, "storage"),
        ])

        public var config: Config?
        @Boxed public var storage: LiveKit.StorageConfig? = nil
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1:
                    var value = LiveKit.FileOutput()
                    if case .file(let current)? = self.config { value = current }
                    if try reader.member(&value) { self.config = .file(consume value) }
                case 2:
                    var value = LiveKit.StreamOutput()
                    if case .stream(let current)? = self.config { value = current }
                    if try reader.member(&value) { self.config = .stream(consume value) }
                case 3:
                    var value = LiveKit.SegmentedFileOutput()
                    if case .segments(let current)? = self.config { value = current }
                    if try reader.member(&value) { self.config = .segments(consume value) }
                case 4:
                    var value = LiveKit.ImageOutput()
                    if case .images(let current)? = self.config { value = current }
                    if try reader.member(&value) { self.config = .images(consume value) }
                case 6: try reader.message(&self.storage)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            switch self.config {
            case .file(let value)?: writer.set(1, value)
            case .stream(let value)?: writer.set(2, value)
            case .segments(let value)?: writer.set(3, value)
            case .images(let value)?: writer.set(4, value)
            default: break
            }
            writer.message(6, self.storage)
            writer.unknown(self.unknownFields)
        }

        /// The values of `config`, of which one may be set.
        public enum Config: Hashable, Sendable {
            case file(LiveKit.FileOutput)
            case stream(LiveKit.StreamOutput)
            indirect case segments(LiveKit.SegmentedFileOutput)
            indirect case images(LiveKit.ImageOutput)
        }
    }
}

extension LiveKit {
    /// A file.
    public struct FileOutput: ProtobufMessage {
        public static let protobufName = "livekit.FileOutput"
        public static let fieldTable = FieldTable([
            .init(1, "file_type"),
            .init(2, "filepath"),
            .init(3, "disable_manifest"),
        ])

        public var fileType = LiveKit.EncodedFileType(rawValue: 0)
        @WireText public var filepath: String
        public var disableManifest = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.fileType)
                case 2: try reader.wireText(&self._filepath)
                case 3: try reader.bool(&self.disableManifest)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.fileType)
            writer.wireText(2, self._filepath)
            writer.bool(3, self.disableManifest)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Destinations to stream to.
    public struct StreamOutput: ProtobufMessage {
        public static let protobufName = "livekit.StreamOutput"
        public static let fieldTable = FieldTable([
            .init(1, "protocol"),
            .init(2, "urls", .url),
            .init(3, "destinations"),
        ])

        public var `protocol` = LiveKit.StreamProtocol(rawValue: 0)
        public var urls: [String] = []
        public var destinations: [LiveKit.StreamDestination] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.`protocol`)
                case 2: try reader.strings(&self.urls)
                case 3: try reader.messages(&self.destinations)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.`protocol`)
            writer.strings(2, self.urls)
            writer.messages(3, self.destinations)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A destination with an id of the caller's.
    public struct StreamDestination: ProtobufMessage {
        public static let protobufName = "livekit.StreamDestination"
        public static let fieldTable = FieldTable([
            .init(1, "id"),
            .init(2, "url", .url),
        ])

        @WireText public var id: String
        @WireText public var url: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._id)
                case 2: try reader.wireText(&self._url)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._id)
            writer.wireText(2, self._url)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Segments with playlists.
    public struct SegmentedFileOutput: ProtobufMessage {
        public static let protobufName = "livekit.SegmentedFileOutput"
        public static let fieldTable = FieldTable([
            .init(1, "protocol"),
            .init(2, "filename_prefix"),
            .init(3, "playlist_name"),
            .init(4, "segment_duration"),
            .init(5, "s3", oneof: 1),
            .init(6, "gcp", oneof: 1),
            .init(7, "azure", oneof: 1),
            .init(8, "disable_manifest"),
            .init(9, "aliOSS", oneof: 1),
            .init(10, "filename_suffix"),
            .init(11, "live_playlist_name"),
        ])

        public var `protocol` = LiveKit.SegmentedFileProtocol(rawValue: 0)
        @WireText public var filenamePrefix: String
        @WireText public var playlistName: String
        @WireText public var livePlaylistName: String
        /// In seconds.
        public var segmentDuration: UInt32 = 0
        public var filenameSuffix = LiveKit.SegmentedFileSuffix(rawValue: 0)
        public var disableManifest = false
        public var output: Output?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.`protocol`)
                case 2: try reader.wireText(&self._filenamePrefix)
                case 3: try reader.wireText(&self._playlistName)
                case 4: try reader.uint32(&self.segmentDuration)
                case 5:
                    var value = LiveKit.S3Upload()
                    if case .s3(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .s3(consume value) }
                case 6:
                    var value = LiveKit.GCPUpload()
                    if case .gcp(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .gcp(consume value) }
                case 7:
                    var value = LiveKit.AzureBlobUpload()
                    if case .azure(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .azure(consume value) }
                case 8: try reader.bool(&self.disableManifest)
                case 9:
                    var value = LiveKit.AliOSSUpload()
                    if case .aliOSS(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .aliOSS(consume value) }
                case 10: try reader.enumeration(&self.filenameSuffix)
                case 11: try reader.wireText(&self._livePlaylistName)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.`protocol`)
            writer.wireText(2, self._filenamePrefix)
            writer.wireText(3, self._playlistName)
            writer.uint32(4, self.segmentDuration)
            switch self.output {
            case .s3(let value)?: writer.set(5, value)
            case .gcp(let value)?: writer.set(6, value)
            case .azure(let value)?: writer.set(7, value)
            default: break
            }
            writer.bool(8, self.disableManifest)
            switch self.output {
            case .aliOSS(let value)?: writer.set(9, value)
            default: break
            }
            writer.enumeration(10, self.filenameSuffix)
            writer.wireText(11, self._livePlaylistName)
            writer.unknown(self.unknownFields)
        }

        /// The values of `output`, of which one may be set.
        public enum Output: Hashable, Sendable {
            indirect case s3(LiveKit.S3Upload)
            case gcp(LiveKit.GCPUpload)
            indirect case azure(LiveKit.AzureBlobUpload)
            indirect case aliOSS(LiveKit.AliOSSUpload)
        }
    }
}

extension LiveKit {
    /// Images at intervals.
    public struct ImageOutput: ProtobufMessage {
        public static let protobufName = "livekit.ImageOutput"
        public static let fieldTable = FieldTable([
            .init(1, "capture_interval"),
            .init(2, "width"),
            .init(3, "height"),
            .init(4, "filename_prefix"),
            .init(5, "filename_suffix"),
            .init(6, "image_codec"),
            .init(7, "disable_manifest"),
            .init(8, "s3", oneof: 1),
            .init(9, "gcp", oneof: 1),
            .init(10, "azure", oneof: 1),
            .init(11, "aliOSS", oneof: 1),
        ])

        /// In seconds.
        public var captureInterval: UInt32 = 0
        public var width: Int32 = 0
        public var height: Int32 = 0
        @WireText public var filenamePrefix: String
        public var filenameSuffix = LiveKit.ImageFileSuffix(rawValue: 0)
        public var imageCodec = LiveKit.ImageCodec(rawValue: 0)
        public var disableManifest = false
        public var output: Output?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.uint32(&self.captureInterval)
                case 2: try reader.int32(&self.width)
                case 3: try reader.int32(&self.height)
                case 4: try reader.wireText(&self._filenamePrefix)
                case 5: try reader.enumeration(&self.filenameSuffix)
                case 6: try reader.enumeration(&self.imageCodec)
                case 7: try reader.bool(&self.disableManifest)
                case 8:
                    var value = LiveKit.S3Upload()
                    if case .s3(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .s3(consume value) }
                case 9:
                    var value = LiveKit.GCPUpload()
                    if case .gcp(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .gcp(consume value) }
                case 10:
                    var value = LiveKit.AzureBlobUpload()
                    if case .azure(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .azure(consume value) }
                case 11:
                    var value = LiveKit.AliOSSUpload()
                    if case .aliOSS(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .aliOSS(consume value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.uint32(1, self.captureInterval)
            writer.int32(2, self.width)
            writer.int32(3, self.height)
            writer.wireText(4, self._filenamePrefix)
            writer.enumeration(5, self.filenameSuffix)
            writer.enumeration(6, self.imageCodec)
            writer.bool(7, self.disableManifest)
            switch self.output {
            case .s3(let value)?: writer.set(8, value)
            case .gcp(let value)?: writer.set(9, value)
            case .azure(let value)?: writer.set(10, value)
            case .aliOSS(let value)?: writer.set(11, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `output`, of which one may be set.
        public enum Output: Hashable, Sendable {
            indirect case s3(LiveKit.S3Upload)
            case gcp(LiveKit.GCPUpload)
            indirect case azure(LiveKit.AzureBlobUpload)
            indirect case aliOSS(LiveKit.AliOSSUpload)
        }
    }
}

extension LiveKit {
    /// Where finished files go.
    public struct StorageConfig: ProtobufMessage {
        public static let protobufName = "livekit.StorageConfig"
        public static let fieldTable = FieldTable([
            .init(1, "s3", oneof: 1),
            .init(2, "gcp", oneof: 1),
            .init(3, "azure", oneof: 1),
            .init(4, "aliOSS", oneof: 1),
        ])

        public var provider: Provider?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1:
                    var value = LiveKit.S3Upload()
                    if case .s3(let current)? = self.provider { value = current }
                    if try reader.member(&value) { self.provider = .s3(consume value) }
                case 2:
                    var value = LiveKit.GCPUpload()
                    if case .gcp(let current)? = self.provider { value = current }
                    if try reader.member(&value) { self.provider = .gcp(consume value) }
                case 3:
                    var value = LiveKit.AzureBlobUpload()
                    if case .azure(let current)? = self.provider { value = current }
                    if try reader.member(&value) { self.provider = .azure(consume value) }
                case 4:
                    var value = LiveKit.AliOSSUpload()
                    if case .aliOSS(let current)? = self.provider { value = current }
                    if try reader.member(&value) { self.provider = .aliOSS(consume value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            switch self.provider {
            case .s3(let value)?: writer.set(1, value)
            case .gcp(let value)?: writer.set(2, value)
            case .azure(let value)?: writer.set(3, value)
            case .aliOSS(let value)?: writer.set(4, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `provider`, of which one may be set.
        public enum Provider: Hashable, Sendable {
            indirect case s3(LiveKit.S3Upload)
            case gcp(LiveKit.GCPUpload)
            indirect case azure(LiveKit.AzureBlobUpload)
            indirect case aliOSS(LiveKit.AliOSSUpload)
        }
    }
}

extension LiveKit {
    /// A bucket with an S3 interface.
    public struct S3Upload: ProtobufMessage {
        public static let protobufName = "livekit.S3Upload"
        public static let fieldTable = FieldTable([
            .init(1, "access_key", .secret),
            .init(2, "secret", .secret),
            .init(3, "region"),
            .init(4, "endpoint"),
            .init(5, "bucket"),
            .init(6, "force_path_style"),
            .init(7, "metadata"),
            .init(8, "tagging"),
            .init(9, "content_disposition"),
            .init(10, "proxy"),
            .init(11, "session_token", .secret),
            .init(12, "assume_role_arn"),
            .init(13, "assume_role_external_id", .secret),
        ])

        @WireText public var accessKey: String
        @WireText public var secret: String
        @WireText public var sessionToken: String
        @WireText public var assumeRoleArn: String
        @WireText public var assumeRoleExternalID: String
        @WireText public var region: String
        @WireText public var endpoint: String
        @WireText public var bucket: String
        public var forcePathStyle = false
        public var metadata: [String: String] = [:]
        @WireText public var tagging: String
        @WireText public var contentDisposition: String
        @Boxed public var proxy: LiveKit.ProxyConfig? = nil
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._accessKey)
                case 2: try reader.wireText(&self._secret)
                case 3: try reader.wireText(&self._region)
                case 4: try reader.wireText(&self._endpoint)
                case 5: try reader.wireText(&self._bucket)
                case 6: try reader.bool(&self.forcePathStyle)
                case 7: try reader.map(StringField.self, StringField.self, &self.metadata)
                case 8: try reader.wireText(&self._tagging)
                case 9: try reader.wireText(&self._contentDisposition)
                case 10: try reader.message(&self.proxy)
                case 11: try reader.wireText(&self._sessionToken)
                case 12: try reader.wireText(&self._assumeRoleArn)
                case 13: try reader.wireText(&self._assumeRoleExternalID)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._accessKey)
            writer.wireText(2, self._secret)
            writer.wireText(3, self._region)
            writer.wireText(4, self._endpoint)
            writer.wireText(5, self._bucket)
            writer.bool(6, self.forcePathStyle)
            writer.map(StringField.self, StringField.self, 7, self.metadata)
            writer.wireText(8, self._tagging)
            writer.wireText(9, self._contentDisposition)
            writer.message(10, self.proxy)
            writer.wireText(11, self._sessionToken)
            writer.wireText(12, self._assumeRoleArn)
            writer.wireText(13, self._assumeRoleExternalID)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A bucket of Google Cloud Storage.
    public struct GCPUpload: ProtobufMessage {
        public static let protobufName = "livekit.GCPUpload"
        public static let fieldTable = FieldTable([
            .init(1, "credentials", .secret),
            .init(2, "bucket"),
            .init(3, "proxy"),
        ])

        /// The service account's key, as JSON.
        @WireText public var credentials: String
        @WireText public var bucket: String
        @Boxed public var proxy: LiveKit.ProxyConfig? = nil
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._credentials)
                case 2: try reader.wireText(&self._bucket)
                case 3: try reader.message(&self.proxy)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._credentials)
            writer.wireText(2, self._bucket)
            writer.message(3, self.proxy)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A container of Azure Blob Storage.
    public struct AzureBlobUpload: ProtobufMessage {
        public static let protobufName = "livekit.AzureBlobUpload"
        public static let fieldTable = FieldTable([
            .init(1, "account_name"),
            .init(2, "account_key", .secret),
            .init(3, "container_name"),
        ])

        @WireText public var accountName: String
        @WireText public var accountKey: String
        @WireText public var containerName: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._accountName)
                case 2: try reader.wireText(&self._accountKey)
                case 3: try reader.wireText(&self._containerName)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._accountName)
            writer.wireText(2, self._accountKey)
            writer.wireText(3, self._containerName)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A bucket of Alibaba Cloud.
    public struct AliOSSUpload: ProtobufMessage {
        public static let protobufName = "livekit.AliOSSUpload"
        public static let fieldTable = FieldTable([
            .init(1, "access_key", .secret),
            .init(2, "secret", .secret),
            .init(3, "region"),
            .init(4, "endpoint"),
            .init(5, "bucket"),
        ])

        @WireText public var accessKey: String
        @WireText public var secret: String
        @WireText public var region: String
        @WireText public var endpoint: String
        @WireText public var bucket: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._accessKey)
                case 2: try reader.wireText(&self._secret)
                case 3: try reader.wireText(&self._region)
                case 4: try reader.wireText(&self._endpoint)
                case 5: try reader.wireText(&self._bucket)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._accessKey)
            writer.wireText(2, self._secret)
            writer.wireText(3, self._region)
            writer.wireText(4, self._endpoint)
            writer.wireText(5, self._bucket)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A proxy to upload through.
    public struct ProxyConfig: ProtobufMessage {
        public static let protobufName = "livekit.ProxyConfig"
        public static let fieldTable = FieldTable([
            .init(1, "url", .url),
            .init(2, "username"),
            .init(3, "password", .secret),
        ])

        @WireText public var url: String
        @WireText public var username: String
        @WireText public var password: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._url)
                case 2: try reader.wireText(&self._username)
                case 3: try reader.wireText(&self._password)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._url)
            writer.wireText(2, self._username)
            writer.wireText(3, self._password)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Asks for a list of egresses.
    public struct ListEgressRequest: ProtobufMessage {
        public static let protobufName = "livekit.ListEgressRequest"
        public static let fieldTable = FieldTable([
            .init(1, "room_name"),
            .init(2, "egress_id"),
            .init(3, "active"),
            .init(4, "page_token"),
        ])

        @WireText public var roomName: String
        @WireText public var egressID: String
        public var active = false
        public var pageToken: LiveKit.TokenPagination?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._roomName)
                case 2: try reader.wireText(&self._egressID)
                case 3: try reader.bool(&self.active)
                case 4: try reader.message(&self.pageToken)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._roomName)
            writer.wireText(2, self._egressID)
            writer.bool(3, self.active)
            writer.message(4, self.pageToken)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A page of egresses.
    public struct ListEgressResponse: ProtobufMessage {
        public static let protobufName = "livekit.ListEgressResponse"
        public static let fieldTable = FieldTable([
            .init(1, "items"),
            .init(2, "next_page_token"),
        ])

        public var items: [LiveKit.EgressInfo] = []
        public var nextPageToken: LiveKit.TokenPagination?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.messages(&self.items)
                case 2: try reader.message(&self.nextPageToken)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.messages(1, self.items)
            writer.message(2, self.nextPageToken)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Ends an egress.
    public struct StopEgressRequest: ProtobufMessage {
        public static let protobufName = "livekit.StopEgressRequest"
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

extension LiveKit {
    /// What is known of an egress.
    public struct EgressInfo: ProtobufMessage {
        public static let protobufName = "livekit.EgressInfo"
        public static let fieldTable = FieldTable([
            .init(1, "egress_id"),
            .init(2, "room_id"),
            .init(3, "status"),
            .init(4, "room_composite", oneof: 1),
            .init(5, "track_composite", oneof: 1),
            .init(6, "track", oneof: 1),
            .init(7, "stream", oneof: 2),
            .init(8, "file", oneof: 2),
            .init(9, "error"),
            .init(10, "started_at"),
            .init(11, "ended_at"),
            .init(12, "segments", oneof: 2),
            .init(13, "room_name"),
            .init(14, "web", oneof: 1),
            .init(15, "stream_results"),
            .init(16, "file_results"),
            .init(17, "segment_results"),
            .init(18, "updated_at"),
            .init(19, "participant", oneof: 1),
            .init(20, "image_results"),
            .init(21, "details"),
            .init(22, "error_code"),
            .init(23, "manifest_location"),
            .init(25, "backup_storage_used"),
            .init(26, "source_type"),
            .init(27, "retry_count"),
            .init(29, "egress", oneof: 1),
            .init(30, "replay", oneof: 1),
        ])

        /// "EG_" and 12 characters.
        @WireText public var egressID: String
        @WireText public var roomID: String
        @WireText public var roomName: String
        public var sourceType = LiveKit.EgressSourceType(rawValue: 0)
        public var status = LiveKit.EgressStatus(rawValue: 0)
        /// Unix time in nanoseconds.
        public var startedAt: Int64 = 0
        /// Unix time in nanoseconds; 0 while it runs.
        public var endedAt: Int64 = 0
        /// Unix time in nanoseconds.
        public var updatedAt: Int64 = 0
        public var request: Request?
        public var streamResults: [LiveKit.StreamInfo] = []
        public var fileResults: [LiveKit.FileInfo] = []
        public var segmentResults: [LiveKit.SegmentsInfo] = []
        public var imageResults: [LiveKit.ImagesInfo] = []
        @WireText public var error: String
        /// As of HTTP.
        public var errorCode: Int32 = 0
        /// Why it ended.
        @WireText public var details: String
        @WireText public var manifestLocation: String
        public var backupStorageUsed = false
        public var retryCount: Int32 = 0
        public var result: Result?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._egressID)
                case 2: try reader.wireText(&self._roomID)
                case 3: try reader.enumeration(&self.status)
                case 4:
                    var value = LiveKit.RoomCompositeEgressRequest()
                    if case .roomComposite(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .roomComposite(consume value) }
                case 5:
                    var value = LiveKit.TrackCompositeEgressRequest()
                    if case .trackComposite(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .trackComposite(consume value) }
                case 6:
                    var value = LiveKit.TrackEgressRequest()
                    if case .track(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .track(consume value) }
                case 7:
                    var value = LiveKit.StreamInfoList()
                    if case .stream(let current)? = self.result { value = current }
                    if try reader.member(&value) { self.result = .stream(consume value) }
                case 8:
                    var value = LiveKit.FileInfo()
                    if case .file(let current)? = self.result { value = current }
                    if try reader.member(&value) { self.result = .file(consume value) }
                case 9: try reader.wireText(&self._error)
                case 10: try reader.int64(&self.startedAt)
                case 11: try reader.int64(&self.endedAt)
                case 12:
                    var value = LiveKit.SegmentsInfo()
                    if case .segments(let current)? = self.result { value = current }
                    if try reader.member(&value) { self.result = .segments(consume value) }
                case 13: try reader.wireText(&self._roomName)
                case 14:
                    var value = LiveKit.WebEgressRequest()
                    if case .web(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .web(consume value) }
                case 15: try reader.messages(&self.streamResults)
                case 16: try reader.messages(&self.fileResults)
                case 17: try reader.messages(&self.segmentResults)
                case 18: try reader.int64(&self.updatedAt)
                case 19:
                    var value = LiveKit.ParticipantEgressRequest()
                    if case .participant(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .participant(consume value) }
                case 20: try reader.messages(&self.imageResults)
                case 21: try reader.wireText(&self._details)
                case 22: try reader.int32(&self.errorCode)
                case 23: try reader.wireText(&self._manifestLocation)
                case 25: try reader.bool(&self.backupStorageUsed)
                case 26: try reader.enumeration(&self.sourceType)
                case 27: try reader.int32(&self.retryCount)
                case 29:
                    var value = LiveKit.StartEgressRequest()
                    if case .egress(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .egress(consume value) }
                case 30:
                    var value = LiveKit.ExportReplayRequest()
                    if case .replay(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .replay(consume value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._egressID)
            writer.wireText(2, self._roomID)
            writer.enumeration(3, self.status)
            switch self.request {
            case .roomComposite(let value)?: writer.set(4, value)
            case .trackComposite(let value)?: writer.set(5, value)
            case .track(let value)?: writer.set(6, value)
            default: break
            }
            switch self.result {
            case .stream(let value)?: writer.set(7, value)
            case .file(let value)?: writer.set(8, value)
            default: break
            }
            writer.wireText(9, self._error)
            writer.int64(10, self.startedAt)
            writer.int64(11, self.endedAt)
            switch self.result {
            case .segments(let value)?: writer.set(12, value)
            default: break
            }
            writer.wireText(13, self._roomName)
            switch self.request {
            case .web(let value)?: writer.set(14, value)
            default: break
            }
            writer.messages(15, self.streamResults)
            writer.messages(16, self.fileResults)
            writer.messages(17, self.segmentResults)
            writer.int64(18, self.updatedAt)
            switch self.request {
            case .participant(let value)?: writer.set(19, value)
            default: break
            }
            writer.messages(20, self.imageResults)
            writer.wireText(21, self._details)
            writer.int32(22, self.errorCode)
            writer.wireText(23, self._manifestLocation)
            writer.bool(25, self.backupStorageUsed)
            writer.enumeration(26, self.sourceType)
            writer.int32(27, self.retryCount)
            switch self.request {
            case .egress(let value)?: writer.set(29, value)
            case .replay(let value)?: writer.set(30, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `request`, of which one may be set.
        public enum Request: Hashable, Sendable {
            indirect case egress(LiveKit.StartEgressRequest)
            indirect case replay(LiveKit.ExportReplayRequest)
            indirect case roomComposite(LiveKit.RoomCompositeEgressRequest)
            indirect case web(LiveKit.WebEgressRequest)
            indirect case participant(LiveKit.ParticipantEgressRequest)
            indirect case trackComposite(LiveKit.TrackCompositeEgressRequest)
            indirect case track(LiveKit.TrackEgressRequest)
        }

        /// The values of `result`, of which one may be set.
        public enum Result: Hashable, Sendable {
            /// For older clients; see stream_results.
            /// Deprecated.
            case stream(LiveKit.StreamInfoList)
            /// For older clients; see file_results.
            /// Deprecated.
            indirect case file(LiveKit.FileInfo)
            /// For older clients; see segment_results.
            /// Deprecated.
            indirect case segments(LiveKit.SegmentsInfo)
        }
    }
}

extension LiveKit {
    /// What is known of one destination.
    public struct StreamInfo: ProtobufMessage {
        public static let protobufName = "livekit.StreamInfo"
        public static let fieldTable = FieldTable([
            .init(1, "url", .url),
            .init(2, "started_at"),
            .init(3, "ended_at"),
            .init(4, "duration"),
            .init(5, "status"),
            .init(6, "error"),
            .init(7, "last_retry_at"),
            .init(8, "retries"),
            .init(9, "id"),
        ])

        @WireText public var url: String
        /// Unix time in nanoseconds.
        public var startedAt: Int64 = 0
        /// Unix time in nanoseconds.
        public var endedAt: Int64 = 0
        /// In nanoseconds.
        public var duration: Int64 = 0
        public var status = LiveKit.StreamInfo.Status(rawValue: 0)
        @WireText public var error: String
        /// Unix time in nanoseconds.
        public var lastRetryAt: Int64 = 0
        public var retries: UInt32 = 0
        @WireText public var id: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._url)
                case 2: try reader.int64(&self.startedAt)
                case 3: try reader.int64(&self.endedAt)
                case 4: try reader.int64(&self.duration)
                case 5: try reader.enumeration(&self.status)
                case 6: try reader.wireText(&self._error)
                case 7: try reader.int64(&self.lastRetryAt)
                case 8: try reader.uint32(&self.retries)
                case 9: try reader.wireText(&self._id)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._url)
            writer.int64(2, self.startedAt)
            writer.int64(3, self.endedAt)
            writer.int64(4, self.duration)
            writer.enumeration(5, self.status)
            writer.wireText(6, self._error)
            writer.int64(7, self.lastRetryAt)
            writer.uint32(8, self.retries)
            writer.wireText(9, self._id)
            writer.unknown(self.unknownFields)
        }

        /// How a destination is.
        public enum Status: ProtobufEnum {
            case active
            case finished
            case failed
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "ACTIVE", 1: "FINISHED", 2: "FAILED",
            ])
            public static let allCases: [Self] = [
                .active, .finished, .failed,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .active
                case 1: self = .finished
                case 2: self = .failed
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .active: 0
                case .finished: 1
                case .failed: 2
                case .unrecognized(let number): number
                }
            }
        }
    }
}

extension LiveKit {
    /// What is known of one file.
    public struct FileInfo: ProtobufMessage {
        public static let protobufName = "livekit.FileInfo"
        public static let fieldTable = FieldTable([
            .init(1, "filename"),
            .init(2, "started_at"),
            .init(3, "ended_at"),
            .init(4, "size"),
            .init(5, "location"),
            .init(6, "duration"),
        ])

        @WireText public var filename: String
        /// Unix time in nanoseconds.
        public var startedAt: Int64 = 0
        /// Unix time in nanoseconds.
        public var endedAt: Int64 = 0
        /// In nanoseconds.
        public var duration: Int64 = 0
        /// In bytes.
        public var size: Int64 = 0
        /// Where it was uploaded to.
        @WireText public var location: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._filename)
                case 2: try reader.int64(&self.startedAt)
                case 3: try reader.int64(&self.endedAt)
                case 4: try reader.int64(&self.size)
                case 5: try reader.wireText(&self._location)
                case 6: try reader.int64(&self.duration)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._filename)
            writer.int64(2, self.startedAt)
            writer.int64(3, self.endedAt)
            writer.int64(4, self.size)
            writer.wireText(5, self._location)
            writer.int64(6, self.duration)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// What is known of segments.
    public struct SegmentsInfo: ProtobufMessage {
        public static let protobufName = "livekit.SegmentsInfo"
        public static let fieldTable = FieldTable([
            .init(1, "playlist_name"),
            .init(2, "duration"),
            .init(3, "size"),
            .init(4, "playlist_location"),
            .init(5, "segment_count"),
            .init(6, "started_at"),
            .init(7, "ended_at"),
            .init(8, "live_playlist_name"),
            .init(9, "live_playlist_location"),
        ])

        @WireText public var playlistName: String
        @WireText public var livePlaylistName: String
        /// In nanoseconds.
        public var duration: Int64 = 0
        /// In bytes.
        public var size: Int64 = 0
        @WireText public var playlistLocation: String
        @WireText public var livePlaylistLocation: String
        public var segmentCount: Int64 = 0
        /// Unix time in nanoseconds.
        public var startedAt: Int64 = 0
        /// Unix time in nanoseconds.
        public var endedAt: Int64 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._playlistName)
                case 2: try reader.int64(&self.duration)
                case 3: try reader.int64(&self.size)
                case 4: try reader.wireText(&self._playlistLocation)
                case 5: try reader.int64(&self.segmentCount)
                case 6: try reader.int64(&self.startedAt)
                case 7: try reader.int64(&self.endedAt)
                case 8: try reader.wireText(&self._livePlaylistName)
                case 9: try reader.wireText(&self._livePlaylistLocation)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._playlistName)
            writer.int64(2, self.duration)
            writer.int64(3, self.size)
            writer.wireText(4, self._playlistLocation)
            writer.int64(5, self.segmentCount)
            writer.int64(6, self.startedAt)
            writer.int64(7, self.endedAt)
            writer.wireText(8, self._livePlaylistName)
            writer.wireText(9, self._livePlaylistLocation)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// What is known of images.
    public struct ImagesInfo: ProtobufMessage {
        public static let protobufName = "livekit.ImagesInfo"
        public static let fieldTable = FieldTable([
            .init(1, "image_count"),
            .init(2, "started_at"),
            .init(3, "ended_at"),
            .init(4, "filename_prefix"),
        ])

        @WireText public var filenamePrefix: String
        public var imageCount: Int64 = 0
        /// Unix time in nanoseconds.
        public var startedAt: Int64 = 0
        /// Unix time in nanoseconds.
        public var endedAt: Int64 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.int64(&self.imageCount)
                case 2: try reader.int64(&self.startedAt)
                case 3: try reader.int64(&self.endedAt)
                case 4: try reader.wireText(&self._filenamePrefix)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.int64(1, self.imageCount)
            writer.int64(2, self.startedAt)
            writer.int64(3, self.endedAt)
            writer.wireText(4, self._filenamePrefix)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// An egress for every participant of a room.
    public struct AutoParticipantEgress: ProtobufMessage {
        public static let protobufName = "livekit.AutoParticipantEgress"
        public static let fieldTable = FieldTable([
            .init(1, "preset", oneof: 1),
            .init(2, "advanced", oneof: 1),
            .init(3, "file_outputs"),
            .init(4, "segment_outputs"),
        ])

        public var options: Options?
        public var fileOutputs: [LiveKit.EncodedFileOutput] = []
        public var segmentOutputs: [LiveKit.SegmentedFileOutput] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1:
                    var value: LiveKit.EncodingOptionsPreset?
                    try reader.optional(EnumField<LiveKit.EncodingOptionsPreset>.self, &value)
                    if let value { self.options = .preset(value) }
                case 2:
                    var value = LiveKit.EncodingOptions()
                    if case .advanced(let current)? = self.options { value = current }
                    if try reader.member(&value) { self.options = .advanced(consume value) }
                case 3: try reader.messages(&self.fileOutputs)
                case 4: try reader.messages(&self.segmentOutputs)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            switch self.options {
            case .preset(let value)?: writer.set(EnumField<LiveKit.EncodingOptionsPreset>.self, 1, value)
            case .advanced(let value)?: writer.set(2, value)
            default: break
            }
            writer.messages(3, self.fileOutputs)
            writer.messages(4, self.segmentOutputs)
            writer.unknown(self.unknownFields)
        }

        /// The values of `options`, of which one may be set.
        public enum Options: Hashable, Sendable {
            case preset(LiveKit.EncodingOptionsPreset)
            indirect case advanced(LiveKit.EncodingOptions)
        }
    }
}

extension LiveKit {
    /// An egress for every track of a room.
    public struct AutoTrackEgress: ProtobufMessage {
        public static let protobufName = "livekit.AutoTrackEgress"
        public static let fieldTable = FieldTable([
            .init(1, "filepath"),
            .init(2, "s3", oneof: 1),
            .init(3, "gcp", oneof: 1),
            .init(4, "azure", oneof: 1),
            .init(5, "disable_manifest"),
            .init(6, "aliOSS", oneof: 1),
        ])

        @WireText public var filepath: String
        public var disableManifest = false
        public var output: Output?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._filepath)
                case 2:
                    var value = LiveKit.S3Upload()
                    if case .s3(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .s3(consume value) }
                case 3:
                    var value = LiveKit.GCPUpload()
                    if case .gcp(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .gcp(consume value) }
                case 4:
                    var value = LiveKit.AzureBlobUpload()
                    if case .azure(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .azure(consume value) }
                case 5: try reader.bool(&self.disableManifest)
                case 6:
                    var value = LiveKit.AliOSSUpload()
                    if case .aliOSS(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .aliOSS(consume value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._filepath)
            switch self.output {
            case .s3(let value)?: writer.set(2, value)
            case .gcp(let value)?: writer.set(3, value)
            case .azure(let value)?: writer.set(4, value)
            default: break
            }
            writer.bool(5, self.disableManifest)
            switch self.output {
            case .aliOSS(let value)?: writer.set(6, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `output`, of which one may be set.
        public enum Output: Hashable, Sendable {
            indirect case s3(LiveKit.S3Upload)
            case gcp(LiveKit.GCPUpload)
            indirect case azure(LiveKit.AzureBlobUpload)
            indirect case aliOSS(LiveKit.AliOSSUpload)
        }
    }
}

extension LiveKit {
    /// Asks for an export of a recorded session.
    public struct ExportReplayRequest: ProtobufMessage {
        public static let protobufName = "livekit.ExportReplayRequest"
        public static let fieldTable = FieldTable([
            .init(1, "replay_id"),
            .init(2, "start_offset_ms"),
            .init(3, "end_offset_ms"),
            .init(4, "template", oneof: 1),
            .init(5, "web", oneof: 1),
            .init(6, "media", oneof: 1),
            .init(7, "preset", oneof: 2),
            .init(8, "advanced", oneof: 2),
            .init(9, "outputs"),
            .init(10, "storage"),
            .init(11, "webhooks"),
        ])

        @WireText public var replayID: String
        public var startOffsetMs: Int64 = 0
        public var endOffsetMs: Int64 = 0
        public var source: Source?
        public var encoding: Encoding?
        public var outputs: [LiveKit.Output] = []
        @Boxed public var storage: LiveKit.StorageConfig? = nil
        public var webhooks: [LiveKit.WebhookConfig] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._replayID)
                case 2: try reader.int64(&self.startOffsetMs)
                case 3: try reader.int64(&self.endOffsetMs)
                case 4:
                    var value = LiveKit.TemplateSource()
                    if case .template(let current)? = self.source { value = current }
                    if try reader.member(&value) { self.source = .template(consume value) }
                case 5:
                    var value = LiveKit.WebSource()
                    if case .web(let current)? = self.source { value = current }
                    if try reader.member(&value) { self.source = .web(consume value) }
                case 6:
                    var value = LiveKit.MediaSource()
                    if case .media(let current)? = self.source { value = current }
                    if try reader.member(&value) { self.source = .media(consume value) }
                case 7:
                    var value: LiveKit.EncodingOptionsPreset?
                    try reader.optional(EnumField<LiveKit.EncodingOptionsPreset>.self, &value)
                    if let value { self.encoding = .preset(value) }
                case 8:
                    var value = LiveKit.EncodingOptions()
                    if case .advanced(let current)? = self.encoding { value = current }
                    if try reader.member(&value) { self.encoding = .advanced(consume value) }
                case 9: try reader.messages(&self.outputs)
                case 10: try reader.message(&self.storage)
                case 11: try reader.messages(&self.webhooks)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._replayID)
            writer.int64(2, self.startOffsetMs)
            writer.int64(3, self.endOffsetMs)
            switch self.source {
            case .template(let value)?: writer.set(4, value)
            case .web(let value)?: writer.set(5, value)
            case .media(let value)?: writer.set(6, value)
            default: break
            }
            switch self.encoding {
            case .preset(let value)?: writer.set(EnumField<LiveKit.EncodingOptionsPreset>.self, 7, value)
            case .advanced(let value)?: writer.set(8, value)
            default: break
            }
            writer.messages(9, self.outputs)
            writer.message(10, self.storage)
            writer.messages(11, self.webhooks)
            writer.unknown(self.unknownFields)
        }

        /// The values of `source`, of which one may be set.
        public enum Source: Hashable, Sendable {
            indirect case template(LiveKit.TemplateSource)
            case web(LiveKit.WebSource)
            indirect case media(LiveKit.MediaSource)
        }

        /// The values of `encoding`, of which one may be set.
        public enum Encoding: Hashable, Sendable {
            case preset(LiveKit.EncodingOptionsPreset)
            indirect case advanced(LiveKit.EncodingOptions)
        }
    }
}

extension LiveKit {
    /// Asks for an egress of a room as a layout shows it.
    public struct RoomCompositeEgressRequest: ProtobufMessage {
        public static let protobufName = "livekit.RoomCompositeEgressRequest"
        public static let fieldTable = FieldTable([
            .init(1, "room_name"),
            .init(2, "layout"),
            .init(3, "audio_only"),
            .init(4, "video_only"),
            .init(5, "custom_base_url", .url),
            .init(6, "file", oneof: 1),
            .init(7, "stream", oneof: 1),
            .init(8, "preset", oneof: 2),
            .init(9, "advanced", oneof: 2),
            .init(10, "segments", oneof: 1),
            .init(11, "file_outputs"),
            .init(12, "stream_outputs"),
            .init(13, "segment_outputs"),
            .init(14, "image_outputs"),
            .init(15, "audio_mixing"),
            .init(16, "webhooks"),
        ])

        @WireText public var roomName: String
        @WireText public var layout: String
        public var audioOnly = false
        public var audioMixing = LiveKit.AudioMixing(rawValue: 0)
        public var videoOnly = false
        @WireText public var customBaseURL: String
        public var output: Output?
        public var options: Options?
        public var fileOutputs: [LiveKit.EncodedFileOutput] = []
        public var streamOutputs: [LiveKit.StreamOutput] = []
        public var segmentOutputs: [LiveKit.SegmentedFileOutput] = []
        public var imageOutputs: [LiveKit.ImageOutput] = []
        public var webhooks: [LiveKit.WebhookConfig] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._roomName)
                case 2: try reader.wireText(&self._layout)
                case 3: try reader.bool(&self.audioOnly)
                case 4: try reader.bool(&self.videoOnly)
                case 5: try reader.wireText(&self._customBaseURL)
                case 6:
                    var value = LiveKit.EncodedFileOutput()
                    if case .file(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .file(consume value) }
                case 7:
                    var value = LiveKit.StreamOutput()
                    if case .stream(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .stream(consume value) }
                case 8:
                    var value: LiveKit.EncodingOptionsPreset?
                    try reader.optional(EnumField<LiveKit.EncodingOptionsPreset>.self, &value)
                    if let value { self.options = .preset(value) }
                case 9:
                    var value = LiveKit.EncodingOptions()
                    if case .advanced(let current)? = self.options { value = current }
                    if try reader.member(&value) { self.options = .advanced(consume value) }
                case 10:
                    var value = LiveKit.SegmentedFileOutput()
                    if case .segments(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .segments(consume value) }
                case 11: try reader.messages(&self.fileOutputs)
                case 12: try reader.messages(&self.streamOutputs)
                case 13: try reader.messages(&self.segmentOutputs)
                case 14: try reader.messages(&self.imageOutputs)
                case 15: try reader.enumeration(&self.audioMixing)
                case 16: try reader.messages(&self.webhooks)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._roomName)
            writer.wireText(2, self._layout)
            writer.bool(3, self.audioOnly)
            writer.bool(4, self.videoOnly)
            writer.wireText(5, self._customBaseURL)
            switch self.output {
            case .file(let value)?: writer.set(6, value)
            case .stream(let value)?: writer.set(7, value)
            default: break
            }
            switch self.options {
            case .preset(let value)?: writer.set(EnumField<LiveKit.EncodingOptionsPreset>.self, 8, value)
            case .advanced(let value)?: writer.set(9, value)
            default: break
            }
            switch self.output {
            case .segments(let value)?: writer.set(10, value)
            default: break
            }
            writer.messages(11, self.fileOutputs)
            writer.messages(12, self.streamOutputs)
            writer.messages(13, self.segmentOutputs)
            writer.messages(14, self.imageOutputs)
            writer.enumeration(15, self.audioMixing)
            writer.messages(16, self.webhooks)
            writer.unknown(self.unknownFields)
        }

        /// The values of `output`, of which one may be set.
        public enum Output: Hashable, Sendable {
            /// Deprecated.
            indirect case file(LiveKit.EncodedFileOutput)
            /// Deprecated.
            case stream(LiveKit.StreamOutput)
            /// Deprecated.
            indirect case segments(LiveKit.SegmentedFileOutput)
        }

        /// The values of `options`, of which one may be set.
        public enum Options: Hashable, Sendable {
            case preset(LiveKit.EncodingOptionsPreset)
            indirect case advanced(LiveKit.EncodingOptions)
        }
    }
}

extension LiveKit {
    /// Asks for an egress of a web page.
    public struct WebEgressRequest: ProtobufMessage {
        public static let protobufName = "livekit.WebEgressRequest"
        public static let fieldTable = FieldTable([
            .init(1, "url", .url),
            .init(2, "audio_only"),
            .init(3, "video_only"),
            .init(4, "file", oneof: 1),
            .init(5, "stream", oneof: 1),
            .init(6, "segments", oneof: 1),
            .init(7, "preset", oneof: 2),
            .init(8, "advanced", oneof: 2),
            .init(9, "file_outputs"),
            .init(10, "stream_outputs"),
            .init(11, "segment_outputs"),
            .init(12, "await_start_signal"),
            .init(13, "image_outputs"),
            .init(14, "webhooks"),
        ])

        @WireText public var url: String
        public var audioOnly = false
        public var videoOnly = false
        public var awaitStartSignal = false
        public var output: Output?
        public var options: Options?
        public var fileOutputs: [LiveKit.EncodedFileOutput] = []
        public var streamOutputs: [LiveKit.StreamOutput] = []
        public var segmentOutputs: [LiveKit.SegmentedFileOutput] = []
        public var imageOutputs: [LiveKit.ImageOutput] = []
        public var webhooks: [LiveKit.WebhookConfig] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._url)
                case 2: try reader.bool(&self.audioOnly)
                case 3: try reader.bool(&self.videoOnly)
                case 4:
                    var value = LiveKit.EncodedFileOutput()
                    if case .file(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .file(consume value) }
                case 5:
                    var value = LiveKit.StreamOutput()
                    if case .stream(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .stream(consume value) }
                case 6:
                    var value = LiveKit.SegmentedFileOutput()
                    if case .segments(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .segments(consume value) }
                case 7:
                    var value: LiveKit.EncodingOptionsPreset?
                    try reader.optional(EnumField<LiveKit.EncodingOptionsPreset>.self, &value)
                    if let value { self.options = .preset(value) }
                case 8:
                    var value = LiveKit.EncodingOptions()
                    if case .advanced(let current)? = self.options { value = current }
                    if try reader.member(&value) { self.options = .advanced(consume value) }
                case 9: try reader.messages(&self.fileOutputs)
                case 10: try reader.messages(&self.streamOutputs)
                case 11: try reader.messages(&self.segmentOutputs)
                case 12: try reader.bool(&self.awaitStartSignal)
                case 13: try reader.messages(&self.imageOutputs)
                case 14: try reader.messages(&self.webhooks)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._url)
            writer.bool(2, self.audioOnly)
            writer.bool(3, self.videoOnly)
            switch self.output {
            case .file(let value)?: writer.set(4, value)
            case .stream(let value)?: writer.set(5, value)
            case .segments(let value)?: writer.set(6, value)
            default: break
            }
            switch self.options {
            case .preset(let value)?: writer.set(EnumField<LiveKit.EncodingOptionsPreset>.self, 7, value)
            case .advanced(let value)?: writer.set(8, value)
            default: break
            }
            writer.messages(9, self.fileOutputs)
            writer.messages(10, self.streamOutputs)
            writer.messages(11, self.segmentOutputs)
            writer.bool(12, self.awaitStartSignal)
            writer.messages(13, self.imageOutputs)
            writer.messages(14, self.webhooks)
            writer.unknown(self.unknownFields)
        }

        /// The values of `output`, of which one may be set.
        public enum Output: Hashable, Sendable {
            /// Deprecated.
            indirect case file(LiveKit.EncodedFileOutput)
            /// Deprecated.
            case stream(LiveKit.StreamOutput)
            /// Deprecated.
            indirect case segments(LiveKit.SegmentedFileOutput)
        }

        /// The values of `options`, of which one may be set.
        public enum Options: Hashable, Sendable {
            case preset(LiveKit.EncodingOptionsPreset)
            indirect case advanced(LiveKit.EncodingOptions)
        }
    }
}

extension LiveKit {
    /// Asks for an egress of one participant's sound and picture.
    public struct ParticipantEgressRequest: ProtobufMessage {
        public static let protobufName = "livekit.ParticipantEgressRequest"
        public static let fieldTable = FieldTable([
            .init(1, "room_name"),
            .init(2, "identity"),
            .init(3, "screen_share"),
            .init(4, "preset", oneof: 1),
            .init(5, "advanced", oneof: 1),
            .init(6, "file_outputs"),
            .init(7, "stream_outputs"),
            .init(8, "segment_outputs"),
            .init(9, "image_outputs"),
            .init(10, "webhooks"),
        ])

        @WireText public var roomName: String
        @WireText public var identity: String
        public var screenShare = false
        public var options: Options?
        public var fileOutputs: [LiveKit.EncodedFileOutput] = []
        public var streamOutputs: [LiveKit.StreamOutput] = []
        public var segmentOutputs: [LiveKit.SegmentedFileOutput] = []
        public var imageOutputs: [LiveKit.ImageOutput] = []
        public var webhooks: [LiveKit.WebhookConfig] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._roomName)
                case 2: try reader.wireText(&self._identity)
                case 3: try reader.bool(&self.screenShare)
                case 4:
                    var value: LiveKit.EncodingOptionsPreset?
                    try reader.optional(EnumField<LiveKit.EncodingOptionsPreset>.self, &value)
                    if let value { self.options = .preset(value) }
                case 5:
                    var value = LiveKit.EncodingOptions()
                    if case .advanced(let current)? = self.options { value = current }
                    if try reader.member(&value) { self.options = .advanced(consume value) }
                case 6: try reader.messages(&self.fileOutputs)
                case 7: try reader.messages(&self.streamOutputs)
                case 8: try reader.messages(&self.segmentOutputs)
                case 9: try reader.messages(&self.imageOutputs)
                case 10: try reader.messages(&self.webhooks)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._roomName)
            writer.wireText(2, self._identity)
            writer.bool(3, self.screenShare)
            switch self.options {
            case .preset(let value)?: writer.set(EnumField<LiveKit.EncodingOptionsPreset>.self, 4, value)
            case .advanced(let value)?: writer.set(5, value)
            default: break
            }
            writer.messages(6, self.fileOutputs)
            writer.messages(7, self.streamOutputs)
            writer.messages(8, self.segmentOutputs)
            writer.messages(9, self.imageOutputs)
            writer.messages(10, self.webhooks)
            writer.unknown(self.unknownFields)
        }

        /// The values of `options`, of which one may be set.
        public enum Options: Hashable, Sendable {
            case preset(LiveKit.EncodingOptionsPreset)
            indirect case advanced(LiveKit.EncodingOptions)
        }
    }
}

extension LiveKit {
    /// Asks for an egress of one sound and one picture.
    public struct TrackCompositeEgressRequest: ProtobufMessage {
        public static let protobufName = "livekit.TrackCompositeEgressRequest"
        public static let fieldTable = FieldTable([
            .init(1, "room_name"),
            .init(2, "audio_track_id"),
            .init(3, "video_track_id"),
            .init(4, "file", oneof: 1),
            .init(5, "stream", oneof: 1),
            .init(6, "preset", oneof: 2),
            .init(7, "advanced", oneof: 2),
            .init(8, "segments", oneof: 1),
            .init(11, "file_outputs"),
            .init(12, "stream_outputs"),
            .init(13, "segment_outputs"),
            .init(14, "image_outputs"),
            .init(15, "webhooks"),
        ])

        @WireText public var roomName: String
        @WireText public var audioTrackID: String
        @WireText public var videoTrackID: String
        public var output: Output?
        public var options: Options?
        public var fileOutputs: [LiveKit.EncodedFileOutput] = []
        public var streamOutputs: [LiveKit.StreamOutput] = []
        public var segmentOutputs: [LiveKit.SegmentedFileOutput] = []
        public var imageOutputs: [LiveKit.ImageOutput] = []
        public var webhooks: [LiveKit.WebhookConfig] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._roomName)
                case 2: try reader.wireText(&self._audioTrackID)
                case 3: try reader.wireText(&self._videoTrackID)
                case 4:
                    var value = LiveKit.EncodedFileOutput()
                    if case .file(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .file(consume value) }
                case 5:
                    var value = LiveKit.StreamOutput()
                    if case .stream(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .stream(consume value) }
                case 6:
                    var value: LiveKit.EncodingOptionsPreset?
                    try reader.optional(EnumField<LiveKit.EncodingOptionsPreset>.self, &value)
                    if let value { self.options = .preset(value) }
                case 7:
                    var value = LiveKit.EncodingOptions()
                    if case .advanced(let current)? = self.options { value = current }
                    if try reader.member(&value) { self.options = .advanced(consume value) }
                case 8:
                    var value = LiveKit.SegmentedFileOutput()
                    if case .segments(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .segments(consume value) }
                case 11: try reader.messages(&self.fileOutputs)
                case 12: try reader.messages(&self.streamOutputs)
                case 13: try reader.messages(&self.segmentOutputs)
                case 14: try reader.messages(&self.imageOutputs)
                case 15: try reader.messages(&self.webhooks)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._roomName)
            writer.wireText(2, self._audioTrackID)
            writer.wireText(3, self._videoTrackID)
            switch self.output {
            case .file(let value)?: writer.set(4, value)
            case .stream(let value)?: writer.set(5, value)
            default: break
            }
            switch self.options {
            case .preset(let value)?: writer.set(EnumField<LiveKit.EncodingOptionsPreset>.self, 6, value)
            case .advanced(let value)?: writer.set(7, value)
            default: break
            }
            switch self.output {
            case .segments(let value)?: writer.set(8, value)
            default: break
            }
            writer.messages(11, self.fileOutputs)
            writer.messages(12, self.streamOutputs)
            writer.messages(13, self.segmentOutputs)
            writer.messages(14, self.imageOutputs)
            writer.messages(15, self.webhooks)
            writer.unknown(self.unknownFields)
        }

        /// The values of `output`, of which one may be set.
        public enum Output: Hashable, Sendable {
            /// Deprecated.
            indirect case file(LiveKit.EncodedFileOutput)
            /// Deprecated.
            case stream(LiveKit.StreamOutput)
            /// Deprecated.
            indirect case segments(LiveKit.SegmentedFileOutput)
        }

        /// The values of `options`, of which one may be set.
        public enum Options: Hashable, Sendable {
            case preset(LiveKit.EncodingOptionsPreset)
            indirect case advanced(LiveKit.EncodingOptions)
        }
    }
}

extension LiveKit {
    /// Asks for an egress of one track as it is.
    public struct TrackEgressRequest: ProtobufMessage {
        public static let protobufName = "livekit.TrackEgressRequest"
        public static let fieldTable = FieldTable([
            .init(1, "room_name"),
            .init(2, "track_id"),
            .init(3, "file", oneof: 1),
            .init(4, "websocket_url", .url, oneof: 1),
            .init(5, "webhooks"),
        ])

        @WireText public var roomName: String
        @WireText public var trackID: String
        public var output: Output?
        public var webhooks: [LiveKit.WebhookConfig] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._roomName)
                case 2: try reader.wireText(&self._trackID)
                case 3:
                    var value = LiveKit.DirectFileOutput()
                    if case .file(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .file(consume value) }
                case 4:
                    var value: String?
                    try reader.string(&value)
                    if let value { self.output = .websocketURL(value) }
                case 5: try reader.messages(&self.webhooks)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._roomName)
            writer.wireText(2, self._trackID)
            switch self.output {
            case .file(let value)?: writer.set(3, value)
            case .websocketURL(let value)?: writer.set(StringField.self, 4, value)
            default: break
            }
            writer.messages(5, self.webhooks)
            writer.unknown(self.unknownFields)
        }

        /// The values of `output`, of which one may be set.
        public enum Output: Hashable, Sendable {
            indirect case file(LiveKit.DirectFileOutput)
            case websocketURL(String)
        }
    }
}

extension LiveKit {
    /// A file of what is not encoded again.
    public struct DirectFileOutput: ProtobufMessage {
        public static let protobufName = "livekit.DirectFileOutput"
        public static let fieldTable = FieldTable([
            .init(1, "filepath"),
            .init(2, "s3", oneof: 1),
            .init(3, "gcp", oneof: 1),
            .init(4, "azure", oneof: 1),
            .init(5, "disable_manifest"),
            .init(6, "aliOSS", oneof: 1),
        ])

        @WireText public var filepath: String
        public var disableManifest = false
        public var output: Output?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._filepath)
                case 2:
                    var value = LiveKit.S3Upload()
                    if case .s3(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .s3(consume value) }
                case 3:
                    var value = LiveKit.GCPUpload()
                    if case .gcp(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .gcp(consume value) }
                case 4:
                    var value = LiveKit.AzureBlobUpload()
                    if case .azure(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .azure(consume value) }
                case 5: try reader.bool(&self.disableManifest)
                case 6:
                    var value = LiveKit.AliOSSUpload()
                    if case .aliOSS(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .aliOSS(consume value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._filepath)
            switch self.output {
            case .s3(let value)?: writer.set(2, value)
            case .gcp(let value)?: writer.set(3, value)
            case .azure(let value)?: writer.set(4, value)
            default: break
            }
            writer.bool(5, self.disableManifest)
            switch self.output {
            case .aliOSS(let value)?: writer.set(6, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `output`, of which one may be set.
        public enum Output: Hashable, Sendable {
            indirect case s3(LiveKit.S3Upload)
            case gcp(LiveKit.GCPUpload)
            indirect case azure(LiveKit.AzureBlobUpload)
            indirect case aliOSS(LiveKit.AliOSSUpload)
        }
    }
}

extension LiveKit {
    /// A file of encoded media.
    public struct EncodedFileOutput: ProtobufMessage {
        public static let protobufName = "livekit.EncodedFileOutput"
        public static let fieldTable = FieldTable([
            .init(1, "file_type"),
            .init(2, "filepath"),
            .init(3, "s3", oneof: 1),
            .init(4, "gcp", oneof: 1),
            .init(5, "azure", oneof: 1),
            .init(6, "disable_manifest"),
            .init(7, "aliOSS", oneof: 1),
        ])

        public var fileType = LiveKit.EncodedFileType(rawValue: 0)
        @WireText public var filepath: String
        public var disableManifest = false
        public var output: Output?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.fileType)
                case 2: try reader.wireText(&self._filepath)
                case 3:
                    var value = LiveKit.S3Upload()
                    if case .s3(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .s3(consume value) }
                case 4:
                    var value = LiveKit.GCPUpload()
                    if case .gcp(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .gcp(consume value) }
                case 5:
                    var value = LiveKit.AzureBlobUpload()
                    if case .azure(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .azure(consume value) }
                case 6: try reader.bool(&self.disableManifest)
                case 7:
                    var value = LiveKit.AliOSSUpload()
                    if case .aliOSS(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .aliOSS(consume value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.fileType)
            writer.wireText(2, self._filepath)
            switch self.output {
            case .s3(let value)?: writer.set(3, value)
            case .gcp(let value)?: writer.set(4, value)
            case .azure(let value)?: writer.set(5, value)
            default: break
            }
            writer.bool(6, self.disableManifest)
            switch self.output {
            case .aliOSS(let value)?: writer.set(7, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `output`, of which one may be set.
        public enum Output: Hashable, Sendable {
            indirect case s3(LiveKit.S3Upload)
            case gcp(LiveKit.GCPUpload)
            indirect case azure(LiveKit.AzureBlobUpload)
            indirect case aliOSS(LiveKit.AliOSSUpload)
        }
    }
}

extension LiveKit {
    /// Changes a running egress's layout.
    public struct UpdateLayoutRequest: ProtobufMessage {
        public static let protobufName = "livekit.UpdateLayoutRequest"
        public static let fieldTable = FieldTable([
            .init(1, "egress_id"),
            .init(2, "layout"),
        ])

        @WireText public var egressID: String
        @WireText public var layout: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._egressID)
                case 2: try reader.wireText(&self._layout)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._egressID)
            writer.wireText(2, self._layout)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Adds and removes destinations of a running egress.
    public struct UpdateStreamRequest: ProtobufMessage {
        public static let protobufName = "livekit.UpdateStreamRequest"
        public static let fieldTable = FieldTable([
            .init(1, "egress_id"),
            .init(2, "add_output_urls", .url),
            .init(3, "remove_output_urls", .url),
            .init(4, "add_destinations"),
        ])

        @WireText public var egressID: String
        public var addOutputURLs: [String] = []
        public var removeOutputURLs: [String] = []
        public var addDestinations: [LiveKit.StreamDestination] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._egressID)
                case 2: try reader.strings(&self.addOutputURLs)
                case 3: try reader.strings(&self.removeOutputURLs)
                case 4: try reader.messages(&self.addDestinations)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._egressID)
            writer.strings(2, self.addOutputURLs)
            writer.strings(3, self.removeOutputURLs)
            writer.messages(4, self.addDestinations)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Destinations, for older clients.
    public struct StreamInfoList: ProtobufMessage {
        public static let protobufName = "livekit.StreamInfoList"
        public static let fieldTable = FieldTable([
            .init(1, "info"),
        ])

        public var info: [LiveKit.StreamInfo] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.messages(&self.info)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.messages(1, self.info)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The egress API.
    public enum Egress {
        public static let startEgress = ServiceMethod<LiveKit.StartEgressRequest, LiveKit.EgressInfo>(
            package: "livekit", service: "Egress", name: "StartEgress"
        )
        public static let updateLayout = ServiceMethod<LiveKit.UpdateLayoutRequest, LiveKit.EgressInfo>(
            package: "livekit", service: "Egress", name: "UpdateLayout"
        )
        public static let updateStream = ServiceMethod<LiveKit.UpdateStreamRequest, LiveKit.EgressInfo>(
            package: "livekit", service: "Egress", name: "UpdateStream"
        )
        public static let listEgress = ServiceMethod<LiveKit.ListEgressRequest, LiveKit.ListEgressResponse>(
            package: "livekit", service: "Egress", name: "ListEgress"
        )
        public static let stopEgress = ServiceMethod<LiveKit.StopEgressRequest, LiveKit.EgressInfo>(
            package: "livekit", service: "Egress", name: "StopEgress"
        )
        public static let startRoomCompositeEgress = ServiceMethod<LiveKit.RoomCompositeEgressRequest, LiveKit.EgressInfo>(
            package: "livekit", service: "Egress", name: "StartRoomCompositeEgress"
        )
        public static let startWebEgress = ServiceMethod<LiveKit.WebEgressRequest, LiveKit.EgressInfo>(
            package: "livekit", service: "Egress", name: "StartWebEgress"
        )
        public static let startParticipantEgress = ServiceMethod<LiveKit.ParticipantEgressRequest, LiveKit.EgressInfo>(
            package: "livekit", service: "Egress", name: "StartParticipantEgress"
        )
        public static let startTrackCompositeEgress = ServiceMethod<LiveKit.TrackCompositeEgressRequest, LiveKit.EgressInfo>(
            package: "livekit", service: "Egress", name: "StartTrackCompositeEgress"
        )
        public static let startTrackEgress = ServiceMethod<LiveKit.TrackEgressRequest, LiveKit.EgressInfo>(
            package: "livekit", service: "Egress", name: "StartTrackEgress"
        )

        /// Every method, in the order of the schema.
        public static let methods: [any ServiceMethodDescription] = [
            startEgress, updateLayout, updateStream, listEgress, stopEgress, startRoomCompositeEgress, startWebEgress,
            startParticipantEgress, startTrackCompositeEgress, startTrackEgress,
        ]
    }
}
