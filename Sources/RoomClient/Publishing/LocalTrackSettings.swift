public import MediaTypes

/// A track to be published.
public struct LocalTrackSettings: Hashable, Sendable {
    /// What its frames are encoded with.
    public enum Codec: String, Hashable, Sendable, CaseIterable {
        case opus, h264, vp8, vp9, av1

        public var kind: MediaKind { self == .opus ? .audio : .video }
    }

    public var codec: Codec
    public var source: TrackSource
    public var name: String
    /// Of pictures, in pixels.
    public var width: Int
    public var height: Int
    /// Of the frames, in bits per second; told to the server.
    public var bitrate: Int
    public var isStereo = false
    /// Sound that does not stop in silence.
    public var isContinuous = false
    /// Tracks with the same name here belong together; empty means by their source.
    public var stream = ""
    /// Published, but silent until unmuted.
    public var startsMuted = false
    /// How many frames may wait for the transport's thread.
    public var queueLimit = 128

    public init(
        codec: Codec, source: TrackSource? = nil, name: String = "", width: Int = 0, height: Int = 0, bitrate: Int = 0
    ) {
        self.codec = codec
        self.source = source ?? (codec.kind == .audio ? .microphone : .camera)
        self.name = name
        self.width = width
        self.height = height
        self.bitrate = bitrate
    }
}
