internal import Cryptography
internal import SessionDescription
internal import WebRTCTransport

/// What the codecs are that subscribers are offered: those of publishers, without feedback that nobody reads.
enum SubscriberCodecs {
    static let audio = RTPCodec.standardAudio.filter { !$0.isRedundancy }.map { $0.without([.transportWide]) }
    static let video = RTPCodec.standardVideo.filter { !$0.isNamed("H265") }.map { $0.without([.transportWide]) }
}

/// How the two connections of a participant negotiate.
enum RoomConnection {
    /// The publisher's: without RED, since losses are repaired by retransmission.
    static func publisher(_ connectivity: ConnectivitySettings, _ identity: DTLSIdentity) -> PeerConnection.Settings {
        var settings = PeerConnection.Settings()
        settings.connectivity = connectivity
        settings.identity = identity
        settings.negotiation.audioCodecs = RTPCodec.standardAudio.filter { !$0.isRedundancy }
            .map { $0.without([.transportWide]) }
        settings.negotiation.videoCodecs = RTPCodec.standardVideo.filter { !$0.isNamed("H265") }
            .map { $0.without([.receiverEstimate]) }
        settings.negotiation.audioExtensions = [
            HeaderExtensionURI.mid, HeaderExtensionURI.audioLevel, HeaderExtensionURI.absoluteCaptureTime,
        ]
        settings.negotiation.videoExtensions = [
            HeaderExtensionURI.mid, HeaderExtensionURI.rid, HeaderExtensionURI.repairedRid,
            HeaderExtensionURI.transportWideSequence, HeaderExtensionURI.absoluteCaptureTime,
            HeaderExtensionURI.dependencyDescriptor,
        ]
        return settings
    }

    /// The subscriber's.
    static func subscriber(_ connectivity: ConnectivitySettings, _ identity: DTLSIdentity) -> PeerConnection.Settings {
        var settings = PeerConnection.Settings()
        settings.connectivity = connectivity
        settings.identity = identity
        settings.negotiation.audioCodecs = SubscriberCodecs.audio
        settings.negotiation.videoCodecs = SubscriberCodecs.video
        settings.negotiation.audioExtensions = [HeaderExtensionURI.absoluteCaptureTime]
        settings.negotiation.videoExtensions = [
            HeaderExtensionURI.dependencyDescriptor, HeaderExtensionURI.absoluteCaptureTime,
            HeaderExtensionURI.absoluteSendTime,
        ]
        return settings
    }
}

extension RTPCodec {
    fileprivate func without(_ feedback: [RTCPFeedback]) -> RTPCodec {
        var codec = self
        codec.feedback.removeAll { feedback.contains($0) }
        return codec
    }
}
