public import MediaTypes
internal import ProtocolModels

/// A track as its publisher announced it, at one moment.
public struct PublishedTrack: Hashable, Sendable, Identifiable {
    /// The server's name of the track (`TR_…`); a publisher that connects anew gets new ones.
    public var sid: String
    public var name: String
    public var kind: MediaKind
    public var source: TrackSource
    /// Such as `video/VP8` or `audio/opus`; `audio/red` is Opus with redundancy. May be empty until media flows.
    public var mimeType: String
    /// The largest picture in pixels, as announced; zero for sound.
    public var width: Int
    public var height: Int
    public var isStereo: Bool
    public var isMuted: Bool
    public var isSimulcast: Bool
    /// End to end: nobody without the participants' key can use its frames.
    public var isEncrypted: Bool
    /// Tracks with the same name here belong together.
    public var stream: String
    public var participantSID: String
    public var participantIdentity: String
    public var participantName: String

    public var id: String { sid }

    init(_ track: LiveKit.TrackInfo, of participant: LiveKit.ParticipantInfo) {
        sid = track.sid
        name = track.name
        kind = track.type == .video ? .video : .audio
        source = TrackSource(track.source)
        mimeType = track.mimeType
        width = Int(track.width)
        height = Int(track.height)
        isStereo = track.stereo || track.audioFeatures.contains(.stereo)
        isMuted = track.muted
        isSimulcast = track.simulcast || track.layers.count > 1
        isEncrypted = track.encryption != .none
        stream = track.stream
        participantSID = participant.sid
        participantIdentity = participant.identity
        participantName = participant.name
    }

    /// Whether `other` is what this track became when its publisher connected anew.
    func isSuccessor(_ other: PublishedTrack) -> Bool {
        other.participantIdentity == participantIdentity && other.kind == kind && other.source == source
            && other.name == name
    }
}
