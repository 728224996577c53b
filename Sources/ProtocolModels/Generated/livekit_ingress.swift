// Generated from Protos/livekit_ingress.proto by Scripts/generate-protocol. Do not edit.

public import ProtobufRuntime

extension LiveKit {
    /// How media comes in.
    public enum IngressInput: ProtobufEnum {
        case rtmpInput
        case whipInput
        case urlInput
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "RTMP_INPUT", 1: "WHIP_INPUT", 2: "URL_INPUT",
        ])
        public static let allCases: [Self] = [
            .rtmpInput, .whipInput, .urlInput,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .rtmpInput
            case 1: self = .whipInput
            case 2: self = .urlInput
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .rtmpInput: 0
            case .whipInput: 1
            case .urlInput: 2
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Rates and channels that go together.
    public enum IngressAudioEncodingPreset: ProtobufEnum {
        case stereo96kbps
        case mono64kbs
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "OPUS_STEREO_96KBPS", 1: "OPUS_MONO_64KBS",
        ])
        public static let allCases: [Self] = [
            .stereo96kbps, .mono64kbs,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .stereo96kbps
            case 1: self = .mono64kbs
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .stereo96kbps: 0
            case .mono64kbs: 1
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Sizes, rates and layers that go together.
    public enum IngressVideoEncodingPreset: ProtobufEnum {
        case h264_720p30fps3Layers
        case h264_1080p30fps3Layers
        case h264_540p25fps2Layers
        case h264_720p30fps1Layer
        case h264_1080p30fps1Layer
        case h264_720p30fps3LayersHighMotion
        case h264_1080p30fps3LayersHighMotion
        case h264_540p25fps2LayersHighMotion
        case h264_720p30fps1LayerHighMotion
        case h264_1080p30fps1LayerHighMotion
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "H264_720P_30FPS_3_LAYERS", 1: "H264_1080P_30FPS_3_LAYERS", 2: "H264_540P_25FPS_2_LAYERS",
            3: "H264_720P_30FPS_1_LAYER", 4: "H264_1080P_30FPS_1_LAYER", 5: "H264_720P_30FPS_3_LAYERS_HIGH_MOTION",
            6: "H264_1080P_30FPS_3_LAYERS_HIGH_MOTION", 7: "H264_540P_25FPS_2_LAYERS_HIGH_MOTION",
            8: "H264_720P_30FPS_1_LAYER_HIGH_MOTION", 9: "H264_1080P_30FPS_1_LAYER_HIGH_MOTION",
        ])
        public static let allCases: [Self] = [
            .h264_720p30fps3Layers, .h264_1080p30fps3Layers, .h264_540p25fps2Layers, .h264_720p30fps1Layer,
            .h264_1080p30fps1Layer, .h264_720p30fps3LayersHighMotion, .h264_1080p30fps3LayersHighMotion,
            .h264_540p25fps2LayersHighMotion, .h264_720p30fps1LayerHighMotion, .h264_1080p30fps1LayerHighMotion,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .h264_720p30fps3Layers
            case 1: self = .h264_1080p30fps3Layers
            case 2: self = .h264_540p25fps2Layers
            case 3: self = .h264_720p30fps1Layer
            case 4: self = .h264_1080p30fps1Layer
            case 5: self = .h264_720p30fps3LayersHighMotion
            case 6: self = .h264_1080p30fps3LayersHighMotion
            case 7: self = .h264_540p25fps2LayersHighMotion
            case 8: self = .h264_720p30fps1LayerHighMotion
            case 9: self = .h264_1080p30fps1LayerHighMotion
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .h264_720p30fps3Layers: 0
            case .h264_1080p30fps3Layers: 1
            case .h264_540p25fps2Layers: 2
            case .h264_720p30fps1Layer: 3
            case .h264_1080p30fps1Layer: 4
            case .h264_720p30fps3LayersHighMotion: 5
            case .h264_1080p30fps3LayersHighMotion: 6
            case .h264_540p25fps2LayersHighMotion: 7
            case .h264_720p30fps1LayerHighMotion: 8
            case .h264_1080p30fps1LayerHighMotion: 9
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Asks for an ingress.
    public struct CreateIngressRequest: ProtobufMessage {
        public static let protobufName = "livekit.CreateIngressRequest"
        public static let fieldTable = FieldTable([
            .init(1, "input_type"),
            .init(2, "name"),
            .init(3, "room_name"),
            .init(4, "participant_identity"),
            .init(5, "participant_name"),
            .init(6, "audio"),
            .init(7, "video"),
            .init(8, "bypass_transcoding"),
            .init(9, "url", .url),
            .init(10, "participant_metadata"),
            .init(11, "enable_transcoding"),
            .init(12, "enabled"),
        ])

        public var inputType = LiveKit.IngressInput(rawValue: 0)
        @WireText public var url: String
        @WireText public var name: String
        @WireText public var roomName: String
        @WireText public var participantIdentity: String
        @WireText public var participantName: String
        @WireText public var participantMetadata: String
        /// Deprecated.
        public var bypassTranscoding = false
        public var enableTranscoding: Bool?
        @Boxed public var audio: LiveKit.IngressAudioOptions? = nil
        @Boxed public var video: LiveKit.IngressVideoOptions? = nil
        public var enabled: Bool?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.inputType)
                case 2: try reader.wireText(&self._name)
                case 3: try reader.wireText(&self._roomName)
                case 4: try reader.wireText(&self._participantIdentity)
                case 5: try reader.wireText(&self._participantName)
                case 6: try reader.message(&self.audio)
                case 7: try reader.message(&self.video)
                case 8: try reader.bool(&self.bypassTranscoding)
                case 9: try reader.wireText(&self._url)
                case 10: try reader.wireText(&self._participantMetadata)
                case 11: try reader.bool(&self.enableTranscoding)
                case 12: try reader.bool(&self.enabled)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.inputType)
            writer.wireText(2, self._name)
            writer.wireText(3, self._roomName)
            writer.wireText(4, self._participantIdentity)
            writer.wireText(5, self._participantName)
            writer.message(6, self.audio)
            writer.message(7, self.video)
            writer.bool(8, self.bypassTranscoding)
            writer.wireText(9, self._url)
            writer.wireText(10, self._participantMetadata)
            writer.bool(11, self.enableTranscoding)
            writer.bool(12, self.enabled)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// How sound is published.
    public struct IngressAudioOptions: ProtobufMessage {
        public static let protobufName = "livekit.IngressAudioOptions"
        public static let fieldTable = FieldTable([
            .init(1, "name"),
            .init(2, "source"),
            .init(3, "preset", oneof: 1),
            .init(4, "options", oneof: 1),
        ])

        @WireText public var name: String
        public var source = LiveKit.TrackSource(rawValue: 0)
        public var encodingOptions: EncodingOptions?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._name)
                case 2: try reader.enumeration(&self.source)
                case 3:
                    var value: LiveKit.IngressAudioEncodingPreset?
                    try reader.optional(EnumField<LiveKit.IngressAudioEncodingPreset>.self, &value)
                    if let value { self.encodingOptions = .preset(value) }
                case 4:
                    var value = LiveKit.IngressAudioEncodingOptions()
                    if case .options(let current)? = self.encodingOptions { value = current }
                    if try reader.member(&value) { self.encodingOptions = .options(consume value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._name)
            writer.enumeration(2, self.source)
            switch self.encodingOptions {
            case .preset(let value)?: writer.set(EnumField<LiveKit.IngressAudioEncodingPreset>.self, 3, value)
            case .options(let value)?: writer.set(4, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `encoding_options`, of which one may be set.
        public enum EncodingOptions: Hashable, Sendable {
            case preset(LiveKit.IngressAudioEncodingPreset)
            case options(LiveKit.IngressAudioEncodingOptions)
        }
    }
}

extension LiveKit {
    /// How pictures are published.
    public struct IngressVideoOptions: ProtobufMessage {
        public static let protobufName = "livekit.IngressVideoOptions"
        public static let fieldTable = FieldTable([
            .init(1, "name"),
            .init(2, "source"),
            .init(3, "preset", oneof: 1),
            .init(4, "options", oneof: 1),
        ])

        @WireText public var name: String
        public var source = LiveKit.TrackSource(rawValue: 0)
        public var encodingOptions: EncodingOptions?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._name)
                case 2: try reader.enumeration(&self.source)
                case 3:
                    var value: LiveKit.IngressVideoEncodingPreset?
                    try reader.optional(EnumField<LiveKit.IngressVideoEncodingPreset>.self, &value)
                    if let value { self.encodingOptions = .preset(value) }
                case 4:
                    var value = LiveKit.IngressVideoEncodingOptions()
                    if case .options(let current)? = self.encodingOptions { value = current }
                    if try reader.member(&value) { self.encodingOptions = .options(consume value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._name)
            writer.enumeration(2, self.source)
            switch self.encodingOptions {
            case .preset(let value)?: writer.set(EnumField<LiveKit.IngressVideoEncodingPreset>.self, 3, value)
            case .options(let value)?: writer.set(4, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `encoding_options`, of which one may be set.
        public enum EncodingOptions: Hashable, Sendable {
            case preset(LiveKit.IngressVideoEncodingPreset)
            case options(LiveKit.IngressVideoEncodingOptions)
        }
    }
}

extension LiveKit {
    /// How sound is encoded; zero means the default.
    public struct IngressAudioEncodingOptions: ProtobufMessage {
        public static let protobufName = "livekit.IngressAudioEncodingOptions"
        public static let fieldTable = FieldTable([
            .init(1, "audio_codec"),
            .init(2, "bitrate"),
            .init(3, "disable_dtx"),
            .init(4, "channels"),
        ])

        public var audioCodec = LiveKit.AudioCodec(rawValue: 0)
        public var bitrate: UInt32 = 0
        public var disableDTX = false
        public var channels: UInt32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.audioCodec)
                case 2: try reader.uint32(&self.bitrate)
                case 3: try reader.bool(&self.disableDTX)
                case 4: try reader.uint32(&self.channels)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.audioCodec)
            writer.uint32(2, self.bitrate)
            writer.bool(3, self.disableDTX)
            writer.uint32(4, self.channels)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// How pictures are encoded.
    public struct IngressVideoEncodingOptions: ProtobufMessage {
        public static let protobufName = "livekit.IngressVideoEncodingOptions"
        public static let fieldTable = FieldTable([
            .init(1, "video_codec"),
            .init(2, "frame_rate"),
            .init(3, "layers"),
        ])

        public var videoCodec = LiveKit.VideoCodec(rawValue: 0)
        public var frameRate: Double = 0
        public var layers: [LiveKit.VideoLayer] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.videoCodec)
                case 2: try reader.double(&self.frameRate)
                case 3: try reader.messages(&self.layers)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.videoCodec)
            writer.double(2, self.frameRate)
            writer.messages(3, self.layers)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// What is known of an ingress.
    public struct IngressInfo: ProtobufMessage {
        public static let protobufName = "livekit.IngressInfo"
        public static let fieldTable = FieldTable([
            .init(1, "ingress_id"),
            .init(2, "name"),
            .init(3, "stream_key", .secret),
            .init(4, "url", .url),
            .init(5, "input_type"),
            .init(6, "audio"),
            .init(7, "video"),
            .init(8, "room_name"),
            .init(9, "participant_identity"),
            .init(10, "participant_name"),
            .init(11, "reusable"),
            .init(12, "state"),
            .init(13, "bypass_transcoding"),
            .init(14, "participant_metadata"),
            .init(15, "enable_transcoding"),
            .init(16, "enabled"),
        ])

        @WireText public var ingressID: String
        @WireText public var name: String
        /// What a publisher authenticates with.
        @WireText public var streamKey: String
        @WireText public var url: String
        public var inputType = LiveKit.IngressInput(rawValue: 0)
        /// Deprecated.
        public var bypassTranscoding = false
        public var enableTranscoding: Bool?
        @Boxed public var audio: LiveKit.IngressAudioOptions? = nil
        @Boxed public var video: LiveKit.IngressVideoOptions? = nil
        @WireText public var roomName: String
        @WireText public var participantIdentity: String
        @WireText public var participantName: String
        @WireText public var participantMetadata: String
        public var reusable = false
        @Boxed public var state: LiveKit.IngressState? = nil
        public var enabled: Bool?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._ingressID)
                case 2: try reader.wireText(&self._name)
                case 3: try reader.wireText(&self._streamKey)
                case 4: try reader.wireText(&self._url)
                case 5: try reader.enumeration(&self.inputType)
                case 6: try reader.message(&self.audio)
                case 7: try reader.message(&self.video)
                case 8: try reader.wireText(&self._roomName)
                case 9: try reader.wireText(&self._participantIdentity)
                case 10: try reader.wireText(&self._participantName)
                case 11: try reader.bool(&self.reusable)
                case 12: try reader.message(&self.state)
                case 13: try reader.bool(&self.bypassTranscoding)
                case 14: try reader.wireText(&self._participantMetadata)
                case 15: try reader.bool(&self.enableTranscoding)
                case 16: try reader.bool(&self.enabled)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._ingressID)
            writer.wireText(2, self._name)
            writer.wireText(3, self._streamKey)
            writer.wireText(4, self._url)
            writer.enumeration(5, self.inputType)
            writer.message(6, self.audio)
            writer.message(7, self.video)
            writer.wireText(8, self._roomName)
            writer.wireText(9, self._participantIdentity)
            writer.wireText(10, self._participantName)
            writer.bool(11, self.reusable)
            writer.message(12, self.state)
            writer.bool(13, self.bypassTranscoding)
            writer.wireText(14, self._participantMetadata)
            writer.bool(15, self.enableTranscoding)
            writer.bool(16, self.enabled)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// How an ingress is.
    public struct IngressState: ProtobufMessage {
        public static let protobufName = "livekit.IngressState"
        public static let fieldTable = FieldTable([
            .init(1, "status"),
            .init(2, "error"),
            .init(3, "video"),
            .init(4, "audio"),
            .init(5, "room_id"),
            .init(6, "tracks"),
            .init(7, "started_at"),
            .init(8, "ended_at"),
            .init(9, "resource_id"),
            .init(10, "updated_at"),
        ])

        public var status = LiveKit.IngressState.Status(rawValue: 0)
        @WireText public var error: String
        @Boxed public var video: LiveKit.InputVideoState? = nil
        public var audio: LiveKit.InputAudioState?
        @WireText public var roomID: String
        /// Unix time in nanoseconds.
        public var startedAt: Int64 = 0
        /// Unix time in nanoseconds.
        public var endedAt: Int64 = 0
        /// Unix time in nanoseconds.
        public var updatedAt: Int64 = 0
        @WireText public var resourceID: String
        public var tracks: [LiveKit.TrackInfo] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.status)
                case 2: try reader.wireText(&self._error)
                case 3: try reader.message(&self.video)
                case 4: try reader.message(&self.audio)
                case 5: try reader.wireText(&self._roomID)
                case 6: try reader.messages(&self.tracks)
                case 7: try reader.int64(&self.startedAt)
                case 8: try reader.int64(&self.endedAt)
                case 9: try reader.wireText(&self._resourceID)
                case 10: try reader.int64(&self.updatedAt)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.status)
            writer.wireText(2, self._error)
            writer.message(3, self.video)
            writer.message(4, self.audio)
            writer.wireText(5, self._roomID)
            writer.messages(6, self.tracks)
            writer.int64(7, self.startedAt)
            writer.int64(8, self.endedAt)
            writer.wireText(9, self._resourceID)
            writer.int64(10, self.updatedAt)
            writer.unknown(self.unknownFields)
        }

        /// How far an ingress has come.
        public enum Status: ProtobufEnum {
            case inactive
            case buffering
            case publishing
            case error
            case complete
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "ENDPOINT_INACTIVE", 1: "ENDPOINT_BUFFERING", 2: "ENDPOINT_PUBLISHING", 3: "ENDPOINT_ERROR",
                4: "ENDPOINT_COMPLETE",
            ])
            public static let allCases: [Self] = [
                .inactive, .buffering, .publishing, .error, .complete,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .inactive
                case 1: self = .buffering
                case 2: self = .publishing
                case 3: self = .error
                case 4: self = .complete
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .inactive: 0
                case .buffering: 1
                case .publishing: 2
                case .error: 3
                case .complete: 4
                case .unrecognized(let number): number
                }
            }
        }
    }
}

extension LiveKit {
    /// The pictures that come in.
    public struct InputVideoState: ProtobufMessage {
        public static let protobufName = "livekit.InputVideoState"
        public static let fieldTable = FieldTable([
            .init(1, "mime_type"),
            .init(2, "average_bitrate"),
            .init(3, "width"),
            .init(4, "height"),
            .init(5, "framerate"),
        ])

        @WireText public var mimeType: String
        public var averageBitrate: UInt32 = 0
        public var width: UInt32 = 0
        public var height: UInt32 = 0
        public var framerate: Double = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._mimeType)
                case 2: try reader.uint32(&self.averageBitrate)
                case 3: try reader.uint32(&self.width)
                case 4: try reader.uint32(&self.height)
                case 5: try reader.double(&self.framerate)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._mimeType)
            writer.uint32(2, self.averageBitrate)
            writer.uint32(3, self.width)
            writer.uint32(4, self.height)
            writer.double(5, self.framerate)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The sound that comes in.
    public struct InputAudioState: ProtobufMessage {
        public static let protobufName = "livekit.InputAudioState"
        public static let fieldTable = FieldTable([
            .init(1, "mime_type"),
            .init(2, "average_bitrate"),
            .init(3, "channels"),
            .init(4, "sample_rate"),
        ])

        @WireText public var mimeType: String
        public var averageBitrate: UInt32 = 0
        public var channels: UInt32 = 0
        public var sampleRate: UInt32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._mimeType)
                case 2: try reader.uint32(&self.averageBitrate)
                case 3: try reader.uint32(&self.channels)
                case 4: try reader.uint32(&self.sampleRate)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._mimeType)
            writer.uint32(2, self.averageBitrate)
            writer.uint32(3, self.channels)
            writer.uint32(4, self.sampleRate)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Changes an ingress.
    public struct UpdateIngressRequest: ProtobufMessage {
        public static let protobufName = "livekit.UpdateIngressRequest"
        public static let fieldTable = FieldTable([
            .init(1, "ingress_id"),
            .init(2, "name"),
            .init(3, "room_name"),
            .init(4, "participant_identity"),
            .init(5, "participant_name"),
            .init(6, "audio"),
            .init(7, "video"),
            .init(8, "bypass_transcoding"),
            .init(9, "participant_metadata"),
            .init(10, "enable_transcoding"),
            .init(11, "enabled"),
        ])

        @WireText public var ingressID: String
        @WireText public var name: String
        @WireText public var roomName: String
        @WireText public var participantIdentity: String
        @WireText public var participantName: String
        @WireText public var participantMetadata: String
        /// Deprecated.
        public var bypassTranscoding: Bool?
        public var enableTranscoding: Bool?
        @Boxed public var audio: LiveKit.IngressAudioOptions? = nil
        @Boxed public var video: LiveKit.IngressVideoOptions? = nil
        public var enabled: Bool?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._ingressID)
                case 2: try reader.wireText(&self._name)
                case 3: try reader.wireText(&self._roomName)
                case 4: try reader.wireText(&self._participantIdentity)
                case 5: try reader.wireText(&self._participantName)
                case 6: try reader.message(&self.audio)
                case 7: try reader.message(&self.video)
                case 8: try reader.bool(&self.bypassTranscoding)
                case 9: try reader.wireText(&self._participantMetadata)
                case 10: try reader.bool(&self.enableTranscoding)
                case 11: try reader.bool(&self.enabled)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._ingressID)
            writer.wireText(2, self._name)
            writer.wireText(3, self._roomName)
            writer.wireText(4, self._participantIdentity)
            writer.wireText(5, self._participantName)
            writer.message(6, self.audio)
            writer.message(7, self.video)
            writer.bool(8, self.bypassTranscoding)
            writer.wireText(9, self._participantMetadata)
            writer.bool(10, self.enableTranscoding)
            writer.bool(11, self.enabled)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Asks for a list of ingresses.
    public struct ListIngressRequest: ProtobufMessage {
        public static let protobufName = "livekit.ListIngressRequest"
        public static let fieldTable = FieldTable([
            .init(1, "room_name"),
            .init(2, "ingress_id"),
            .init(3, "page_token"),
        ])

        public var pageToken: LiveKit.TokenPagination?
        @WireText public var roomName: String
        @WireText public var ingressID: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._roomName)
                case 2: try reader.wireText(&self._ingressID)
                case 3: try reader.message(&self.pageToken)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._roomName)
            writer.wireText(2, self._ingressID)
            writer.message(3, self.pageToken)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A page of ingresses.
    public struct ListIngressResponse: ProtobufMessage {
        public static let protobufName = "livekit.ListIngressResponse"
        public static let fieldTable = FieldTable([
            .init(1, "items"),
            .init(2, "next_page_token"),
        ])

        public var nextPageToken: LiveKit.TokenPagination?
        public var items: [LiveKit.IngressInfo] = []
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
    /// Removes an ingress.
    public struct DeleteIngressRequest: ProtobufMessage {
        public static let protobufName = "livekit.DeleteIngressRequest"
        public static let fieldTable = FieldTable([
            .init(1, "ingress_id"),
        ])

        @WireText public var ingressID: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._ingressID)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._ingressID)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The ingress API.
    public enum Ingress {
        public static let createIngress = ServiceMethod<LiveKit.CreateIngressRequest, LiveKit.IngressInfo>(
            package: "livekit", service: "Ingress", name: "CreateIngress"
        )
        public static let updateIngress = ServiceMethod<LiveKit.UpdateIngressRequest, LiveKit.IngressInfo>(
            package: "livekit", service: "Ingress", name: "UpdateIngress"
        )
        public static let listIngress = ServiceMethod<LiveKit.ListIngressRequest, LiveKit.ListIngressResponse>(
            package: "livekit", service: "Ingress", name: "ListIngress"
        )
        public static let deleteIngress = ServiceMethod<LiveKit.DeleteIngressRequest, LiveKit.IngressInfo>(
            package: "livekit", service: "Ingress", name: "DeleteIngress"
        )

        /// Every method, in the order of the schema.
        public static let methods: [any ServiceMethodDescription] = [
            createIngress, updateIngress, listIngress, deleteIngress,
        ]
    }
}
