public import MediaTypes

/// How a hybrid MP4 grows.
public struct HybridMP4Options: Hashable, Sendable {
    /// What a kill can lose of the frames that were written: a fragment ends at the first key frame, or after this time
    /// where none comes. What the source holds back comes on top.
    public var maximumFragmentDuration = MediaTime.seconds(2)
    /// Key frames closer together than this share a fragment.
    public var minimumFragmentDuration = MediaTime.milliseconds(250)
    /// A fragment also ends when its payloads, which stay in memory until then, reach this many bytes.
    public var maximumFragmentSize = 32 << 20
    /// Names H.264 `avc3` from the start, for sources known to repeat or change parameter sets in the samples.
    public var parameterSetsInBand = false

    public init() {}
}
