internal import ProtobufRuntime
internal import ProtocolModels
internal import RTPMedia
internal import SessionDescription

/// A track that a participant announced, and publishes once media and announcement have found each other.
@RoomLoop
final class PublishedTrack {
    var info: LiveKit.TrackInfo
    /// What the client calls it: the second word of its msid.
    let clientIDs: Set<String>
    let publisher: RoomParticipant
    /// The section it comes in; nil before.
    private(set) var transceiver: RTPTransceiver.ID?
    private(set) var media: PublishedMedia?
    /// How its packets are encoded, under our own payload types.
    private(set) var codecs: [SessionDescription.RTPCodec] = []
    /// The publisher knows that somebody subscribed.
    var isSubscriptionTold = false

    init(_ request: LiveKit.AddTrackRequest, of publisher: RoomParticipant) {
        self.publisher = publisher
        clientIDs = Set(([request.cid] + request.simulcastCodecs.map(\.cid)).filter { !$0.isEmpty })
        info = PublishedTrack.info(request)
    }

    var sid: String { info.sid }
    var isVideo: Bool { info.type == .video }
    var isPublished: Bool { media != nil }

    /// What others are told of it, as far as its publisher chooses its size; in bytes.
    var describedSize: Int {
        let layers = info.layers + info.codecs.flatMap(\.layers)
        let texts = [info.name, info.stream] + info.codecs.map(\.cid) + layers.map(\.rid)
        return texts.reduce(0) { $0 + $1.utf8.count }
    }

    private static func info(_ request: LiveKit.AddTrackRequest) -> LiveKit.TrackInfo {
        var info = LiveKit.TrackInfo()
        info.sid = RoomIdentifier.make(prefix(request))
        info.type = request.type
        info.name = request.name
        info.muted = request.muted
        (info.width, info.height) = (request.width, request.height)
        info.simulcast = request.layers.count > 1 || (request.simulcastCodecs.first?.layers.count ?? 0) > 1
        info.source = request.source
        info.disableDTX = request.disableDTX || request.audioFeatures.contains(.noDTX)
        info.stereo = request.stereo || request.audioFeatures.contains(.stereo)
        info.disableRed = request.disableRed
        info.encryption = request.encryption
        info.audioFeatures = Array(request.audioFeatures.prefix(16))
        info.layers = request.layers.isEmpty ? request.simulcastCodecs.first?.layers ?? [] : request.layers
        info.stream = request.stream.isEmpty ? stream(request.source) : request.stream
        info.codecs = [
            .with {
                $0.cid = request.cid
                $0.layers = info.layers
                $0.videoLayerMode = .oneSpatialLayerPerStream
            }
        ]
        return info
    }

    private static func prefix(_ request: LiveKit.AddTrackRequest) -> String {
        let source =
            switch request.source {
            case .camera: "C"
            case .microphone: "M"
            case .screenShare: "S"
            case .screenShareAudio: "s"
            default: "U"
            }
        return "TR_" + (request.type == .video ? "V" : "A") + source
    }

    /// What is shown together belongs together.
    private static func stream(_ source: LiveKit.TrackSource) -> String {
        switch source {
        case .camera, .microphone: "camera"
        case .screenShare, .screenShareAudio: "screen"
        default: "unknown"
        }
    }

    /// The track's media is there. False when its encoding is none we can forward.
    func begin(in transceiver: RTPTransceiver) -> Bool {
        let known = transceiver.codecs.lazy.compactMap { codec in
            RTPMedia.RTPCodec(encodingName: codec.name).map { (codec, $0) }
        }
        guard let (offered, codec) = known.first else { return false }
        self.transceiver = transceiver.id
        codecs = PublishedTrack.ownCodecs(like: offered)
        media = PublishedMedia(codec: codec)
        info.mimeType = (isVideo ? "video/" : "audio/") + codec.encodingName
        info.mid = transceiver.mid ?? ""
        info.simulcast = transceiver.receiving.rids.count > 1
        for index in info.codecs.indices {
            info.codecs[index].mimeType = info.mimeType
            info.codecs[index].mid = info.mid
        }
        touch()
        return true
    }

    /// The codec as subscribers are offered it, with its retransmission.
    private static func ownCodecs(like codec: SessionDescription.RTPCodec) -> [SessionDescription.RTPCodec] {
        let standard = SubscriberCodecs.audio + SubscriberCodecs.video
        guard let own = standard.first(where: { $0.matches(codec) }) ?? standard.first(where: { $0.isNamed(codec.name) })
        else { return [codec] }
        return [own] + standard.filter { $0.isRetransmission && $0.associatedPayloadType == own.payloadType }
    }

    /// The description of the track changed.
    func touch() { info.version = .with { $0.unixMicro = RoomClock.unixNanoseconds / 1_000 } }
}
