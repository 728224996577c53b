public import MediaTypes

/// What is known of a track only once it is there.
public struct TrackFacts: Hashable, Sendable {
    /// `TR_` and a random part.
    public var id: String
    public var kind: MediaKind
    /// `camera`, `microphone`, `screen_share`, `screen_share_audio` or `unknown`.
    public var source: String
    public var publisherIdentity: String
    /// `audio/opus`, `video/vp8`; in lower case.
    public var mimeType: String
    public var roomID = ""
    public var roomName = ""

    public init(id: String, kind: MediaKind, source: String, publisherIdentity: String, mimeType: String) {
        self.id = id
        self.kind = kind
        self.source = source
        self.publisherIdentity = publisherIdentity
        self.mimeType = mimeType.lowercased()
    }

    /// In the words of the manifest and of names.
    var kindName: String { kind == .audio ? "audio" : "video" }

    /// What the frames are called where they are sent as they are. Redundant sound arrives as plain Opus.
    func sentMIMEType() throws(TrackError) -> String {
        switch mimeType {
        case "video/h264", "video/vp8", "video/vp9", "video/av1", "audio/opus": mimeType
        case "audio/red": "audio/opus"
        default: throw .unsupportedCodec(mimeType)
        }
    }
}
