// Generated from Protos/livekit_rtc.proto by Scripts/generate-protocol. Do not edit.

public import ProtobufRuntime

extension LiveKit {
    /// One of a client's two peer connections.
    public enum SignalTarget: ProtobufEnum {
        case publisher
        case subscriber
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "PUBLISHER", 1: "SUBSCRIBER",
        ])
        public static let allCases: [Self] = [
            .publisher, .subscriber,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .publisher
            case 1: self = .subscriber
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .publisher: 0
            case .subscriber: 1
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Whether a stream is being sent.
    public enum StreamState: ProtobufEnum {
        case active
        case paused
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "ACTIVE", 1: "PAUSED",
        ])
        public static let allCases: [Self] = [
            .active, .paused,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .active
            case 1: self = .paused
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .active: 0
            case .paused: 1
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// Data channels with fixed numbers.
    public enum NegotiatedDataChannelID: ProtobufEnum {
        case invalid
        case reliable
        case lossy
        case dataTrack
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "NDCI_INVALID", 100: "NDCI_RELIABLE", 101: "NDCI_LOSSY", 102: "NDCI_DATA_TRACK",
        ])
        public static let allCases: [Self] = [
            .invalid, .reliable, .lossy, .dataTrack,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .invalid
            case 100: self = .reliable
            case 101: self = .lossy
            case 102: self = .dataTrack
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .invalid: 0
            case .reliable: 100
            case .lossy: 101
            case .dataTrack: 102
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// How media travels.
    public enum CandidateProtocol: ProtobufEnum {
        case udp
        case tcp
        case tls
        /// A number without a name.
        case unrecognized(Int32)

        public static let enumTable = EnumTable([
            0: "UDP", 1: "TCP", 2: "TLS",
        ])
        public static let allCases: [Self] = [
            .udp, .tcp, .tls,
        ]

        public init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .udp
            case 1: self = .tcp
            case 2: self = .tls
            default: self = .unrecognized(rawValue)
            }
        }

        public var rawValue: Int32 {
            switch self {
            case .udp: 0
            case .tcp: 1
            case .tls: 2
            case .unrecognized(let number): number
            }
        }
    }
}

extension LiveKit {
    /// From the client to its server.
    public struct SignalRequest: ProtobufMessage {
        public static let protobufName = "livekit.SignalRequest"
        public static let fieldTable = FieldTable([
            .init(1, "offer", oneof: 1),
            .init(2, "answer", oneof: 1),
            .init(3, "trickle", oneof: 1),
            .init(4, "add_track", oneof: 1),
            .init(5, "mute", oneof: 1),
            .init(6, "subscription", oneof: 1),
            .init(7, "track_setting", oneof: 1),
            .init(8, "leave", oneof: 1),
            .init(10, "update_layers", oneof: 1),
            .init(11, "subscription_permission", oneof: 1),
            .init(12, "sync_state", oneof: 1),
            .init(13, "simulate", oneof: 1),
            .init(14, "ping", oneof: 1),
            .init(15, "update_metadata", oneof: 1),
            .init(16, "ping_req", oneof: 1),
            .init(17, "update_audio_track", oneof: 1),
            .init(18, "update_video_track", oneof: 1),
            .init(19, "publish_data_track_request", oneof: 1),
            .init(20, "unpublish_data_track_request", oneof: 1),
            .init(21, "update_data_subscription", oneof: 1),
            .init(22, "store_data_blob_request", oneof: 1),
            .init(23, "get_data_blob_request", oneof: 1),
        ])

        public var message: Message?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1:
                    var value = LiveKit.SessionDescription()
                    if case .offer(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .offer(consume value) }
                case 2:
                    var value = LiveKit.SessionDescription()
                    if case .answer(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .answer(consume value) }
                case 3:
                    var value = LiveKit.TrickleRequest()
                    if case .trickle(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .trickle(consume value) }
                case 4:
                    var value = LiveKit.AddTrackRequest()
                    if case .addTrack(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .addTrack(consume value) }
                case 5:
                    var value = LiveKit.MuteTrackRequest()
                    if case .mute(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .mute(consume value) }
                case 6:
                    var value = LiveKit.UpdateSubscription()
                    if case .subscription(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .subscription(consume value) }
                case 7:
                    var value = LiveKit.UpdateTrackSettings()
                    if case .trackSetting(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .trackSetting(consume value) }
                case 8:
                    var value = LiveKit.LeaveRequest()
                    if case .leave(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .leave(consume value) }
                case 10:
                    var value = LiveKit.UpdateVideoLayers()
                    if case .updateLayers(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .updateLayers(consume value) }
                case 11:
                    var value = LiveKit.SubscriptionPermission()
                    if case .subscriptionPermission(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .subscriptionPermission(consume value) }
                case 12:
                    var value = LiveKit.SyncState()
                    if case .syncState(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .syncState(consume value) }
                case 13:
                    var value = LiveKit.SimulateScenario()
                    if case .simulate(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .simulate(consume value) }
                case 14:
                    var value: Int64?
                    try reader.int64(&value)
                    if let value { self.message = .ping(value) }
                case 15:
                    var value = LiveKit.UpdateParticipantMetadata()
                    if case .updateMetadata(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .updateMetadata(consume value) }
                case 16:
                    var value = LiveKit.Ping()
                    if case .pingReq(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .pingReq(consume value) }
                case 17:
                    var value = LiveKit.UpdateLocalAudioTrack()
                    if case .updateAudioTrack(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .updateAudioTrack(consume value) }
                case 18:
                    var value = LiveKit.UpdateLocalVideoTrack()
                    if case .updateVideoTrack(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .updateVideoTrack(consume value) }
                case 19:
                    var value = LiveKit.PublishDataTrackRequest()
                    if case .publishDataTrackRequest(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .publishDataTrackRequest(consume value) }
                case 20:
                    var value = LiveKit.UnpublishDataTrackRequest()
                    if case .unpublishDataTrackRequest(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .unpublishDataTrackRequest(consume value) }
                case 21:
                    var value = LiveKit.UpdateDataSubscription()
                    if case .updateDataSubscription(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .updateDataSubscription(consume value) }
                case 22:
                    var value = LiveKit.StoreDataBlobRequest()
                    if case .storeDataBlobRequest(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .storeDataBlobRequest(consume value) }
                case 23:
                    var value = LiveKit.GetDataBlobRequest()
                    if case .getDataBlobRequest(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .getDataBlobRequest(consume value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            switch self.message {
            case .offer(let value)?: writer.set(1, value)
            case .answer(let value)?: writer.set(2, value)
            case .trickle(let value)?: writer.set(3, value)
            case .addTrack(let value)?: writer.set(4, value)
            case .mute(let value)?: writer.set(5, value)
            case .subscription(let value)?: writer.set(6, value)
            case .trackSetting(let value)?: writer.set(7, value)
            case .leave(let value)?: writer.set(8, value)
            case .updateLayers(let value)?: writer.set(10, value)
            case .subscriptionPermission(let value)?: writer.set(11, value)
            case .syncState(let value)?: writer.set(12, value)
            case .simulate(let value)?: writer.set(13, value)
            case .ping(let value)?: writer.set(Int64Field.self, 14, value)
            case .updateMetadata(let value)?: writer.set(15, value)
            case .pingReq(let value)?: writer.set(16, value)
            case .updateAudioTrack(let value)?: writer.set(17, value)
            case .updateVideoTrack(let value)?: writer.set(18, value)
            case .publishDataTrackRequest(let value)?: writer.set(19, value)
            case .unpublishDataTrackRequest(let value)?: writer.set(20, value)
            case .updateDataSubscription(let value)?: writer.set(21, value)
            case .storeDataBlobRequest(let value)?: writer.set(22, value)
            case .getDataBlobRequest(let value)?: writer.set(23, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `message`, of which one may be set.
        public enum Message: Hashable, Sendable {
            indirect case offer(LiveKit.SessionDescription)
            indirect case answer(LiveKit.SessionDescription)
            case trickle(LiveKit.TrickleRequest)
            indirect case addTrack(LiveKit.AddTrackRequest)
            case mute(LiveKit.MuteTrackRequest)
            case subscription(LiveKit.UpdateSubscription)
            indirect case trackSetting(LiveKit.UpdateTrackSettings)
            case leave(LiveKit.LeaveRequest)
            /// Deprecated.
            case updateLayers(LiveKit.UpdateVideoLayers)
            case subscriptionPermission(LiveKit.SubscriptionPermission)
            indirect case syncState(LiveKit.SyncState)
            indirect case simulate(LiveKit.SimulateScenario)
            case ping(Int64)
            indirect case updateMetadata(LiveKit.UpdateParticipantMetadata)
            case pingReq(LiveKit.Ping)
            case updateAudioTrack(LiveKit.UpdateLocalAudioTrack)
            case updateVideoTrack(LiveKit.UpdateLocalVideoTrack)
            indirect case publishDataTrackRequest(LiveKit.PublishDataTrackRequest)
            case unpublishDataTrackRequest(LiveKit.UnpublishDataTrackRequest)
            case updateDataSubscription(LiveKit.UpdateDataSubscription)
            indirect case storeDataBlobRequest(LiveKit.StoreDataBlobRequest)
            indirect case getDataBlobRequest(LiveKit.GetDataBlobRequest)
        }
    }
}

extension LiveKit {
    /// From the server to a client.
    public struct SignalResponse: ProtobufMessage {
        public static let protobufName = "livekit.SignalResponse"
        public static let fieldTable = FieldTable([
            .init(1, "join", oneof: 1),
            .init(2, "answer", oneof: 1),
            .init(3, "offer", oneof: 1),
            .init(4, "trickle", oneof: 1),
            .init(5, "update", oneof: 1),
            .init(6, "track_published", oneof: 1),
            .init(8, "leave", oneof: 1),
            .init(9, "mute", oneof: 1),
            .init(10, "speakers_changed", oneof: 1),
            .init(11, "room_update", oneof: 1),
            .init(12, "connection_quality", oneof: 1),
            .init(13, "stream_state_update", oneof: 1),
            .init(14, "subscribed_quality_update", oneof: 1),
            .init(15, "subscription_permission_update", oneof: 1),
            .init(16, "refresh_token", .secret, oneof: 1),
            .init(17, "track_unpublished", oneof: 1),
            .init(18, "pong", oneof: 1),
            .init(19, "reconnect", oneof: 1),
            .init(20, "pong_resp", oneof: 1),
            .init(21, "subscription_response", oneof: 1),
            .init(22, "request_response", oneof: 1),
            .init(23, "track_subscribed", oneof: 1),
            .init(24, "room_moved", oneof: 1),
            .init(25, "media_sections_requirement", oneof: 1),
            .init(26, "subscribed_audio_codec_update", oneof: 1),
            .init(27, "publish_data_track_response", oneof: 1),
            .init(28, "unpublish_data_track_response", oneof: 1),
            .init(29, "data_track_subscriber_handles", oneof: 1),
            .init(30, "store_data_blob_response", oneof: 1),
            .init(31, "get_data_blob_response", oneof: 1),
        ])

        public var message: Message?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1:
                    var value = LiveKit.JoinResponse()
                    if case .join(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .join(consume value) }
                case 2:
                    var value = LiveKit.SessionDescription()
                    if case .answer(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .answer(consume value) }
                case 3:
                    var value = LiveKit.SessionDescription()
                    if case .offer(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .offer(consume value) }
                case 4:
                    var value = LiveKit.TrickleRequest()
                    if case .trickle(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .trickle(consume value) }
                case 5:
                    var value = LiveKit.ParticipantUpdate()
                    if case .update(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .update(consume value) }
                case 6:
                    var value = LiveKit.TrackPublishedResponse()
                    if case .trackPublished(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .trackPublished(consume value) }
                case 8:
                    var value = LiveKit.LeaveRequest()
                    if case .leave(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .leave(consume value) }
                case 9:
                    var value = LiveKit.MuteTrackRequest()
                    if case .mute(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .mute(consume value) }
                case 10:
                    var value = LiveKit.SpeakersChanged()
                    if case .speakersChanged(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .speakersChanged(consume value) }
                case 11:
                    var value = LiveKit.RoomUpdate()
                    if case .roomUpdate(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .roomUpdate(consume value) }
                case 12:
                    var value = LiveKit.ConnectionQualityUpdate()
                    if case .connectionQuality(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .connectionQuality(consume value) }
                case 13:
                    var value = LiveKit.StreamStateUpdate()
                    if case .streamStateUpdate(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .streamStateUpdate(consume value) }
                case 14:
                    var value = LiveKit.SubscribedQualityUpdate()
                    if case .subscribedQualityUpdate(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .subscribedQualityUpdate(consume value) }
                case 15:
                    var value = LiveKit.SubscriptionPermissionUpdate()
                    if case .subscriptionPermissionUpdate(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .subscriptionPermissionUpdate(consume value) }
                case 16:
                    var value: String?
                    try reader.string(&value)
                    if let value { self.message = .refreshToken(value) }
                case 17:
                    var value = LiveKit.TrackUnpublishedResponse()
                    if case .trackUnpublished(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .trackUnpublished(consume value) }
                case 18:
                    var value: Int64?
                    try reader.int64(&value)
                    if let value { self.message = .pong(value) }
                case 19:
                    var value = LiveKit.ReconnectResponse()
                    if case .reconnect(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .reconnect(consume value) }
                case 20:
                    var value = LiveKit.Pong()
                    if case .pongResp(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .pongResp(consume value) }
                case 21:
                    var value = LiveKit.SubscriptionResponse()
                    if case .subscriptionResponse(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .subscriptionResponse(consume value) }
                case 22:
                    var value = LiveKit.RequestResponse()
                    if case .requestResponse(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .requestResponse(consume value) }
                case 23:
                    var value = LiveKit.TrackSubscribed()
                    if case .trackSubscribed(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .trackSubscribed(consume value) }
                case 24:
                    var value = LiveKit.RoomMovedResponse()
                    if case .roomMoved(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .roomMoved(consume value) }
                case 25:
                    var value = LiveKit.MediaSectionsRequirement()
                    if case .mediaSectionsRequirement(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .mediaSectionsRequirement(consume value) }
                case 26:
                    var value = LiveKit.SubscribedAudioCodecUpdate()
                    if case .subscribedAudioCodecUpdate(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .subscribedAudioCodecUpdate(consume value) }
                case 27:
                    var value = LiveKit.PublishDataTrackResponse()
                    if case .publishDataTrackResponse(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .publishDataTrackResponse(consume value) }
                case 28:
                    var value = LiveKit.UnpublishDataTrackResponse()
                    if case .unpublishDataTrackResponse(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .unpublishDataTrackResponse(consume value) }
                case 29:
                    var value = LiveKit.DataTrackSubscriberHandles()
                    if case .dataTrackSubscriberHandles(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .dataTrackSubscriberHandles(consume value) }
                case 30:
                    var value = LiveKit.StoreDataBlobResponse()
                    if case .storeDataBlobResponse(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .storeDataBlobResponse(consume value) }
                case 31:
                    var value = LiveKit.GetDataBlobResponse()
                    if case .getDataBlobResponse(let current)? = self.message { value = current }
                    if try reader.member(&value) { self.message = .getDataBlobResponse(consume value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            switch self.message {
            case .join(let value)?: writer.set(1, value)
            case .answer(let value)?: writer.set(2, value)
            case .offer(let value)?: writer.set(3, value)
            case .trickle(let value)?: writer.set(4, value)
            case .update(let value)?: writer.set(5, value)
            case .trackPublished(let value)?: writer.set(6, value)
            case .leave(let value)?: writer.set(8, value)
            case .mute(let value)?: writer.set(9, value)
            case .speakersChanged(let value)?: writer.set(10, value)
            case .roomUpdate(let value)?: writer.set(11, value)
            case .connectionQuality(let value)?: writer.set(12, value)
            case .streamStateUpdate(let value)?: writer.set(13, value)
            case .subscribedQualityUpdate(let value)?: writer.set(14, value)
            case .subscriptionPermissionUpdate(let value)?: writer.set(15, value)
            case .refreshToken(let value)?: writer.set(StringField.self, 16, value)
            case .trackUnpublished(let value)?: writer.set(17, value)
            case .pong(let value)?: writer.set(Int64Field.self, 18, value)
            case .reconnect(let value)?: writer.set(19, value)
            case .pongResp(let value)?: writer.set(20, value)
            case .subscriptionResponse(let value)?: writer.set(21, value)
            case .requestResponse(let value)?: writer.set(22, value)
            case .trackSubscribed(let value)?: writer.set(23, value)
            case .roomMoved(let value)?: writer.set(24, value)
            case .mediaSectionsRequirement(let value)?: writer.set(25, value)
            case .subscribedAudioCodecUpdate(let value)?: writer.set(26, value)
            case .publishDataTrackResponse(let value)?: writer.set(27, value)
            case .unpublishDataTrackResponse(let value)?: writer.set(28, value)
            case .dataTrackSubscriberHandles(let value)?: writer.set(29, value)
            case .storeDataBlobResponse(let value)?: writer.set(30, value)
            case .getDataBlobResponse(let value)?: writer.set(31, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `message`, of which one may be set.
        public enum Message: Hashable, Sendable {
            indirect case join(LiveKit.JoinResponse)
            indirect case answer(LiveKit.SessionDescription)
            indirect case offer(LiveKit.SessionDescription)
            case trickle(LiveKit.TrickleRequest)
            case update(LiveKit.ParticipantUpdate)
            case trackPublished(LiveKit.TrackPublishedResponse)
            case leave(LiveKit.LeaveRequest)
            case mute(LiveKit.MuteTrackRequest)
            case speakersChanged(LiveKit.SpeakersChanged)
            case roomUpdate(LiveKit.RoomUpdate)
            case connectionQuality(LiveKit.ConnectionQualityUpdate)
            case streamStateUpdate(LiveKit.StreamStateUpdate)
            case subscribedQualityUpdate(LiveKit.SubscribedQualityUpdate)
            case subscriptionPermissionUpdate(LiveKit.SubscriptionPermissionUpdate)
            case refreshToken(String)
            case trackUnpublished(LiveKit.TrackUnpublishedResponse)
            case pong(Int64)
            case reconnect(LiveKit.ReconnectResponse)
            case pongResp(LiveKit.Pong)
            case subscriptionResponse(LiveKit.SubscriptionResponse)
            indirect case requestResponse(LiveKit.RequestResponse)
            case trackSubscribed(LiveKit.TrackSubscribed)
            case roomMoved(LiveKit.RoomMovedResponse)
            case mediaSectionsRequirement(LiveKit.MediaSectionsRequirement)
            case subscribedAudioCodecUpdate(LiveKit.SubscribedAudioCodecUpdate)
            case publishDataTrackResponse(LiveKit.PublishDataTrackResponse)
            case unpublishDataTrackResponse(LiveKit.UnpublishDataTrackResponse)
            case dataTrackSubscriberHandles(LiveKit.DataTrackSubscriberHandles)
            case storeDataBlobResponse(LiveKit.StoreDataBlobResponse)
            indirect case getDataBlobResponse(LiveKit.GetDataBlobResponse)
        }
    }
}

extension LiveKit {
    /// A codec a track is to be published with.
    public struct SimulcastCodec: ProtobufMessage {
        public static let protobufName = "livekit.SimulcastCodec"
        public static let fieldTable = FieldTable([
            .init(1, "codec"),
            .init(2, "cid"),
            .init(4, "layers"),
            .init(5, "video_layer_mode"),
        ])

        @WireText public var codec: String
        @WireText public var cid: String
        public var layers: [LiveKit.VideoLayer] = []
        public var videoLayerMode = LiveKit.VideoLayer.Mode(rawValue: 0)
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._codec)
                case 2: try reader.wireText(&self._cid)
                case 4: try reader.messages(&self.layers)
                case 5: try reader.enumeration(&self.videoLayerMode)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._codec)
            writer.wireText(2, self._cid)
            writer.messages(4, self.layers)
            writer.enumeration(5, self.videoLayerMode)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Announces a track.
    public struct AddTrackRequest: ProtobufMessage {
        public static let protobufName = "livekit.AddTrackRequest"
        public static let fieldTable = FieldTable([
            .init(1, "cid"),
            .init(2, "name"),
            .init(3, "type"),
            .init(4, "width"),
            .init(5, "height"),
            .init(6, "muted"),
            .init(7, "disable_dtx"),
            .init(8, "source"),
            .init(9, "layers"),
            .init(10, "simulcast_codecs"),
            .init(11, "sid"),
            .init(12, "stereo"),
            .init(13, "disable_red"),
            .init(14, "encryption"),
            .init(15, "stream"),
            .init(16, "backup_codec_policy"),
            .init(17, "audio_features"),
            .init(18, "packet_trailer_features"),
        ])

        @WireText public var cid: String
        @WireText public var name: String
        public var type = LiveKit.TrackType(rawValue: 0)
        public var width: UInt32 = 0
        public var height: UInt32 = 0
        public var muted = false
        /// Deprecated.
        public var disableDTX = false
        public var source = LiveKit.TrackSource(rawValue: 0)
        public var layers: [LiveKit.VideoLayer] = []
        public var simulcastCodecs: [LiveKit.SimulcastCodec] = []
        @WireText public var sid: String
        /// Deprecated.
        public var stereo = false
        public var disableRed = false
        public var encryption = LiveKit.Encryption.Kind(rawValue: 0)
        @WireText public var stream: String
        public var backupCodecPolicy = LiveKit.BackupCodecPolicy(rawValue: 0)
        public var audioFeatures: [LiveKit.AudioTrackFeature] = []
        public var packetTrailerFeatures: [LiveKit.PacketTrailerFeature] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._cid)
                case 2: try reader.wireText(&self._name)
                case 3: try reader.enumeration(&self.type)
                case 4: try reader.uint32(&self.width)
                case 5: try reader.uint32(&self.height)
                case 6: try reader.bool(&self.muted)
                case 7: try reader.bool(&self.disableDTX)
                case 8: try reader.enumeration(&self.source)
                case 9: try reader.messages(&self.layers)
                case 10: try reader.messages(&self.simulcastCodecs)
                case 11: try reader.wireText(&self._sid)
                case 12: try reader.bool(&self.stereo)
                case 13: try reader.bool(&self.disableRed)
                case 14: try reader.enumeration(&self.encryption)
                case 15: try reader.wireText(&self._stream)
                case 16: try reader.enumeration(&self.backupCodecPolicy)
                case 17: try reader.repeated(EnumField<LiveKit.AudioTrackFeature>.self, &self.audioFeatures)
                case 18: try reader.repeated(EnumField<LiveKit.PacketTrailerFeature>.self, &self.packetTrailerFeatures)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._cid)
            writer.wireText(2, self._name)
            writer.enumeration(3, self.type)
            writer.uint32(4, self.width)
            writer.uint32(5, self.height)
            writer.bool(6, self.muted)
            writer.bool(7, self.disableDTX)
            writer.enumeration(8, self.source)
            writer.messages(9, self.layers)
            writer.messages(10, self.simulcastCodecs)
            writer.wireText(11, self._sid)
            writer.bool(12, self.stereo)
            writer.bool(13, self.disableRed)
            writer.enumeration(14, self.encryption)
            writer.wireText(15, self._stream)
            writer.enumeration(16, self.backupCodecPolicy)
            writer.packed(EnumField<LiveKit.AudioTrackFeature>.self, 17, self.audioFeatures)
            writer.packed(EnumField<LiveKit.PacketTrailerFeature>.self, 18, self.packetTrailerFeatures)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Announces a data track.
    public struct PublishDataTrackRequest: ProtobufMessage {
        public static let protobufName = "livekit.PublishDataTrackRequest"
        public static let fieldTable = FieldTable([
            .init(1, "pub_handle"),
            .init(2, "name"),
            .init(3, "encryption"),
            .init(4, "frame_encoding"),
            .init(5, "schema"),
        ])

        public var pubHandle: UInt32 = 0
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
                case 2: try reader.wireText(&self._name)
                case 3: try reader.enumeration(&self.encryption)
                case 4: try reader.message(&self.frameEncoding)
                case 5: try reader.message(&self.schema)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.uint32(1, self.pubHandle)
            writer.wireText(2, self._name)
            writer.enumeration(3, self.encryption)
            writer.message(4, self.frameEncoding)
            writer.message(5, self.schema)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The data track that was published.
    public struct PublishDataTrackResponse: ProtobufMessage {
        public static let protobufName = "livekit.PublishDataTrackResponse"
        public static let fieldTable = FieldTable([
            .init(1, "info"),
        ])

        @Boxed public var info: LiveKit.DataTrackInfo? = nil
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.info)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.info)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Ends a data track.
    public struct UnpublishDataTrackRequest: ProtobufMessage {
        public static let protobufName = "livekit.UnpublishDataTrackRequest"
        public static let fieldTable = FieldTable([
            .init(1, "pub_handle"),
        ])

        public var pubHandle: UInt32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.uint32(&self.pubHandle)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.uint32(1, self.pubHandle)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The data track that has ended.
    public struct UnpublishDataTrackResponse: ProtobufMessage {
        public static let protobufName = "livekit.UnpublishDataTrackResponse"
        public static let fieldTable = FieldTable([
            .init(1, "info"),
        ])

        @Boxed public var info: LiveKit.DataTrackInfo? = nil
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.info)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.info)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// By which numbers a subscriber knows data tracks.
    public struct DataTrackSubscriberHandles: ProtobufMessage {
        public static let protobufName = "livekit.DataTrackSubscriberHandles"
        public static let fieldTable = FieldTable([
            .init(1, "sub_handles"),
        ])

        public var subHandles: [UInt32: LiveKit.DataTrackSubscriberHandles.PublishedDataTrack] = [:]
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.map(UInt32Field.self, MessageField<LiveKit.DataTrackSubscriberHandles.PublishedDataTrack>.self, &self.subHandles)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.map(UInt32Field.self, MessageField<LiveKit.DataTrackSubscriberHandles.PublishedDataTrack>.self, 1, self.subHandles)
            writer.unknown(self.unknownFields)
        }

        /// A data track and who publishes it.
        public struct PublishedDataTrack: ProtobufMessage {
            public static let protobufName = "livekit.DataTrackSubscriberHandles.PublishedDataTrack"
            public static let fieldTable = FieldTable([
                .init(1, "publisher_identity"),
                .init(2, "publisher_sid"),
                .init(3, "track_sid"),
            ])

            @WireText public var publisherIdentity: String
            @WireText public var publisherSID: String
            @WireText public var trackSID: String
            public var unknownFields = UnknownFields()

            public init() {}

            public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
                while true {
                    switch try reader.nextField(&self.unknownFields) {
                    case 0: return
                    case 1: try reader.wireText(&self._publisherIdentity)
                    case 2: try reader.wireText(&self._publisherSID)
                    case 3: try reader.wireText(&self._trackSID)
                    default: try reader.skip()
                    }
                }
            }

            public func writeFields(to writer: inout FieldWriter) {
                writer.wireText(1, self._publisherIdentity)
                writer.wireText(2, self._publisherSID)
                writer.wireText(3, self._trackSID)
                writer.unknown(self.unknownFields)
            }
        }
    }
}

extension LiveKit {
    /// A candidate address.
    public struct TrickleRequest: ProtobufMessage {
        public static let protobufName = "livekit.TrickleRequest"
        public static let fieldTable = FieldTable([
            .init(1, "candidateInit"),
            .init(2, "target"),
            .init(3, "final"),
        ])

        @WireText public var candidateInit: String
        public var target = LiveKit.SignalTarget(rawValue: 0)
        public var final = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._candidateInit)
                case 2: try reader.enumeration(&self.target)
                case 3: try reader.bool(&self.final)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._candidateInit)
            writer.enumeration(2, self.target)
            writer.bool(3, self.final)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Mutes a track.
    public struct MuteTrackRequest: ProtobufMessage {
        public static let protobufName = "livekit.MuteTrackRequest"
        public static let fieldTable = FieldTable([
            .init(1, "sid"),
            .init(2, "muted"),
        ])

        @WireText public var sid: String
        public var muted = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._sid)
                case 2: try reader.bool(&self.muted)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._sid)
            writer.bool(2, self.muted)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The room a client has joined.
    public struct JoinResponse: ProtobufMessage {
        public static let protobufName = "livekit.JoinResponse"
        public static let fieldTable = FieldTable([
            .init(1, "room"),
            .init(2, "participant"),
            .init(3, "other_participants"),
            .init(4, "server_version"),
            .init(5, "ice_servers"),
            .init(6, "subscriber_primary"),
            .init(7, "alternative_url"),
            .init(8, "client_configuration"),
            .init(9, "server_region"),
            .init(10, "ping_timeout"),
            .init(11, "ping_interval"),
            .init(12, "server_info"),
            .init(13, "sif_trailer"),
            .init(14, "enabled_publish_codecs"),
            .init(15, "fast_publish"),
        ])

        @Boxed public var room: LiveKit.Room? = nil
        @Boxed public var participant: LiveKit.ParticipantInfo? = nil
        public var otherParticipants: [LiveKit.ParticipantInfo] = []
        @WireText public var serverVersion: String
        public var iceServers: [LiveKit.ICEServer] = []
        public var subscriberPrimary = false
        @WireText public var alternativeURL: String
        @Boxed public var clientConfiguration: LiveKit.ClientConfiguration? = nil
        @WireText public var serverRegion: String
        public var pingTimeout: Int32 = 0
        public var pingInterval: Int32 = 0
        @Boxed public var serverInfo: LiveKit.ServerInfo? = nil
        public var sifTrailer: [UInt8] = []
        public var enabledPublishCodecs: [LiveKit.Codec] = []
        public var fastPublish = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.room)
                case 2: try reader.message(&self.participant)
                case 3: try reader.messages(&self.otherParticipants)
                case 4: try reader.wireText(&self._serverVersion)
                case 5: try reader.messages(&self.iceServers)
                case 6: try reader.bool(&self.subscriberPrimary)
                case 7: try reader.wireText(&self._alternativeURL)
                case 8: try reader.message(&self.clientConfiguration)
                case 9: try reader.wireText(&self._serverRegion)
                case 10: try reader.int32(&self.pingTimeout)
                case 11: try reader.int32(&self.pingInterval)
                case 12: try reader.message(&self.serverInfo)
                case 13: try reader.byteArray(&self.sifTrailer)
                case 14: try reader.messages(&self.enabledPublishCodecs)
                case 15: try reader.bool(&self.fastPublish)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.room)
            writer.message(2, self.participant)
            writer.messages(3, self.otherParticipants)
            writer.wireText(4, self._serverVersion)
            writer.messages(5, self.iceServers)
            writer.bool(6, self.subscriberPrimary)
            writer.wireText(7, self._alternativeURL)
            writer.message(8, self.clientConfiguration)
            writer.wireText(9, self._serverRegion)
            writer.int32(10, self.pingTimeout)
            writer.int32(11, self.pingInterval)
            writer.message(12, self.serverInfo)
            writer.byteArray(13, self.sifTrailer)
            writer.messages(14, self.enabledPublishCodecs)
            writer.bool(15, self.fastPublish)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// What a client needs to reconnect.
    public struct ReconnectResponse: ProtobufMessage {
        public static let protobufName = "livekit.ReconnectResponse"
        public static let fieldTable = FieldTable([
            .init(1, "ice_servers"),
            .init(2, "client_configuration"),
            .init(3, "server_info"),
            .init(4, "last_message_seq"),
        ])

        public var iceServers: [LiveKit.ICEServer] = []
        @Boxed public var clientConfiguration: LiveKit.ClientConfiguration? = nil
        @Boxed public var serverInfo: LiveKit.ServerInfo? = nil
        public var lastMessageSeq: UInt32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.messages(&self.iceServers)
                case 2: try reader.message(&self.clientConfiguration)
                case 3: try reader.message(&self.serverInfo)
                case 4: try reader.uint32(&self.lastMessageSeq)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.messages(1, self.iceServers)
            writer.message(2, self.clientConfiguration)
            writer.message(3, self.serverInfo)
            writer.uint32(4, self.lastMessageSeq)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The track that was announced.
    public struct TrackPublishedResponse: ProtobufMessage {
        public static let protobufName = "livekit.TrackPublishedResponse"
        public static let fieldTable = FieldTable([
            .init(1, "cid"),
            .init(2, "track"),
        ])

        @WireText public var cid: String
        @Boxed public var track: LiveKit.TrackInfo? = nil
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._cid)
                case 2: try reader.message(&self.track)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._cid)
            writer.message(2, self.track)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The track that has ended.
    public struct TrackUnpublishedResponse: ProtobufMessage {
        public static let protobufName = "livekit.TrackUnpublishedResponse"
        public static let fieldTable = FieldTable([
            .init(1, "track_sid"),
        ])

        @WireText public var trackSID: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._trackSID)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._trackSID)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// An offer or an answer.
    public struct SessionDescription: ProtobufMessage {
        public static let protobufName = "livekit.SessionDescription"
        public static let fieldTable = FieldTable([
            .init(1, "type"),
            .init(2, "sdp"),
            .init(3, "id"),
            .init(4, "mid_to_track_id"),
        ])

        @WireText public var type: String
        @WireText public var sdp: String
        public var id: UInt32 = 0
        public var midToTrackID: [String: String] = [:]
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._type)
                case 2: try reader.wireText(&self._sdp)
                case 3: try reader.uint32(&self.id)
                case 4: try reader.map(StringField.self, StringField.self, &self.midToTrackID)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._type)
            writer.wireText(2, self._sdp)
            writer.uint32(3, self.id)
            writer.map(StringField.self, StringField.self, 4, self.midToTrackID)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Participants that have changed.
    public struct ParticipantUpdate: ProtobufMessage {
        public static let protobufName = "livekit.ParticipantUpdate"
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
    /// Which tracks a client wants.
    public struct UpdateSubscription: ProtobufMessage {
        public static let protobufName = "livekit.UpdateSubscription"
        public static let fieldTable = FieldTable([
            .init(1, "track_sids"),
            .init(2, "subscribe"),
            .init(3, "participant_tracks"),
        ])

        public var trackSIDs: [String] = []
        public var subscribe = false
        public var participantTracks: [LiveKit.ParticipantTracks] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.strings(&self.trackSIDs)
                case 2: try reader.bool(&self.subscribe)
                case 3: try reader.messages(&self.participantTracks)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.strings(1, self.trackSIDs)
            writer.bool(2, self.subscribe)
            writer.messages(3, self.participantTracks)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Which data tracks a client wants.
    public struct UpdateDataSubscription: ProtobufMessage {
        public static let protobufName = "livekit.UpdateDataSubscription"
        public static let fieldTable = FieldTable([
            .init(1, "updates"),
        ])

        public var updates: [LiveKit.UpdateDataSubscription.Update] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.messages(&self.updates)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.messages(1, self.updates)
            writer.unknown(self.unknownFields)
        }

        /// Whether and how one data track is wanted.
        public struct Update: ProtobufMessage {
            public static let protobufName = "livekit.UpdateDataSubscription.Update"
            public static let fieldTable = FieldTable([
                .init(1, "track_sid"),
                .init(2, "subscribe"),
                .init(3, "options"),
            ])

            @WireText public var trackSID: String
            public var subscribe = false
            public var options: LiveKit.DataTrackSubscriptionOptions?
            public var unknownFields = UnknownFields()

            public init() {}

            public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
                while true {
                    switch try reader.nextField(&self.unknownFields) {
                    case 0: return
                    case 1: try reader.wireText(&self._trackSID)
                    case 2: try reader.bool(&self.subscribe)
                    case 3: try reader.message(&self.options)
                    default: try reader.skip()
                    }
                }
            }

            public func writeFields(to writer: inout FieldWriter) {
                writer.wireText(1, self._trackSID)
                writer.bool(2, self.subscribe)
                writer.message(3, self.options)
                writer.unknown(self.unknownFields)
            }
        }
    }
}

extension LiveKit {
    /// Stores a piece of data.
    public struct StoreDataBlobRequest: ProtobufMessage {
        public static let protobufName = "livekit.StoreDataBlobRequest"
        public static let fieldTable = FieldTable([
            .init(1, "request_id"),
            .init(2, "blob"),
        ])

        public var requestID: UInt32 = 0
        public var blob: LiveKit.DataBlob?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.uint32(&self.requestID)
                case 2: try reader.message(&self.blob)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.uint32(1, self.requestID)
            writer.message(2, self.blob)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The piece of data that was stored.
    public struct StoreDataBlobResponse: ProtobufMessage {
        public static let protobufName = "livekit.StoreDataBlobResponse"
        public static let fieldTable = FieldTable([
            .init(1, "request_id"),
            .init(2, "key"),
        ])

        public var requestID: UInt32 = 0
        public var key: LiveKit.DataBlobKey?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.uint32(&self.requestID)
                case 2: try reader.message(&self.key)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.uint32(1, self.requestID)
            writer.message(2, self.key)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Asks for a stored piece of data.
    public struct GetDataBlobRequest: ProtobufMessage {
        public static let protobufName = "livekit.GetDataBlobRequest"
        public static let fieldTable = FieldTable([
            .init(1, "request_id"),
            .init(2, "participant_identity"),
            .init(3, "key"),
        ])

        public var requestID: UInt32 = 0
        @WireText public var participantIdentity: String
        public var key: LiveKit.DataBlobKey?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.uint32(&self.requestID)
                case 2: try reader.wireText(&self._participantIdentity)
                case 3: try reader.message(&self.key)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.uint32(1, self.requestID)
            writer.wireText(2, self._participantIdentity)
            writer.message(3, self.key)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The stored piece of data.
    public struct GetDataBlobResponse: ProtobufMessage {
        public static let protobufName = "livekit.GetDataBlobResponse"
        public static let fieldTable = FieldTable([
            .init(1, "request_id"),
            .init(2, "blob"),
        ])

        public var requestID: UInt32 = 0
        public var blob: LiveKit.DataBlob?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.uint32(&self.requestID)
                case 2: try reader.message(&self.blob)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.uint32(1, self.requestID)
            writer.message(2, self.blob)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// How a client wants a track.
    public struct UpdateTrackSettings: ProtobufMessage {
        public static let protobufName = "livekit.UpdateTrackSettings"
        public static let fieldTable = FieldTable([
            .init(1, "track_sids"),
            .init(3, "disabled"),
            .init(4, "quality"),
            .init(5, "width"),
            .init(6, "height"),
            .init(7, "fps"),
            .init(8, "priority"),
        ])

        public var trackSIDs: [String] = []
        public var disabled = false
        public var quality = LiveKit.VideoQuality(rawValue: 0)
        public var width: UInt32 = 0
        public var height: UInt32 = 0
        public var fps: UInt32 = 0
        public var priority: UInt32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.strings(&self.trackSIDs)
                case 3: try reader.bool(&self.disabled)
                case 4: try reader.enumeration(&self.quality)
                case 5: try reader.uint32(&self.width)
                case 6: try reader.uint32(&self.height)
                case 7: try reader.uint32(&self.fps)
                case 8: try reader.uint32(&self.priority)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.strings(1, self.trackSIDs)
            writer.bool(3, self.disabled)
            writer.enumeration(4, self.quality)
            writer.uint32(5, self.width)
            writer.uint32(6, self.height)
            writer.uint32(7, self.fps)
            writer.uint32(8, self.priority)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// What was done to a published track's sound.
    public struct UpdateLocalAudioTrack: ProtobufMessage {
        public static let protobufName = "livekit.UpdateLocalAudioTrack"
        public static let fieldTable = FieldTable([
            .init(1, "track_sid"),
            .init(2, "features"),
        ])

        @WireText public var trackSID: String
        public var features: [LiveKit.AudioTrackFeature] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._trackSID)
                case 2: try reader.repeated(EnumField<LiveKit.AudioTrackFeature>.self, &self.features)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._trackSID)
            writer.packed(EnumField<LiveKit.AudioTrackFeature>.self, 2, self.features)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The size of a published track's pictures.
    public struct UpdateLocalVideoTrack: ProtobufMessage {
        public static let protobufName = "livekit.UpdateLocalVideoTrack"
        public static let fieldTable = FieldTable([
            .init(1, "track_sid"),
            .init(2, "width"),
            .init(3, "height"),
        ])

        @WireText public var trackSID: String
        public var width: UInt32 = 0
        public var height: UInt32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._trackSID)
                case 2: try reader.uint32(&self.width)
                case 3: try reader.uint32(&self.height)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._trackSID)
            writer.uint32(2, self.width)
            writer.uint32(3, self.height)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Ends a connection.
    public struct LeaveRequest: ProtobufMessage {
        public static let protobufName = "livekit.LeaveRequest"
        public static let fieldTable = FieldTable([
            .init(1, "can_reconnect"),
            .init(2, "reason"),
            .init(3, "action"),
            .init(4, "regions"),
        ])

        public var canReconnect = false
        public var reason = LiveKit.DisconnectReason(rawValue: 0)
        public var action = LiveKit.LeaveRequest.Action(rawValue: 0)
        public var regions: LiveKit.RegionSettings?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.bool(&self.canReconnect)
                case 2: try reader.enumeration(&self.reason)
                case 3: try reader.enumeration(&self.action)
                case 4: try reader.message(&self.regions)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.bool(1, self.canReconnect)
            writer.enumeration(2, self.reason)
            writer.enumeration(3, self.action)
            writer.message(4, self.regions)
            writer.unknown(self.unknownFields)
        }

        /// What the client is to do next.
        public enum Action: ProtobufEnum {
            case disconnect
            case resume
            case reconnect
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "DISCONNECT", 1: "RESUME", 2: "RECONNECT",
            ])
            public static let allCases: [Self] = [
                .disconnect, .resume, .reconnect,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .disconnect
                case 1: self = .resume
                case 2: self = .reconnect
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .disconnect: 0
                case .resume: 1
                case .reconnect: 2
                case .unrecognized(let number): number
                }
            }
        }
    }
}

extension LiveKit {
    /// Layers of a published track.
    /// Deprecated.
    public struct UpdateVideoLayers: ProtobufMessage {
        public static let protobufName = "livekit.UpdateVideoLayers"
        public static let fieldTable = FieldTable([
            .init(1, "track_sid"),
            .init(2, "layers"),
        ])

        @WireText public var trackSID: String
        public var layers: [LiveKit.VideoLayer] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._trackSID)
                case 2: try reader.messages(&self.layers)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._trackSID)
            writer.messages(2, self.layers)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Changes what a client says of itself.
    public struct UpdateParticipantMetadata: ProtobufMessage {
        public static let protobufName = "livekit.UpdateParticipantMetadata"
        public static let fieldTable = FieldTable([
            .init(1, "metadata"),
            .init(2, "name"),
            .init(3, "attributes"),
            .init(4, "request_id"),
        ])

        @WireText public var metadata: String
        @WireText public var name: String
        public var attributes: [String: String] = [:]
        public var requestID: UInt32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._metadata)
                case 2: try reader.wireText(&self._name)
                case 3: try reader.map(StringField.self, StringField.self, &self.attributes)
                case 4: try reader.uint32(&self.requestID)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._metadata)
            writer.wireText(2, self._name)
            writer.map(StringField.self, StringField.self, 3, self.attributes)
            writer.uint32(4, self.requestID)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A STUN or TURN server.
    public struct ICEServer: ProtobufMessage {
        public static let protobufName = "livekit.ICEServer"
        public static let fieldTable = FieldTable([
            .init(1, "urls"),
            .init(2, "username"),
            .init(3, "credential", .secret),
        ])

        public var urls: [String] = []
        @WireText public var username: String
        @WireText public var credential: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.strings(&self.urls)
                case 2: try reader.wireText(&self._username)
                case 3: try reader.wireText(&self._credential)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.strings(1, self.urls)
            writer.wireText(2, self._username)
            writer.wireText(3, self._credential)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Who speaks now.
    public struct SpeakersChanged: ProtobufMessage {
        public static let protobufName = "livekit.SpeakersChanged"
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
    /// The room has changed.
    public struct RoomUpdate: ProtobufMessage {
        public static let protobufName = "livekit.RoomUpdate"
        public static let fieldTable = FieldTable([
            .init(1, "room"),
        ])

        @Boxed public var room: LiveKit.Room? = nil
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.room)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.room)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// How good one participant's connection is.
    public struct ConnectionQualityInfo: ProtobufMessage {
        public static let protobufName = "livekit.ConnectionQualityInfo"
        public static let fieldTable = FieldTable([
            .init(1, "participant_sid"),
            .init(2, "quality"),
            .init(3, "score"),
        ])

        @WireText public var participantSID: String
        public var quality = LiveKit.ConnectionQuality(rawValue: 0)
        public var score: Float = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._participantSID)
                case 2: try reader.enumeration(&self.quality)
                case 3: try reader.float(&self.score)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._participantSID)
            writer.enumeration(2, self.quality)
            writer.float(3, self.score)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// How good connections are.
    public struct ConnectionQualityUpdate: ProtobufMessage {
        public static let protobufName = "livekit.ConnectionQualityUpdate"
        public static let fieldTable = FieldTable([
            .init(1, "updates"),
        ])

        public var updates: [LiveKit.ConnectionQualityInfo] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.messages(&self.updates)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.messages(1, self.updates)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Whether one track is being sent.
    public struct StreamStateInfo: ProtobufMessage {
        public static let protobufName = "livekit.StreamStateInfo"
        public static let fieldTable = FieldTable([
            .init(1, "participant_sid"),
            .init(2, "track_sid"),
            .init(3, "state"),
        ])

        @WireText public var participantSID: String
        @WireText public var trackSID: String
        public var state = LiveKit.StreamState(rawValue: 0)
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._participantSID)
                case 2: try reader.wireText(&self._trackSID)
                case 3: try reader.enumeration(&self.state)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._participantSID)
            writer.wireText(2, self._trackSID)
            writer.enumeration(3, self.state)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Tracks that were paused or go on.
    public struct StreamStateUpdate: ProtobufMessage {
        public static let protobufName = "livekit.StreamStateUpdate"
        public static let fieldTable = FieldTable([
            .init(1, "stream_states"),
        ])

        public var streamStates: [LiveKit.StreamStateInfo] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.messages(&self.streamStates)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.messages(1, self.streamStates)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Whether anybody receives a layer.
    public struct SubscribedQuality: ProtobufMessage {
        public static let protobufName = "livekit.SubscribedQuality"
        public static let fieldTable = FieldTable([
            .init(1, "quality"),
            .init(2, "enabled"),
        ])

        public var quality = LiveKit.VideoQuality(rawValue: 0)
        public var enabled = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.quality)
                case 2: try reader.bool(&self.enabled)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.quality)
            writer.bool(2, self.enabled)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Which layers of a codec anybody receives.
    public struct SubscribedCodec: ProtobufMessage {
        public static let protobufName = "livekit.SubscribedCodec"
        public static let fieldTable = FieldTable([
            .init(1, "codec"),
            .init(2, "qualities"),
        ])

        @WireText public var codec: String
        public var qualities: [LiveKit.SubscribedQuality] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._codec)
                case 2: try reader.messages(&self.qualities)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._codec)
            writer.messages(2, self.qualities)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Which layers of a track are worth sending.
    public struct SubscribedQualityUpdate: ProtobufMessage {
        public static let protobufName = "livekit.SubscribedQualityUpdate"
        public static let fieldTable = FieldTable([
            .init(1, "track_sid"),
            .init(2, "subscribed_qualities"),
            .init(3, "subscribed_codecs"),
        ])

        @WireText public var trackSID: String
        /// Deprecated.
        public var subscribedQualities: [LiveKit.SubscribedQuality] = []
        public var subscribedCodecs: [LiveKit.SubscribedCodec] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._trackSID)
                case 2: try reader.messages(&self.subscribedQualities)
                case 3: try reader.messages(&self.subscribedCodecs)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._trackSID)
            writer.messages(2, self.subscribedQualities)
            writer.messages(3, self.subscribedCodecs)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Which codecs of a track are worth sending.
    public struct SubscribedAudioCodecUpdate: ProtobufMessage {
        public static let protobufName = "livekit.SubscribedAudioCodecUpdate"
        public static let fieldTable = FieldTable([
            .init(1, "track_sid"),
            .init(2, "subscribed_audio_codecs"),
        ])

        @WireText public var trackSID: String
        public var subscribedAudioCodecs: [LiveKit.SubscribedAudioCodec] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._trackSID)
                case 2: try reader.messages(&self.subscribedAudioCodecs)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._trackSID)
            writer.messages(2, self.subscribedAudioCodecs)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Who may receive which tracks.
    public struct TrackPermission: ProtobufMessage {
        public static let protobufName = "livekit.TrackPermission"
        public static let fieldTable = FieldTable([
            .init(1, "participant_sid"),
            .init(2, "all_tracks"),
            .init(3, "track_sids"),
            .init(4, "participant_identity"),
        ])

        @WireText public var participantSID: String
        public var allTracks = false
        public var trackSIDs: [String] = []
        @WireText public var participantIdentity: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._participantSID)
                case 2: try reader.bool(&self.allTracks)
                case 3: try reader.strings(&self.trackSIDs)
                case 4: try reader.wireText(&self._participantIdentity)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._participantSID)
            writer.bool(2, self.allTracks)
            writer.strings(3, self.trackSIDs)
            writer.wireText(4, self._participantIdentity)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Who may receive a client's tracks.
    public struct SubscriptionPermission: ProtobufMessage {
        public static let protobufName = "livekit.SubscriptionPermission"
        public static let fieldTable = FieldTable([
            .init(1, "all_participants"),
            .init(2, "track_permissions"),
        ])

        public var allParticipants = false
        public var trackPermissions: [LiveKit.TrackPermission] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.bool(&self.allParticipants)
                case 2: try reader.messages(&self.trackPermissions)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.bool(1, self.allParticipants)
            writer.messages(2, self.trackPermissions)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Whether a client may receive a track.
    public struct SubscriptionPermissionUpdate: ProtobufMessage {
        public static let protobufName = "livekit.SubscriptionPermissionUpdate"
        public static let fieldTable = FieldTable([
            .init(1, "participant_sid"),
            .init(2, "track_sid"),
            .init(3, "allowed"),
        ])

        @WireText public var participantSID: String
        @WireText public var trackSID: String
        public var allowed = false
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._participantSID)
                case 2: try reader.wireText(&self._trackSID)
                case 3: try reader.bool(&self.allowed)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._participantSID)
            writer.wireText(2, self._trackSID)
            writer.bool(3, self.allowed)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The room a client was moved to.
    public struct RoomMovedResponse: ProtobufMessage {
        public static let protobufName = "livekit.RoomMovedResponse"
        public static let fieldTable = FieldTable([
            .init(1, "room"),
            .init(2, "token", .secret),
            .init(3, "participant"),
            .init(4, "other_participants"),
        ])

        @Boxed public var room: LiveKit.Room? = nil
        @WireText public var token: String
        @Boxed public var participant: LiveKit.ParticipantInfo? = nil
        public var otherParticipants: [LiveKit.ParticipantInfo] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.room)
                case 2: try reader.wireText(&self._token)
                case 3: try reader.message(&self.participant)
                case 4: try reader.messages(&self.otherParticipants)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.room)
            writer.wireText(2, self._token)
            writer.message(3, self.participant)
            writer.messages(4, self.otherParticipants)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// What a client knows when it reconnects.
    public struct SyncState: ProtobufMessage {
        public static let protobufName = "livekit.SyncState"
        public static let fieldTable = FieldTable([
            .init(1, "answer"),
            .init(2, "subscription"),
            .init(3, "publish_tracks"),
            .init(4, "data_channels"),
            .init(5, "offer"),
            .init(6, "track_sids_disabled"),
            .init(7, "datachannel_receive_states"),
            .init(8, "publish_data_tracks"),
            .init(9, "data_subscription"),
        ])

        @Boxed public var answer: LiveKit.SessionDescription? = nil
        public var subscription: LiveKit.UpdateSubscription?
        public var publishTracks: [LiveKit.TrackPublishedResponse] = []
        public var dataChannels: [LiveKit.DataChannelInfo] = []
        @Boxed public var offer: LiveKit.SessionDescription? = nil
        public var trackSIDsDisabled: [String] = []
        public var datachannelReceiveStates: [LiveKit.DataChannelReceiveState] = []
        public var publishDataTracks: [LiveKit.PublishDataTrackResponse] = []
        public var dataSubscription: LiveKit.UpdateDataSubscription?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.answer)
                case 2: try reader.message(&self.subscription)
                case 3: try reader.messages(&self.publishTracks)
                case 4: try reader.messages(&self.dataChannels)
                case 5: try reader.message(&self.offer)
                case 6: try reader.strings(&self.trackSIDsDisabled)
                case 7: try reader.messages(&self.datachannelReceiveStates)
                case 8: try reader.messages(&self.publishDataTracks)
                case 9: try reader.message(&self.dataSubscription)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.answer)
            writer.message(2, self.subscription)
            writer.messages(3, self.publishTracks)
            writer.messages(4, self.dataChannels)
            writer.message(5, self.offer)
            writer.strings(6, self.trackSIDsDisabled)
            writer.messages(7, self.datachannelReceiveStates)
            writer.messages(8, self.publishDataTracks)
            writer.message(9, self.dataSubscription)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// What arrived on a reliable data channel.
    public struct DataChannelReceiveState: ProtobufMessage {
        public static let protobufName = "livekit.DataChannelReceiveState"
        public static let fieldTable = FieldTable([
            .init(1, "publisher_sid"),
            .init(2, "last_seq"),
        ])

        @WireText public var publisherSID: String
        public var lastSeq: UInt32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._publisherSID)
                case 2: try reader.uint32(&self.lastSeq)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._publisherSID)
            writer.uint32(2, self.lastSeq)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A data channel a client has.
    public struct DataChannelInfo: ProtobufMessage {
        public static let protobufName = "livekit.DataChannelInfo"
        public static let fieldTable = FieldTable([
            .init(1, "label"),
            .init(2, "id"),
            .init(3, "target"),
        ])

        @WireText public var label: String
        public var id: UInt32 = 0
        public var target = LiveKit.SignalTarget(rawValue: 0)
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._label)
                case 2: try reader.uint32(&self.id)
                case 3: try reader.enumeration(&self.target)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._label)
            writer.uint32(2, self.id)
            writer.enumeration(3, self.target)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Asks the server for trouble, for tests.
    public struct SimulateScenario: ProtobufMessage {
        public static let protobufName = "livekit.SimulateScenario"
        public static let fieldTable = FieldTable([
            .init(1, "speaker_update", oneof: 1),
            .init(2, "node_failure", oneof: 1),
            .init(3, "migration", oneof: 1),
            .init(4, "server_leave", oneof: 1),
            .init(5, "switch_candidate_protocol", oneof: 1),
            .init(6, "subscriber_bandwidth", oneof: 1),
            .init(7, "disconnect_signal_on_resume", oneof: 1),
            .init(8, "disconnect_signal_on_resume_no_messages", oneof: 1),
            .init(9, "leave_request_full_reconnect", oneof: 1),
        ])

        public var scenario: Scenario?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1:
                    var value: Int32?
                    try reader.int32(&value)
                    if let value { self.scenario = .speakerUpdate(value) }
                case 2:
                    var value: Bool?
                    try reader.bool(&value)
                    if let value { self.scenario = .nodeFailure(value) }
                case 3:
                    var value: Bool?
                    try reader.bool(&value)
                    if let value { self.scenario = .migration(value) }
                case 4:
                    var value: Bool?
                    try reader.bool(&value)
                    if let value { self.scenario = .serverLeave(value) }
                case 5:
                    var value: LiveKit.CandidateProtocol?
                    try reader.optional(EnumField<LiveKit.CandidateProtocol>.self, &value)
                    if let value { self.scenario = .switchCandidateProtocol(value) }
                case 6:
                    var value: Int64?
                    try reader.int64(&value)
                    if let value { self.scenario = .subscriberBandwidth(value) }
                case 7:
                    var value: Bool?
                    try reader.bool(&value)
                    if let value { self.scenario = .disconnectSignalOnResume(value) }
                case 8:
                    var value: Bool?
                    try reader.bool(&value)
                    if let value { self.scenario = .disconnectSignalOnResumeNoMessages(value) }
                case 9:
                    var value: Bool?
                    try reader.bool(&value)
                    if let value { self.scenario = .leaveRequestFullReconnect(value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            switch self.scenario {
            case .speakerUpdate(let value)?: writer.set(Int32Field.self, 1, value)
            case .nodeFailure(let value)?: writer.set(BoolField.self, 2, value)
            case .migration(let value)?: writer.set(BoolField.self, 3, value)
            case .serverLeave(let value)?: writer.set(BoolField.self, 4, value)
            case .switchCandidateProtocol(let value)?: writer.set(EnumField<LiveKit.CandidateProtocol>.self, 5, value)
            case .subscriberBandwidth(let value)?: writer.set(Int64Field.self, 6, value)
            case .disconnectSignalOnResume(let value)?: writer.set(BoolField.self, 7, value)
            case .disconnectSignalOnResumeNoMessages(let value)?: writer.set(BoolField.self, 8, value)
            case .leaveRequestFullReconnect(let value)?: writer.set(BoolField.self, 9, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `scenario`, of which one may be set.
        public enum Scenario: Hashable, Sendable {
            case speakerUpdate(Int32)
            case nodeFailure(Bool)
            case migration(Bool)
            case serverLeave(Bool)
            case switchCandidateProtocol(LiveKit.CandidateProtocol)
            case subscriberBandwidth(Int64)
            case disconnectSignalOnResume(Bool)
            case disconnectSignalOnResumeNoMessages(Bool)
            case leaveRequestFullReconnect(Bool)
        }
    }
}

extension LiveKit {
    /// Asks for a sign of life.
    public struct Ping: ProtobufMessage {
        public static let protobufName = "livekit.Ping"
        public static let fieldTable = FieldTable([
            .init(1, "timestamp"),
            .init(2, "rtt"),
        ])

        public var timestamp: Int64 = 0
        public var rtt: Int64 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.int64(&self.timestamp)
                case 2: try reader.int64(&self.rtt)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.int64(1, self.timestamp)
            writer.int64(2, self.rtt)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A sign of life.
    public struct Pong: ProtobufMessage {
        public static let protobufName = "livekit.Pong"
        public static let fieldTable = FieldTable([
            .init(1, "last_ping_timestamp"),
            .init(2, "timestamp"),
        ])

        public var lastPingTimestamp: Int64 = 0
        public var timestamp: Int64 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.int64(&self.lastPingTimestamp)
                case 2: try reader.int64(&self.timestamp)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.int64(1, self.lastPingTimestamp)
            writer.int64(2, self.timestamp)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Where else a client may connect.
    public struct RegionSettings: ProtobufMessage {
        public static let protobufName = "livekit.RegionSettings"
        public static let fieldTable = FieldTable([
            .init(1, "regions"),
        ])

        public var regions: [LiveKit.RegionInfo] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.messages(&self.regions)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.messages(1, self.regions)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// One such place.
    public struct RegionInfo: ProtobufMessage {
        public static let protobufName = "livekit.RegionInfo"
        public static let fieldTable = FieldTable([
            .init(1, "region"),
            .init(2, "url"),
            .init(3, "distance"),
        ])

        @WireText public var region: String
        @WireText public var url: String
        public var distance: Int64 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._region)
                case 2: try reader.wireText(&self._url)
                case 3: try reader.int64(&self.distance)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._region)
            writer.wireText(2, self._url)
            writer.int64(3, self.distance)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// Why a track cannot be received.
    public struct SubscriptionResponse: ProtobufMessage {
        public static let protobufName = "livekit.SubscriptionResponse"
        public static let fieldTable = FieldTable([
            .init(1, "track_sid"),
            .init(2, "err"),
        ])

        @WireText public var trackSID: String
        public var err = LiveKit.SubscriptionError(rawValue: 0)
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._trackSID)
                case 2: try reader.enumeration(&self.err)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._trackSID)
            writer.enumeration(2, self.err)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// What became of a request.
    public struct RequestResponse: ProtobufMessage {
        public static let protobufName = "livekit.RequestResponse"
        public static let fieldTable = FieldTable([
            .init(1, "request_id"),
            .init(2, "reason"),
            .init(3, "message"),
            .init(4, "trickle", oneof: 1),
            .init(5, "add_track", oneof: 1),
            .init(6, "mute", oneof: 1),
            .init(7, "update_metadata", oneof: 1),
            .init(8, "update_audio_track", oneof: 1),
            .init(9, "update_video_track", oneof: 1),
            .init(10, "publish_data_track", oneof: 1),
            .init(11, "unpublish_data_track", oneof: 1),
        ])

        public var requestID: UInt32 = 0
        public var reason = LiveKit.RequestResponse.Reason(rawValue: 0)
        @WireText public var message: String
        public var request: Request?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.uint32(&self.requestID)
                case 2: try reader.enumeration(&self.reason)
                case 3: try reader.wireText(&self._message)
                case 4:
                    var value = LiveKit.TrickleRequest()
                    if case .trickle(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .trickle(consume value) }
                case 5:
                    var value = LiveKit.AddTrackRequest()
                    if case .addTrack(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .addTrack(consume value) }
                case 6:
                    var value = LiveKit.MuteTrackRequest()
                    if case .mute(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .mute(consume value) }
                case 7:
                    var value = LiveKit.UpdateParticipantMetadata()
                    if case .updateMetadata(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .updateMetadata(consume value) }
                case 8:
                    var value = LiveKit.UpdateLocalAudioTrack()
                    if case .updateAudioTrack(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .updateAudioTrack(consume value) }
                case 9:
                    var value = LiveKit.UpdateLocalVideoTrack()
                    if case .updateVideoTrack(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .updateVideoTrack(consume value) }
                case 10:
                    var value = LiveKit.PublishDataTrackRequest()
                    if case .publishDataTrack(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .publishDataTrack(consume value) }
                case 11:
                    var value = LiveKit.UnpublishDataTrackRequest()
                    if case .unpublishDataTrack(let current)? = self.request { value = current }
                    if try reader.member(&value) { self.request = .unpublishDataTrack(consume value) }
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.uint32(1, self.requestID)
            writer.enumeration(2, self.reason)
            writer.wireText(3, self._message)
            switch self.request {
            case .trickle(let value)?: writer.set(4, value)
            case .addTrack(let value)?: writer.set(5, value)
            case .mute(let value)?: writer.set(6, value)
            case .updateMetadata(let value)?: writer.set(7, value)
            case .updateAudioTrack(let value)?: writer.set(8, value)
            case .updateVideoTrack(let value)?: writer.set(9, value)
            case .publishDataTrack(let value)?: writer.set(10, value)
            case .unpublishDataTrack(let value)?: writer.set(11, value)
            default: break
            }
            writer.unknown(self.unknownFields)
        }

        /// The values of `request`, of which one may be set.
        public enum Request: Hashable, Sendable {
            case trickle(LiveKit.TrickleRequest)
            indirect case addTrack(LiveKit.AddTrackRequest)
            case mute(LiveKit.MuteTrackRequest)
            indirect case updateMetadata(LiveKit.UpdateParticipantMetadata)
            case updateAudioTrack(LiveKit.UpdateLocalAudioTrack)
            case updateVideoTrack(LiveKit.UpdateLocalVideoTrack)
            indirect case publishDataTrack(LiveKit.PublishDataTrackRequest)
            case unpublishDataTrack(LiveKit.UnpublishDataTrackRequest)
        }

        /// Why a request was refused.
        public enum Reason: ProtobufEnum {
            case ok
            case notFound
            case notAllowed
            case limitExceeded
            case queued
            case unsupportedType
            case unclassifiedError
            case invalidHandle
            case invalidName
            case duplicateHandle
            case duplicateName
            case invalidRequest
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "OK", 1: "NOT_FOUND", 2: "NOT_ALLOWED", 3: "LIMIT_EXCEEDED", 4: "QUEUED", 5: "UNSUPPORTED_TYPE",
                6: "UNCLASSIFIED_ERROR", 7: "INVALID_HANDLE", 8: "INVALID_NAME", 9: "DUPLICATE_HANDLE",
                10: "DUPLICATE_NAME", 11: "INVALID_REQUEST",
            ])
            public static let allCases: [Self] = [
                .ok, .notFound, .notAllowed, .limitExceeded, .queued, .unsupportedType, .unclassifiedError,
                .invalidHandle, .invalidName, .duplicateHandle, .duplicateName, .invalidRequest,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .ok
                case 1: self = .notFound
                case 2: self = .notAllowed
                case 3: self = .limitExceeded
                case 4: self = .queued
                case 5: self = .unsupportedType
                case 6: self = .unclassifiedError
                case 7: self = .invalidHandle
                case 8: self = .invalidName
                case 9: self = .duplicateHandle
                case 10: self = .duplicateName
                case 11: self = .invalidRequest
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .ok: 0
                case .notFound: 1
                case .notAllowed: 2
                case .limitExceeded: 3
                case .queued: 4
                case .unsupportedType: 5
                case .unclassifiedError: 6
                case .invalidHandle: 7
                case .invalidName: 8
                case .duplicateHandle: 9
                case .duplicateName: 10
                case .invalidRequest: 11
                case .unrecognized(let number): number
                }
            }
        }
    }
}

extension LiveKit {
    /// Says that somebody receives a published track.
    public struct TrackSubscribed: ProtobufMessage {
        public static let protobufName = "livekit.TrackSubscribed"
        public static let fieldTable = FieldTable([
            .init(1, "track_sid"),
        ])

        @WireText public var trackSID: String
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.wireText(&self._trackSID)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.wireText(1, self._trackSID)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// How a client wants to be connected.
    public struct ConnectionSettings: ProtobufMessage {
        public static let protobufName = "livekit.ConnectionSettings"
        public static let fieldTable = FieldTable([
            .init(1, "auto_subscribe"),
            .init(2, "adaptive_stream"),
            .init(3, "subscriber_allow_pause"),
            .init(4, "disable_ice_lite"),
            .init(5, "auto_subscribe_data_track"),
        ])

        public var autoSubscribe = false
        public var adaptiveStream = false
        public var subscriberAllowPause: Bool?
        public var disableICELite = false
        public var autoSubscribeDataTrack: Bool?
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.bool(&self.autoSubscribe)
                case 2: try reader.bool(&self.adaptiveStream)
                case 3: try reader.bool(&self.subscriberAllowPause)
                case 4: try reader.bool(&self.disableICELite)
                case 5: try reader.bool(&self.autoSubscribeDataTrack)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.bool(1, self.autoSubscribe)
            writer.bool(2, self.adaptiveStream)
            writer.bool(3, self.subscriberAllowPause)
            writer.bool(4, self.disableICELite)
            writer.bool(5, self.autoSubscribeDataTrack)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// A client's first message when it connects by `/rtc/v1`.
    public struct JoinRequest: ProtobufMessage {
        public static let protobufName = "livekit.JoinRequest"
        public static let fieldTable = FieldTable([
            .init(1, "client_info"),
            .init(2, "connection_settings"),
            .init(3, "metadata"),
            .init(4, "participant_attributes"),
            .init(5, "add_track_requests"),
            .init(6, "publisher_offer"),
            .init(7, "reconnect"),
            .init(8, "reconnect_reason"),
            .init(9, "participant_sid"),
            .init(10, "sync_state"),
        ])

        @Boxed public var clientInfo: LiveKit.ClientInfo? = nil
        public var connectionSettings: LiveKit.ConnectionSettings?
        @WireText public var metadata: String
        public var participantAttributes: [String: String] = [:]
        public var addTrackRequests: [LiveKit.AddTrackRequest] = []
        @Boxed public var publisherOffer: LiveKit.SessionDescription? = nil
        public var reconnect = false
        public var reconnectReason = LiveKit.ReconnectReason(rawValue: 0)
        @WireText public var participantSID: String
        @Boxed public var syncState: LiveKit.SyncState? = nil
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.message(&self.clientInfo)
                case 2: try reader.message(&self.connectionSettings)
                case 3: try reader.wireText(&self._metadata)
                case 4: try reader.map(StringField.self, StringField.self, &self.participantAttributes)
                case 5: try reader.messages(&self.addTrackRequests)
                case 6: try reader.message(&self.publisherOffer)
                case 7: try reader.bool(&self.reconnect)
                case 8: try reader.enumeration(&self.reconnectReason)
                case 9: try reader.wireText(&self._participantSID)
                case 10: try reader.message(&self.syncState)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.message(1, self.clientInfo)
            writer.message(2, self.connectionSettings)
            writer.wireText(3, self._metadata)
            writer.map(StringField.self, StringField.self, 4, self.participantAttributes)
            writer.messages(5, self.addTrackRequests)
            writer.message(6, self.publisherOffer)
            writer.bool(7, self.reconnect)
            writer.enumeration(8, self.reconnectReason)
            writer.wireText(9, self._participantSID)
            writer.message(10, self.syncState)
            writer.unknown(self.unknownFields)
        }
    }
}

extension LiveKit {
    /// The join request as it stands in the URL.
    public struct WrappedJoinRequest: ProtobufMessage {
        public static let protobufName = "livekit.WrappedJoinRequest"
        public static let fieldTable = FieldTable([
            .init(1, "compression"),
            .init(2, "join_request"),
        ])

        public var compression = LiveKit.WrappedJoinRequest.Compression(rawValue: 0)
        public var joinRequest: [UInt8] = []
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.enumeration(&self.compression)
                case 2: try reader.byteArray(&self.joinRequest)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.enumeration(1, self.compression)
            writer.byteArray(2, self.joinRequest)
            writer.unknown(self.unknownFields)
        }

        /// How the join request is compressed.
        public enum Compression: ProtobufEnum {
            case none
            case gzip
            /// A number without a name.
            case unrecognized(Int32)

            public static let enumTable = EnumTable([
                0: "NONE", 1: "GZIP",
            ])
            public static let allCases: [Self] = [
                .none, .gzip,
            ]

            public init(rawValue: Int32) {
                switch rawValue {
                case 0: self = .none
                case 1: self = .gzip
                default: self = .unrecognized(rawValue)
                }
            }

            public var rawValue: Int32 {
                switch self {
                case .none: 0
                case .gzip: 1
                case .unrecognized(let number): number
                }
            }
        }
    }
}

extension LiveKit {
    /// How many media sections an offer needs.
    public struct MediaSectionsRequirement: ProtobufMessage {
        public static let protobufName = "livekit.MediaSectionsRequirement"
        public static let fieldTable = FieldTable([
            .init(1, "num_audios"),
            .init(2, "num_videos"),
        ])

        public var numAudios: UInt32 = 0
        public var numVideos: UInt32 = 0
        public var unknownFields = UnknownFields()

        public init() {}

        public mutating func readFields(from reader: inout FieldReader) throws(ProtobufProblem) {
            while true {
                switch try reader.nextField(&self.unknownFields) {
                case 0: return
                case 1: try reader.uint32(&self.numAudios)
                case 2: try reader.uint32(&self.numVideos)
                default: try reader.skip()
                }
            }
        }

        public func writeFields(to writer: inout FieldWriter) {
            writer.uint32(1, self.numAudios)
            writer.uint32(2, self.numVideos)
            writer.unknown(self.unknownFields)
        }
    }
}
