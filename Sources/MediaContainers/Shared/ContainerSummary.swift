public import MediaTypes

/// What a finished file holds.
public struct ContainerSummary: Hashable, Sendable {
    /// From the first presented picture or sample to the end of the last.
    public var duration = MediaTime.zero
    /// The size of the file.
    public var byteCount: UInt64 = 0
    public var frameCounts: [TrackID: Int] = [:]
    /// Frames that were moved because their times did not rise.
    public var adjustedTimestamps = 0
    /// Frames that are not what their codec says, and were left out.
    public var malformedFrames = 0
}
