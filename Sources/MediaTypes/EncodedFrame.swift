/// One encoded access unit of video, or one encoded packet of audio, with its place in time.
public struct EncodedFrame: Sendable {
    /// The `TrackDescription.id` this frame belongs to.
    public var track: TrackID
    /// When the first decoded picture or sample is presented. For audio this counts the codec's priming samples: the
    /// first packet of a track that starts at zero lies `TrackDescription.codecDelay` before zero.
    public var presentationTime: MediaTime
    /// When the frame is decoded; equal to `presentationTime` unless pictures are reordered.
    public var decodeTime: MediaTime
    /// How long the frame lasts; zero when unknown (the next frame's time then tells).
    public var duration: MediaTime
    /// Whether decoding can start here. True for every audio frame of the codecs known here.
    public var isKeyframe: Bool
    /// New parameters of the track from this frame on, when they changed (new H.264 parameter sets, for instance).
    public var newParameters: CodecParameters?
    /// H.264 and H.265: NAL units, each after a 4-byte big-endian length (ISO/IEC 14496-15). AAC: a raw data block
    /// without ADTS header. Others: the codec's own packet.
    public var payload: FramePayload

    public init(
        track: TrackID, presentationTime: MediaTime, decodeTime: MediaTime? = nil, duration: MediaTime = .zero,
        isKeyframe: Bool, newParameters: CodecParameters? = nil, payload: FramePayload
    ) {
        self.track = track
        self.presentationTime = presentationTime
        self.decodeTime = decodeTime ?? presentationTime
        self.duration = duration
        self.isKeyframe = isKeyframe
        self.newParameters = newParameters
        self.payload = payload
    }

    /// The same frame, `offset` later.
    public consuming func shifted(by offset: MediaTime) -> EncodedFrame {
        presentationTime += offset
        decodeTime += offset
        return self
    }
}
