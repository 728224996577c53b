public import MediaTypes

/// What an encoder's output gives, in this order.
public enum EncodedTrackEvent: Sendable {
    /// Comes once, before the first frame.
    case track(TrackDescription)
    case frame(EncodedFrame)
    case endOfStream
}
