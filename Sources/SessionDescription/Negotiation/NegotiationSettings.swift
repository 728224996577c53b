/// What one side of a connection is able and willing to do.
public struct NegotiationSettings: Hashable, Sendable {
    /// Best first; a transceiver can have its own.
    public var audioCodecs: [RTPCodec]
    public var videoCodecs: [RTPCodec]
    /// URIs of header extensions, see `HeaderExtensionURI`.
    public var audioExtensions: [String]
    public var videoExtensions: [String]
    /// The largest data channel message we take, in bytes.
    public var maximumMessageSize: Int
    /// Names us in RTCP (RFC 8834 section 4.8).
    public var canonicalName: String

    public init(
        audioCodecs: [RTPCodec] = RTPCodec.standardAudio, videoCodecs: [RTPCodec] = RTPCodec.standardVideo,
        audioExtensions: [String] = NegotiationSettings.standardAudioExtensions,
        videoExtensions: [String] = NegotiationSettings.standardVideoExtensions,
        maximumMessageSize: Int = 262_144, canonicalName: String = String(UInt64.random(in: 1...(.max)), radix: 36)
    ) {
        self.audioCodecs = audioCodecs
        self.videoCodecs = videoCodecs
        self.audioExtensions = audioExtensions
        self.videoExtensions = videoExtensions
        self.maximumMessageSize = maximumMessageSize
        self.canonicalName = canonicalName
    }

    public static let standardAudioExtensions = [
        HeaderExtensionURI.mid, HeaderExtensionURI.audioLevel, HeaderExtensionURI.transportWideSequence,
        HeaderExtensionURI.absoluteCaptureTime,
    ]
    public static let standardVideoExtensions = [
        HeaderExtensionURI.mid, HeaderExtensionURI.rid, HeaderExtensionURI.repairedRid,
        HeaderExtensionURI.transportWideSequence, HeaderExtensionURI.absoluteSendTime,
        HeaderExtensionURI.absoluteCaptureTime, HeaderExtensionURI.dependencyDescriptor,
    ]

    func codecs(_ kind: MediaKind) -> [RTPCodec] { kind == .audio ? audioCodecs : videoCodecs }
    func extensions(_ kind: MediaKind) -> [String] { kind == .audio ? audioExtensions : videoExtensions }
}
