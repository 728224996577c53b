internal import MediaTypes
internal import RTPMedia
internal import SessionDescription

/// What a negotiation agreed on for one of our tracks.
struct SendingAgreement: Hashable, Sendable {
    var cid: String
    var mid: String
    var source: UInt32
    var retransmissionSource: UInt32
    var codec: RTPMedia.RTPCodec
    var payloadType: UInt8
    var retransmissionType: UInt8?
    var extensions: [RTPMedia.HeaderExtension: UInt8]

    /// Nil when the peer does not take what we send.
    init?(_ transceiver: RTPTransceiver, _ settings: LocalTrackSettings) {
        guard let mid = transceiver.mid, let track = transceiver.sending, let encoding = track.encodings.first,
            let cid = track.identifier.track, transceiver.currentDirection?.sends == true,
            case let codec = RTPMedia.RTPCodec(settings.codec),
            let agreed = transceiver.codecs.first(where: { $0.isNamed(codec.encodingName) })
        else { return nil }
        self.cid = cid
        self.mid = mid
        self.codec = codec
        source = encoding.ssrc
        retransmissionSource = encoding.retransmissionSSRC
        payloadType = agreed.payloadType
        retransmissionType =
            transceiver.codecs.first { $0.isRetransmission && $0.associatedPayloadType == agreed.payloadType }?
            .payloadType
        extensions = [:]
        for item in transceiver.headerExtensions {
            guard let kind = RTPMedia.HeaderExtension(uri: item.uri) else { continue }
            extensions[kind] = item.identifier
        }
    }
}

/// One RTP stream that is being sent. For the transport's thread.
final class SentStream {
    let agreement: SendingAgreement
    var stream: RTPSendStream
    private let onKeyframeRequest: @Sendable () -> Void
    private var parameterSets: [UInt8] = []

    init(_ agreement: SendingAgreement, onKeyframeRequest: @escaping @Sendable () -> Void) {
        self.agreement = agreement
        self.onKeyframeRequest = onKeyframeRequest
        var configuration = RTPSendStream.Configuration(
            ssrc: agreement.source, payloadType: agreement.payloadType, codec: agreement.codec,
            firstSequenceNumber: .random(in: 0...0x7FFF), timestampOffset: .random(in: 0...(.max)))
        configuration.retransmission = agreement.retransmissionType.map { (agreement.retransmissionSource, $0) }
        configuration.extensions = HeaderExtensionMap(agreement.extensions)
        configuration.mediaIdentification = agreement.mid
        stream = RTPSendStream(configuration)
    }

    func send(_ frame: EncodedFrame, at now: MediaTime) {
        if case .h264(let parameters)? = frame.newParameters { parameterSets = parameters.lengthPrefixedParameterSets }
        let timestamp = UInt32(
            truncatingIfNeeded: frame.presentationTime.ticks(timescale: agreement.codec.clockRate))
        guard agreement.codec == .h264, frame.isKeyframe, !parameterSets.isEmpty else {
            stream.send(frame.payload.bytes, timestamp: timestamp, isKeyframe: frame.isKeyframe, at: now)
            return
        }
        let whole = FramePayload(parameterSets + frame.payload.copied())
        stream.send(whole.bytes, timestamp: timestamp, isKeyframe: true, at: now)
    }

    func receive(_ message: RTCPMessage, at now: MediaTime, wallClock: NTPTime) {
        stream.receive(message, at: now, wallClock: wallClock)
        if stream.takeKeyframeRequest() { onKeyframeRequest() }
    }
}

extension RTPMedia.RTPCodec {
    init(_ codec: LocalTrackSettings.Codec) {
        switch codec {
        case .opus: self = .opus
        case .h264: self = .h264
        case .vp8: self = .vp8
        case .vp9: self = .vp9
        case .av1: self = .av1
        }
    }
}
