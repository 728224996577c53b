// Generated from Protos/livekit_recording.proto by Scripts/generate-protocol. Do not edit.

public import ProtobufRuntime

extension LiveKit {
    /// Size and rates that go together.
    public enum RecordingPreset: ProtobufEnum {
        case none
        /// 1280x720 at 30 frames a second, 3000 kbps.
        case hd30
        /// 1280x720 at 60 frames a second, 4500 kbps.
        case hd60
        /// 1920x1080 at 30 frames a second, 4500 kbps.
        case fullHD30
        /// 1920x1080 at 60 frames a second, 6000 kbps.
        case fullHD60
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "NONE", 1: "HD_30", 2: "HD_60", 3: "FULL_HD_30", 4: "FULL_HD_60",
        ])
        public static let allCases: [Self] = [
            .none, .hd30, .hd60, .fullHD30, .fullHD60,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .none
            case 1: self = .hd30
            case 2: self = .hd60
            case 3: self = .fullHD30
            case 4: self = .fullHD60
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .none: 0
            case .hd30: 1
            case .hd60: 2
            case .fullHD30: 3
            case .fullHD60: 4
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Asks for a recording of a page or of a room.
    public struct StartRecordingRequest: ProtobufMessage {
        public static let protobufName = "livekit.StartRecordingRequest"
        public static let fieldTable = FieldTable([
            .init(1, "url", .url, oneof: 1),
            .init(2, "template", oneof: 1),
            .init(3, "rtmp", oneof: 2),
            .init(4, "filepath", oneof: 2),
            .init(5, "options"),
        ])

        public var input: Input?
        public var output: Output?
        @Boxed public var options: LiveKit.RecordingOptions? = nil
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1:
                    var value: String?
                    try reader.string(&value)
                    if let value { self.input = .url(value) }
                case 2:
                    var value = LiveKit.RecordingTemplate()
                    if case .template(let current)? = self.input { value = current }
                    if try reader.member(&value) { self.input = .template(consume value) }
                case 3:
                    var value = LiveKit.RtmpOutput()
                    if case .rtmp(let current)? = self.output { value = current }
                    if try reader.member(&value) { self.output = .rtmp(consume value) }
                case 4:
                    var value: String?
                    try reader.string(&value)
                    if let value { self.output = .filepath(value) }
                case 5: try reader.message(&self.options)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            switch self.input {
            case .url(let value)?: writer.set(StringField.self, 1, value)
            case .template(let value)?: writer.set(2, value)
            default: break
            }
            switch self.output {
            case .rtmp(let value)?: writer.set(3, value)
            case .filepath(let value)?: writer.set(StringField.self, 4, value)
            default: break
            }
            writer.message(5, self.options)
            writer.unknown(self.unknownFields)
        }

        /// The values of `input`, of which one may be set.
        public enum Input: Hashable, Sendable {
            case url(String)
            indirect case template(LiveKit.RecordingTemplate)
        }

        /// The values of `output`, of which one may be set.
        public enum Output: Hashable, Sendable {
            case rtmp(LiveKit.RtmpOutput)
            case filepath(String)
        }
    }
}

extension LiveKit {
    /// A room's layout as a page.
    public struct RecordingTemplate: ProtobufMessage {
        public static let protobufName = "livekit.RecordingTemplate"
        public static let fieldTable = FieldTable([
            .init(1, "layout"),
            .init(2, "room_name"),
            .init(3, "base_url", .url),
        ])

        @WireText public var layout: String
        @WireText public var roomName: String
        @WireText public var baseURL: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._layout)
                case 2: try reader.wireText(&self._roomName)
                case 3: try reader.wireText(&self._baseURL)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._layout)
            writer.wireText(2, self._roomName)
            writer.wireText(3, self._baseURL)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Where a recording is streamed to.
    public struct RtmpOutput: ProtobufMessage {
        public static let protobufName = "livekit.RtmpOutput"
        public static let fieldTable = FieldTable([
            .init(1, "urls", .url),
        ])

        public var urls: [String] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.strings(&self.urls)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.strings(1, self.urls)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// How a recording is encoded; a preset replaces everything else.
    public struct RecordingOptions: ProtobufMessage {
        public static let protobufName = "livekit.RecordingOptions"
        public static let fieldTable = FieldTable([
            .init(1, "preset"),
            .init(2, "width"),
            .init(3, "height"),
            .init(4, "depth"),
            .init(5, "framerate"),
            .init(6, "audio_bitrate"),
            .init(7, "audio_frequency"),
            .init(8, "video_bitrate"),
            .init(9, "profile"),
        ])

        public var preset = LiveKit.RecordingPreset(rawValue: 0)
        public var width: Int32 = 0
        public var height: Int32 = 0
        public var depth: Int32 = 0
        public var framerate: Int32 = 0
        /// In kbps.
        public var audioBitrate: Int32 = 0
        /// In Hz.
        public var audioFrequency: Int32 = 0
        /// In kbps.
        public var videoBitrate: Int32 = 0
        /// "baseline", "main" or "high".
        @WireText public var profile: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.preset)
                case 2: try reader.int32(&self.width)
                case 3: try reader.int32(&self.height)
                case 4: try reader.int32(&self.depth)
                case 5: try reader.int32(&self.framerate)
                case 6: try reader.int32(&self.audioBitrate)
                case 7: try reader.int32(&self.audioFrequency)
                case 8: try reader.int32(&self.videoBitrate)
                case 9: try reader.wireText(&self._profile)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.preset)
            writer.int32(2, self.width)
            writer.int32(3, self.height)
            writer.int32(4, self.depth)
            writer.int32(5, self.framerate)
            writer.int32(6, self.audioBitrate)
            writer.int32(7, self.audioFrequency)
            writer.int32(8, self.videoBitrate)
            writer.wireText(9, self._profile)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The recording that was started.
    public struct StartRecordingResponse: ProtobufMessage {
        public static let protobufName = "livekit.StartRecordingResponse"
        public static let fieldTable = FieldTable([
            .init(1, "recording_id"),
        ])

        @WireText public var recordingID: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._recordingID)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._recordingID)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Adds a destination to a recording that streams.
    public struct AddOutputRequest: ProtobufMessage {
        public static let protobufName = "livekit.AddOutputRequest"
        public static let fieldTable = FieldTable([
            .init(1, "recording_id"),
            .init(2, "rtmp_url", .url),
        ])

        @WireText public var recordingID: String
        @WireText public var rtmpURL: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._recordingID)
                case 2: try reader.wireText(&self._rtmpURL)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._recordingID)
            writer.wireText(2, self._rtmpURL)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Removes a destination from a recording that streams.
    public struct RemoveOutputRequest: ProtobufMessage {
        public static let protobufName = "livekit.RemoveOutputRequest"
        public static let fieldTable = FieldTable([
            .init(1, "recording_id"),
            .init(2, "rtmp_url", .url),
        ])

        @WireText public var recordingID: String
        @WireText public var rtmpURL: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._recordingID)
                case 2: try reader.wireText(&self._rtmpURL)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._recordingID)
            writer.wireText(2, self._rtmpURL)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Ends a recording.
    public struct EndRecordingRequest: ProtobufMessage {
        public static let protobufName = "livekit.EndRecordingRequest"
        public static let fieldTable = FieldTable([
            .init(1, "recording_id"),
        ])

        @WireText public var recordingID: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._recordingID)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._recordingID)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// What became of a recording.
    public struct RecordingInfo: ProtobufMessage {
        public static let protobufName = "livekit.RecordingInfo"
        public static let fieldTable = FieldTable([
            .init(1, "id"),
            .init(2, "room_name"),
            .init(3, "active"),
            .init(4, "error"),
            .init(5, "file"),
            .init(6, "rtmp"),
        ])

        @WireText public var id: String
        @WireText public var roomName: String
        public var active = false
        @WireText public var error: String
        public var file: LiveKit.FileResult?
        public var rtmp: [LiveKit.RtmpResult] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._id)
                case 2: try reader.wireText(&self._roomName)
                case 3: try reader.bool(&self.active)
                case 4: try reader.wireText(&self._error)
                case 5: try reader.message(&self.file)
                case 6: try reader.messages(&self.rtmp)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._id)
            writer.wireText(2, self._roomName)
            writer.bool(3, self.active)
            writer.wireText(4, self._error)
            writer.message(5, self.file)
            writer.messages(6, self.rtmp)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The file that was written.
    public struct FileResult: ProtobufMessage {
        public static let protobufName = "livekit.FileResult"
        public static let fieldTable = FieldTable([
            .init(1, "download_url", .url),
            .init(2, "duration"),
        ])

        @WireText public var downloadURL: String
        /// In seconds.
        public var duration: Int64 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._downloadURL)
                case 2: try reader.int64(&self.duration)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._downloadURL)
            writer.int64(2, self.duration)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// What one destination got.
    public struct RtmpResult: ProtobufMessage {
        public static let protobufName = "livekit.RtmpResult"
        public static let fieldTable = FieldTable([
            .init(1, "stream_url", .url),
            .init(2, "duration"),
        ])

        @WireText public var streamURL: String
        /// In seconds.
        public var duration: Int64 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._streamURL)
                case 2: try reader.int64(&self.duration)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._streamURL)
            writer.int64(2, self.duration)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Looks for a recorder that is free.
    public struct RecordingReservation: ProtobufMessage {
        public static let protobufName = "livekit.RecordingReservation"
        public static let fieldTable = FieldTable([
            .init(1, "id"),
            .init(2, "submitted_at"),
        ])

        @WireText public var id: String
        /// Unix time in milliseconds; dropped when older than two seconds.
        public var submittedAt: Int64 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._id)
                case 2: try reader.int64(&self.submittedAt)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._id)
            writer.int64(2, self.submittedAt)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A call to the recorder that was reserved.
    public struct RecordingRequest: ProtobufMessage {
        public static let protobufName = "livekit.RecordingRequest"
        public static let fieldTable = FieldTable([
            .init(1, "request_id"),
            .init(2, "start", oneof: 1),
            .init(3, "add_output", oneof: 1),
            .init(4, "remove_output", oneof: 1),
            .init(5, "end", oneof: 1),
        ])

        @WireText public var requestID: String
        public var request: Request?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._requestID)
                case 2:
                    var value = LiveKit.StartRecordingRequest()
                    if case .start(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .start(consume value) }
                case 3:
                    var value = LiveKit.AddOutputRequest()
                    if case .addOutput(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .addOutput(consume value) }
                case 4:
                    var value = LiveKit.RemoveOutputRequest()
                    if case .removeOutput(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .removeOutput(consume value) }
                case 5:
                    var value = LiveKit.EndRecordingRequest()
                    if case .end(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .end(consume value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._requestID)
            switch self.request {
            case .start(let value)?: writer.set(2, value)
            case .addOutput(let value)?: writer.set(3, value)
            case .removeOutput(let value)?: writer.set(4, value)
            case .end(let value)?: writer.set(5, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `request`, of which one may be set.
        public enum Request: Hashable, Sendable {
            indirect case start(LiveKit.StartRecordingRequest)
            case addOutput(LiveKit.AddOutputRequest)
            case removeOutput(LiveKit.RemoveOutputRequest)
            case end(LiveKit.EndRecordingRequest)
        }
    }
}

extension LiveKit {
    /// The recorder's answer; its first has no request's id.
    public struct RecordingResponse: ProtobufMessage {
        public static let protobufName = "livekit.RecordingResponse"
        public static let fieldTable = FieldTable([
            .init(1, "request_id"),
            .init(2, "error"),
        ])

        @WireText public var requestID: String
        @WireText public var error: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._requestID)
                case 2: try reader.wireText(&self._error)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._requestID)
            writer.wireText(2, self._error)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The recorder's API.
    public enum RecordingService {
        public static let startRecording = ServiceMethod<LiveKit.StartRecordingRequest, LiveKit.StartRecordingResponse>(
            package: "livekit", service: "RecordingService", name: "StartRecording"
        )
        public static let addOutput = ServiceMethod<LiveKit.AddOutputRequest, Google.Empty>(
            package: "livekit", service: "RecordingService", name: "AddOutput"
        )
        public static let removeOutput = ServiceMethod<LiveKit.RemoveOutputRequest, Google.Empty>(
            package: "livekit", service: "RecordingService", name: "RemoveOutput"
        )
        public static let endRecording = ServiceMethod<LiveKit.EndRecordingRequest, Google.Empty>(
            package: "livekit", service: "RecordingService", name: "EndRecording"
        )

        /// Every method, in the order of the schema.
        public static let methods: [any ServiceMethodDescription] = [
            startRecording, addOutput, removeOutput, endRecording,
        ]
    }
}
