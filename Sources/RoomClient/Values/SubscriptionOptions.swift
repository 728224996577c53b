/// How a track is received.
public struct SubscriptionOptions: Hashable, Sendable {
    /// What to do with pictures that refer to others that were lost.
    public enum LossHandling: Hashable, Sendable {
        /// Only what decodes without error comes out: after a loss nothing until the next key frame, which is asked for.
        case waitForKeyframe
        /// Whole pictures come out, whatever was lost before them.
        case passWholeFrames
    }

    public var lossHandling = LossHandling.waitForKeyframe
    /// How many frames and bytes may wait to be taken. When full, sound is dropped, and pictures up to the next key frame;
    /// both are counted in ``TrackStatistics/overflowed``.
    public var queueLimit = 512
    public var queueByteLimit = 16 << 20
    /// How long packets wait for what is missing in front of them, and may still be sent again.
    public var maximumDelay = Duration.milliseconds(500)
    /// How long the track may be gone before it ends: a publisher that connects anew within this time (same identity, kind,
    /// source and name) is followed.
    public var returnTimeout = Duration.zero
    /// The same for a publisher that did not leave, but lost its connection; the longer of the two counts.
    public var lossReturnTimeout = Duration.zero

    public init() {}

    func grace(after departure: DisconnectReason) -> Duration {
        departure.isLoss ? max(returnTimeout, lossReturnTimeout) : returnTimeout
    }
}
