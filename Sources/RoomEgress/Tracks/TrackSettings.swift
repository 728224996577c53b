/// What the configuration says of exported tracks.
public struct TrackSettings: Hashable, Sendable {
    /// The file of a track whose name does not say.
    public var fileFormat = FilePreference.container
    /// What a sound track is sent as over a WebSocket. Pictures are always sent as they are.
    public var webSocketEncoding = WebSocketEncoding.pcm

    public enum FilePreference: String, CaseIterable, Hashable, Sendable {
        /// MP4, WebM and Ogg.
        case container
        /// H.264 with start codes, IVF, and Ogg.
        case raw
    }

    public enum WebSocketEncoding: String, CaseIterable, Hashable, Sendable {
        /// Decoded: 16 bits, 48 kHz, two channels interleaved.
        case pcm
        /// One encoded frame a message.
        case track
    }

    public init() {}
}
