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

    /// What opens an output: the kind of codec, of which nothing else is known before the first frame. Nil for one that is
    /// not exported.
    var codec: CodecParameters? {
        switch mimeType {
        case "video/h264":
            .h264(H264Parameters(sequenceParameterSets: [], pictureParameterSets: [], width: 0, height: 0))
        case "video/vp8": .vp8(VP8Parameters(width: 0, height: 0))
        case "video/vp9": .vp9(VP9Parameters(width: 0, height: 0))
        case "video/av1": .av1(AV1Parameters(sequenceHeader: [], width: 0, height: 0))
        case "audio/opus", "audio/red": .opus(OpusParameters(channels: 2, preSkip: 0))
        default: nil
        }
    }
}
