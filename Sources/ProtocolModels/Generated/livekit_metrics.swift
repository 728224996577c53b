// Generated from Protos/livekit_metrics.proto by Scripts/generate-protocol. Do not edit.

public import ProtobufRuntime

extension LiveKit {
    /// What is measured; other names stand in the batch.
    public enum MetricLabel: ProtobufEnum {
        case agentsLlmTtft
        case agentsSttTtft
        case agentsTtsTtfb
        case clientVideoSubscriberFreezeCount
        case clientVideoSubscriberTotalFreezeDuration
        case clientVideoSubscriberPauseCount
        case clientVideoSubscriberTotalPausesDuration
        case clientAudioSubscriberConcealedSamples
        case clientAudioSubscriberSilentConcealedSamples
        case clientAudioSubscriberConcealmentEvents
        case clientAudioSubscriberInterruptionCount
        case clientAudioSubscriberTotalInterruptionDuration
        case clientSubscriberJitterBufferDelay
        case clientSubscriberJitterBufferEmittedCount
        case clientVideoPublisherQualityLimitationDurationBandwidth
        case clientVideoPublisherQualityLimitationDurationCPU
        case clientVideoPublisherQualityLimitationDurationOther
        case publisherRTT
        case serverMeshRTT
        case subscriberRTT
        case metricLabelPredefinedMaxValue
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "AGENTS_LLM_TTFT", 1: "AGENTS_STT_TTFT", 2: "AGENTS_TTS_TTFB",
            3: "CLIENT_VIDEO_SUBSCRIBER_FREEZE_COUNT", 4: "CLIENT_VIDEO_SUBSCRIBER_TOTAL_FREEZE_DURATION",
            5: "CLIENT_VIDEO_SUBSCRIBER_PAUSE_COUNT", 6: "CLIENT_VIDEO_SUBSCRIBER_TOTAL_PAUSES_DURATION",
            7: "CLIENT_AUDIO_SUBSCRIBER_CONCEALED_SAMPLES", 8: "CLIENT_AUDIO_SUBSCRIBER_SILENT_CONCEALED_SAMPLES",
            9: "CLIENT_AUDIO_SUBSCRIBER_CONCEALMENT_EVENTS", 10: "CLIENT_AUDIO_SUBSCRIBER_INTERRUPTION_COUNT",
            11: "CLIENT_AUDIO_SUBSCRIBER_TOTAL_INTERRUPTION_DURATION", 12: "CLIENT_SUBSCRIBER_JITTER_BUFFER_DELAY",
            13: "CLIENT_SUBSCRIBER_JITTER_BUFFER_EMITTED_COUNT",
            14: "CLIENT_VIDEO_PUBLISHER_QUALITY_LIMITATION_DURATION_BANDWIDTH",
            15: "CLIENT_VIDEO_PUBLISHER_QUALITY_LIMITATION_DURATION_CPU",
            16: "CLIENT_VIDEO_PUBLISHER_QUALITY_LIMITATION_DURATION_OTHER", 17: "PUBLISHER_RTT",
            18: "SERVER_MESH_RTT", 19: "SUBSCRIBER_RTT", 4096: "METRIC_LABEL_PREDEFINED_MAX_VALUE",
        ])
        public static let allCases: [Self] = [
            .agentsLlmTtft, .agentsSttTtft, .agentsTtsTtfb, .clientVideoSubscriberFreezeCount,
            .clientVideoSubscriberTotalFreezeDuration, .clientVideoSubscriberPauseCount,
            .clientVideoSubscriberTotalPausesDuration, .clientAudioSubscriberConcealedSamples,
            .clientAudioSubscriberSilentConcealedSamples, .clientAudioSubscriberConcealmentEvents,
            .clientAudioSubscriberInterruptionCount, .clientAudioSubscriberTotalInterruptionDuration,
            .clientSubscriberJitterBufferDelay, .clientSubscriberJitterBufferEmittedCount,
            .clientVideoPublisherQualityLimitationDurationBandwidth,
            .clientVideoPublisherQualityLimitationDurationCPU, .clientVideoPublisherQualityLimitationDurationOther,
            .publisherRTT, .serverMeshRTT, .subscriberRTT, .metricLabelPredefinedMaxValue,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .agentsLlmTtft
            case 1: self = .agentsSttTtft
            case 2: self = .agentsTtsTtfb
            case 3: self = .clientVideoSubscriberFreezeCount
            case 4: self = .clientVideoSubscriberTotalFreezeDuration
            case 5: self = .clientVideoSubscriberPauseCount
            case 6: self = .clientVideoSubscriberTotalPausesDuration
            case 7: self = .clientAudioSubscriberConcealedSamples
            case 8: self = .clientAudioSubscriberSilentConcealedSamples
            case 9: self = .clientAudioSubscriberConcealmentEvents
            case 10: self = .clientAudioSubscriberInterruptionCount
            case 11: self = .clientAudioSubscriberTotalInterruptionDuration
            case 12: self = .clientSubscriberJitterBufferDelay
            case 13: self = .clientSubscriberJitterBufferEmittedCount
            case 14: self = .clientVideoPublisherQualityLimitationDurationBandwidth
            case 15: self = .clientVideoPublisherQualityLimitationDurationCPU
            case 16: self = .clientVideoPublisherQualityLimitationDurationOther
            case 17: self = .publisherRTT
            case 18: self = .serverMeshRTT
            case 19: self = .subscriberRTT
            case 4096: self = .metricLabelPredefinedMaxValue
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .agentsLlmTtft: 0
            case .agentsSttTtft: 1
            case .agentsTtsTtfb: 2
            case .clientVideoSubscriberFreezeCount: 3
            case .clientVideoSubscriberTotalFreezeDuration: 4
            case .clientVideoSubscriberPauseCount: 5
            case .clientVideoSubscriberTotalPausesDuration: 6
            case .clientAudioSubscriberConcealedSamples: 7
            case .clientAudioSubscriberSilentConcealedSamples: 8
            case .clientAudioSubscriberConcealmentEvents: 9
            case .clientAudioSubscriberInterruptionCount: 10
            case .clientAudioSubscriberTotalInterruptionDuration: 11
            case .clientSubscriberJitterBufferDelay: 12
            case .clientSubscriberJitterBufferEmittedCount: 13
            case .clientVideoPublisherQualityLimitationDurationBandwidth: 14
            case .clientVideoPublisherQualityLimitationDurationCPU: 15
            case .clientVideoPublisherQualityLimitationDurationOther: 16
            case .publisherRTT: 17
            case .serverMeshRTT: 18
            case .subscriberRTT: 19
            case .metricLabelPredefinedMaxValue: 4096
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Measurements that share their texts.
    public struct MetricsBatch: ProtobufMessage {
        public static let protobufName = "livekit.MetricsBatch"
        public static let fieldTable = FieldTable([
            .init(1, "timestamp_ms"),
            .init(2, "normalized_timestamp"),
            .init(3, "str_data"),
            .init(4, "time_series"),
            .init(5, "events"),
        ])

        public var timestampMs: Int64 = 0
        public var normalizedTimestamp: Google.Timestamp?
        public var strData: [String] = []
        public var timeSeries: [LiveKit.TimeSeriesMetric] = []
        public var events: [LiveKit.EventMetric] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.int64(&self.timestampMs)
                case 2: try reader.message(&self.normalizedTimestamp)
                case 3: try reader.strings(&self.strData)
                case 4: try reader.messages(&self.timeSeries)
                case 5: try reader.messages(&self.events)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.int64(1, self.timestampMs)
            writer.message(2, self.normalizedTimestamp)
            writer.strings(3, self.strData)
            writer.messages(4, self.timeSeries)
            writer.messages(5, self.events)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Values of one measurement over time.
    public struct TimeSeriesMetric: ProtobufMessage {
        public static let protobufName = "livekit.TimeSeriesMetric"
        public static let fieldTable = FieldTable([
            .init(1, "label"),
            .init(2, "participant_identity"),
            .init(3, "track_sid"),
            .init(4, "samples"),
            .init(5, "rid"),
        ])

        public var label: UInt32 = 0
        public var participantIdentity: UInt32 = 0
        public var trackSID: UInt32 = 0
        public var samples: [LiveKit.MetricSample] = []
        public var rid: UInt32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.uint32(&self.label)
                case 2: try reader.uint32(&self.participantIdentity)
                case 3: try reader.uint32(&self.trackSID)
                case 4: try reader.messages(&self.samples)
                case 5: try reader.uint32(&self.rid)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.uint32(1, self.label)
            writer.uint32(2, self.participantIdentity)
            writer.uint32(3, self.trackSID)
            writer.messages(4, self.samples)
            writer.uint32(5, self.rid)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// One value.
    public struct MetricSample: ProtobufMessage {
        public static let protobufName = "livekit.MetricSample"
        public static let fieldTable = FieldTable([
            .init(1, "timestamp_ms"),
            .init(2, "normalized_timestamp"),
            .init(3, "value"),
        ])

        public var timestampMs: Int64 = 0
        public var normalizedTimestamp: Google.Timestamp?
        public var value: Float = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.int64(&self.timestampMs)
                case 2: try reader.message(&self.normalizedTimestamp)
                case 3: try reader.float(&self.value)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.int64(1, self.timestampMs)
            writer.message(2, self.normalizedTimestamp)
            writer.float(3, self.value)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Something that happened.
    public struct EventMetric: ProtobufMessage {
        public static let protobufName = "livekit.EventMetric"
        public static let fieldTable = FieldTable([
            .init(1, "label"),
            .init(2, "participant_identity"),
            .init(3, "track_sid"),
            .init(4, "start_timestamp_ms"),
            .init(5, "end_timestamp_ms"),
            .init(6, "normalized_start_timestamp"),
            .init(7, "normalized_end_timestamp"),
            .init(8, "metadata"),
            .init(9, "rid"),
        ])

        public var label: UInt32 = 0
        public var participantIdentity: UInt32 = 0
        public var trackSID: UInt32 = 0
        public var startTimestampMs: Int64 = 0
        public var endTimestampMs: Int64?
        public var normalizedStartTimestamp: Google.Timestamp?
        public var normalizedEndTimestamp: Google.Timestamp?
        @WireText public var metadata: String
        public var rid: UInt32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.uint32(&self.label)
                case 2: try reader.uint32(&self.participantIdentity)
                case 3: try reader.uint32(&self.trackSID)
                case 4: try reader.int64(&self.startTimestampMs)
                case 5: try reader.int64(&self.endTimestampMs)
                case 6: try reader.message(&self.normalizedStartTimestamp)
                case 7: try reader.message(&self.normalizedEndTimestamp)
                case 8: try reader.wireText(&self._metadata)
                case 9: try reader.uint32(&self.rid)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.uint32(1, self.label)
            writer.uint32(2, self.participantIdentity)
            writer.uint32(3, self.trackSID)
            writer.int64(4, self.startTimestampMs)
            writer.int64(5, self.endTimestampMs)
            writer.message(6, self.normalizedStartTimestamp)
            writer.message(7, self.normalizedEndTimestamp)
            writer.wireText(8, self._metadata)
            writer.uint32(9, self.rid)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// What a recording of measurements begins with.
    public struct MetricsRecordingHeader: ProtobufMessage {
        public static let protobufName = "livekit.MetricsRecordingHeader"
        public static let fieldTable = FieldTable([
            .init(1, "room_id"),
            .init(3, "duration"),
            .init(4, "start_time"),
            .init(5, "room_tags"),
            .init(6, "room_name"),
            .init(7, "room_start_time"),
            .init(8, "job_id"),
            .init(9, "simulated"),
            .init(10, "redaction_enabled"),
            .init(11, "session_summary"),
        ])

        @WireText public var roomID: String
        public var duration: UInt64 = 0
        public var startTime: Google.Timestamp?
        public var roomTags: [String: String] = [:]
        @WireText public var roomName: String
        public var roomStartTime: Google.Timestamp?
        @WireText public var jobID: String
        public var simulated = false
        public var redactionEnabled = false
        @WireText public var sessionSummary: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._roomID)
                case 3: try reader.uint64(&self.duration)
                case 4: try reader.message(&self.startTime)
                case 5: try reader.map(StringField.self, StringField.self, &self.roomTags)
                case 6: try reader.wireText(&self._roomName)
                case 7: try reader.message(&self.roomStartTime)
                case 8: try reader.wireText(&self._jobID)
                case 9: try reader.bool(&self.simulated)
                case 10: try reader.bool(&self.redactionEnabled)
                case 11: try reader.wireText(&self._sessionSummary)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._roomID)
            writer.uint64(3, self.duration)
            writer.message(4, self.startTime)
            writer.map(StringField.self, StringField.self, 5, self.roomTags)
            writer.wireText(6, self._roomName)
            writer.message(7, self.roomStartTime)
            writer.wireText(8, self._jobID)
            writer.bool(9, self.simulated)
            writer.bool(10, self.redactionEnabled)
            writer.wireText(11, self._sessionSummary)
            writer.unknown(self.unknownFields)
        }
    }
}
