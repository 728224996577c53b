internal import ProtocolModels

/// Where a track comes from, as its publisher says.
public enum TrackSource: String, Hashable, Sendable, CaseIterable {
    case unknown, camera, microphone
    case screenShare = "screen_share"
    case screenShareAudio = "screen_share_audio"

    init(_ source: LiveKit.TrackSource) {
        self =
            switch source {
            case .camera: .camera
            case .microphone: .microphone
            case .screenShare: .screenShare
            case .screenShareAudio: .screenShareAudio
            case .unknown, .unrecognized: .unknown
            }
    }

    var wire: LiveKit.TrackSource {
        switch self {
        case .unknown: .unknown
        case .camera: .camera
        case .microphone: .microphone
        case .screenShare: .screenShare
        case .screenShareAudio: .screenShareAudio
        }
    }
}
