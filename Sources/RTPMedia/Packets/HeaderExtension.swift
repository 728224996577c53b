/// The header extensions known here.
public enum HeaderExtension: UInt8, CaseIterable, Hashable, Sendable {
    case mediaIdentification, streamIdentification, repairedStreamIdentification
    case absoluteSendTime, transportSequence, audioLevel, absoluteCaptureTime, dependencyDescriptor
    case playoutDelay, videoOrientation

    /// As it stands in `a=extmap`.
    public var uri: String {
        switch self {
        case .mediaIdentification: "urn:ietf:params:rtp-hdrext:sdes:mid"
        case .streamIdentification: "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"
        case .repairedStreamIdentification: "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"
        case .absoluteSendTime: "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"
        case .transportSequence: "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
        case .audioLevel: "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
        case .absoluteCaptureTime: "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time"
        case .dependencyDescriptor:
            "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension"
        case .playoutDelay: "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay"
        case .videoOrientation: "urn:3gpp:video-orientation"
        }
    }

    public init?(uri: String) {
        guard let match = Self.allCases.first(where: { $0.uri == uri }) else { return nil }
        self = match
    }
}
