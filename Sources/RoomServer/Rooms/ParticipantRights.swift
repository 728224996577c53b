internal import Cryptography
internal import ProtobufRuntime
internal import ProtocolModels

/// What a participant may do in its room.
struct ParticipantRights: Hashable, Sendable {
    var canSubscribe: Bool
    var canPublish: Bool
    var canPublishData: Bool
    /// Nil allows every source.
    var sources: Set<LiveKit.TrackSource>?
    var canUpdateMetadata: Bool
    var isHidden: Bool
    var isRecorder: Bool
    var isAgent: Bool

    init(_ grant: VideoGrant) {
        canSubscribe = grant.canSubscribe ?? true
        canPublish = grant.canPublish ?? true
        canPublishData = grant.canPublishData ?? canPublish
        sources = grant.canPublishSources.map { Set($0.map(ParticipantRights.source)) }
        if let sources, grant.canPublish != false { canPublish = !sources.isEmpty }
        canUpdateMetadata = grant.canUpdateOwnMetadata ?? false
        isHidden = grant.hidden ?? false
        isRecorder = grant.recorder ?? false
        isAgent = grant.agent ?? false
    }

    /// What an administrator set.
    init(_ permission: LiveKit.ParticipantPermission) {
        canSubscribe = permission.canSubscribe
        canPublish = permission.canPublish
        canPublishData = permission.canPublishData
        sources = permission.canPublishSources.isEmpty ? nil : Set(permission.canPublishSources)
        canUpdateMetadata = permission.canUpdateMetadata
        isHidden = permission.hidden
        isRecorder = permission.recorder
        isAgent = permission.agent
    }

    func mayPublish(_ source: LiveKit.TrackSource) -> Bool { canPublish && (sources?.contains(source) ?? true) }

    var permission: LiveKit.ParticipantPermission {
        .with {
            $0.canSubscribe = canSubscribe
            $0.canPublish = canPublish
            $0.canPublishData = canPublishData
            $0.canPublishSources = (sources ?? []).sorted { $0.rawValue < $1.rawValue }
            $0.hidden = isHidden
            $0.recorder = isRecorder
            $0.canUpdateMetadata = canUpdateMetadata
            $0.agent = isAgent
        }
    }

    private static func source(_ name: String) -> LiveKit.TrackSource {
        switch name {
        case "camera": .camera
        case "microphone": .microphone
        case "screen_share": .screenShare
        case "screen_share_audio": .screenShareAudio
        default: .unknown
        }
    }
}
